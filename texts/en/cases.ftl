## The card of a case

drill-sign = [DRILL]
folded-quote = <blockquote expandable>{ $text }</blockquote>
case-drill = [DRILL] This is an exercise, not a real emergency
case-title = { $mark } <b>{ $kind } { $number }</b>
    { $severity } · { $line }
case-no-line = line not set
case-life-danger = <b>⚠️ Lives are in danger</b>
case-state = State: <b>{ $state }</b> ({ $received ->
    [none] filed { $at }
   *[other] sent { $at }, received { $received }
})
case-merged = Merged into { $number }
case-parent = From { $number }
case-order = Order from above: { $issuer } [{ $number }], answer by { $due }
case-order-answered = Order from above: { $issuer } [{ $number }], answered { $at }
case-place = Place: { $place }
case-no-place = not given
case-outside = outside the township
case-description = What: { $text }
case-people = People at risk: { $count }
case-reporter = Filed by { $name } · files: { $files }{ $followers ->
    [0] {""}
   *[other] {" "}· followers: { $followers }
}
case-registrar = Registered by { $name } · files: { $files }{ $followers ->
    [0] {""}
   *[other] {" "}· followers: { $followers }
}
case-on-behalf = On behalf of a villager: { $name }
case-anonymous = The villager asked not to be named
case-over = Emergency over since { $at }{ $open ->
    [yes] ; the hazard is still tracked
   *[no] {""}
}
case-reopened = Reopened: { $count }
case-claimed = { $name } is triaging (until { $until })
case-picture-after = 📷 The picture shows it after the work
case-pictures-both = 📷 The pictures from before and after the work are below
case-label-before = Before the work · { $number }
case-label-after = After the work · { $number }
case-in-group = 👉 To act on it, open it in your private chat with me
button-in-private = 🔒 Open in private
button-copy-case = 📋 { $number }
button-copy-place = 📋 Copy the coordinates
button-copy-phone = 📋 Copy the number
case-next-submitted = Next: the station triages
case-next-triaged = Next: the station dispatches
case-next-dispatched = Next: the unit accepts
case-next-handling = Next: the unit handles it and feeds back
case-next-feedback = Next: someone other than the handlers verifies on site
case-next-verified = Next: the station closes
case-next-closed = The loop is closed
case-next-dismissed = The reporter may ask to reopen it
case-next-merged = You will hear the result of the other case

assignment-lead = Lead: { $unit } · { $state }{ $late ->
    [none] {""}
    [yes] {" "}· <b>overdue</b> (feedback was due { $due })
   *[no] {" "}· feedback by { $due }
}
assignment-co = Co: { $unit } · { $state }{ $late ->
    [none] {""}
    [yes] {" "}· <b>overdue</b> (feedback was due { $due })
   *[no] {" "}· feedback by { $due }
}
assignment-instructions = {"  "}Instructions: { $text }
assignment-provisional = {"  "}⚠ reaches into a year whose holidays are not published yet: Mondays to Fridays are counted until then
assignment-eta = {"  "}arriving { $at }
assignment-not-ours = {"  "}not ours: { $text }
assignment-declined = {"  "}declined: { $text }
assignment-feedback = {"  "}feedback: { $text }
assignment-returned = {"  "}returned: { $text }
assignment-extension = {"  "}asks for { $at }: { $text }
assignment-paused = {"  "}paused until { $at }: { $text }

button-timeline = Timeline
button-compare = 🖼 Before and after
button-whole = 📄 Whole text
whole-text-gone = This message is too old, its whole text is kept no longer. Please open the case.
button-files = Files ({ $count })
button-map = Map
button-order = 📜 The order
button-order-answer = 📜 Progress and answer
button-more = More
button-back = Back
button-earlier = ‹ Earlier
button-later = Later ›

timeline-head = Timeline (page { $page }/{ $pages })
timeline-system = System
timeline-called = told by phone
timeline-answered = answer
timeline-phone-shown = look at a number
timeline-other = saw to it
timeline-into = into { $number }
timeline-took = { $number } joined this case
timeline-part = { $number } split off
timeline-from = from { $number }
timeline-eta = there by { $at }
timeline-until = until { $at }
timeline-event = happened at { $at }
timeline-entry = <b>{ $at }</b>{ $received ->
    [none] {""}
   *[other] {" "}sent, received { $received }
} { $who } { $action }{ $unit ->
    [none] {""}
   *[other] {" "}({ $unit })
}{ $said ->
    [none] {""}
   *[other] : { $said }
}

## Orders from above

order-lacks-number = its number
order-lacks-issuer = the issuing office
order-lacks-due = the deadline
order-lacks-text = the text
order-answer-head = Reply on { $number }
    To { $issuer }:
    { $town } received the order on { $received } and reports:
order-answer-unit = { $index }. { $unit }: { $text }
order-answer-nothing = in progress
order-answer-ended = All of this has been completed.
order-answer-day = { $year }-{ $month }-{ $day }
order-answer-reported = This is being verified on site.
order-answer-going = The rest is under way; we shall report again.
order-answer-foot = { $town }
    { $date }
case-file = { $number } · { $purpose }
