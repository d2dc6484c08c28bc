# 联席会议：每季度例会和临时会议，会议通知、议题、议程、签到、纪要、议定事项。

menu-meetings = 🏛 联席会议
menu-meetings-what = 会议通知、议题、纪要、议定事项
meetings-head = 🏛 <b>联席会议</b>，点开查看：
meetings-none = 🏛 目前没有安排联席会议。
meetings-entry = { $title } · { $at } · { $state }
meetings-new = ➕ 召开临时会议

meeting-title-quarter = { $year } 年第 { $quarter } 季度联席会议{ $part ->
    [0] {""}
   *[other] （第 { $part } 次）
}
meeting-title-period = { $first } 至 { $last } 联席会议{ $part ->
    [0] {""}
   *[other] （第 { $part } 次）
}
meeting-title-extra = 临时联席会议（{ $day }）
meeting-head = 🏛 <b>{ $title }</b>（{ $state }）
meeting-when = 时间：{ $at }{ $fixed ->
    [no] （暂定）
   *[yes] {""}
}
meeting-where = 地点：{ $place }
meeting-purpose = 事由：{ $purpose }
meeting-chair = 主持：{ $name }
meeting-topics-until = 议题报送截止：{ $at }
meeting-topics-count = 议题：{ $count } 个{ $waiting ->
    [0] {""}
   *[other] ，其中 { $waiting } 个待主持人决定
}{ $silent ->
    [0] {""}
   *[other] ；{ $silent } 个单位、村社还没报
}
meeting-answers = 答复：参加 { $coming }，派人 { $sends }，不能参加 { $cannot }，未答复 { $silent }
meeting-present = 签到：到会 { $present }，缺席 { $absent }，未点 { $unknown }
meeting-agenda-asked = 议程：{ $at } 已送主持人审定，等待答复
meeting-agenda-agreed = 议程：{ $at } 主持人已同意
meeting-agenda-returned = 议程：主持人退回，意见：{ $words }
meeting-minutes = 纪要：{ $text }
meeting-reason = 取消原因：{ $reason }
meeting-own = { $name }：{ $answer }
meeting-unanswered = 未答复
meeting-answered = { $answer }{ $words ->
    [no] {""}
   *[other] ，{ $words }
}
meeting-answer-coming = ✅ { $name ->
    [no] 参加
   *[other] { $name }参加
}
meeting-answer-sends = 👤 { $name ->
    [no] 派人参加
   *[other] { $name }派人参加
}
meeting-answer-cannot = ✖️ { $name ->
    [no] 不能参加
   *[other] { $name }不能参加
}
meeting-ask-sends = 派谁参加？请输入姓名、职务：
meeting-ask-cannot = 为什么不能参加？请输入原因：
meeting-answer-noted = 答复已记下，可以随时改。
meeting-invited = 📨 <b>会议通知</b>
meeting-please-answer = 请答复能否参加：
meeting-moved = 🔁 <b>会议改期</b>（原定 { $was }），请重新答复
meeting-replaced = 📍 <b>会议地点有变动</b>（时间：{ $was }）
meeting-cancelled = ✖️ { $title }（{ $at }）已取消，原因：{ $reason }
meeting-see = 🏛 查看会议
meeting-call = 📨 发会议通知
meeting-called = 会议通知已发出。
meeting-choose = 👥 选择参会单位
meeting-choose-head = 👥 参会名单：已选 { $count } 个。点一下选上，再点一下去掉。
meeting-choice = { $chosen ->
    [yes] ✅
   *[no] ⬜
} { $name }
meeting-invites-all = 季度例会通知全部成员，不用选。
meeting-invites-nobody = 参会名单是空的，请先选择参会单位。
meeting-members = 👥 答复情况
meeting-members-head = 👥 <b>{ $title }</b> 答复情况：
meeting-member-line = { $name }：{ $answer }
meeting-note-answer = 代记答复：{ $name }
meeting-place-set = 📍 会议地点
meeting-place-ask = 请输入会议地点：
meeting-purpose-ask = 为什么要召开临时会议？请输入事由：
meeting-when-ask = 什么时候开？请输入时间，例如：11-30 15:00。也可以点下面选日期：
meeting-move = 🔁 改期
meeting-move-ask = 改到什么时候？请输入时间，例如：11-30 15:00。也可以点下面选日期：
meeting-day-outside = 不能改到这一天：这次会议最晚要在 { $until } 前开。
meeting-chair-set = 🎙 主持人
meeting-chair-ask = 🎙 请选择主持人：
meeting-chair-away = 🎙 { $title }（{ $at }）：主持人{ $name }答复不能到会：{ $why }。请打开会议，点“🎙 主持人”另选一位，或者改期。
meeting-chair-left = 🎙 { $title }（{ $at }）：原主持人已不在任。{ $name ->
    [no] 现在没有主持人，请打开会议，点“🎙 主持人”选一位。
   *[other] 暂由{ $name }主持；要换人，请打开会议，点“🎙 主持人”。
}
meeting-chairs-now = 🎙 { $title }（{ $at }）改由您主持。请打开会议，看看议程和到会情况。
meeting-next-call = 下一步：定好时间、地点，点“📨 发会议通知”。
meeting-next-over = 下一步：原定的时间已过。还要开的，请改期；开过了的，请登记纪要；不开的，请取消。
meeting-next-agenda = 下一步：议题收齐后，点“📤 议程送主持人审定”。
meeting-next-chair = 下一步：等主持人审定议程。
meeting-next-day = 下一步：开会当天点“✅ 会议签到”，会后登记纪要和议定事项。
meeting-next-minutes = 下一步：点名签到，登记纪要和议定事项。会没开的，请改期或取消。
meeting-next-resolutions = 下一步：会上定的事，逐项点“📌 登记议定事项”交办；下次会议先通报办理情况。
meeting-next-answer = 下一步：请答复能否参加，并在截止前报送议题。
meeting-next-come = 下一步：请按时到会；答复有变，可以随时改。
meeting-chair-needed = 还没有主持人，请先选择主持人。
meeting-chair-only = 这一步由会议主持人决定。
meeting-cancel = ✖️ 取消会议
meeting-cancel-ask = 为什么取消？请输入原因：
meeting-agenda = 📑 议程和议题（{ $count }）
meeting-resolutions = 📌 议定事项
meeting-roll = ✅ 会议签到
meeting-roll-head = ✅ <b>{ $title }</b> 签到：点一下为到会，再点一下为缺席。
meeting-roll-entry = { $there ->
    [yes] ✅
    [no] ❌
   *[unknown] ⬜
} { $name }{ $sent ->
    [no] {""}
   *[other] （{ $sent }）
}
meeting-roll-all = 其余全部到会
meeting-roll-early = 还没到开会那天，不能签到。
meeting-gone = 这次会议已不存在。
meeting-is-planned = 会议通知还没发，请先发会议通知。
meeting-is-called = 会议通知已经发出，纪要还没登记。请重新打开会议，看现在能做什么。
meeting-is-held = 这次会议已经开完，不能再改。
meeting-is-cancelled = 这次会议已经取消。

topic-new = 📝 报送议题
topic-another = 📝 再报一个议题
topic-none = { $name ->
    [no] 本次无议题
   *[other] { $name }无议题
}
topic-none-noted = 已记下：本次无议题。
topic-card = 📝 <b>报送议题</b>：{ $title }
topic-for = 报送单位：{ $name }
topic-files = 附件：{ $count } 份
topic-write = 请发文字说明议题，也可以发文件、照片。
topic-ready = 可以继续补充，写好后点“报送”。
topic-submit = ✅ 报送
topic-late-warning = ⚠️ 已过截止时间。照样收下，注明迟报，由主持人决定是否列入。
topic-empty = 议题还是空的，请先发文字或文件。
topic-given-up = 已放弃这个议题，没有报送。
topic-handed-in = ✅ 议题已报送。
topic-handed-in-late = ✅ 议题已收下。已过时限或议程已定，已送主持人决定是否列入。
topic-late-no-chair = 📝 <b>有议题要主持人决定，但现在没有主持人。</b>请打开会议，点“🎙 主持人”选一位，再由主持人决定是否列入。
topic-late-asked = 📝 <b>有议题等您决定是否列入</b>
topic-line = { $place }. { $name }：{ $text }{ $files ->
    [0] {""}
   *[other] （附件 { $files } 份）
}{ $late ->
    [yes] 【迟报】
   *[no] {""}
}{ $waits ->
    [yes] 【待主持人决定】
   *[no] {""}
}
topic-in-file = 见附件
topic-entry = { $place }. { $name }：见附件
topic-head = { $name }，{ $at } 报送{ $late ->
    [yes] 【迟报】
   *[no] {""}
}（{ $state }）
topic-text = { $text }
topic-take = ✅ 列入本次
topic-defer = ⏭ 下次再议
topic-decided = 这个议题已经有结果。
topic-told-taken = ✅ { $title }（{ $at }）：主持人同意列入您报的议题“{ $text }”。
topic-told-deferred = ⏭ { $title }（{ $at }）：主持人决定您报的议题“{ $text }”下次会议再议。
topic-files-see = 📎 查看附件
topic-file = { $name }的议题附件
topic-forward = ⬆️ 往前排
topic-withdraw = ↩️ 撤回议题

agenda-head = <b>议程</b>
agenda-standing = 一、通报以往议定事项办理情况：
agenda-topics = 议题：
agenda-no-topics = 还没有议题。
agenda-more = 另有 { $count } 项，请点按钮查看。
agenda-left = （另有 { $count } 个议题留到下次再议）
agenda-ask = 📤 议程送主持人审定
agenda-asked-done = 议程已送主持人。
agenda-asked = 📑 <b>请审定会议议程</b>
agenda-agree = ✅ 同意议程
agenda-agreed-done = 已同意，议程已发给参会单位。
agenda-agreed-already = 主持人已经同意议程。
agenda-return = ↩️ 退回修改
agenda-return-ask = 要改什么？请输入意见：
agenda-returned-told = ↩️ { $title }（{ $at }）的议程被主持人退回，意见：{ $said }
agenda-not-asked = 这份议程现在不用审定。

minutes-new = 🖊 登记纪要
minutes-again = 🖊 更正纪要
minutes-show = 📄 会议纪要
minutes-undo = ↩️ 撤回纪要
minutes-undo-ask = 为什么撤回纪要？请输入原因：
minutes-head = 🖊 <b>登记会议纪要</b>：{ $title }
minutes-held-at = 召开时间：{ $at }
minutes-no-roll = ⚠️ 还没有签到，登记后也可以补。
minutes-write = 请发纪要文字，或者拍照、发文件。
minutes-ask-held = 什么时候开的？请输入时间，例如：11-10 9:00。
minutes-ready = 可以继续补充，写好后点“登记”。
minutes-enter = ✅ 登记
minutes-other-time = 🕘 改召开时间
minutes-entered = 纪要已登记。
minutes-empty = 纪要还是空的，请先发文字、照片或文件。
minutes-to-come = 召开时间还没到，不能登记纪要。
minutes-none = 这次会议还没有纪要。
minutes-given-up = 已放弃，纪要没有登记。
minutes-of = 📄 <b>{ $title }</b> 纪要（{ $at } 登记）
minutes-text = { $text }
meeting-minutes-told = 📄 { $title }（{ $at }）的纪要已登记，请查看。

resolution-new = 📌 登记议定事项
resolution-another = 📌 再登记一项
resolution-head = 📌 <b>议定事项</b>：{ $title }
resolution-units = 承办：{ $units }（第一个为主办）
resolution-due = 办结时限：{ $at }
resolution-ask-units = 请选承办单位：先点的为主办，后点的为协办。
resolution-ask-due = 什么时候办结？点下面选，或直接输入时间：
resolution-missing = 还缺：{ $missing }
resolution-ready = 可以交办了。
resolution-lacks-text = 事项内容（直接发文字）
resolution-lacks-units = 承办单位
resolution-lacks-due = 办结时限
resolution-incomplete = 议定事项还没填完。
resolution-set-units = 🏢 承办单位
resolution-set-due = ⏰ 办结时限
resolution-unit = { $part ->
    [lead] ⭐ { $name }
    [co] ✅ { $name }
   *[no] { $name }
}
resolution-done = ✅ 选好了
resolution-in = { $days } 个工作日（{ $at }）
resolution-issue = ✅ 交办
resolution-issued = ✅ 议定事项已交办，编号 { $number }，办理情况会在下次会议上通报。
resolution-given-up = 已放弃，这项没有交办。
resolutions-head = 📌 <b>{ $title }</b> 议定事项办理情况
resolutions-count = 议定事项：{ $count } 项，办结 { $done }{ $late ->
    [0] {""}
   *[other] ，逾期 { $late }
}
resolution-line = { $mark } { $number } { $text }（{ $units }，{ $due } 前，{ $state }）
resolution-over = ✅
resolution-late = 🟥
resolution-open = ⬜

meeting-due-member = · { $name }
meeting-invite-what = 发会议通知
meeting-invite-due = { $late ->
    [yes] ⏰ { $title }（{ $at }）还没发会议通知，应于 { $due } 前发出。请定好时间、地点，发出通知；时间不合适请改期。
   *[no] 🏛 { $title }（{ $at }）请在 { $due } 前定好时间、地点，发出会议通知。
}
meeting-agenda-what = 议程送审
meeting-agenda-due = { $late ->
    [yes] ⏰ { $title }（{ $at }）的议程还没送主持人审定，应于 { $due } 前送出。
   *[no] 🏛 { $title }（{ $at }）的议程请在 { $due } 前送主持人审定。
}
meeting-consent-what = 审定议程
meeting-consent-due = { $late ->
    [yes] ⏰ { $title }（{ $at }）的议程还没审定，应于 { $due } 前答复。
   *[no] 🏛 { $title }（{ $at }）的议程等待审定，请在 { $due } 前答复。
}
meeting-minutes-what = 登记纪要
meeting-minutes-due = { $late ->
    [yes] ⏰ { $title }（{ $at }）的纪要还没登记，应于 { $due } 前登记。会没开的，请改期或取消。
   *[no] 🏛 { $title }（{ $at }）开完后，请在 { $due } 前登记纪要。
}
meeting-topics-what = 报送议题
meeting-topics-due = { $late ->
    [yes] ⏰ { $title }（{ $at }）的议题还没报，已过截止时间 { $due }。没有议题请点“本次无议题”。
   *[no] 📝 { $title }（{ $at }）请在 { $due } 前报送议题。没有议题请点“本次无议题”。
}
meeting-reply-what = 答复能否参会
meeting-reply-due = { $late ->
    [yes] ⏰ { $title }（{ $at }）还没答复能否参加，应于 { $due } 前答复：
   *[no] 🏛 { $title }（{ $at }）请在 { $due } 前答复能否参加：
}

meeting-state-planned = 拟定
meeting-state-called = 已通知
meeting-state-held = 已召开
meeting-state-cancelled = 已取消
member-unit = 成员单位
member-village = 村社
member-person = 领导
attendance-coming = 参加
attendance-sends = 派人参加
attendance-cannot = 不能参加
topic-state-taken = 列入议程
topic-state-late = 待主持人决定
topic-state-deferred = 下次再议
topic-state-withdrawn = 已撤回
