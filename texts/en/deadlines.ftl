## Reminders and the ladder

deadline-remind = ⏰ { $number }: { $what } due { $due }, { $span } left
deadline-due = ⏰ { $number }: { $what } is due now ({ $due }), please act
deadline-red = 🔴 { $number } has no { $what } yet; the county must have it by { $due }, { $span } are left
deadline-escalate = 🔺 Overdue: { $number }, { $what } late by { $span } (due { $due }). Please see to it
deadline-escalate-unit = 🔺 Overdue: { $number }, { $what } by { $unit } late by { $span } (due { $due }). Please see to it
deadline-unconfirmed = 🚨 { $number }: nobody has seen to the { $what } of this incident (due { $due }). Please act at once
deadline-chase = 🔔 { $number }: { $what } wanted at once (by { $due })
deadline-call = 📞 { $number }: no { $what } so far, the duty room will call you. Please act at once
deadline-unknown = ⚠️ A deadline is due whose kind “{ $kind }” this version does not know, so nothing could be done about it. Please upgrade, or tell the developers
deadline-expired = {" "}(over before it was received)
deadline-provisional = ⚠ provisional: the holidays of { $year } are not published yet
reminder-head = ⏰ { $count } matters need you soon
reminder-about = { $about }
reminder-more = { $count } more are not listed
reminder-open = 🔍 { $number }
failure-call = no answer after several reminders: please call
holidays-unknown = 📅 The holidays of { $year } are not known yet. Deadlines that reach into it count Mondays to Fridays but the holidays that the law itself fixes. When the notice is out, update the software, or enter the year under working_time.years in config.yaml
ladder-confirm = An incident nobody has confirmed
ladder-incident = An overdue step of an incident
ladder-hazard = An overdue step of a hazard
ladder-county = Reports to the county
ladder-remediation = An overdue remediation task
ladder-sign-on = A shift that nobody has signed on to
ladder-person = The person responsible
ladder-substitute = The substitute
deadline-still-on = ❓ { $number }: still at work? Press "still at work", or it is to be accepted again
