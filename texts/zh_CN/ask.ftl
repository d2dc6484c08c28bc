## 请人说明原因、时间时的问话,和办完后的第一行

ask-hour-needed = 几点开始？请把日期和几点一起写上，例如：明天 9点、11-30 15:00
ask-time-unclear = 没看懂这个时间。请这样写：15:30、明天 9点、11-30 17:00
ask-time-far = 这个时间太远了，最远到 { $latest }。请核对年份，重新填写
ask-words-wanted = 这一步请用文字回答。不办了请发 /cancel
ask-no-words = 无
ask-h = { $count } 小时（{ $at }）
ask-w = { $count } 个工作日（{ $at }）
ask-calendar = 📅 选日期
ask-skip = 不写理由
ask-stop = 不办了
ask-stopped = 好的，没有作任何改动。

ask-dismiss = <b>{ $number } 不予立案</b>
    请选择原因，或直接输入。上报人会看到。
ask-dismiss-1 = 已到现场核实，不构成隐患
ask-dismiss-2 = 反映的问题已经处理完毕
ask-dismiss-3 = 不在本镇辖区，已告知反映人
ask-dismiss-4 = 误报或测试
done-dismiss = ✅ { $number } 已不予立案，上报人已收到原因

ask-split = <b>从 { $number } 拆出一个事项</b>
    请输入拆出部分的情况，地点和上报人沿用原事项。
done-split = ✅ 已拆出 { $number }，请研判

ask-reopen = <b>重新启动 { $number }</b>
    请选择原因，或直接输入。
ask-reopen-1 = 问题再次出现
ask-reopen-2 = 没有处理到位
ask-reopen-3 = 情况加重
done-reopen = 🔁 { $number } 已重新启动，等应急管理站交办

ask-decline = <b>拒收 { $number }</b>
    请选择原因，或直接输入。应急管理站会据此改派。
ask-decline-1 = 不属于本单位职责
ask-decline-2 = 不在本单位管辖范围
ask-decline-3 = 已由其他单位处理
done-decline = 已拒收 { $number }：{ $text }
    应急管理站会重新交办。

ask-accept-partly = <b>部分签收 { $number }</b>
    哪一部分不属于本单位？请直接输入。
done-accept-partly = ✅ 已签收 { $number } 中本单位的部分
    不属于本单位的部分已报应急管理站。

ask-return = <b>退回 { $number } 的反馈</b>
    还差什么？请选择，或直接输入。
ask-return-1 = 现场仍有隐患，请继续处置
ask-return-2 = 照片看不出处置结果，请补拍
ask-return-3 = 警示、隔离措施不到位
ask-return-4 = 情况说明不清楚，请补充
done-return = ↩️ { $number } 已退回：{ $text }
    单位会继续处置。

ask-withdraw = <b>撤回 { $number } 的交办</b>
    请选择原因，或直接输入。
ask-withdraw-1 = 交办有误
ask-withdraw-2 = 不需要该单位配合
ask-withdraw-3 = 情况有变化
done-withdraw = 已撤回，单位已收到通知

ask-refuse-extension = <b>不同意 { $number } 延期</b>
    请选择或输入理由。
ask-refuse-extension-1 = 隐患风险高，请按原时限处置
ask-refuse-extension-2 = 请先采取临时措施
done-refuse-extension = 已答复不同意，{ $number } 按原时限办理

ask-ask-extension-until = <b>{ $number } 申请延期</b>
    现时限：{ $due }
    延到什么时候？请选择，或直接输入，如“11-30 17:00”。
ask-ask-extension = <b>{ $number } 延期至 { $until }</b>
    请选择原因，或直接输入。
ask-ask-extension-1 = 天气原因无法施工
ask-ask-extension-2 = 需要专业队伍或设备
ask-ask-extension-3 = 等待材料
ask-ask-extension-4 = 需要其他单位配合
done-ask-extension = 已申请延期至 { $until }，等应急管理站答复
    答复前仍按原时限。

ask-pause-until = <b>{ $number } 暂停办理</b>
    暂停到什么时候？请选择，或直接输入，如“11-30 17:00”。
ask-pause = <b>{ $number } 暂停至 { $until }</b>
    请选择原因，或直接输入。
ask-pause-1 = 天气原因，无法作业
ask-pause-2 = 等待上级或专家意见
ask-pause-3 = 涉及群众协商
done-pause = ⏸ { $number } 已暂停至 { $until }，到时自动恢复
    时限相应顺延。

ask-reroute = <b>{ $number } 改派给{ $unit }</b>
    请选择原因，或直接输入。时限不变。
ask-reroute-1 = 属于该单位职责
ask-reroute-2 = 原单位力量不足
reroute-ask = <b>{ $number } 改派</b>
    原单位：{ $unit }。改派给哪个单位？
reroute-unit = { $unit }{ $load ->
    [0] {""}
   *[other] （在办 { $load }）
}
done-reroute = ✅ { $number } 已改派给{ $unit }，时限不变

calendar-weekdays = 一 二 三 四 五 六 日
calendar-day = 📅 { $month }
    请选日期。带括号的是休息日。
calendar-month = { $at }
calendar-hour = 📅 { $day }
    请选时间。

list-back = ‹ 返回列表
span-minutes = { $count } 分钟
span-hours = { $count } 小时
span-days = { $count } 天
span-brief-minutes = { $count }分
span-brief-hours = { $count }小时
span-brief-days = { $count }天

collect-not-kept = 请发照片、视频、语音或文字。
collect-text = 说明：{ $text }
collect-no-text = 说明：（还没写）
collect-files = 佐证：{ $present } 件{ $wanted ->
    [0] {""}
   *[other] （至少 { $wanted } 件）
}
collect-lacks = <b>还差：{ $missing }</b>
    直接发过来即可，先后不限。
collect-lacks-words = 处置说明
collect-lacks-files = 现场照片
collect-clear = 重写说明
collect-cancel = 不填了
