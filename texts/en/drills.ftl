# Drills: plan, script, run, evaluation, report, corrections.

menu-drills = 🎯 Drills
menu-drills-what = Plans, scripts, runs and evaluation of drills
drills-head = 🎯 <b>Drills</b>
drills-none = 🎯 <b>Drills</b>: none is planned yet.
drills-floor = By law: the town at least once in 2 years (Regulation on Emergency Response to Work Safety Accidents, art. 8). { $last ->
    [no] No drill of the town is on record
   *[other] The last was on { $last }, the next is due by { $until }
}
drills-own = Our own rule: { $scope ->
    [town] drills of the town
   *[village] drills of villages
} due now { $owed }, done { $done }{ $late ->
    [0] {""}
   *[other] , late { $late }
}
drills-entry = { $title } · { $at } · { $state }
drills-new = ➕ Plan a drill

drill-title = { $where ->
    [no] Town
   *[other] { $where }
}: { $line ->
    [no] comprehensive
   *[other] { $line }
} { $form ->
    [tabletop] table-top drill
   *[live] live drill
}
drill-station = Emergency station
drill-head = 🎯 <b>{ $title }</b> ({ $state })
drill-number = Number: { $number }
drill-when = Time: { $at }
drill-ran = Began: { $began }{ $over ->
    [no] {""}
   *[other] , ended: { $over }
}
drill-place = Place: { $place }
drill-leader = Leader: { $name }
drill-participants = Takes part: { $names ->
    [no] nobody yet
   *[other] { $names }
}{ $more ->
    [0] {""}
   *[other] and { $more } more
}
drill-reason = Reason: { $reason }
drill-script-count = Script: { $count } injects, { $sent } sent
drill-coming = Next: { $at } { $text }
drill-minute = minute { $minute }
drill-open = Opened by the drill and not over: { $numbers }
drill-corrections-count = Corrections: { $count }
drill-steps = Evaluation: { $steps }
drill-step = { $done ->
    [yes] ✅
    [next] ▶️
   *[no] ▫️
}{ $what } {""}
drill-see = 🎯 Show the drill

drill-do-script = Next: write the script, line by line, or use a ready one.
drill-do-start = Next: press “Start the drill” when it is time.
drill-do-live = The injects are sent by the script, all marked as a drill. Press “Stop” at once in a real emergency.
drill-do-tabletop = Press “Next inject” to show one after the other; everybody discusses and answers.
drill-do-paused = The drill is paused; no inject is sent. Press “Go on” to continue.
drill-do-end = The script is over. Press “End the drill” when the work is done.
drill-do-comments = Next: enter the comments made on the spot.
drill-do-self-review = Next: self-reviews of who took part (the leader may enter them).
drill-do-assessment = Next: the group marks item by item; the leader of the drill may not.
drill-do-report = Next: enter the report.
drill-do-corrections = The report is entered. Hand each correction to a unit.
drill-do-stopped = This drill counts for no duty.
drill-do-cancelled = This drill is called off.

drill-start = ▶️ Start the drill
drill-script = 📜 Script ({ $count })
drill-people = 👥 Who takes part
drill-change = ✏️ Change the plan
drill-announce = 📨 Tell the people
drill-move = 🔁 Another day
drill-cancel = ✖️ Call off
drill-held-already = 📝 It was held without the bot
drill-next = ⏭ Next inject
drill-next-now = ⏭ Send the next one now
drill-end = ⏹ End the drill
drill-end-early = ⏹ End early
drill-pause = ⏸ Pause
drill-resume = ▶️ Go on
drill-stop = 🛑 Stop (does not count)
drill-times = ⏱ Times
drill-assess = 📋 Items
drill-enter-comments = 🗣 Comments
drill-enter-self-review = 🙋 Self-review
drill-enter-report = 📄 Report
drill-correct = ➕ Hand out a correction
drill-report = 📊 Show the report
drill-corrections = 📌 Corrections
drill-again = 🔂 Plan it once more
drill-undo = ↩️ It was not held
drill-go = 🎯 Plan or show the drill

drill-new-whose = Whose drill is it?
drill-new-town = 🏛 The town
drill-when-ask = When is it? Type day and time, such as “12-03 09:00”, or choose from the calendar:
drill-held-before = 📝 It was held already
drill-planned = The drill is on the plan, number { $number }.
drill-form-to-tabletop = 🪑 Make it table-top
drill-form-to-live = 🏃 Make it live
drill-line-set = 🏷 Kind of danger
drill-line-ask = What is drilled?
drill-line-none = Comprehensive
drill-place-set = 📍 Place
drill-place-ask = Where is it? Type the place:
drill-leader-set = 👤 Leader
drill-leader-ask = Who leads? Injects are sent in the leader's name, who also commands its mobilisations.
drill-people-head = 👥 Takes part: { $count } chosen. Press to choose, press again to take off.
drill-choice = { $chosen ->
    [yes] ✅
   *[no] ⬜
} { $name }
drill-announced = { $count } people were told.{ $unreached ->
    [0] {""}
   *[other] {" "}{ $unreached } more cannot be reached in chat; please telephone.
}
drill-cancel-ask = Why is it called off? Type the reason:
drill-told = { $what ->
    [off] ✖️ <b>Drill called off</b>
    [moved] 🔁 <b>Drill moved</b> (was { $was })
   *[new] 📨 <b>Drill</b>
}
drill-told-foot = Please come in time. Messages of the drill are all marked [DRILL].

drill-script-head = 📜 <b>{ $title }</b>, script:
drill-script-empty = No inject yet.
drill-inject-line = { $sent ->
    [failed] ⚠️
    [yes] ✅
   *[no] ▫️
} +{ $minute } [{ $kind }{ $level ->
    [no] {""}
   *[other] , { $level }
}] { $text }{ $to ->
    [no] {""}
   *[other] → { $to }
}
drill-inject-open = ✏️ +{ $minute }
drill-script-write = ✍️ Type the script
drill-script-use = 📋 Use “{ $name }”
drill-script-ask =
    Type one inject a line, each beginning with “+minutes”. For example:
    +0 Yellow rain warning, report who is on duty
    +10 @Shangwan Report the state of the patrols
    +20 incident: new cracks behind the houses
    +25 mobilise: help the residents leave
    +30 orange broadcast: move the residents now
    Before the colon: hazard, incident, mobilise, broadcast (with blue, yellow, orange or red before it); without it, a text. After “@” the name of a unit, village or squad; without it, everybody who takes part.
drill-script-added = { $new } added{ $known ->
    [0] {""}
   *[other] , { $known } were in the script already
}.
drill-line-fault = ⚠️ Line { $line } “{ $said }”: { $why }
drill-script-more = You may type more; send a mended line alone.
drill-line-time = no time. Begin with “+minutes”, such as “+10 report the patrols”. Press “Report” for a real danger.
drill-line-late = too late; at most 24 hours after the start (+1440).
drill-line-empty = no words. Write what is to be sent after the time.
drill-line-long = too long; an inject has at most 1000 characters. Make two of it.
drill-line-name = no such name after “@”. Write the whole name of a unit, village or squad, then a blank.
drill-script-full = a script has at most 100 injects; none of these was added. Take some out first.
drill-says-text = text
drill-says-hazard = hazard
drill-says-incident = incident
drill-says-mobilisation = mobilise|mobilisation|mobilize
drill-says-broadcast = broadcast
drill-says-notice = plain
drill-says-blue = blue
drill-says-yellow = yellow
drill-says-orange = orange
drill-says-red = red
drill-says-evacuation = evacuation
drill-kind-ask = Make it another kind?
drill-inject-remove = 🗑 Take it out

drill-look = { $form ->
    [tabletop] After the start, each press shows the next inject
   *[live] After the start, injects are sent by the script, all marked [DRILL]
}. { $people } people take part{ $unreached ->
    [0] {""}
   *[other] , { $unreached } of them out of reach in chat
}.
drill-real = ⚠️ { $count } real incidents or mobilisations go on now. Make sure that the drill is not in their way.
drill-fault = ⚠️ { $minute ->
    [no] {""}
   *[other] +{ $minute }: {""}
}{ $why }
drill-look-go = Press “Start now” when all is right.
drill-look-mend = Please mend this first.
drill-go-now = ▶️ Start now
drill-lacks-script = there is no script
drill-lacks-people = nobody hears it; choose who takes part
drill-inject-nobody = its recipients have left or take part no more; it went to nobody
drill-lacks-squads = no squad to mobilise, or the leader may not mobilise it
drill-lacks-right = the leader may not send to many; choose another leader, or make it a text
drill-not-ready = It cannot start yet: { $missing }.
drill-started-live = ▶️ The drill has begun; injects are sent in time.
drill-started-tabletop = ▶️ The drill has begun; press “Next inject”.
drill-shown = 📣 <b>+{ $minute }</b> { $text } (sent to { $count } people)
drill-sent-now = 📣 <b>+{ $minute }</b> sent ahead of its time: { $text }
drill-end-why = { $count } injects are left. Ended early, the drill still counts; type the reason. If it should not count, press “Stop”.
drill-stop-why = Why is it stopped? Type the reason (it will count for no duty):
drill-held-ask = When was it held? Type day and time, such as “yesterday 9:00”:
drill-undo-why = Why is it taken back? Type the reason (its duty is owed again):

drill-inject-head = 🎯 <b>{ $title }</b>, minute { $minute }
drill-inject-late = ⏰ { $span } behind the script
drill-inject-text = { $text }
drill-inject-supposed = Suppose ({ $kind }): { $text }
drill-inject-foot = Act by your plan and answer. Report a real danger with a message of its own.
drill-inject-name = drill “{ $text }”
drill-received = ✅ Received
drill-answer = ✍️ What we do
drill-received-noted = [DRILL] The time is noted.
drill-answer-ask = [DRILL] What do you do? Type it:
drill-answer-noted = Noted as an answer to the drill; the leader has it.
drill-answer-deadly = ⚠️ If this is real, send /sos at once!
drill-sent-late = ⏰ The inject of +{ $minute } came { $span } behind the script; the others follow one by one, not all at once.
drill-sent-failed = ⚠️ +{ $minute } “{ $text }” could not be done: { $why }
drill-sent-last = The script is over. End the drill when the work is done.
drill-real-incident = 🚨 <b>Real incident</b> { $number }{ $text ->
    [no] {""}
   *[other] : { $text }
} (no exercise). { $title } still goes on. Decide now whether to pause or stop it.
drill-interrupted = ⏸ The system was interrupted; drill { $number } has stood still since { $since } and is paused. Go on, end early or stop it.
drill-answered = ✍️ +{ $minute } { $name }: { $text }
drill-over = ⏹ { $title } is over; messages from now on are real. Please review your own part.
drill-entered = 📝 { $title } was entered as held. Please review your own part.
drill-stopped = 🛑 { $title } is stopped: { $reason }. Messages from now on are real!

drill-note-head = 📝 <b>{ $what }</b>: { $title }
drill-note-comments = Type the comments: what went well, what did not. You may add photos.
drill-note-self-review = Type your review: what you managed, what you did not, what you propose. You may add photos.
drill-note-report = Type the conclusion and the proposals of the report, add photos, and choose the grade.
drill-note-ready = Press “Enter” when it is right.
drill-note-enter = ✅ Enter
drill-note-entered = Entered: { $what }.
drill-note-given-up = Given up, nothing was entered.
drill-note-empty = There is nothing yet. Type words or send a photo.
drill-grade-needed = Choose the grade first (excellent, good, fair, poor).
drill-grade-choice = { $chosen ->
    [yes] ✅
   *[no] {""}
}{ $grade }
drill-step-told = 📝 The evaluation of { $title } has moved on; see what is next.
drill-reported-told = 📄 The report on { $title } is entered.
drill-step-first = One after the other, please. First: { $step ->
    [comments] the comments
    [self_review] a self-review
    [assessment] the assessment by the group
   *[report] the report
}.

drill-items-head = 📋 <b>{ $title }</b>, items (AQ/T 9009-2015, annex { $form ->
    [tabletop] B
   *[live] A
})
drill-items-left = { $count } items, { $left } without a mark
drill-item = <b>{ $number }.</b> [{ $part }] { $text }
drill-item-mark = Mark: { $mark ->
    [no] none yet
   *[other] { $mark }
}
drill-item-note = Note: { $text }
drill-item-hint = Choose a mark; write a note where something is wrong.
drill-items-done = Every item has a mark. Check them and press “Finish the assessment”.
drill-mark-choice = { $chosen ->
    [yes] ● {""}
   *[no] {""}
}{ $mark }
drill-item-write = ✍️ Write a note
drill-item-ask = Type the note to this item:
drill-item-back = ◀ Before
drill-item-on = Next ▶
drill-rest-met = The other { $count } are met
drill-assessed = ✅ Finish the assessment
drill-assessed-done = The assessment is finished.
drill-items-missing = { $count } items have no mark, the first is number { $first }.
drill-score = Score: <b>{ $points }</b> (met { $met }×1 + partly { $partly }×0.5 + not met { $failed }×0 = { $got }, { $got } ÷ { $of } × 100; not applicable { $skipped }, left out)
drill-no-score = Score: none (no item applied, not applicable { $skipped })
drill-part-score = { $part }: { $sum }

drill-report-head = 📊 <b>{ $title }</b>, report ({ $number }, { $day })
drill-report-grade = Grade: { $grade ->
    [no] none yet
   *[other] { $grade }
}
drill-report-no-script = There is no script on record.
drill-report-times = ⏱ Times
drill-report-words = 🗣 Comments, reviews, conclusion
drill-report-items = 📋 Marks
drill-report-photos = 📷 Photos and files ({ $count })
drill-photo = { $title } · { $step }
drill-timed = <b>+{ $minute }</b> [{ $kind }] { $text }{ $at ->
    [no] {" "}(not sent)
   *[other] {" "}(sent { $at })
}
drill-timed-answers = answered { $answered } of { $asked }
drill-timed-reached = { $what }: { $after }
drill-reached-first-answer = first answer
drill-reached-last-answer = last answer
drill-reached-first-arrived = first on scene
drill-reached-last-arrived = last on scene
drill-reached-triaged = triaged
drill-reached-dispatched = dispatched
drill-reached-accepted = accepted
drill-reached-fed-back = fed back
drill-reached-verified = verified
drill-reached-closed = closed
drill-said = <b>{ $what }</b> ({ $name }, { $at }): { $text }
drill-marked = { $mark ->
    [no] no mark
   *[other] { $mark }
}: { $text }{ $note ->
    [no] {""}
   *[other] {" "}({ $note })
}

drill-correction-head = 📌 <b>{ $title }</b>, correction
drill-correction-issued = The correction is handed out, number { $number }.
drill-correction-another = ➕ Another one
drill-correction-given-up = Given up, nothing was handed out.
drill-corrections-head = 📌 <b>Corrections</b> ({ $count })
drill-correction-line = { $late ->
    [yes] 🔴
   *[no] ▫️
} { $number } ({ $state }) { $text }{ $due ->
    [no] {""}
   *[other] , due { $due }
}

drill-start-what = drill to be started
drill-end-what = drill to be ended
drill-report-what = report to be entered
drill-start-due = 🎯 { $title }: planned for { $at }{ $late ->
    [yes] , which has passed. Start it, move it, enter that it was held, or call it off
   *[no] . Have the script ready and start in time
}.
drill-end-due = 🎯 { $title }: the script is over, please end the drill{ $late ->
    [yes] . ({ $at } has passed)
   *[no] {" "}(by { $at }).
}
drill-report-due = 🎯 { $title }: finish the evaluation and enter the report by { $at }{ $late ->
    [yes] , which has passed
   *[no] {""}
}.

drill-gone = This drill is no more.
drill-is-planned = The drill has not begun.
drill-is-running = The drill is running; this cannot be done now.
drill-is-paused = The drill is paused; this cannot be done now.
drill-is-held = The drill is over and cannot be changed.
drill-is-stopped = The drill was stopped and cannot be changed.
drill-is-cancelled = The drill is called off and cannot be changed.
drill-choice-gone = This unit, village or squad is no longer on the list.
drill-leader-gone = Nobody can lead the drill; choose a leader first.
drill-inject-gone = This inject is no more, or was not sent to you.
drill-inject-sent = This inject was sent; see the newest card of the drill.
drill-template-gone = This script is no longer in the settings.
drill-nothing-sent = No inject was sent, so it was not held. Press “Stop”, or send the next one first.
drill-injects-left = { $count } injects are left.
drill-held-to-come = That is still to come. Type when it was held.
drill-reported-already = The report is entered; the steps before it cannot be changed.
