# The reachability test: whom chat would reach tonight, and what is done about the others

menu-reachtest = 📶 Reachability test
menu-reachtest-what = See whom chat would reach in an emergency
menu-mend = 🔧 To be mended
menu-mend-what = People out of reach that I see to

# What everybody gets: plainly no alarm
reach-question =
    📶 <b>Reachability test</b>
    A routine test by { $sign }, to see whether messages get to you. <b>Nothing has happened and there is nothing to do: just press “Received”.</b>
    Any time before { $at } will do.
reach-question-again = We have not seen your answer yet. Please press when it suits you.
reach-yes = Received
reach-answered = 📶 <b>Reachability test</b>
reach-noted-late = The test is over; noted that it reaches you.

# Before it is sent
reach-head =
    📶 <b>Reachability test</b>
    See whom chat would reach in an emergency. Sent without a sound, once to each person and to no group; { $times ->
        [0] nobody is asked again
        [one] whoever does not answer is asked once more
       *[other] whoever does not answer is asked { $times } times more
    }; the result is there after { $minutes } minutes.
reach-count = 👥 Goes to <b>{ $count ->
    [one] { $count } person
   *[other] { $count } people
}</b>
reach-by = { $kind ->
    [posts] Posts
    [villages] Villages
   *[squads] Squads
}: { $counts }
reach-by-one = { $name } { $count }
reach-by-more = { $count } more
reach-unreached = 🔍 Out of reach now: { $count }
reach-unreached-head = Out of reach now: <b>{ $count }</b>
reach-send = 📶 Send to these { $count }
reach-newest = 📄 Last result (no. { $number })
reach-back = ‹ Back
reach-sent = Sent; the result will come to you
reach-too-soon = The last test was on { $at }; another may be sent from { $following } on.
reach-busy = Squads are out, or an orange or red warning or an evacuation was sent just now. No test goes out meanwhile, so that nobody is distracted.
reach-at-night = A test must not reach into the quiet hours; it may be sent from { $following } on.
reach-nobody = There is nobody on the roster to test
reach-gone = There is no such test, or its result is not yours to see

# The result
reach-result = 📶 <b>Result of the reachability test</b> (no. { $number }{ $by ->
    [month] , the monthly one
   *[hand] {""}
}{ $scope ->
    [villages] , own village
   *[town] {""}
}), sent { $at }
reach-running = It is not over yet; the result comes at { $at }.
reach-figures = Of { $asked } people <b>{ $answered }</b> answered in time{ $late ->
    [0] {""}
   *[other] , { $late } later
}{ $out ->
    [0] {""}
   *[other] , <b>{ $out }</b> are out of reach
}
reach-everybody = ✅ Everybody can be reached.
reach-reason = · { $reason }: { $count }
reach-way-chat = Chat: reaches { $reached } of { $asked }
reach-way-channels = Other channels: { $channels } (used when chat cannot deliver what is urgent)
reach-way-no-channel = Other channels: none is configured (such as SMS); the { $out } out of reach of chat can only be telephoned
reach-way-phone = Telephone: all { $asked } have a mobile number on the roster
reach-to-mend = 🔧 To be mended: <b>{ $count }</b>; those who see to it have been told
reach-out = 🔍 Out of reach: { $count }
reach-sheet = 📄 Excel file
reach-refresh = 🔄 Refresh
reach-out-head = 📶 Not reached by test no. { $number }: <b>{ $count }</b>
reach-out-line = · { $name } { $where }: { $reason }
reach-phone = telephone

reach-file = reachability-test-{ $number }-{ $day }
reach-sheet-title = Out of reach
reach-column-number = No.
reach-column-place = Where
reach-column-post = Post
reach-column-name = Name
reach-column-end = Number's end
reach-column-reason = Why not by chat
reach-column-ways = Other ways
reach-column-assignee = Seen to by
reach-column-due = By when
reach-column-state = State

# The monthly one
reach-month-done = 📶 This month's reachability test is left out: there was one on { $at }.
reach-month-put-off = 📶 Squads are out, or an orange or red warning or an evacuation was sent just now: this month's reachability test is put off to { $at }.
reach-month-missed = 📶 This month's reachability test ({ $at }) was missed by a week and is left out; /reachtest sends one.

# What is to be mended
mend-open = 🔧 To be mended ({ $count })
mend-head = 🔧 <b>To be mended</b> ({ $count }{ $overdue ->
    [0] {""}
   *[other] , { $overdue } overdue
})
mend-none = ✅ Nobody's reach is to be mended.
mend-line = · { $name } { $where }: { $reason }, by { $due }{ $assignee ->
    [no] {""}
   *[other] {" "}(seen to by { $assignee })
}
mend-station = the station
mend-what = To be mended
mend-settle = See to { $name }
mend-task = 🔧 <b>To be mended</b>
mend-how-no-account = Have them open the bot, press “Start” and share their own number. It ends by itself once they have logged in.
mend-how-blocked = Have them unblock the bot in their chat with it. It ends by itself once messages arrive.
mend-how-undelivered = Have them open the bot and press any button, to see whether messages arrive. Then it ends by itself.
mend-how-silent = The message arrived and was not answered: the phone may be muted. Ask them to look at what the bot sends; once they press any button it ends by itself.
mend-how-unsent = The message could not be sent; it is no fault of theirs.
mend-back = ‹ Back to the list
mend-noted = Noted: { $how }
mend-given = 🔧 <b>To be mended</b>: the reachability test did not reach { $count } of your people. Please see to it (log in, new number, unblock, or a word). Nothing has happened.
mend-overdue = 🔧 <b>Overdue</b>: { $count } of your people are still out of reach; please see to it soon.
mend-overdue-station = 🔧 <b>Overdue</b>: { $count } people are still out of reach; please remind those who see to it.
mend-state-open = open
mend-gone = There is no such task; please open the list again
mend-closed = This has been settled already
