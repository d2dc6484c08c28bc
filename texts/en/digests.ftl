## Due today

today-head-now = 📅 <b>Due today</b> · { $total }{ $overdue ->
    [0] , none overdue
   *[other] , { $overdue } overdue
}
    Open one to work on it.
today-head-later = 📅 <b>Due later</b> · { $total }
    Open one to work on it.
today-head-press = 📅 <b>To press for</b> · { $total }
    Others are late with these, and it has come to you. Open one to see who is at work, and press them.
today-empty-press = 📅 <b>To press for</b>
    Nothing to press for.
today-empty-now = 📅 <b>Due today</b>
    There is nothing for you to do today.
today-only-asked = 📅 <b>Due today</b>
today-asked = 💬 Waits for your answer: { $name }
today-empty-later = 📅 <b>Due later</b>
    Nothing else to do.
today-now = Today
today-press = Press
today-later = Later
today-row-state = { $what } { $late ->
    [yes] { $span } late
   *[no] { $span } left
}
today-entry = { $late ->
    [yes] ⏰
   *[no] {""}
}{ $mark } { $what } · { $late ->
    [yes] { $span } late
   *[no] due { $due }
} · { $number } · { $village }

## Morning and weekly digests

digest-head-morning = ☀️ <b>{ $town }, morning digest</b> · { $day }
digest-head-weekly = 📊 <b>{ $town }, weekly digest</b> · { $first } to { $last }
digest-of = <b>{ $names }</b>
digest-past-morning = Yesterday { $filed } filed, { $closed } closed; { $open } open
digest-past-weekly = In seven days { $filed } filed, { $closed } closed; { $open } open
digest-past-morning-unit = Yesterday { $filed } assigned, { $closed } closed; { $open } open
digest-past-weekly-unit = In seven days { $filed } assigned, { $closed } closed; { $open } open
digest-incidents = { $count ->
    [0] No incident is running
   *[other] 🔴 Incidents running: { $count }
}
digest-mobilised-morning = 🚨 Mobilisations yesterday: { $begun }{ $out ->
    [0] {""}
   *[other] , <b>{ $out } not over yet</b>
}
digest-mobilised-weekly = 🚨 Mobilisations in seven days: { $begun }{ $out ->
    [0] {""}
   *[other] , <b>{ $out } not over yet</b>
}
digest-due = { $count ->
    [0] Nothing is due today
   *[other] 📅 Due today: { $count }
}
digest-overdue = { $count ->
    [0] ✅ Nothing is overdue
   *[other] ⏰ Overdue: { $count }
}
digest-missed = ❌ Duties missed: { $last ->
    [0] {""}
   *[other] { $last } last month
}{ $now ->
    [0] {""}
   *[other] { $last ->
        [0] {""}
       *[other] , { "" }
    }{ $now } this month
}
digest-county = 📤 Due at the county today: { $count }{ $late ->
    [0] {""}
   *[other] , of these late: { $late }
}
digest-officers = 👤 On duty: { $names }
digest-leaders = Leader on duty: { $names }
digest-undelivered = { $count ->
    [0] Every message was delivered
   *[other] ⚠️ Messages not delivered: { $count }; please telephone
}
digest-agenda = 📅 Due for me: { $count }
digest-mute = 🔕 No more of these
digest-again = 🔔 Send them again
digest-muted = Morning and weekly digests are off. Incidents, orders and escalations still come.
digest-resumed = Digests will come again

## The watchdog

watchdog-head = 🚨 <b>System alarm: something stands still</b>
watchdog-deadlines = ⏰ Deadlines nobody was reminded of, for more than { $minutes } minutes: { $count }
watchdog-messages = ✉️ Messages of life and orders that do not go out: { $count }. Press the button below and telephone
watchdog-pending = 📥 Messages received and not handled for more than { $minutes } minutes: { $count }
watchdog-parked = 🧰 Messages that could not be handled: { $count }. Send /parked to try again
watchdog-foot = Please watch open cases by hand, and have the operator check the program and the network.
messages-lost =
    ⚠️ <b>Messages sent between { $since } and { $until } may be lost: please check by telephone</b>
    The system could not reach Telegram for more than 24 hours, and Telegram keeps nothing longer. Call the information officers, the squads and the units, and ask whether they reported a danger or called for help in that time.
