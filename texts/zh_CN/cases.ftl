## 事项卡片

drill-sign = 【演】
folded-quote = <blockquote expandable>{ $text }</blockquote>
case-drill = 【演练】本信息仅用于演练，不是真实险情
case-title = { $mark } <b>{ $kind } { $number }</b>
    { $severity } · { $line }
case-no-line = 条线待定
case-life-danger = <b>⚠️ 有人员生命危险</b>
case-state = 状态：<b>{ $state }</b>（{ $received ->
    [none] { $at } 上报
   *[other] { $at } 发出，{ $received } 收到
}）
case-merged = 已并入 { $number }
case-parent = 来自 { $number }
case-order = 上级指令：{ $issuer }《{ $number }》，{ $due } 前回复
case-order-answered = 上级指令：{ $issuer }《{ $number }》，已于 { $at } 回复
case-place = 地点：{ $place }
case-no-place = 未填写
case-outside = 辖区外
case-description = 情况：{ $text }
case-people = 受威胁：{ $count } 人
case-reporter = 上报人：{ $name } · 附件 { $files } 件{ $followers ->
    [0] {""}
   *[other] {" "}· { $followers } 人关注
}
case-registrar = 登记人：{ $name } · 附件 { $files } 件{ $followers ->
    [0] {""}
   *[other] {" "}· { $followers } 人关注
}
case-on-behalf = 代村民上报：{ $name }
case-anonymous = 反映人要求匿名
case-over = 险情已于 { $at } 解除{ $open ->
    [yes] ，隐患继续跟踪
   *[no] {""}
}
case-reopened = 第 { $count } 次重新启动
case-claimed = { $name } 正在研判（至 { $until }）
case-picture-after = 📷 图为处置后的情况
case-pictures-both = 📷 处置前后的照片见下方
case-label-before = 处置前 · { $number }
case-label-after = 处置后 · { $number }
case-in-group = 👉 办理请点下面，到与本机器人的私聊里
button-in-private = 🔒 到私聊里打开
button-copy-case = 📋 { $number }
button-copy-place = 📋 复制经纬度
button-copy-phone = 📋 复制号码
case-next-submitted = 下一步：应急管理站研判
case-next-triaged = 下一步：应急管理站交办
case-next-dispatched = 下一步：责任单位签收
case-next-handling = 下一步：责任单位处置并反馈
case-next-feedback = 下一步：由处置人以外的人员现场核验
case-next-verified = 下一步：应急管理站销号
case-next-closed = 闭环完成
case-next-dismissed = 如有异议，上报人可申请重新启动
case-next-merged = 处理结果将一并告知

assignment-lead = 主办：{ $unit } · { $state }{ $late ->
    [none] {""}
    [yes] {" "}· <b>已超时</b>（应于 { $due } 前反馈）
   *[no] {" "}· { $due } 前反馈
}
assignment-co = 协办：{ $unit } · { $state }{ $late ->
    [none] {""}
    [yes] {" "}· <b>已超时</b>（应于 { $due } 前反馈）
   *[no] {" "}· { $due } 前反馈
}
assignment-instructions = {"  "}要求：{ $text }
assignment-provisional = {"  "}⚠ 该时限跨入尚未公布放假安排的年度，暂按工作日推算，公布后自动调整
assignment-eta = {"  "}预计 { $at } 到场
assignment-not-ours = {"  "}不属本单位的部分：{ $text }
assignment-declined = {"  "}拒收原因：{ $text }
assignment-feedback = {"  "}反馈：{ $text }
assignment-returned = {"  "}退回原因：{ $text }
assignment-extension = {"  "}申请延期至 { $at }：{ $text }
assignment-paused = {"  "}暂停至 { $at }：{ $text }

button-timeline = 办理过程
button-compare = 🖼 处置前后对比
button-whole = 📄 全文
whole-text-gone = 这条消息太旧，全文已不再保存。请打开事项查看。
button-files = 附件（{ $count }）
button-map = 位置
button-order = 📜 上级指令
button-order-answer = 📜 指令进度与回复
button-more = 更多操作
button-back = 返回
button-earlier = ‹ 更早
button-later = 更晚 ›

timeline-head = 办理过程（第 { $page }/{ $pages } 页）
timeline-system = 系统
timeline-called = 电话告知
timeline-answered = 回答提问
timeline-phone-shown = 查看电话
timeline-other = 作了处理
timeline-into = 并入 { $number }
timeline-took = { $number } 并入本事项
timeline-part = 拆出 { $number }
timeline-from = 来自 { $number }
timeline-eta = { $at } 到场
timeline-until = 至 { $at }
timeline-event = 事发于 { $at }
timeline-entry = <b>{ $at }</b>{ $received ->
    [none] {""}
   *[other] {" "}发出，{ $received } 收到
} { $who } { $action }{ $unit ->
    [none] {""}
   *[other] （{ $unit }）
}{ $said ->
    [none] {""}
   *[other] ：{ $said }
}

## 上级指令

order-lacks-number = 文号
order-lacks-issuer = 发文单位
order-lacks-due = 回复时限
order-lacks-text = 指令内容
order-answer-head = 关于{ $number }文件办理情况的报告
    { $issuer }：
    { $town }于{ $received }收到上述指令，现将办理情况报告如下：
order-answer-unit = { $index }. { $unit }：{ $text }
order-answer-nothing = 正在办理
order-answer-ended = 上述事项已办结。
order-answer-day = { $year }年{ $month }月{ $day }日
order-answer-reported = 以上情况正在组织核验。
order-answer-going = 其余工作正在推进，进展另行报告。
order-answer-foot = 特此报告。
    { $town }
    { $date }
case-file = { $number } · { $purpose }
