## Mobilisation: squads, roll-call, reinforcement, safety, help, stand-down

menu-mobilise = 🚨 Mobilise
menu-mobilise-what = Call squads together
button-mobilise = 🚨 Mobilise squads
mobilise-home = 🚨 <b>Mobilisation</b>
    { $count ->
        [0] None is running now.
       *[other] { $count } running; open one to see its strength.
    }
mobilise-new-live = 🚨 New mobilisation · live
mobilise-new-drill = 🟦 New mobilisation · drill
mobilise-line = { $number } { $task }
mobilise-draft = 🚨 <b>Draft of a mobilisation</b>
mobilise-squads = Squads: { $names }
mobilise-pick = 👥 Squads ({ $count })
mobilise-pick-head = 👥 <b>Squads</b>{ $order ->
    [near] , the nearest first
    [unpinned] , by code. The place is not known yet: after a location is sent by “📍 Place”, the nearest come first
   *[code] , by code
}
mobilise-squad-far = { $name }{ $km ->
    [no] {""}
   *[other] {" "}{ $km } km
}
mobilise-set-task = 📝 Task
mobilise-set-place = 📍 Place
mobilise-set-gather = ⏰ Time
mobilise-set-equipment = 🧰 Equipment
mobilise-set-contact = ☎️ Contact
mobilise-ask-task = 📝 The task: what to do there.
mobilise-ask-place = 📍 Where to gather? Write it or send a location.
mobilise-ask-gather = ⏰ When to gather? For example “in 20 minutes” or “15:00”. Without it: at once.
mobilise-ask-equipment = 🧰 What to bring?
mobilise-ask-contact = ☎️ Whom to ask there, and how? For example: “the village secretary, at the village office”.
mobilise-pinned = 📍 Has a location
mobilise-look = 👁 Preview the list
mobilise-away = ⚠️ { $count } will not get it and have to be telephoned
mobilise-no-groups = ⚠️ None of these squads has a bound group, each person is told alone
mobilise-mate = · { $name }{ $reachable ->
    [yes] {""}
    [doubtful] {" "}⚠️ did not answer the last reachability test
    [blocked] {" "}⚠️ has blocked the bot, out of reach
   *[no] {" "}⚠️ not logged in, out of reach
}
mobilise-go = 🚨 Call these { $count } now
mobilise-started = 🚨 <b>{ $number } was sent</b> to { $count }{ $away ->
    [0] .
   *[other] , of whom <b>{ $away } cannot be reached here</b>: please telephone.
} The strength keeps itself up to date.
mobilise-dropped = Given up, nobody was told.
mobilise-too-long = At most { $limit } characters, please shorten it.
mobilise-lacks-people = squads
mobilise-lacks-task = the task
mobilise-lacks-place = the place
mobilise-moved-on = This mobilisation was begun, ended or given up meanwhile.
mobilise-case-ended = The case has ended, nobody can be called for it.
mobilise-called-already = This squad was called before.
mobilise-no-more-squads = There is no other squad.

# What members see
mobilise-head-live = 🚨 <b>Mobilisation · LIVE</b> { $number }
mobilise-head-drill = 🟦🟦🟦 <b>DRILL DRILL DRILL</b> 🟦🟦🟦
    { "[DRILL]" } Mobilisation { $number }
mobilise-again = { $drill ->
    [yes] 🟦 [DRILL] 
   *[no] {""}
}🔔 Reminder { $number }: no answer from you to muster { $mobilisation } yet. Can you come?
mobilise-noted = { $said } · noted on the card above; go on there.
mobilise-stand-in = You are the substitute: please come instead.
mobilise-task = <b>Task</b>: { $text }
mobilise-place = <b>Place</b>: { $place }
mobilise-pin = see the pin ({ $at })
mobilise-here = The place
mobilise-gather = <b>Time</b>: { $at }
mobilise-at-once = <b>Time</b>: at once
mobilise-equipment = <b>Bring</b>: { $text }
mobilise-contact = <b>Contact</b>: { $text }
mobilise-asked = 👉 Please answer yourself: nobody's answer counts for you.
mobilise-your-received = ✅ You have received it. Press again when you leave and when you arrive.
mobilise-your-coming = 🏃 You are on the way. How long will it take?
mobilise-your-on-scene = 📍 You are on scene. Follow the commander, stay safe.
mobilise-your-cannot = ❌ You cannot come. Why?
mobilise-your-eta = 🏃 You are on the way, expected at { $at }. Press again if that changes.
mobilise-your-reason = ❌ You cannot come: { $reason }. If you can after all, press “on my way”.
mobilise-say-received = ✅ Received
mobilise-say-coming = 🏃 On the way
mobilise-say-on-scene = 📍 On scene
mobilise-say-cannot = ❌ Cannot come
mobilise-why-away = Out of town
mobilise-why-ill = Not well
mobilise-why-road = Road blocked
mobilise-why-duty = Other duty
mobilise-where = 🗺 Show the place
mobilise-check-in = ✅ All safe
mobilise-checked-in = { $squad }: all safe; please say so again within { $minutes } minutes
mobilise-check-in-asked = ⏱ <b>{ $squad }, are you all safe?</b>{ $minutes ->
    [0] {" "}You are late, the commander is looking for you
   *[other] {" "}{ $minutes } minutes left
}
mobilise-check-in-late = ⚠️ <b>{ $squad } has not said that all is well</b> since { $since }. Please reach them now.
mobilise-sos = 🆘 Help
mobilise-sos-sent = Your call for help was sent to the commander, your captain and the station. Stay where it is safe and keep your phone on; send your location if you can.
mobilise-sos-phone = ☎️ Show the number
mobilise-sos-alarm = 🆘 <b>{ $name } calls for help</b> ({ $squad }). Telephone and send somebody now.
mobilise-help-take = 🙋 I take it
mobilise-help-take-of = 🙋 I take it: { $name }
mobilise-help-end = ✅ Safe now, end the call
mobilise-help-end-of = ✅ { $name } is safe, end the call
mobilise-help-mistake = ↩️ Pressed by mistake, cancel
mobilise-help-mistake-noted = ↩️ Your call for help is cancelled; everybody who heard it hears that it was a mistake. If you need help, press “🆘 Help” again.
mobilise-help-open = 🆘 <b>{ $name } called for help, and the call is open</b> ({ $squad }, { $at }): { $taker ->
    [none] <b>nobody takes care of it yet</b>
   *[other] { $taker } takes care of it
}
mobilise-help-you-take = 🙋 You take care of it; the others and the person who called hear so. Once the person is safe, end the call.
mobilise-help-ended = ✅ The call is ended, and everybody hears so.
mobilise-help-taken = { $by } takes care of the call for help of { $name }.
mobilise-help-taken-yours = 🙋 { $by } takes care of your call for help. Stay where it is safe and keep your phone on.
mobilise-help-taken-already = { $name } takes care of this call already.
mobilise-help-mistake-told = ↩️ { $by } says that the call for help was <b>a mistake</b>. It is cancelled. If in doubt, telephone.
mobilise-help-back-told = ✅ { $by } is back, and the call for help is over.
mobilise-help-over-told = ✅ The call for help of { $name } is over: { $by } says that the person is safe.
mobilise-help-over-yours = ✅ { $by } says that you are safe; your call for help is ended. If you still need help, press “🆘 Help” again.
mobilise-help-over = This call for help has ended already.
mobilise-help-still = ⚠️ Calls for help that are open: { $count }. They stay open after the stand-down, and the mobilisation ends only after them.
mobilise-help-first = Calls for help that are open: { $count }. Please take care of them first.
mobilise-in-group = 👉 Please answer one by one in the private chat with the bot.
mobilise-is-over = This mobilisation is over.
mobilise-not-over = This mobilisation still runs. To leave the scene, hand over first with “🔁 Hand over”.
mobilise-you-are-there = You are on scene. To leave before the end, press “Hand over”; after the stand-down, “I am back”.
mobilise-check-in-not-there = “All safe” is for people who are on scene. You are not there (not arrived, handed over, or back), so nothing was noted.
mobilise-you-are-coming = You are on the way already; “received” need not be pressed any more.
mobilise-over = This mobilisation is over, no answer is needed.
mobilise-figures = Needed <b>{ $needed }</b> · asked { $asked }
    📍 on scene <b>{ $scene }</b> · 🏃 on the way <b>{ $coming }</b> · ✅ received { $received }
    ❌ cannot { $cannot } · 🔇 silent <b>{ $silent }</b>{ $relieved ->
        [0] {""}
       *[other] {" "}· 🔁 relieved { $relieved }
    }

# The commander
mobilise-over-head = ☑️ <b>Stood down, counting everybody back</b>
mobilise-back = Back: <b>{ $back }</b> / { $out }
mobilise-unreached = ⚠️ { $count } of the silent cannot be reached here, please telephone
mobilise-squad-line = { $short ->
    [yes] ⚠️
   *[no] ·
} { $name }: on scene { $scene }, on the way { $coming }, silent { $silent }, cannot { $cannot } (needed { $needed })
mobilise-who-silent = 🔇 { $count } silent
mobilise-silent-head = Silent: <b>{ $count }</b>
mobilise-name = · { $name }
mobilise-add = ➕ Reinforce
mobilise-add-which = ➕ Which squad? { $order ->
    [near] The nearest first:
   *[code] By code:
}
mobilise-added = ➕ { $squad } was called, { $count } people{ $away ->
    [0] .
   *[other] , of whom <b>{ $away } cannot be reached here</b>: please telephone.
}
mobilise-short = ⚠️ <b>{ $squad } is under strength</b>: at most { $possible } can come, { $needed } are needed.{ $away ->
    [0] {""}
   *[other] { " " }Another { $away } cannot be reached here and are not counted, please telephone.
}
mobilise-short-offer = Squads nearby could help:
mobilise-open = Open
mobilise-stand-down = ☑️ Stand down
mobilise-really = Stand { $number } down? Everybody is told, and captains count back the { $out } who are out.
mobilise-sure = ☑️ Stand down now
mobilise-down-told = ☑️ <b>{ $number } is stood down</b>, everybody is told. { $out ->
    [0] Nobody is out: it can be ended.
   *[other] The { $out } who are out are being counted back.
}
mobilise-refresh = 🔄 As of { $at }; press to refresh
mobilise-stood-down = ☑️ <b>Stood down</b>, thank you.
mobilise-say-back = When you are safely back, press “I am back”.
mobilise-i-am-back = 🏠 I am back
mobilise-you-are-back = 🏠 Noted: you are back from { $number }.
mobilise-back-already = They were counted before.
mobilise-count-back = 🏠 <b>{ $squad }, please count everybody back</b>: { $count } are out
mobilise-all-back = 🏠 These { $count } are back
mobilise-counted-back = 🏠 { $number }: { $count } counted back.
mobilise-not-back = 🏠 { $count } not back
mobilise-not-back-head = Not back: <b>{ $count }</b>
mobilise-squad-back = 🏠 All of { $squad } are back
mobilise-not-all-back = { $count } are not counted back yet, it cannot end.
mobilise-end = ✅ Everybody is back, end it
mobilise-ended = ✅ <b>{ $number } has ended</b>, everybody is back.

# The record (Excel)
mobilise-record = 📑 Record
action-sheet-overview = Overview
action-sheet-people = People
action-sheet-timeline = Timeline
action-title = { $town }: record of mobilisation { $number }
action-task = Task
action-place = Place
action-started = Sent
action-stood-down = Stood down
action-ended = Ended
action-first-answer = First answer (minutes)
action-median-answer = Median answer (minutes)
action-first-arrival = First arrival (minutes)
action-median-arrival = Median arrival (minutes)
action-squad = Squad
action-whole = All
action-silent = silent
action-commander = Commander or station
action-count-needed = Needed
action-count-asked = Asked
action-count-received = Received
action-count-coming = On the way
action-count-on-scene = On scene
action-count-cannot = Cannot
action-count-silent = Silent
action-count-relieved = Relieved
action-count-back = Back
action-person-squad = Squad
action-person-name = Name
action-person-asked = Asked
action-person-answered = First answer
action-person-minutes = Took (minutes)
action-person-answer = Last answer
action-person-eta = Expected
action-person-arrived = Arrived
action-person-reason = Reason
action-person-stands-in = Substitute
action-person-back = Back
action-line-at = When
action-line-who = Who
action-line-what = What
action-did-start = called the squads
action-did-reinforce = called one squad more
action-did-stand-down = stood down
action-did-end = ended it
action-did-received = received
action-did-coming = on the way
action-did-on-scene = on scene
action-did-cannot = cannot come
action-did-check-in = all safe
action-did-phone-shown = looked at the number of who called for help
action-did-sos-taken = takes care of the call for help
action-did-sos-mistake = cancelled the call for help (a mistake)
action-did-sos-back = is back, the call for help is over
action-did-sos-over = ended the call for help (safe)
action-did-sos = called for help
action-did-back = back
action-did-again = came back for one more shift
action-did-handover-ask = asked to hand over
action-did-handover-agreed = took over
action-did-handover-refused = did not take over
action-did-handover-withdrawn = took the hand-over back
action-did-handover-lapsed = the hand-over lapsed

mobilise-call-help = 🆘 calls for help
mobilise-call-silent = has not answered the mobilisation, out of reach in chat
