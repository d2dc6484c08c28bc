## The demo page's "try this next"

demo-ready = The demo is ready: open
demo-stop = Ctrl+C ends it
demo-guide = Try this next: one hazard, closed
demo-seat-officer = Information officer, Shangwan
demo-seat-duty = Duty officer
demo-seat-handler = Handler, natural resources
demo-seat-verifier = Emergency administrator, Shangwan
demo-seat-group = Group
demo-login-title = Log in
demo-login = On the information officer's phone press Start and share the contact. The roster knows the number.
demo-photo-title = A photo, a place, a few words
demo-photo = Attach a photo, send the place (choose Shangwan), write what you see, in any order. The card says what is missing.
demo-submit-title = Submit
demo-submit = Press submit and get the number at once. A danger to life goes ahead with one press.
demo-dispatch-title = Triage and dispatch
demo-dispatch = The duty officer presses triage, looks at line and severity, and dispatches as suggested.
demo-accept-title = Accept
demo-accept = The handler accepts and says when they will be there, or declines with the reason.
demo-feedback-title = Feed back
demo-feedback = Press feedback, send a photo of the work and a few words, submit. It needs evidence.
demo-verify-title = Verify
demo-verify = The verifier presses verify and confirms. Whoever handled it cannot.
demo-close-title = Close
demo-close = The duty officer closes it. Look at the information officer's phone: the result is there.
demo-more-title = And then
demo-more = Move the clock a day, switch a fault on, or block the bot on a phone and look under undelivered.
