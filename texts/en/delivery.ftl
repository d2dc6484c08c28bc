# Delivery: the mark of repeats, why and what was not delivered

repeat-mark = 🔁 Sent again: it is not certain that the first copy arrived. If you have it, this one counts.

failure-no_account = has not linked Telegram yet
failure-vacant = nobody holds these posts, so nobody was told; please telephone the people in charge and fill the posts
failure-test = did not answer the last reachability test
failure-blocked = has blocked the bot
failure-deactivated = account was deleted
failure-not_started = has never opened the bot
failure-not_found = chat not found
failure-kicked = the bot was removed from the group
failure-no_rights = the bot may not write in the group
failure-forbidden = Telegram refused to send
failure-bad_request = Telegram rejected the message
failure-no_answer = no answer came; it may or may not have arrived
failure-waiting = still waiting to be sent; Telegram may be out of reach
failure-held = Telegram holds it until { $until }: ring them
failure-called = not sent: the recipient was told by phone instead
failure-expired = its time passed before it could be sent
failure-other = not delivered

undelivered-drill = [DRILL]
undelivered-line = <b>{ $who }</b> { $details }{ $desk ->
    [no] {""}
   *[other] {" "}(duty phone of the unit: { $desk })
}
    { $about }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
undelivered-case = 🔍 { $number }
undelivered-fallback = sent by { $channel } instead
undelivered-called = 📞 told by phone by { $who } at { $at }
# Added below what another channel, such as SMS, carries
fallback-foot = [Forwarded, do not reply here] Please answer in the chat, or call { $call }
undelivered-alarm = 📵 <b>Important messages did not arrive: { $count }, for { $people } people.</b> Please telephone each of them:
undelivered-more = { $count } more people: press the button below.

called-already = { $who } already told them by phone at { $at }.
called-not-needed = This message has arrived; no call is needed.
message-gone = There is no such message.

ledger-confirmed = confirmed
ledger-called = told by phone


contact-shown = ☎️ The number of { $name } is in your private chat: tap the card to dial. It goes after { $minutes } minutes
contact-plain =
    ☎️ { $name }
    { $phone }
