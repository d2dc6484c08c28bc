# Drills as Word files: the plan, the report.

document-drill-plan = Plan of a drill
document-drill-report = Report on a drill
document-title-drill-plan = { $where ->
    [no] {""}
   *[other] { $where },{ " " }
}{ $line ->
    [no] comprehensive
   *[other] { $line }
} { $form } { $year }: plan
document-title-drill-report = { $where ->
    [no] {""}
   *[other] { $where },{ " " }
}{ $line ->
    [no] comprehensive
   *[other] { $line }
} { $form } { $year }: report

document-person = { $name }{ $post ->
    [no] {""}
   *[other] { " " }({ $post })
}
document-inject-kind = { $kind }{ $level ->
    [no] {""}
   *[other] { " " }({ $level })
}
document-inject-minute = +{ $minute } min
document-all-participants = everybody who takes part
document-not-sent = not sent
document-not-marked = no mark
document-not-evaluated = The group has not evaluated the drill yet.
document-drill-runs-live = The injects are sent by the times of the script. The recipients act by the plan and answer in chat; the times of answers and arrivals are recorded for the evaluation.
document-drill-runs-tabletop = The leader shows the injects one by one; the participants discuss and answer. The times of the answers are recorded for the evaluation.
document-drill-marked = All messages and cases of the drill are marked as a drill; nobody passes them on as real.
document-drill-real-danger = In a real danger the leader stops the drill at once, and everybody turns to the real danger.
document-drill-evaluated = After the drill come the comments on the spot, the self-reviews, and the evaluation item by item (AQ/T 9009-2015); each correction is handed to a unit with a deadline.
document-drill-ran = { $began } to { $over }, { $span }
document-drill-answered = answers { $answered }/{ $asked }
document-drill-reached = { $what }: { $span }
document-drill-late = { $span } behind the script
document-drill-failed = could not be done: { $why }
document-drill-replies = Answers of the participants:
document-drill-reply = to “+{ $minute } min”: { $text }
document-drill-said = { $person }: { $text }
document-drill-in-files = See the photos and files.
document-drill-points = { $points } points: met { $met } × 1 + partly met { $partly } × 0.5 + not met { $failed } × 0 = { $got }; { $got } ÷ { $of } × 100 = { $points }{ $skipped ->
    [0] {""}
   *[other] ; { $skipped } not applicable
}.
document-drill-no-points = No item applied ({ $skipped } not applicable): no score.
document-drill-photo = { $step }{ $caption ->
    [no] {""}
   *[other] : { $caption }
}

document-heading-drill-basics = Basics
document-heading-drill-script = Script
document-heading-drill-rules = Rules
document-heading-drill-run = Run
document-heading-comments = Comments on the spot
document-heading-self-reviews = Self-reviews
document-heading-evaluation = Evaluation
document-heading-conclusions = Conclusions
document-heading-corrections = Corrections

document-field-scheduled = Planned time
document-field-ran = Ran
document-field-drill-place = Drill place
document-field-drill-form = Form
document-field-drill-line = Drill type
document-field-organiser = Organiser
document-field-participants = Participants
document-field-injects = Injects
document-field-inject = Inject
document-field-minute = Script
document-field-sent = Sent
document-field-kind = Kind
document-field-recipients = Recipients
document-field-tabletop = Tabletop
document-field-measured = Answers and times
document-field-replies = Replies
document-field-person = Person
document-field-at = At
document-field-comments = Comments
document-field-self-reviews = Self reviews
document-field-assessor = Assessor
document-field-score = Score
document-field-parts = Parts
document-field-ordinal = Ordinal
document-field-evaluated = Evaluated part
document-field-items = All items
document-field-asked = Asked
document-field-mark = Mark
document-field-remark = Remark
document-field-grade = Grade
document-field-conclusions = Conclusions
document-field-corrections = Corrections
document-field-correction = Correction
