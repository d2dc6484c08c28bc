# Risk points and patrols.

menu-patrol = 🧭 Patrol
menu-patrol-what = See risk points and patrol them

risk-mark-major = 🔴
risk-mark-larger = 🟠
risk-mark-general = 🟡
risk-mark-low = 🔵
risk-level-major = major risk (red)
risk-level-larger = larger risk (orange)
risk-level-general = general risk (yellow)
risk-level-low = low risk (blue)

patrol-list-head = 🧭 <b>Risk points</b>: { $count }, { $order ->
    [place] the nearest first
   *[due] the earliest due first
}
patrol-list-none = 🧭 No risk point is yours. If one is missing, ask the station to check the roster.
patrol-list-line = { $mark } { $name } ({ $village }){ $due ->
    [no] {""}
   *[other] , due { $due }
}{ $away ->
    [no] {""}
   *[other] , { $away } away
}
patrol-list-by-place = 📍 Sort by distance
patrol-list-by-due = 🗓 Sort by due date
patrol-list-ask = 📍 Please send where you are (📎 beside the text field, "Location"). The nearest points come first.
patrol-begun = ▶️ Go on: { $name } ({ $done }/{ $of } answered)
patrol-back = ↩️ Risk points
patrol-point-gone = This risk point is no longer in the register.

patrol-point = { $mark } <b>{ $name }</b> ({ $code })
patrol-point-level = Level: { $level }; line: { $line }
patrol-point-place = Place: { $place }{ $away ->
    [no] {""}
   *[other] , { $away } away
}
patrol-point-unit = Responsible: { $unit ->
    [no] no unit, the village sees to it
   *[other] { $unit }
}{ $people ->
    [no] {""}
   *[other] , { $people }
}
patrol-point-due = 🗓 { $what }: due { $due }
patrol-past = <b>Patrols</b> ({ $count } in all)
patrol-past-none = No patrol yet.
patrol-past-line = { $withdrawn ->
    [yes] ↩️ { $at } { $who } (withdrawn)
   *[no] ▫️ { $at } { $who }{ $score ->
        [no] , no score
       *[other] , score { $score }
    }{ $problems ->
        [0] {""}
       *[other] , problems: { $problems }
    }{ $far ->
        [yes] , place far away
       *[no] {""}
    }
}
patrol-all-normal = ✅ All normal
patrol-begin = 📝 One by one
patrol-go = 🧭 Patrol it
patrol-go-on = ▶️ Go on
patrol-where = 📍 Show the place
patrol-where-is = 📍 { $name }
patrol-just-made = You have just entered a patrol of this point, so there is no second one. If something is new, go back to the point and go through the checklist.
patrol-record-open = 📄 Record of { $at }

patrol-head = 🧭 <b>Patrol: { $mark } { $name }</b>
patrol-place = 📍 Place: { $away ->
    [no] sent
   *[other] { $away } from the point
} ({ $at }){ $far ->
    [yes] , far away
   *[no] {""}
}
patrol-place-none = 📍 Place: not sent yet
patrol-place-refused = 📍 Place: not given
patrol-item = { $mark } { $number }. { $question }
patrol-beside = ▫️ Anything else
patrol-item-note = 　　{ $text }
patrol-item-files = 　　📷 files: { $count }
patrol-item-case = 　　📤 Filed: { $number }
patrol-mark-open = ⬜
patrol-mark-normal = ✅
patrol-mark-problem = ⚠️
patrol-mark-not-applicable = ➖
patrol-open = 👉 <b>No. { $number }</b>: { $question }
patrol-hint = Send photos and words, they belong to this question. Send your location at any time.
patrol-hint-problem = Please send photos and words. File it now, or with the result.
patrol-hint-filed = Filed. Further photos and words are added to the case.
patrol-hint-end = Every question is answered. Send photos and words about anything else.
patrol-deadly = ⚠️ Is anybody in danger? Press "🆘 Happening now".
patrol-say-normal = ✅ Normal
patrol-say-problem = ⚠️ Problem
patrol-say-not-applicable = ➖ Not applicable
patrol-words-normal = normal|ok|okay|fine|no problem|all right
patrol-words-problem = problem|not normal|not ok
patrol-words-not-applicable = not applicable|n/a|na|does not apply
patrol-file-hazard = 📤 File a hazard
patrol-file-incident = 🆘 Happening now: file an incident
patrol-filed = Filed: { $number }. The patrol goes on.
patrol-filed-already = This was filed already as { $number }.
patrol-problem-stands = Question { $number } is noted as a problem. If there is none, press “Change the answer” first.
patrol-file-twice = This file is here already.
patrol-file-known = 🔁 Still { $number }: add it there
patrol-joined = Added to { $number }. The patrol goes on.
patrol-known-gone = The hazard that was filed before is closed. Please file it again.
patrol-still = Patrolled again: not put right yet.
patrol-next = ➡️ Next
patrol-take-back = ↺ Change the answer
patrol-rest-normal = ✅ All others normal, submit
patrol-submit = 📤 Submit the result
patrol-later = ⏸ Go on later
patrol-cancel = 🗑 Give up
patrol-cancelled = 🗑 This patrol was given up. Hazards that were filed are handled as usual.
patrol-shelved = ⏸ Kept, also for tomorrow: press "🧭 Patrol", then "Go on".
patrol-what-of = No. { $number } has words or photos. Please choose its result first.
patrol-unanswered = Still open: { $count }. Please go on with no. { $first }.
patrol-place-wanted = There is no place yet. Please send it first.
patrol-far-ask = The place is { $metres } m from the point. Please confirm it first.
patrol-ask-place = 📍 <b>Please send where you are</b> (📎 beside the text field, "Location"). The patrol is submitted with it.
patrol-without-place = No location here, submit
patrol-far = ⚠️ Your place is { $away } from the point. If you are on the spot, submit: the record notes the distance. Or send your location again.
patrol-far-confirm = I am on the spot, submit

patrol-found = Found on the patrol of { $point }: { $question ->
    [no] a problem
   *[other] { $question } (problem)
}
patrol-done = ✅ <b>Patrol noted</b>: { $name }
patrol-score = Score <b>{ $points }</b>: normal { $normal } ÷ (normal { $normal } + problem { $problem }) × 100 = { $points }{ $skipped ->
    [0] {""}
   *[other] ; not applicable, not counted: { $skipped }
}
patrol-no-score = No question applied: no score.
patrol-far-noted = 📍 The place is { $away } from the point, which is noted
patrol-cases = 📤 Filed: { $numbers }
patrol-counted-none = No duty waits for this patrol now. The record is kept.
patrol-record-view = 📄 Show the record

patrol-record = 📄 <b>Patrol</b>: { $mark } { $name }
patrol-record-by = { $at } { $who }
patrol-withdrawn = ↩️ <b>Withdrawn</b>: { $at } { $by }, reason: { $reason }
patrol-files = 🖼 Show the files: { $count }
patrol-file = { $name }, { $question ->
    [no] anything else
   *[other] no. { $number }: { $question }
}
patrol-to-point = ↩️ The risk point
patrol-withdraw = ↩️ Withdraw the record
patrol-withdraw-why = Please give the reason, for example: wrong risk point. The record stays visible, and what it counted for is owed again.
patrol-withdrawn-done = ↩️ This record was withdrawn.
patrol-withdrawn-already = This record was withdrawn already.
patrol-withdrawn-told = ↩️ Your patrol of { $name } on { $at } was withdrawn by { $by }, reason: { $reason }. What it counted for is counted again: press "🗓 Duties".
patrol-gone = This record is no longer there.
patrol-corrected = ✏️ The record was corrected by your edit.

patrol-month = 📊 This month
patrol-month-head = 📊 <b>Patrols in { $year }-{ $month }</b>: { $patrols }, of { $points } risk points
patrol-month-line = ▫️ { $line }: { $patrols } patrols, problems: { $problems }, { $average ->
    [no] no score
   *[other] mean score { $average }
}
patrol-month-question = { $number }. { $question } normal { $normal }, problem { $problem }, not applicable { $skipped }
