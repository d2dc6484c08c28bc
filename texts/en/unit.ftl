## Units

done-accept = ✅ { $number } accepted
done-accept-soon = ✅ { $number } accepted, expected there { $at }
eta-question = How soon will you be there?
eta-minutes = { $minutes } min
eta-hours = { $hours } h
eta-afternoon = This afternoon
eta-ask = Type a time
eta-type = When will you be there? For instance 15:30 or tomorrow 9:00
done-eta = ✅ The station knows: there by { $at }
done-resume = ▶️ { $number } goes on

tasks-head = <b>Your unit's tasks</b> ({ $total }, page { $page }/{ $pages })
    Open one to work on it.
tasks-empty = Nothing here.
tasks-todo = To do
tasks-to-accept = To accept
tasks-working = At work
tasks-reported = Fed back
tasks-ended = Ended
tasks-row-state = { $state } { $late ->
    [yes] { $due } late
   *[no] { $due } left
}

feedback-head = 📝 <b>Feedback on { $number }</b> ({ $unit })
feedback-asked = Instructions: { $text }
feedback-returned = Returned because: { $text }
feedback-quick-1 = Done; the hazard is gone
feedback-quick-2 = Signs and barriers are up; we keep watching
feedback-quick-3 = People are out; the site is safe
feedback-ready = <b>Ready to be sent.</b> More photos? Send them first.
feedback-submit = ✅ Send the feedback
feedback-over-withdrawn = ℹ️ The station has withdrawn { $number }; no feedback is needed. What you wrote was not sent.
feedback-over-fed-back = ℹ️ Somebody of your unit has fed back on { $number } already. What you wrote was not sent; to add it, open the case.
feedback-over-paused = ⏸ { $number } is paused. What you wrote is kept: press "Give feedback" once it goes on.
feedback-only-added = ➕ Only more about it, no feedback
feedback-cancelled = Nothing was sent. To go on, open the case and press "Give feedback".
done-feed-back = ✅ Feedback on { $number } sent
    It waits to be verified. More photos? Just send them.
done-feed-back-others = ✅ Feedback on { $number } sent
    Other units are still at work; it is verified once all have fed back.
done-confirm-on = 👍 { $number }: still at work, noted
