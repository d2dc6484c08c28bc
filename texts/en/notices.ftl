## First lines of what is pushed

notice-filed = { $life ->
    [yes] 🆘🆘 <b>Lives in danger · { $place }</b>
        Triage and send help at once ({ $number })
    [said] ⚠️ <b>New report { $number } speaks of people in danger</b>: call, and triage it now
   *[no] 🔔 New report { $number }: please triage
}
notice-danger = 🆘 Lives in danger in your village ({ $number }): help and move people at once, and stay safe yourselves
notice-receipt =
    ✅ <b>Sent: { $number }</b>
    This card shows how it goes, and you are told of the result.
    👉 More photos of this place? Reply to this message with them, or write “addition”, and they are added.
notice-split = Part of { $parent } is now a case of its own, { $number }; you will hear the result of each
notice-supplemented = { $life ->
    [yes] 🆘 { $number }, the latest from the site: { $said }
   *[no] 📎 { $number } has new material: { $said }
}
notice-corrected = ✏️ { $number } was corrected: { $said }. The timeline keeps the former words
addition-said = “{ $text }”
addition-place = place: { $place }
addition-people = people at risk: { $count }
addition-other = details have changed, please open it
notice-dismissed = { $number } was dismissed: { $reason }
notice-merged = { $number } is the same as { $into } and was merged; you will hear the result
notice-unmerged = { $number } was taken out of its merge again
notice-dispatched = { $number } was dispatched to { $units }
notice-issued = { $life ->
    [yes] 🆘🆘 <b>Lives in danger · { $place }</b>
        { $unit }: accept and set out at once ({ $number })
   *[no] 📌 { $number } is assigned to { $unit }: please accept
}
notice-withdrawn = { $number } was taken back from { $unit }: { $reason }
notice-accepted = { $unit } accepted { $number }{ $eta ->
    [no] {""}
   *[at] , expected there { $eta }
}
notice-eta = { $unit } expects to be at { $number } by { $eta }
notice-lapsed = ⚠️ { $unit } has not said that it is still at work: { $number } is to be accepted again
notice-accepted-partly = ⚠️ { $unit } accepted part of { $number }; not theirs: { $reason }
notice-declined = ⚠️ { $unit } declined { $number }: { $reason }. Please dispatch it again
notice-fed-back = { $unit } fed back on { $number }; others still work on it
notice-to-verify = 🔎 Every unit fed back on { $number }: please verify (not by whoever handled it)
notice-returned = ↩️ Feedback on { $number } was returned: { $reason }. Please go on
notice-extension-asked = { $unit } asks to extend { $number } to { $until }: { $reason }
notice-extension-granted = { $number } is extended to { $until }
notice-extension-refused = { $number } is not extended; the old deadline stands. { $reason }
notice-paused = { $unit } paused { $number } (until { $until }): { $reason }
notice-resumed = { $number } goes on ({ $unit })
notice-verified = { $number } was verified: please close
notice-late = {" "}(sent { $at }, received { $received })
notice-closed = ✅ { $number } is closed. Reopen it should the danger return
notice-reopened = 🔁 { $number } was reopened: { $reason }
notice-over = { $number }: the emergency is over. The hazard is not removed yet
notice-follow-up = What remains of { $parent } became { $number }
notice-county-owed = 📤 { $number } is an incident now; please make the first report to the county in time
notice-county-alarm = 📞 { $number } telephone the county at once: dead { $dead }, missing { $missing }{ $attention ->
    [yes] , public attention
   *[no] {""}
}
notice-county-alarm-off = { $number } deaths, missing and attention were corrected to none; no call is needed
notice-county-phoned = ☎️ { $number } the county was told by telephone: { $whom }

button-view = 🔍 Open
