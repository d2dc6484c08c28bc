# The seven problem lists: entry, measures, progress, review, acceptance, the monthly publication.

menu-problems = 📋 Problem lists
menu-problems-what = The seven problem lists: look, enter, rectify, close
help-problems = <b>The seven problem lists</b>　/problems shows the lists of discipline inspection, environmental inspection, supervision, audit, public opinion, petitions and production safety. The unit first hands in measures (one of them looks for the same elsewhere). Once they are agreed to, it works on each, writes its progress and sends evidence. When every measure is done, somebody else accepts the result and closes the problem.

problems-head = 📋 <b>The seven problem lists</b>
problems-tally = ▫️ { $what }: { $open } open, { $closed } closed { $year ->
    [no] this year
   *[other] since { $year } began
}{ $colours ->
    [no] {""}
   *[other] {"　"}{ $colours }
}
problems-colours = 🔴 overdue　🟠 behind　🟡 under way　🔵 to be accepted　🟢 closed
problems-list = { $what } { $open }
problems-all = All lists
problems-late = 🔴 Overdue
problems-new = ➕ Enter a problem
problems-of = 📋 <b>{ $what }</b>: { $total } (page { $page } of { $pages })
problems-none = 📋 <b>{ $what }</b>: no such problems.
problems-entry = { $mark } { $unit } · { $text }{ $due ->
    [no] {""}
   *[other] {" · "}{ $due }
}
problems-filter-open = Open
problems-filter-late = Overdue
problems-filter-new = Measures owed
problems-filter-planned = Measures to review
problems-filter-rectifying = Under rectification
problems-filter-finished = To accept
problems-filter-closed = Closed
problems-filter-dropped = Dropped
problems-more = { $count } more: send /problems.

problem-head = { $mark } <b>{ $number }</b>　{ $what }
problem-state = State: <b>{ $state }</b>{ $colour ->
    [no] {""}
   *[other] {" "}({ $colour })
}
problem-origin = Origin: { $origin } ({ $source })
problem-concealed = ⚠️ Concealed by the unit: counts double in the assessment
problem-text = Problem: { $text }
problem-owner = Unit: { $unit }{ $person ->
    [no] {""}
   *[other] , person: { $person }
}
problem-due = To be rectified by: { $due }
problem-measures = <b>Measures</b> ({ $done } of { $count } done)
problem-measure = { $mark } { $index }. { $wider ->
    [yes] [Look elsewhere]{" "}
   *[no] {""}
}{ $asked ->
    [yes] [Asked for later]{" "}
   *[no] {""}
}{ $text }{ $due ->
    [no] {""}
   *[other] {" "}(by { $due })
}
problem-waiting = ⏳ { $count } progress entries wait for review
problem-closed = 🟢 Accepted and closed at { $at }
problem-next-new = Next: the unit hands in its measures by { $due }
problem-next-hand-in = Next: { $lacks ->
    [wider] one measure that looks elsewhere is missing; press “➕ Look elsewhere”, hand in by { $due }
    [own] a measure against the problem itself is missing; press “➕ Add measures”, hand in by { $due }
   *[no] all measures are there; the unit presses “✅ Hand in the measures”, by { $due }
}
problem-next-planned = Next: the measures are reviewed by { $due }
problem-next-rectifying = Next: the unit works on each measure and writes its progress, by { $due }
problem-next-finished = Next: somebody else accepts the result by { $due }
problem-next-closed = The rectification is complete.
problem-next-dropped = Taken off the list, nothing more to rectify.
problem-open = Open
problem-about = { $what }: { $text }
problem-keep = More
problem-history-button = Steps
problem-history = 🕓 <b>{ $number }</b>: steps
problem-step = { $at }　{ $what }{ $by ->
    [no] {""}
   *[other] {" "}({ $by })
}{ $reason ->
    [no] {""}
   *[other] : { $reason }
}
problem-entries = Progress
problem-entries-head = 📝 <b>Progress</b>, the newest first
problem-entries-none = No progress was written yet.
problem-entry = ▫️ { $at } { $by }{ $kind ->
    [acceptance] {" "}(acceptance)
    [done] {" "}(measure done)
   *[going] {""}
}: { $text }
    　{ $state }{ $reviewer ->
        [no] {""}
       *[other] {" "}({ $reviewer })
    }{ $reason ->
        [no] {""}
       *[other] : { $reason }
    }

problem-add = ➕ Add measures
problem-add-wider = ➕ Look elsewhere
problem-measure-button = No. { $index }
problem-hand-in = ✅ Hand in the measures
problem-take-out = Delete this one
problem-ask-measures = Write the measures, one a line; several at once if you like:
problem-ask-wider = Write where else you will look for the same problem:
problem-measures-added = ✅ { $count } measures added.
problem-measure-taken-out = The measure is deleted.
problem-handed-in = ✅ The measures are handed in and wait for review.
problem-approve = ✅ Agree to the measures
problem-return-plan = ↩️ Send the measures back
problem-approved = ✅ Agreed: the rectification begins.
problem-report = ✍️ Progress of no. { $index }
problem-review = 🔍 Review progress ({ $count })
problem-look = 🔍 Accept

problem-progress-head = ✍️ <b>{ $number }</b>: progress
problem-progress-measure = Measure: { $text }
problem-progress-ask = <b>Send what was done and how far it is</b>, with photos and files.
problem-progress-how = Submit progress while you are still at it. When this measure is done, add evidence and press “This one is done”.
problem-progress-done = ✅ This one is done: submit
problem-progress-going = 📝 Still at it: submit
problem-reported = ✅ Submitted, waits for review.
problem-card-left = Nothing was submitted.
problem-review-head = 🔍 <b>{ $number }</b>: review of progress ({ $count } waiting)
problem-review-none = No progress waits for review.
problem-pass = ✅ Pass
problem-send-back = ↩️ Send back
problem-passed = ✅ Passed.
problem-acceptance-head = 🔍 <b>{ $number }</b>: acceptance
problem-acceptance-ask = <b>Write what you found</b>, with photos of the place.
problem-acceptance-how = Choose the result. If it fails, your words become a further measure.
problem-acceptance-quick = Looked at on the spot: the measures are carried out, it can be closed.
problem-accept = ✅ Accept and close
problem-refuse = ↩️ Not done: go on
problem-accepted = 🟢 Accepted and closed.
problem-refused = Sent back: the unit goes on.

problem-why = { $what ->
    [return-plan] Why do the measures go back?
    [send-back] Why does the progress go back?
    [drop] Why is the problem dropped? (Only what was entered by mistake; the record is kept.)
    [reopen] Why is it opened again?
    [mark] What shows that it was concealed?
   *[clear] Why was it not concealed after all?
}
problem-done-reason = { $what ->
    [return-plan] The measures are sent back.
    [send-back] The progress is sent back.
    [drop] The problem is dropped.
    [reopen] The problem is open again.
    [mark] The problem is marked as concealed.
   *[clear] The problem is no longer marked as concealed.
}
problem-assign = Change unit or person
problem-is-concealed = ⚠️ Mark as concealed
problem-not-concealed = Not concealed
problem-drop = Drop the problem
problem-reopen = 🔁 Open again
problem-move = 📅 Change the deadline
problem-measure-day = 📅 Set a day for this measure
problem-moved = ✅ The time is changed.
problem-assigned = ✅ The problem has changed hands.
problem-nobody = Nobody in particular

problem-card-head = 📋 <b>Enter a problem</b>
problem-card-list = List: { $what ->
    [no] (empty)
   *[other] { $what }
}
problem-card-origin = Origin: { $origin ->
    [no] (empty)
   *[other] { $origin }
}{ $source ->
    [no] {""}
   *[other] {" "}({ $source })
}
problem-card-text = Problem: { $text ->
    [no] (empty)
   *[other] { $text }
}
problem-empty = (empty)
problem-ask-list = <b>Which list?</b> You can send the problem and its files at any time.
problem-ask-origin = <b>Who found it?</b>
problem-ask-source = <b>Which source exactly?</b> Type it, such as “third county inspection group”, or choose one.
problem-ask-unit = <b>Which unit rectifies it?</b>
problem-ask-person = <b>Who is responsible?</b> You may name nobody.
problem-ask-due = <b>By when?</b> Choose, or type “12-31 17:00”.
problem-missing = <b>Still missing: { $missing }</b>
    Just send it.
problem-ready = <b>Ready to be entered.</b>
problem-file = ✅ Enter
problem-filed = ✅ Entered as { $number }; the unit is asked for its measures.
problem-change-list = Change list
problem-change-origin = Change origin
problem-change-source = Change source
problem-change-unit = Change unit
problem-change-person = Change person
problem-change-due = Change time
problem-clear-text = Write the problem again
problem-due-days = { $days } days ({ $at })
problem-lacks-list = list
problem-lacks-origin = who found it
problem-lacks-source = source
problem-lacks-text = the problem
problem-lacks-unit = unit
problem-lacks-due = time

problem-told-filed = 📋 Your unit has a new problem <b>{ $number }</b>: please hand in measures.
problem-told-self-found = 📋 { $unit } has entered a problem that it found itself: <b>{ $number }</b>.
problem-told-planned = 🔍 { $unit } has handed in { $count } measures for <b>{ $number }</b>: please review them.
problem-told-approved = ✅ The measures for <b>{ $number }</b> are agreed to: please carry them out and write your progress.
problem-told-plan-returned = ↩️ The measures for <b>{ $number }</b> were sent back: { $reason }
problem-told-progress = 🔍 { $unit } has written progress on <b>{ $number }</b>{ $done ->
    [yes] {" "}(measure done)
   *[no] {""}
}, please review it: { $text }
problem-told-passed = ✅ The progress on <b>{ $number }</b> has passed{ $done ->
    [yes] , the measure is done
   *[no] {""}
}.
problem-told-progress-returned = ↩️ The progress on <b>{ $number }</b> was sent back: { $reason }
problem-told-to-accept = 🔍 Every measure for <b>{ $number }</b> is done: please see to its acceptance (not by { $unit }).
problem-told-accepted = 🟢 <b>{ $number }</b> is accepted and closed.
problem-told-refused = ↩️ <b>{ $number }</b> was not accepted; this is a further measure now: { $reason }
problem-told-reopened = 🔁 <b>{ $number }</b> is open again: { $reason }
problem-told-dropped = <b>{ $number }</b> was dropped: { $reason }
problem-told-assigned = 📋 <b>{ $number }</b> is for { $unit } now: please look.
problem-told-moved = <b>{ $number }</b> is to be rectified by { $due } now.
problem-told-concealed = ⚠️ <b>{ $number }</b> is marked as concealed: { $reason }
problem-told-not-concealed = <b>{ $number }</b> is no longer marked as concealed: { $reason }

problem-owes-plan = hand in measures
problem-owes-review = review measures or progress
problem-owes-rectify = complete the rectification
problem-owes-accept = accept the result
problem-owes-measure = complete a measure

problems-published = 📋 <b>State of the seven problem lists</b> ({ $year }-{ $month }-{ $day })
problems-published-late-head = <b>{ $count } overdue:</b>
problems-published-late = 🔴 { $number } { $what }, { $unit }, due { $due }

problem-gone = This problem does not exist any more.
problem-moved-on = { $number } has moved on ({ $state ->
    [new] measures owed
    [planned] measures to review
    [rectifying] under rectification
    [finished] to be accepted
    [closed] closed
   *[dropped] dropped
}): this step is no longer possible.
problem-incomplete = It cannot be entered yet. Missing: { $missing }
problem-not-self-found = A unit enters only what it has found itself; the station enters what others found.
problem-measures-many = Too many measures: at most { $most } for a problem.
problem-wider-twice = There is a measure that looks elsewhere already; only one is possible.
problem-wider-none = One measure that looks for the same elsewhere is still missing.
problem-measures-none = There is no measure against the problem itself yet.
problem-measure-gone = This measure does not exist any more.
problem-measure-asked = An acceptance has asked for this measure: it cannot be deleted.
problem-measure-done = This measure is done already.
problem-day-beyond = Not later than { $until }, when the problem is due.
problem-progress-words = Please write first what was done.
problem-progress-evidence = Evidence is needed: { $wanted } files, { $present } are there.
problem-entry-reviewed = This progress has been reviewed already.
problem-unit-gone = The roster does not have this unit any more.
problem-self-found-not-concealed = A problem that the unit found itself cannot be marked as concealed.

problem-export = 📄 Export to Excel
problem-sheet = Problem lists
problem-column-number = Number
problem-column-list = List
problem-column-origin = Origin
problem-column-source = Source
problem-column-text = Problem
problem-column-unit = Unit
problem-column-person = Person
problem-column-due = Due
problem-column-concealed = Concealed
problem-column-state = State
problem-column-colour = Progress
problem-column-measures = Measures
problem-column-wider = Look elsewhere
problem-column-done = Done
problem-column-filed = Entered
problem-column-closed = Closed
# Other words that an import knows.
problem-words-list-inspection = inspection
problem-words-list-environment = environment
problem-words-list-supervision = supervision list
problem-words-list-audit = audits
problem-words-list-opinion = public opinion
problem-words-list-petition = petition list
problem-words-list-safety = safety
problem-words-origin-above = from above
problem-words-origin-local = county or town
problem-words-origin-self = self-found
problem-file-titles = No titles were found: at least the column “Problem” is needed. Export a file to see them.
problem-import-number = unknown number
problem-import-list = unknown list
problem-import-origin = unknown origin
problem-import-unit = the roster has no such unit
problem-import-source = the source is too long: 128 characters at most
problem-import-concealed = “Concealed” is yes or no
problem-import-due = the due time cannot be read
problem-import-past = the due time has passed
problem-import-person = the person is not of the unit
problem-import-person-twice = several people of the unit have this name: give the phone number
problem-import-twice = twice in the file
problem-import-alike = much like a problem that was entered already: give its number if it is the same
problem-import-fixed = list and origin cannot change
problem-import-ended = closed or dropped: cannot change
problem-import-changes-source = source
problem-import-changes-text = problem
problem-import-changes-unit = unit
problem-import-changes-person = person
problem-import-changes-due = due time
problem-import-changes-concealed = concealed
problem-import-reason = Excel import
cli-problem-row = row { $row }, { $verdict ->
    [new] new
    [changed] changed
    [doubtful] doubtful, left out
   *[refused] refused
}: { $about }{ $why ->
    [no] {""}
   *[other] {" "}({ $why })
}
cli-problems-tried = Looked at only, nothing is written (--dry-run).
