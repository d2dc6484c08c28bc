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
