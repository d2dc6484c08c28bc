# The duty roster: who is on duty, signing on, standing in, handing over, changing shifts, the alarm at a gap

duty-person = { $name } (…{ $end })
duty-gone-person = somebody who has left
duty-hours = { $start }–{ $end }
duty-shift = { $hours } { $kind }

duty-head = 📅 <b>Duty roster</b>
duty-line = { $hours } { $kind } { $name }{ $state ->
    [on] {" "}✅ signed on
    [off] {" "}handed over
    [absent] {" "}⚠️ not signed on
   *[coming] {""}
}
duty-nobody = ⚠️ Nobody is on duty now. New reports go to the station's leaders and full-time staff.
duty-coming = <b>To come</b>
duty-none = 📅 <b>Duty roster</b>
    There are no shifts. Ask the operator to fill in the duty sheet of the roster and import it.
    Until then new reports go to the station's leaders and full-time staff.

duty-show = 📅 Duty roster
duty-sign-on = ✅ Sign on
duty-sign-on-at = ✅ Sign on ({ $at })
duty-sign-off = 🔁 Hand over
duty-sign-off-at = 🔁 Hand over ({ $at })
duty-swap-at = Change shift ({ $at }{ $kind ->
    [leader] , leader
   *[officer] {""}
})
duty-stand-in = I stand in
duty-read = Read
duty-agree = Agree
duty-refuse = Refuse
duty-no-note = Nothing special, hand over
duty-cover = No change, ask somebody to cover
duty-offer = { $hours } { $name }

duty-prompt-on = 📅 Your shift has begun: <b>{ $shift }</b>. Please sign on.
duty-prompt-in = ⚠️ Nobody has signed on to <b>{ $shift }</b>. You are the substitute and get new reports too; if you can stand in, press "I stand in".
duty-owed-on = Sign on
duty-owed-off = Hand over
duty-unmanned = ⚠️ Nobody has signed on to <b>{ $shift }</b> ({ $name }).
duty-prompt-off = 🔁 <b>{ $shift }</b> ends at { $at }. Please hand over; you are reminded until you do.

duty-signed-on = ✅ Signed on: { $shift }.
duty-standing-in = ✅ You stand in: { $shift }.
duty-stood-in = { $name } stands in for you: { $shift }.
duty-ask-note = 🔁 Handing over: { $shift }
    Write what the next one has to know: what is open, what to watch (at most { $limit } characters).
duty-signed-off = 🔁 Handed over: { $shift }.
duty-signed-off-note = 🔁 Handed over: { $shift }. Your note has gone to who comes next.
duty-note = 📝 <b>Handover note</b> · { $name } · { $hours }
    { $text }
duty-was-read = Noted

duty-which = { $shift }: change with which shift? The colleague is asked first.
duty-whom = { $shift }: who is to cover it? The colleague is asked first.
duty-swap-sent = { $name } has been asked; you are told the answer. Until then nothing changes.
duty-swap-asked = 🔄 { $name } wants to change shifts with you:
    you stand <b>{ $shift }</b>
    and your <b>{ $other }</b> is stood for you
duty-cover-asked = 🔄 { $name } asks you to cover <b>{ $shift }</b>
duty-swap-agreed = ✅ { $name } has agreed: { $shift } is no longer yours, you stand { $other }.
duty-cover-agreed = ✅ { $name } has agreed to cover { $shift }.
duty-swap-refused = ❌ { $name } has refused: { $shift } stays yours.
duty-swap-lapsed = The shifts had changed when { $name } answered, so nothing was exchanged: { $shift }. Look at the roster.
duty-you-agreed-swap = ✅ Changed: you stand { $shift }, your colleague { $other }.
duty-you-agreed = ✅ You cover { $shift }.
duty-you-refused = You have refused: { $shift }.
duty-you-too-late = The shifts have changed meanwhile, nothing was exchanged: { $shift }.

duty-gap = 🔴 <b>Nobody is on duty</b>
duty-gap-since = 🔴 <b>Nobody is on duty since { $at }</b>
duty-gap-next = The next shift begins at { $at }. Arrange somebody now; until then new reports go to the leaders and full-time staff.
duty-gap-no-next = No shift follows. Arrange somebody now and fill in the roster; until then new reports go to the leaders and full-time staff.

## Why something cannot be done

duty-gone = This shift is no longer on the roster.
duty-not-yours = This shift is not yours; it may have changed hands.
duty-signed-on-already = Somebody has signed on to this shift.
duty-signed-off-already = This shift has been handed over.
duty-too-early = Too early; possible from { $at }.
duty-past = This shift is over.
duty-begun = The shift has begun or was signed on to; it can no longer be changed.
duty-note-long = At most { $limit } characters for a note; please shorten it.
duty-swap-unfit = That colleague cannot stand this shift.
duty-swap-busy = One of you has another shift at that time.
duty-swap-asked-already = That colleague was asked already and has not answered.
duty-swap-answered = This was answered already.
