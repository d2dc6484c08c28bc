## The station: queue, judging and dispatching, merging, verifying

queue-head = <b>{ $filter }</b> · { $total }{ $narrow ->
    [no] {""}
   *[other] { " " }· { $narrow }
}
    The most urgent first. Open one to work on it.
queue-empty = <b>{ $filter }</b>{ $narrow ->
    [no] {""}
   *[other] { " " }· { $narrow }
}
    Nothing here.
queue-nothing = <b>{ $filter }</b> · { $narrow }
    Nothing found. Try another word, or look under "Ended" (the last year only).
queue-said = 🔍 { $text }
queue-mine-only = mine only
queue-todo = To do
queue-open = All open
queue-triage = To triage
queue-dispatch = To dispatch
queue-at-units = At units
queue-verify = To verify
queue-close = To close
queue-overdue = Overdue
queue-incidents = Incidents
queue-ended = Ended
case-row-state = { $state } { $late ->
    [yes] { $span } late
   *[no] { $span }
}
queue-line = Line: { $line }
queue-village = Village: { $village }
queue-lines = Which line only?
queue-villages = Which village only?
    The figures are its open cases.
queue-village-choice = { $village } { $count }
queue-all-villages = all villages
queue-no-village = no village
queue-find = 🔍 Search
queue-found-off = ✖ End search
queue-mine = Mine only { $count }
queue-everybodys = Everybody's
queue-ask-words = <b>What are you looking for?</b>
    Type words, a number, a village, a line, a unit or a name; several words with blanks between, such as "crack Xiaba".
queue-find-empty = Please type what to look for, such as "crack Xiaba" or the number "0012"
queue-find-long = At most { $limit } characters please (you typed { $count }), such as "crack Xiaba"
queue-found-danger = There is no such case
queue-several = ☑ Several at once
several-changed = The list has changed; please choose again
several-head = <b>Several at once</b> · { $count } chosen
    Choose the cases, then what to do with them.
several-to = { $number } → { $unit ->
    [no] line or unit not clear, please triage it by itself
   *[other] { $unit }{ $others ->
        [0] {""}
       *[other] { " " }leads, { $others } help
    }
}
several-all = Choose all
several-none = Choose none
several-dispatch = ✅ Dispatch { $count } as suggested
several-urge = 🔔 Press for { $count }
several-dispatched-head = <b>Dispatched as suggested</b>: { $done } done{ $refused ->
    [0] {""}
   *[other] , { $refused } not
}
several-urged-head = <b>Pressed for</b>: { $done } done{ $refused ->
    [0] {""}
   *[other] , { $refused } not
}
several-dispatched = ✅ { $number } → { $names }{ $more ->
    [no] {""}
   *[yes] { " " }and others ({ $count } in all)
}
several-urged = 🔔 { $number }: reminded { $names }{ $more ->
    [no] {""}
   *[yes] { " " }and others ({ $count } in all)
}
several-refused = ⚠️ { $number }: { $why }
button-urge = 🔔 Press for it
several-unclear = line or unit not clear; please open it and triage it by itself
several-alike = may be the same place as { $number }; not dispatched with the others, please open it and triage it by itself
several-dispatched-already = { $number } has been dispatched already
urge-lately = somebody pressed for it at { $at }; it is not repeated within { $minutes } minutes
urge-nothing = nobody owes anything now
urge-yours = this step is yours; there is nobody else to press
urged = 🔔 { $name } ({ $post }) asks you to hurry{ $count ->
    [1] {""}
   *[other] { " " }({ $count } cases)
}
queue-all-lines = all lines

plan-head = 🧭 <b>Triage { $number }</b>
plan-line = Line: <b>{ $line }</b>{ $suggested ->
    [yes] {" "}(suggested)
   *[no] {""}
}
plan-no-line = Line: <b>none yet</b>
plan-grade = Kind: <b>{ $kind }</b> · severity: <b>{ $severity }</b>
plan-declined = ⚠️ { $unit } declined: { $text }
plan-has = At work: { $unit } ({ $part })
plan-lead = Lead: <b>{ $unit }</b>
plan-co = Co-units: { $units }
plan-no-unit = No unit chosen yet
plan-due = Feedback due: { $at }
plan-words = Instructions: { $text }
plan-alike = ❗ Perhaps the same: { $number } { $state } · { $away ->
    [grid] same grid
    [here] same place
   *[metres] { $metres } m away
} · { $text }
plan-next = If this is right, press "Dispatch like this". The case is yours for 5 minutes.
plan-next-line = <b>Please choose the line first.</b>
button-as-suggested = ✅ Dispatch as suggested · { $unit }{ $others ->
    [0] {""}
   *[other] { " " }+ { $others }
}
button-accept-soon = ✅ Accept · there in { $minutes } min
plan-go = ✅ Dispatch like this
plan-judge = ✅ Save the severity
plan-choose-line = 👉 Choose line
plan-button-units = Units and deadline
plan-button-line = Change line
plan-button-kind = Change to { $kind }
plan-button-severity = Change severity
plan-merge = Merge with { $number }
plan-page-line = <b>Which line does { $number } belong to?</b>
plan-suggested = Suggested: { $line }
plan-page-severity = <b>How grave is { $number }?</b>
    In brackets: when feedback on a hazard is due; incidents count in hours.
plan-severity = { $severity } ({ $days } working days)
plan-page-units = <b>Who handles { $number }?</b>
plan-unit = { $part ->
    [lead] ★ lead{" "}
    [co] + co{" "}
   *[none] {""}
}{ $unit }{ $load ->
    [0] {""}
   *[other] {" "}({ $load } at work)
}
plan-units-hint = Press units: the first one leads, the others help; press again to change who leads or to leave one out.
plan-units-hint-co = A unit leads already; here co-units are added.
plan-button-due = Change deadline
plan-button-words = Write instructions
plan-confirm = ✅ Dispatch
plan-page-due = <b>When is feedback on { $number } due?</b>
plan-due-usual = By the rules ({ $at })
plan-due-hours = { $count } h
plan-due-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
plan-type-words = Instructions for { $number }? Please type them.
done-dispatch = ✅ { $number } dispatched; the units are to accept it
done-triage = ✅ Severity of { $number } changed; the units' deadlines follow

merge-ask = <b>Merge { $number } into which case?</b>
    These are near; or type a number.
merge-ask-number = <b>Merge { $number } into which case?</b>
    Nothing alike is near; please type a number.
merge-candidate = { $number } · { $away ->
    [grid] same grid
    [here] same place
   *[metres] { $metres } m
} · { $fresh ->
    [yes] just now
   *[no] { $age } ago
}
merge-unknown = There is no case { $number }; please check and type it again.
merge-sure = Merge { $number } into { $into }?
    It is not handled by itself any more; its reporter hears the result of { $into }.
merge-yes = ✅ Merge
done-merge = ✅ { $number } merged into { $into }
done-unmerge = { $number } stands by itself again; please triage it

done-grant-extension = ✅ { $number } extended until { $until }

verification-head = 🔎 <b>Verify { $number }</b>
verification-assignment = <b>{ $unit }</b> fed back { $at }: { $text }
verification-rest = ☑️ Something remains; it becomes a case of its own
verification-lacks-rest = what remains
verification-lacks-files = photos of what you saw
verification-ready = Please look at the site first. Photos and words are welcome.
verification-ready-rest = <b>Ready to be submitted.</b>
verification-pass = ✅ Passed
verification-remains = Passed, but something remains
verification-submit-rest = ✅ Submit, the rest becomes a case
verification-no-rest = Nothing remains
verification-return = ↩️ Return to { $unit }
verification-over = ℹ️ { $number } is now "{ $state }" and does not wait to be verified. What you wrote was not sent.
verification-cancelled = Nothing was submitted. To go on, open the case and press "Verify".
done-verify = ✅ { $number } verified; the station is to close it
done-verify-remains = ✅ { $number } verified; what remains is { $rest }
done-close = ✅ { $number } closed
over-ask = ❓ Is the emergency of { $number } over?
    Units, village and reporter will be told. The hazard is tracked until it is closed.
over-yes = ✅ The emergency is over
done-declare-over = ✅ The emergency of { $number } is over; everybody has been told

undelivered-settled = Noted: told by phone
parked-empty = ✅ No message waits to be tried again.
parked-again = Being tried again
parked-settled = Noted: settled by a person
parked-gone = This message has been handled already
error-plan-ended = This card has been used; open the case to see how it stands
