# 投递：重发标记，未送达的原因与清单

repeat-mark = 🔁 重发：此前一条是否送达无法确认，若已收到请以本条为准。

failure-no_account = 尚未绑定 Telegram
failure-vacant = 督办到这一级没有人可通知，请补上人员，并直接打电话找到负责的人
failure-test = 最近联络测试没有回复
failure-blocked = 本人已屏蔽机器人
failure-deactivated = 账号已注销
failure-not_started = 从未打开过机器人
failure-not_found = 找不到该聊天
failure-kicked = 机器人已被移出群
failure-no_rights = 机器人在群内无发言权限
failure-forbidden = Telegram 拒绝发送
failure-bad_request = 消息内容被 Telegram 退回
failure-no_answer = 未收到回执，是否送达不明
failure-waiting = 还没发出去，仍在等待（可能连不上 Telegram）
failure-held = Telegram 限制发送，要等到 { $until } 才放行，请打电话
failure-called = 未发出，已由电话告知代替
failure-expired = 已过时效，未能发出
failure-other = 未能送达

undelivered-drill = 【演练】
undelivered-line = <b>{ $who }</b> { $details }{ $desk ->
    [no] {""}
   *[other] （单位值班电话 { $desk }）
}
    { $about }{ $more ->
    [0] {""}
   *[other] {" "}等，另有 { $more } 条
}
undelivered-case = 🔍 { $number }
undelivered-fallback = 已改由 { $channel } 发出
undelivered-called = 📞 { $who } 已于 { $at } 电话告知
# 短信等其他渠道转发时，附在后面
fallback-foot = 【转发，请勿回复】请打开聊天答复，或致电{ $call }
undelivered-alarm = 📵 <b>有 { $count } 条重要消息没有送达，涉及 { $people } 人</b>，请逐一打电话通知：
undelivered-more = 另有 { $count } 人，点下面的按钮看全部。

called-already = { $who } 已于 { $at } 电话告知，无需再打。
called-not-needed = 这条消息已经送达，无需再打。
message-gone = 找不到这条消息。

ledger-confirmed = 已确认
ledger-called = 已电话告知


contact-shown = ☎️ { $name }的号码已发到您的私聊，点名片即可拨打，{ $minutes } 分钟后自动删除
contact-plain =
    ☎️ { $name }
    { $phone }
