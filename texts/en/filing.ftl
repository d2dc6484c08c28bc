# The filing card

filing-head-hazard = 📝 <b>Report a hazard</b> (not sent yet)
filing-head-incident = 🔴 <b>Report an incident</b> (not sent yet)
filing-head-ahead = 🆘 <b>The incident was sent: { $number }</b>
filing-files = ✅ Files: { $files }
filing-count-photo = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
filing-count-video = { $count ->
    [one] { $count } video
   *[other] { $count } videos
}
filing-count-voice = { $count ->
    [one] { $count } voice message
   *[other] { $count } voice messages
}
filing-count-audio = { $count ->
    [one] { $count } audio file
   *[other] { $count } audio files
}
filing-count-document = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
filing-text = ✅ What: { $text }
filing-no-content = ▫️ Photo or words: none yet
filing-place = { $done ->
    [yes] ✅
   *[no] ▫️
} Place: { $place }
filing-no-place = not given
# Where no place is chosen, the reporter's own village stands in
filing-place-own = {" "}(your own; change it if wrong)
filing-place-said = {" "}(as described; change it if wrong)
filing-pin = pin set
filing-pin-outside = pin set (outside the township)
filing-pin-asked = the pin is outside the township, please confirm
filing-line = ✅ Line: { $line }
filing-line-suggested = ✅ Line: { $line } (suggested, can be changed)
filing-no-line = ▫️ Line: leave it open if unsure
filing-severity = ✅ Severity: { $severity }
filing-people = ✅ People at risk: { $count }
filing-anonymous = ✅ The villager asked not to be named
filing-behalf = ✅ Villager: { $name } { $phone }

filing-missing =
    ❗ Missing: <b>{ $missing }</b>
    👉 { $hint }
filing-complete-alike = 👉 Everything needed is there. If it is the same, press “👀”; if not, press “✅ Submit”.
filing-complete = 👉 Everything needed is there: press “✅ Submit”. { $pinned ->
    [yes] More photos? Just send them.
   *[no] A pin makes it exact; more photos? Just send them.
}
filing-danger-hint = ⚠️ <b>If lives are in danger, first press “🆘 Lives in danger: send now”</b>
filing-next-ahead =
    The station has been alerted. 👉 Send the location, photos or a few words; each goes out at once.
    <b>If you can call, call now: { $call }</b>

report-lacks-place-hint = Send the location (“📍 Send my location” below), or press “📍 Place” and choose the village.
report-lacks-content-hint = Take a photo, or say in words or by voice what it is.
report-lacks-outside-hint = The pin is outside the township. Press “📍 It is here” if that is right, or send another one.

## The card's buttons

filing-button-place = 📍 Place
filing-button-line = 🗂 Line
filing-button-kind = 🔁 Kind: { $kind }
filing-button-severity = 📊 Severity: { $severity }
filing-button-people = 👥 People at risk
filing-button-behalf = 🙋 For a villager
filing-button-sos = 🆘 Lives in danger: send now
filing-button-sos-again = 🆘 Another incident: send now
filing-button-submit = ✅ Submit
filing-button-cancel = ✖️ Cancel
filing-button-done = ☑️ Nothing more to add
filing-button-mistake = 🙅 A mistake: no danger
filing-button-here = 📍 It is here
filing-button-again = 🔄 Another pin
filing-button-back = ‹ Back
filing-button-previous = ‹ Previous
filing-button-next = Next ›
filing-button-landmark = ✏️ Describe the spot
filing-button-no-pin = 🗑 Remove the pin
filing-button-no-grid = I do not know the grid
filing-button-people-unknown = Not known
filing-button-behalf-name = ✏️ The villager's name and phone
filing-button-behalf-anonymous = 🙈 The villager stays unnamed
filing-button-behalf-self = I found it myself
filing-button-view = 🔍 Open
filing-button-another = 📝 Report another
filing-resume = 📂 Go on with the unsent one ({ $at })
filing-into = 📎 Not new: add it to the one just reported ({ $number })
filing-other = 🆕 This is another hazard
filing-along = ↪️ What I just added to { $number } belongs here too
filing-part = ↪️ What I sent last is another hazard
filing-maybe = ❓ <b>Is this an addition to { $number }, or another hazard?</b> Nothing is lost meanwhile; “Submit” files it as another one.
filing-doubted = ❓ <b>This sounds like another place.</b> It was added to { $number } for now; if it is another one, press “↪️ What I sent last is another hazard”.
# Words that say "another one", or "more of the same" (separated by |)
filing-other-words = 另一处|另外一处|另外还有|另有|又一处|还有一处|第二处|别处|别的地方|其他地方|不是同一|不是这处|不是刚才|新的一处|再报一|another place|another one|elsewhere|different place|second one
filing-same-words = 补充|补一张|补张|补个|补拍|再补|再发一张|再来一张|刚才那|刚才的|刚刚那|刚刚的|刚报的|同一处|同一个地方|这是现场|现场照片|现场图|还是那处|还是那里|更宽|更大|更深|更高|更严重|越来越|扩大了|又宽了|又深了|same place|more photos|one more photo|getting worse|wider now|as reported

## The card's pages

filing-page-place =
    📍 <b>Place</b>: { $place }
    👉 If you are there, sending your location is best (“📍 Send my location” below). Otherwise choose the village:
filing-page-grid =
    📍 <b>Place</b>: { $place }
    👉 Choose the grid:
filing-page-line =
    🗂 <b>Line</b>
    👉 Choose the closest. Never mind if you are not sure, the station decides:
filing-suggested = 👍 Suggested: { $line }
filing-committee = —— { $committee } ——
filing-page-severity =
    📊 <b>Severity</b>
    👉 As you see it; the station triages anyway:
filing-severity-ordinary = { $name }: nobody in danger now
filing-severity-considerable = { $name }: may hurt people soon
filing-severity-major = { $name }: threatens many
filing-severity-extraordinary = { $name }: grave loss of life, or about to be
filing-page-people =
    👥 <b>People at risk</b>
    👉 Press a number, or send it:
filing-page-behalf =
    🙋 <b>For a villager</b>
    👉 Who told you? Name and phone are for the station only and are masked in chat.
filing-ask-landmark =
    ✏️ <b>The spot</b>
    👉 Send a line such as: 50 m above the old bridge, behind the Li house.
filing-ask-behalf =
    ✏️ <b>The villager who told you</b>
    👉 Send name and phone, such as: Uncle Li 13800000000. A contact card will do too.
filing-no-people = 📝 This does not look like a number of people; it is kept in the description. To give the number, press “People at risk”.
filing-people-again = 📝 Kept in the description. 👉 Now send about how many people, such as: 20
filing-no-landmark = 📝 This is long for a spot; all of it is kept in the description.
filing-no-behalf = 📝 This does not look like a name; it is kept in the description. To give name and phone, press “For a villager”.
filing-send-again = The pin was removed. Please send the location again, or press “📍 Place” and choose the village.
filing-pin-elsewhere = The pin is far from this village and was taken off. If the pin is right, send it again.

## Known already?

filing-alike-head = <b>⚠️ Something like this was reported nearby. Is it the same?</b>
filing-alike = · { $number } ({ $state }, { $at }, { $away ->
    [grid] same grid
    [here] same place
   *[metres] about { $metres } m away
}) { $text }
filing-same = 👀 { $number } is the same
filing-different = It is another one, go on

## After sending

filing-done-ahead =
    ✅ <b>{ $number } is complete</b>
    👉 Take care of yourself and stay reachable. If something changes, reply to this message.
filing-done-mistake =
    🙅 <b>{ $number }: the station was told it was a mistake</b>
    👉 They may call to make sure; please answer.
filing-mistake-said = The reporter says: pressed by mistake, there is no danger. Please make sure, then dismiss.
filing-done-same =
    👀 <b>Joined { $number }</b>
    What you sent was added to it. You will hear the result too.
filing-done-into = 📎 <b>Added to { $number }</b>
filing-done-already = ✅ <b>Sent: { $number }</b>
filing-sent-already = It was sent already, as { $number }. No need to send it again.
filing-cancelled-already = This report was cancelled. Press “Restore” to go on with it.
filing-not-understood =
    This cannot be taken in. You can send: photos, videos, voice, words, a location, documents.
    👉 To report, just send a photo or a few words.
error-place-gone = This village or grid has changed; please choose again.

## Added and corrected after sending

late-start =
    📎 <b>Add to { $number }</b>
    👉 Send photos, videos, voice, words or a location, then press “Done”.
late-added = 📎 Added to { $number }. Send more, or press “Done”.
late-finish = ☑️ Done
late-finished = ☑️ { $number }: added, and those who work on it were told.
late-joined = 📎 Added to { $number }.
late-not-this = Not this one: a new report
late-taken-out = Taken out of { $number } for a report of its own.
late-corrected = ✏️ { $number } was corrected; the old words stay in its timeline.
error-files-moved = These files were moved already, or the case has changed; please look under “My cases”.

## Words that were refused: kept, and told to the station

refused-kept =
    📌 <b>What you sent is not lost</b>: it is kept on the report below{ $told ->
        [yes] , and the station was told
       *[no] {""}
    }.
    👉 To report it, complete it and press “Submit”; otherwise press “Cancel”.
refused-beside =
    📌 <b>What you sent is not lost</b>: it is kept as a report that is not submitted yet{ $told ->
        [yes] , and the station was told
       *[no] {""}
    }.
    👉 To go on with the report, press the button below.
refused-open = 📮 Open this report
refused-head = 📨 <b>{ $who } sent something that could not be taken in; please look at it</b>
refused-danger = 🆘 <b>Lives may be in danger! What { $who } sent could not be taken in</b>
refused-added = 🆘 <b>Lives may be in danger! { $who } adds something</b>
refused-to-case = It was added to { $number }
refused-said = Sent: { $text }
refused-no-words = Sent: a file or place without words
refused-of-case = It answers a message about { $number }
refused-why = Reason: { $reason }
refused-in-group = { $who } in the group “{ $group }”
refused-former = { $name }, no longer on the roster,
refused-stranger = { $name }, who is not logged in (Telegram { $account }),
refused-next = 👉 Please call this person, and file a report where one is needed.
refused-next-kept = It is kept as a report of theirs that is not submitted yet.
refused-next-stranger = 👉 This person is not logged in, so the bot cannot go on. Please find out, and file a report where one is needed.
refused-phone = ☎️ Show the number
