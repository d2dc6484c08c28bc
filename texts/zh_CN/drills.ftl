# 演练：计划、脚本、实施、评估、报告、改进。

menu-drills = 🎯 应急演练
menu-drills-what = 演练计划、脚本、实施和评估
drills-head = 🎯 <b>应急演练</b>
drills-none = 🎯 <b>应急演练</b>：还没有演练计划。
drills-floor = 法定底线：镇每 2 年至少 1 次（《生产安全事故应急条例》第八条）。{ $last ->
    [no] 系统里还没有镇级演练记录
   *[other] 上次 { $last }，下次不晚于 { $until }
}
drills-own = 本镇要求：{ $scope ->
    [town] 镇级演练
   *[village] 村社演练
}本期应完成 { $owed }，已完成 { $done }{ $late ->
    [0] {""}
   *[other] ，逾期 { $late }
}
drills-entry = { $title } · { $at } · { $state }
drills-new = ➕ 安排演练

drill-title = { $where ->
    [no] 全镇
   *[other] { $where }
}{ $line ->
    [no] 综合
   *[other] { $line }
}{ $form ->
    [tabletop] 桌面推演
   *[live] 实战演练
}
drill-station = 应急管理站
drill-head = 🎯 <b>{ $title }</b>（{ $state }）
drill-number = 编号：{ $number }
drill-when = 时间：{ $at }
drill-ran = 开始：{ $began }{ $over ->
    [no] {""}
   *[other] ，结束：{ $over }
}
drill-place = 地点：{ $place }
drill-leader = 组织人：{ $name }
drill-participants = 参演：{ $names ->
    [no] 还没有选
   *[other] { $names }
}{ $more ->
    [0] {""}
   *[other] 等，另有 { $more } 个
}
drill-reason = 原因：{ $reason }
drill-script-count = 脚本：{ $count } 条，已发 { $sent } 条
drill-coming = 下一条：{ $at } { $text }
drill-minute = 第 { $minute } 分钟
drill-open = 演练中开出、还没了结：{ $numbers }
drill-corrections-count = 改进事项：{ $count } 项
drill-steps = 评估进度：{ $steps }
drill-step = { $done ->
    [yes] ✅
    [next] ▶️
   *[no] ▫️
}{ $what } {""}
drill-see = 🎯 查看演练

drill-do-script = 下一步：编脚本。可以按行输入，也可以用现成脚本。
drill-do-start = 下一步：到时间按“开始演练”。
drill-do-live = 脚本各条按时间自动发出，全部标明演练。遇真实险情请立即按“中止”。
drill-do-tabletop = 按“下一条”逐条公布情景，大家讨论并答复。
drill-do-paused = 演练已暂停，脚本不会再往下发。按“继续”接着演练。
drill-do-end = 脚本已发完。处置完毕后按“结束演练”。
drill-do-comments = 下一步：登记现场点评。
drill-do-self-review = 下一步：参演单位自评（组织人也可以代为登记）。
drill-do-assessment = 下一步：评估组按评估表逐项评估，组织人本人不能评。
drill-do-report = 下一步：登记评估报告。
drill-do-corrections = 评估报告已登记。要改进的，请逐项交办。
drill-do-stopped = 这次演练没有计入责任事项。
drill-do-cancelled = 这次演练已取消。

drill-start = ▶️ 开始演练
drill-script = 📜 脚本（{ $count } 条）
drill-people = 👥 参演单位
drill-change = ✏️ 修改计划
drill-announce = 📨 通知参演人员
drill-move = 🔁 改期
drill-cancel = ✖️ 取消演练
drill-held-already = 📝 已线下开展，直接登记
drill-next = ⏭ 下一条
drill-next-now = ⏭ 提前发下一条
drill-end = ⏹ 结束演练
drill-end-early = ⏹ 提前结束
drill-pause = ⏸ 暂停
drill-resume = ▶️ 继续
drill-stop = 🛑 中止（不计）
drill-times = ⏱ 各条用时
drill-assess = 📋 评估表
drill-enter-comments = 🗣 现场点评
drill-enter-self-review = 🙋 自评
drill-enter-report = 📄 评估报告
drill-correct = ➕ 交办改进事项
drill-report = 📊 查看报告
drill-corrections = 📌 改进事项
drill-again = 🔂 按此再办一次
drill-undo = ↩️ 撤销“已开展”
drill-go = 🎯 安排或查看演练

drill-new-whose = 安排哪里的演练？
drill-new-town = 🏛 全镇
drill-when-ask = 什么时候开展？请输入日期和时间，例如“12月3日 9点”，也可以从日历里选：
drill-held-before = 📝 已经开展过，补登记
drill-planned = 演练已列入计划，编号 { $number }。
drill-form-to-tabletop = 🪑 改为桌面推演
drill-form-to-live = 🏃 改为实战演练
drill-line-set = 🏷 演练类型
drill-line-ask = 演练什么？
drill-line-none = 综合演练
drill-place-set = 📍 地点
drill-place-ask = 在哪里演练？请输入地点：
drill-leader-set = 👤 组织人
drill-leader-ask = 由谁组织？脚本以组织人的名义发出，群发、集结也由组织人指挥。
drill-people-head = 👥 参演单位：已选 { $count } 个。点一下选上，再点一下去掉。
drill-choice = { $chosen ->
    [yes] ✅
   *[no] ⬜
} { $name }
drill-announced = 已通知 { $count } 人。{ $unreached ->
    [0] {""}
   *[other] 另有 { $unreached } 人没有绑定，收不到，请电话通知。
}
drill-cancel-ask = 为什么取消？请输入原因：
drill-told = { $what ->
    [off] ✖️ <b>演练取消</b>
    [moved] 🔁 <b>演练改期</b>（原定 { $was }）
   *[new] 📨 <b>演练通知</b>
}
drill-told-foot = 请按时参加。演练中的消息都会标明【演练】。

drill-script-head = 📜 <b>{ $title }</b> 脚本：
drill-script-empty = 脚本还是空的。点“✍️ 输入脚本”，或用现成的脚本。
drill-inject-line = { $sent ->
    [failed] ⚠️
    [yes] ✅
   *[no] ▫️
} +{ $minute }〔{ $kind }{ $level ->
    [no] {""}
   *[other] ·{ $level }
}〕{ $text }{ $to ->
    [no] {""}
   *[other] → { $to }
}
drill-inject-open = ✏️ +{ $minute }
drill-script-write = ✍️ 输入脚本
drill-script-use = 📋 用“{ $name }”
drill-script-ask =
    请按行输入，每行一条，开头写“+第几分钟”。例如：
    +0 暴雨黄色预警，请报告到岗情况
    +10 @上湾村 请报告巡查情况
    +20 险情：后山出现裂缝，坡下有住户
    +25 集结：协助群众转移
    +30 橙色广播：请立即组织转移
    冒号前可写：隐患、险情、集结、广播（前面可加蓝色、黄色、橙色、红色）；不写就是通知。“@”后写单位、村社、突击队名称，不写就发给全部参演单位。
drill-script-added = 加入 { $new } 条{ $known ->
    [0] {""}
   *[other] ，{ $known } 条脚本里已有，没有重复加
}。
drill-line-fault = ⚠️ 第 { $line } 行“{ $said }”：{ $why }
drill-script-more = 可以接着输入；要改的行改好后单独发这一行就行。
drill-line-time = 看不出是第几分钟，请以“+分钟”开头，例如“+10 请报告巡查情况”。如果是真实险情，请按“上报”。
drill-line-late = 时间太晚，最多到开始后 24 小时（+1440）。
drill-line-empty = 没有内容，请在时间后面写上要发的话。
drill-line-long = 太长，一条最多 1000 字，请分成两条。
drill-line-name = “@”后的名称没有找到，请写全单位、村社或突击队的名称，后面空一格。
drill-script-full = 一个脚本最多 100 条，这次的没有加入，请先删掉一些。
drill-says-text = 通知|消息|text
drill-says-hazard = 隐患|hazard
drill-says-incident = 险情|突发|incident
drill-says-mobilisation = 集结|动员|mobilise
drill-says-broadcast = 广播|群发|broadcast
drill-says-notice = 普通
drill-says-blue = 蓝色
drill-says-yellow = 黄色
drill-says-orange = 橙色
drill-says-red = 红色
drill-says-evacuation = 转移
drill-kind-ask = 这一条改成什么？
drill-inject-remove = 🗑 删掉这一条

drill-look = { $form ->
    [tabletop] 开始后按“下一条”逐条公布情景
   *[live] 开始后按脚本时间自动发出，全部标明【演练】
}。参演 { $people } 人{ $unreached ->
    [0] {""}
   *[other] ，其中 { $unreached } 人聊天联系不上
}。
drill-real = ⚠️ 目前有 { $count } 起真实险情或集结正在处置，请确认演练不会影响处置。
drill-fault = ⚠️ { $minute ->
    [no] {""}
   *[other] +{ $minute }：
}{ $why }
drill-look-go = 确认无误后按“现在开始”。
drill-look-mend = 请先解决以上问题。
drill-go-now = ▶️ 现在开始
drill-lacks-script = 还没有脚本
drill-lacks-people = 没有接收人，请先选参演单位
drill-inject-nobody = 接收人都已不在花名册上或不再参演，没有发给任何人
drill-lacks-squads = 没有可集结的突击队，或组织人无权集结
drill-lacks-right = 组织人无权群发，请换组织人或改成通知
drill-not-ready = 还不能开始：{ $missing }。
drill-started-live = ▶️ 演练开始，脚本各条会按时自动发出。
drill-started-tabletop = ▶️ 推演开始，请按“下一条”。
drill-shown = 📣 <b>+{ $minute }</b> { $text }（已发给 { $count } 人）
drill-sent-now = 📣 <b>+{ $minute }</b> 已提前发出：{ $text }
drill-end-why = 还有 { $count } 条没发。提前结束仍计为已开展，请输入原因；如果不算开展过，请改按“中止”。
drill-stop-why = 为什么中止？请输入原因（中止后不计入责任事项）：
drill-held-ask = 什么时候开展的？请输入日期和时间，例如“昨天 9点”：
drill-undo-why = 为什么撤销？请输入原因（撤销后责任事项恢复为待完成）：

drill-inject-head = 🎯 <b>{ $title }</b> 第 { $minute } 分钟
drill-inject-late = ⏰ 比脚本晚 { $span }
drill-inject-text = { $text }
drill-inject-supposed = 情景（{ $kind }）：{ $text }
drill-inject-foot = 请按预案处置并答复。遇到真实险情，直接发消息上报。
drill-inject-name = 演练“{ $text }”
drill-received = ✅ 收到
drill-answer = ✍️ 报告处置
drill-received-noted = 【演练】已记下您收到的时间。
drill-answer-ask = 【演练】请输入处置情况：
drill-answer-noted = 已记为演练答复，组织人已收到。
drill-answer-deadly = ⚠️ 如果这是真实险情，请马上发 /sos 上报！
drill-sent-late = ⏰ +{ $minute } 那一条比脚本晚了 { $span }，后面的会依次发出，不会一起发。
drill-sent-failed = ⚠️ +{ $minute } “{ $text }”没能执行：{ $why }
drill-sent-last = 脚本已发完，处置完毕后请结束演练。
drill-real-incident = 🚨 <b>真实险情</b> { $number }{ $text ->
    [no] {""}
   *[other] “{ $text }”
}（不是演练）。{ $title }还没结束，请马上决定暂停还是中止演练，以免影响处置。
drill-interrupted = ⏸ 系统中断过，演练 { $number } 从 { $since } 起停下了，已自动暂停。请决定继续、提前结束还是中止。
drill-answered = ✍️ +{ $minute } { $name }：{ $text }
drill-over = ⏹ { $title }已结束，之后的消息都是真实的。请参演人员自评。
drill-entered = 📝 { $title }已登记为开展过，请参演人员自评。
drill-stopped = 🛑 { $title }已中止，原因：{ $reason }。之后的消息都是真实的！

drill-note-head = 📝 <b>{ $what }</b>：{ $title }
drill-note-comments = 请输入现场点评：取得的成效、存在的问题。可以加照片。
drill-note-self-review = 请输入自评：哪些做到了，哪些没做到，有什么建议。可以加照片。
drill-note-report = 请输入评估报告的结论和建议，可以加照片，并选择评估等级（优、良、中、差）。
drill-note-ready = 确认后按“登记”。
drill-note-enter = ✅ 登记
drill-note-entered = { $what }已登记。
drill-note-given-up = 已放弃，没有登记。
drill-note-empty = 还没有内容，请输入文字或发照片。
drill-grade-needed = 请先选择评估等级（优、良、中、差）。
drill-grade-choice = { $chosen ->
    [yes] ✅
   *[no] {""}
}{ $grade }
drill-step-told = 📝 { $title }的评估有进展，请查看下一步。
drill-reported-told = 📄 { $title }的评估报告已登记。
drill-step-first = 请按顺序来，先完成“{ $step ->
    [comments] 现场点评
    [self_review] 自评
    [assessment] 评估组评估
   *[report] 评估报告
}”。

drill-items-head = 📋 <b>{ $title }</b> 评估表（AQ/T 9009-2015 附录 { $form ->
    [tabletop] B
   *[live] A
}）
drill-items-left = 共 { $count } 项，还有 { $left } 项没评
drill-item = <b>{ $number }.</b> 〔{ $part }〕{ $text }
drill-item-mark = 评定：{ $mark ->
    [no] 还没评
   *[other] { $mark }
}
drill-item-note = 说明：{ $text }
drill-item-hint = 请选择评定；有问题的请写说明。
drill-items-done = 全部评完，核对后按“完成评估”。
drill-mark-choice = { $chosen ->
    [yes] ● {""}
   *[no] {""}
}{ $mark }
drill-item-write = ✍️ 写说明
drill-item-ask = 请输入这一项的说明：
drill-item-back = ◀ 上一项
drill-item-on = 下一项 ▶
drill-rest-met = 其余 { $count } 项都符合
drill-assessed = ✅ 完成评估
drill-assessed-done = 评估已完成。
drill-items-missing = 还有 { $count } 项没评，第一项是第 { $first } 项。
drill-score = 得分：<b>{ $points }</b>（符合 { $met }×1 + 基本符合 { $partly }×0.5 + 不符合 { $failed }×0 = { $got }，{ $got } ÷ { $of } × 100；不适用 { $skipped } 项不计）
drill-no-score = 得分：无（没有适用的项目，不适用 { $skipped } 项）
drill-part-score = { $part }：{ $sum }

drill-report-head = 📊 <b>{ $title }</b> 评估报告（{ $number }，{ $day }）
drill-report-grade = 评估等级：{ $grade ->
    [no] 还没有
   *[other] { $grade }
}
drill-report-no-script = 没有脚本记录。
drill-report-times = ⏱ 各条用时
drill-report-words = 🗣 点评、自评和结论
drill-report-items = 📋 评估得分
drill-report-photos = 📷 照片和附件（{ $count }）
drill-photo = { $title } · { $step }
drill-timed = <b>+{ $minute }</b>〔{ $kind }〕{ $text }{ $at ->
    [no] （没有发出）
   *[other] （{ $at } 发出）
}
drill-timed-answers = 答复 { $answered }/{ $asked } 人
drill-timed-reached = { $what }：{ $after }
drill-reached-first-answer = 最早答复
drill-reached-last-answer = 最后答复
drill-reached-first-arrived = 最早到场
drill-reached-last-arrived = 最后到场
drill-reached-triaged = 研判
drill-reached-dispatched = 交办
drill-reached-accepted = 签收
drill-reached-fed-back = 反馈
drill-reached-verified = 核验
drill-reached-closed = 销号
drill-said = <b>{ $what }</b>（{ $name }，{ $at }）：{ $text }
drill-marked = { $mark ->
    [no] 未评
   *[other] { $mark }
}：{ $text }{ $note ->
    [no] {""}
   *[other] （{ $note }）
}

drill-correction-head = 📌 <b>{ $title }</b> 改进事项
drill-correction-issued = 改进事项已交办，编号 { $number }。
drill-correction-another = ➕ 再交办一项
drill-correction-given-up = 已放弃，没有交办。
drill-corrections-head = 📌 <b>改进事项</b>（{ $count } 项）
drill-correction-line = { $late ->
    [yes] 🔴
   *[no] ▫️
} { $number }（{ $state }）{ $text }{ $due ->
    [no] {""}
   *[other] ，时限 { $due }
}

drill-start-what = 演练该开始了
drill-end-what = 演练待结束
drill-report-what = 评估报告待登记
drill-start-due = 🎯 { $title }：计划 { $at } 开始{ $late ->
    [yes] ，已过时间。请开始、改期、登记已开展或取消
   *[no] 。请备好脚本，按时开始
}。
drill-end-due = 🎯 { $title }：脚本早该发完了，请结束演练{ $late ->
    [yes] 。（已超过 { $at }）
   *[no] （{ $at } 前）。
}
drill-report-due = 🎯 { $title }：请在 { $at } 前完成评估并登记报告{ $late ->
    [yes] ，已逾期
   *[no] {""}
}。

drill-gone = 这次演练已不存在。
drill-is-planned = 演练还没有开始。
drill-is-running = 演练正在进行，现在不能这样做。
drill-is-paused = 演练已暂停，现在不能这样做。
drill-is-held = 演练已经结束，不能再改。
drill-is-stopped = 演练已中止，不能再改。
drill-is-cancelled = 演练已取消，不能再改。
drill-choice-gone = 这个单位、村社或突击队已不在名单里。
drill-leader-gone = 没有能组织演练的人，请先选组织人。
drill-inject-gone = 脚本里的这一条已不存在，或没有发给您。
drill-inject-sent = 这条已经发出，请看最新的演练卡片。
drill-template-gone = 这个现成脚本已不在设置里。
drill-nothing-sent = 脚本一条也没发，不能算已开展。请按“中止”，或先发下一条。
drill-injects-left = 还有 { $count } 条没发。
drill-held-to-come = 这个时间还没到，请输入已经开展的时间。
drill-reported-already = 评估报告已登记，不能再改前面的步骤。
