## Reports to the county: a line and the buttons on a card

county-line-owed = { $late ->
    [late] 🔴 <b>{ $what } to the county is late</b> (was due { $due })
    [red] 🔴 <b>{ $what } by { $due }</b> to the county
   *[no] 📤 { $what } to the county by { $due }
}
county-line-call = 📞 <b>Telephone the county first</b>
county-line-ended = Reports to the county: { $state }
county-button-write = 📤 Write the { $what }
county-button-zero = ⭕ Zero report
county-button-page = 📋 County reports
county-button-call = 📞 Telephone first

## The text of a report

county-to-default = County Emergency Management Bureau
county-label-corrected = { $label } (correction { $count })
county-label-zero = { $label } (zero report)
county-text-title = { $town }: { $label } on incident { $number }
county-text-to = To: { $to }
county-text-correction = Correction: { $reason }. This version replaces the earlier one, which is kept.
county-text-event = { $at }, { $place }: { $line ->
    [none] incident
   *[other] incident ({ $line })
}. { $what }.
county-text-no-words = Details are being verified
county-text-zero = Zero report: nothing has changed since the last report.
county-text-figures = As of { $at }: { $figures }.
county-text-change = { $name } from { $before } { $less ->
    [yes] down to
   *[no] to
} { $after }
county-text-changes = Since the last report: { $changes }.
county-text-attention = The public is taking notice.
county-text-situation = Response: { $text }
county-text-phoned = Reported by telephone at { $at }.
county-text-going-on = To be continued.
county-text-foot = Emergency station, { $town }
    { $call }
    { $at }
county-moment = { $year }-{ $month }-{ $day } { $hour }:{ $minute }
county-figure = { $name } { $value } { $unit }
county-figure-unknown = { $name } not known yet
county-unknown = not known yet
county-name-affected = affected
county-name-relocated = relocated
county-name-evacuated = evacuated
county-name-relocated_now = relocated now
county-name-gathered = in shelters
county-name-dispersed = with relatives
county-name-sites = shelters
county-name-dead = dead
county-name-missing = missing
county-name-injured = injured
county-name-collapsed = houses collapsed
county-name-damaged = houses damaged
county-name-crops = crops
county-name-loss = direct loss
county-unit-affected = persons
county-unit-relocated = persons
county-unit-evacuated = persons
county-unit-relocated_now = persons
county-unit-gathered = persons
county-unit-dispersed = persons
county-unit-sites = sites
county-unit-dead = persons
county-unit-missing = persons
county-unit-injured = persons
county-unit-collapsed = rooms
county-unit-damaged = rooms
county-unit-crops = ha
county-unit-loss = × 10,000 yuan
county-journal = { $label } → { $to } ({ $way }, { $at })
county-lacks-figures = every figure (a verified report has none that is not known)
county-lacks-reason = why it is corrected

county-alarm = dead { $dead }, missing { $missing }{ $attention ->
    [yes] , public attention
   *[no] {""}
}

## The Excel file

county-sheet-drill = DRILL-
county-sheet-list = All reports
county-sheet-title = { $town }: reports on incident { $number }
county-sheet-figure = { $name } ({ $unit })
county-sheet-report = report
county-sheet-number = incident
county-sheet-place = place
county-sheet-event = happened
county-sheet-as-of = figures as of
county-sheet-attention = public attention
county-sheet-situation = response
county-sheet-reason = why corrected
county-sheet-to = sent to
county-sheet-way = sent by
county-sheet-sent = sent
county-sheet-maker = made by
county-sheet-text = full text
county-sheet-yes = yes
county-sheet-no = no

## Pages and card of the reports to the county

county-list = 📤 <b>County reports</b> · { $total } to be made
    The most pressing first; open one to write it.
county-list-empty = 📤 <b>County reports</b>
    There is nothing to report to the county.
county-entry = { $late ->
    [yes] 🔴
   *[no] {""}
}{ $mark } { $number } { $what } by { $due }
county-page = 📋 <b>County reports { $number }</b> { $line }
county-page-event = Happened: { $at }
county-page-waived = Not for the county: { $reason }
county-page-phoned = ☎️ Telephoned at { $at }
county-page-last = <b>{ $label }</b>: { $figures }
county-page-versions = { $count } sent; open one to read or correct it.
county-page-none = Nothing was reported yet.
county-open-case = Open the case
county-excel = 📑 Excel file
county-copy = 📋 Copy the text
county-merged-sign = (merged){" "}
county-button-stable = 🟢 It is stable
county-button-resume = 🔁 Resume follow-ups
county-button-waive = 🚫 Not for the county
county-button-correct = ✏️ Correct
county-stable-ask = <b>{ $number } is stable</b>
    No more daily follow-ups; the verified report becomes due. Is the harm growing no more?
county-stable-yes = It is stable
county-done-stable = ✅ Noted as stable; please make the verified report in time
county-done-resume = 🔁 Follow-ups are due daily again
county-done-called = ☎️ Noted: { $name } was told by telephone
county-done = ✅ { $label } was sent to { $to }
county-cancelled = Nothing was reported. Open “County reports” to go on.
county-words-wanted = A report takes words and figures. Please send photos after it is done or left; they go to the case.
county-version = <b>{ $label }</b> · { $number }
county-version-sent = To { $to } · { $way } · { $at } · { $name }
county-version-replaced = ⚠️ Replaced by { $label }; this version is kept

county-call = 📞 <b>Telephone first, then write</b> · { $number }
county-call-number = { $name }: <b>{ $number }</b>
county-call-unknown = No number is set (county_reports.phones in config.yaml); please look it up on the duty list.
county-call-what = Say when, where, how many dead and missing, what is being done. Press below when they have been told.
county-call-drill = Drill: do not really call. Press below after the mock call.
county-called = ✅ Telephoned: { $name }
county-call-past = 📵 No answer, write first
county-call-fix = Change: { $name }

county-card-head = 📤 <b>{ $label }</b> · { $number }{ $due ->
    [none] {""}
   *[other] {" "}· by { $due }
}
county-card-event = Happened: { $at }
county-card-attention = Public attention: { $attention ->
    [yes] <b>yes</b>
   *[no] no
}
county-card-situation = Response: { $text }
county-card-reason = Why corrected: { $text }
county-card-lacks = <b>Missing: { $missing }</b>
county-card-how = Press a figure to fill it in, or type “affected 12, relocated 5”; other words are the response.
county-card-figure = { $name } { $value ->
    [none] ?
   *[other] { $value }
}
county-about = about { $value }
county-rough = ⚠️ <b>{ $name } { $value }</b>, to be checked: the words were “{ $said }”. The text says the whole number; press the figure to correct it.
county-card-attention-on = 📣 Public attention
county-card-attention-off = No public attention
county-card-zeroes = All others 0
county-card-ask-text = ✍️ Response
county-card-ask-reason = ✍️ Why corrected
county-card-ask-event = 🕐 When it happened
county-card-ask-to = Change the office
county-card-ask-at = Change the time
county-card-ready = ✅ Put the text together
county-card-back = ‹ Change figures
county-card-sure = ✅ That is right
county-card-to = To: { $to }
county-card-at = Sent: { $at ->
    [now] when you press below
   *[other] { $at }
}
county-card-send = Copy the text above and send it. <b>Once it is sent</b>, press how; that settles the deadline.
county-doubts = <b>Please look again:</b>
county-doubt-less = { $name } falls from { $before } to { $after }. Is that right?
county-doubt-unknown = { $name } was { $before } and is not known any more. Is that right?
county-doubt-parts = Dead, missing and injured are { $before }, more than the { $after } affected. Is that right?
county-doubt-moved = { $before } were relocated, more than the { $after } affected. Is that right?
county-doubt-split = In shelters and with relatives are { $before } together, but relocated now are { $after }. Is that right?
county-doubt-now = { $before } are relocated now, more than the { $after } in all. Is that right?
county-measure-and = {"; "}
county-measure-unit = { $issued } assigned to { $unit }{ $accepted ->
    [none] {" "}(not accepted yet)
   *[other] , accepted { $accepted }
}{ $eta ->
    [none] {""}
   *[other] , expected on scene { $eta }
}{ $back ->
    [none] {""}
   *[other] , feedback { $back }
}
county-measure-squads = { $asked } squad members called ({ $number }), { $coming } on the way, { $there } on scene
county-measure-moved = { $count } people moved
county-ask-unread = The number in “{ $said }” is not clear.
county-ask-figure = <b>{ $name }</b> ({ $unit }), now { $value }
    Press or type the total, not what is new.
county-ask-text = Please type the response to { $number }; it replaces what was there.
county-ask-reason = Why is this report on { $number } corrected? Please type.
county-ask-to = Which office gets the report on { $number }? Please type.
county-ask-event = When did it happen? Press, or type a time such as 9:40.
county-ask-at = When was it sent? Press, or type a time such as 10:40.
county-ago = { $minutes ->
    [0] Now
   *[other] { $minutes } min ago
}

ask-waive-report = <b>{ $number } is not for the county</b>
    Choose a reason or type one; it is kept in the timeline.
ask-waive-report-1 = Below the county's threshold, dealt with by the town
ask-waive-report-2 = The county knows by another way
ask-waive-report-3 = The same as an incident that was reported
done-waive-report = Noted that { $number } is not for the county: { $text }

county-call-matter = deaths, missing people or public attention
county-call-why = telephone before you write
