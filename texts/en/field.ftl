## In the field: reports, hand-over, places

mobilise-note = 📝 Report
filing-of-field = 📝 This is from { $number }
field-ask = 📝 <b>Report from the field, { $number }</b>: send photos, videos, voice, words or a location, as many as you like; the commander gets them. Press below when done.
field-ask-case = 📝 <b>Report from the field, { $number }</b>: send photos, videos, voice, words or a location, as many as you like; the commander gets them and they join the case. Press below when done.
field-kept = 📝 Added to the reports of { $number }; the commander will see it. Send more if there is more.
field-known = This was added before.
field-deadly = ⚠️ Is somebody in danger? Press “🆘 Help”; for danger elsewhere send /sos.
field-done = ✅ Done
field-other = ↩️ It is another hazard
field-finished = ✅ Your report for { $number } is in. What you send from now on is a hazard report.
field-taken-out = ↩️ Taken out of { $number }; please file it on the card below.
field-not-out = You are neither on the way nor on scene, so you cannot report from the field.
field-sent-ahead = This was sent as a case already and cannot become a report from the field.
field-news = 📝 <b>From the field</b>: { $count }
field-earlier = { $count } earlier ones are in the record.
field-line = · { $at } { $who } ({ $squad }): { $said }
field-pin = 📍 location
field-all = 📝 All reports
field-count = 📝 From the field ({ $count })

# The field in the record
action-sheet-field = From the field
action-note-at = When
action-note-who = Who
action-note-squad = Squad
action-note-said = Words
action-note-file = File
action-note-place = Place
action-did-note = reported from the field
action-did-note-out = took a report out: another hazard

# Handing over
handover-begin = 🔁 Hand over
handover-begin-command = 🤝 Hand over the command
handover-whom = 🔁 <b>{ $number }</b>: who takes over from you?
handover-whom-command = 🤝 <b>{ $number }</b>: who is to command?
handover-nobody = { $number }: there is nobody to take over; please call for more people first.
handover-title = 🔁 <b>Hand-over ({ $kind })</b> { $number }
handover-to = To: { $name }
handover-done = what was done
handover-remains = what remains
handover-dangers = the dangers
handover-done-button = ✔️ Done
handover-remains-button = ⏳ Remains
handover-dangers-button = ⚠️ Dangers
handover-done-ask = ✔️ What was done?
handover-remains-ask = ⏳ What remains to be done?
handover-dangers-ask = ⚠️ What is dangerous there?
handover-done-ready = Done as ordered
handover-remains-ready = Keep watch and patrol
handover-dangers-ready = No danger seen so far
handover-said-done = ✔️ <b>Done</b>: { $text }
handover-said-remains = ⏳ <b>Remains</b>: { $text }
handover-said-dangers = ⚠️ <b>Dangers</b>: { $text }
handover-send = 📤 Ask them to take over
handover-drop = Do not hand over
handover-dropped = Nothing was handed over, nobody was told.
handover-waiting = { $name } was asked to take over. Until they press, you stay on.
handover-waiting-command = { $name } was asked to take the command. Until they accept, it is yours.
handover-withdraw = ↩️ Take back
handover-withdrawn = ↩️ Taken back, you stay on.
handover-asked = 🔁 <b>{ $name } asks you to take over on scene</b>. Go there and look first, then press.
handover-asked-command = 🤝 <b>{ $name } asks you to take the command</b>. Look first, then accept.
handover-agree = ✅ On scene, I take over
handover-agree-command = ✅ I take the command
handover-refuse = ❌ I cannot
handover-off = ↩️ You need not take over: it was taken back, or somebody else was asked.
handover-agreed = 🔁 <b>{ $name } has taken over</b>.
handover-agreed-command = 🤝 <b>{ $name } commands now</b>.
handover-refused = ❌ { $name } cannot take over; please ask somebody else. Until then you stay on.
handover-refused-command = ❌ { $name } cannot take the command; please ask somebody else. Until then it is yours.
handover-lapsed = The hand-over lapsed: when { $name } answered, the place was no longer yours.
handover-lapsed-command = The hand-over lapsed: when { $name } answered, the command had changed.
handover-say-back = You are off. When you are safely back, press “I am back”.
handover-again = 📍 On scene again
handover-you-agreed = 🔁 You have taken over in { $number }.
handover-you-agreed-command = 🤝 You command { $number } now.
handover-you-refused = { $number }: they know that you cannot take over.
handover-you-refused-command = { $number }: they know that you cannot take the command.
handover-you-lapsed = { $number }: nothing to take over, they are no longer there.
handover-you-lapsed-command = { $number }: the command has changed meanwhile.
handover-you-are-off = You have handed over. To go on, press “On scene again”; when safely back, “I am back”.
handover-not-there = You are not on scene, or have handed over: there is no place to hand over.
handover-unfit = They cannot take over now, please choose again.
handover-moved-on = This hand-over was answered, taken back, or has lapsed.
action-sheet-handovers = Hand-overs
action-hand-at = When
action-hand-kind = What
action-hand-squad = Squad
action-hand-giver = From
action-hand-taker = To
action-hand-state = Outcome
action-hand-answered = Answered
action-person-relieved = Relieved

# Places
track-where = 🗺 Where they are
track-head = 🗺 <b>Where they are</b>: { $count } out, { $placed } with a place
track-squad = <b>{ $name }</b>
track-line = · { $name }: { $live ->
    [yes] 🟢 live,{" "}
   *[no] {""}
}{ $ago }{ $far ->
    [none] {""}
   *[other] , { $far } from the place
}
track-metres = { $far } m
track-kilometres = { $far } km
track-unknown = · { $name }: no place known
track-foot = Those without a place: ask them to share a live location with the bot, or to send a pin by “📝 Report”.
track-ago = { $minutes ->
    [0] just now
    [60] { $hours } h ago
   *[other] { $minutes } min ago
}
track-pin = 📍 { $name }
track-at = 📍 <b>{ $name }</b> ({ $squad }), place at { $at }, { $ago }{ $accuracy ->
    [none] {""}
   *[other] , to about { $accuracy } m
}
track-last = 📍 Last known place: { $at } (see the pin)
track-gone = They are back, or the place is no longer kept.
track-hint = 🗺 Your live location is used for { $numbers } only; the commander and the station see it, and it is destroyed after { $days } days. Nothing is kept once you stop sharing, are back, or it has ended. “All safe” still has to be pressed.
action-sheet-track = Places
action-track-at = When
action-track-who = Who
action-track-squad = Squad
action-track-place = Place
action-track-accuracy = To (m)
action-track-far = From the gathering place (m)
action-did-share = began to share the live location

# The record on one page
mobilise-picture = 🖼 On one page
action-drill = DRILL DRILL DRILL
action-picture = Mobilisation { $number }
action-came = Were on scene
action-picture-squads = The squads
action-picture-squad = needed { $needed } · asked { $asked } · there { $there }
action-picture-curve = The response
action-picture-nobody = Nobody has answered.
action-picture-answered = answered: { $count }
action-picture-arrived = on scene: { $count }
action-picture-minutes = minutes after the call
action-picture-moments = What happened
action-picture-first-answer = the first answer
action-picture-first-arrival = the first on scene
action-picture-last-back = the last one back
action-picture-more = { $count } more are in the record
action-picture-field = { $name }: { $text }
action-picture-line = { $what } · { $who }
action-picture-median-answer = Median answer (min)
action-picture-median-arrival = Median arrival (min)
