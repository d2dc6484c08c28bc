## Messages to many: audience, list, second person, cancel and correct

broadcast-level-notice = Notice
broadcast-level-blue = Blue
broadcast-level-yellow = Yellow
broadcast-level-orange = Orange
broadcast-level-red = Red
broadcast-level-evacuation = Evacuation

# What everybody sees who gets it
broadcast-head-notice = 📢 <b>{ $level }</b>
broadcast-head-blue = 🔵 <b>{ $level } warning</b>
broadcast-head-yellow = 🟡 <b>{ $level } warning</b>
broadcast-head-orange = 🟠🟠 <b>{ $level } warning · LIVE</b>
broadcast-head-red = 🔴🔴🔴 <b>{ $level } warning · LIVE</b>
broadcast-head-evacuation = 🚨🚨🚨 <b>{ $level } · LIVE</b>
broadcast-head-drill = 🟦🟦🟦 <b>DRILL DRILL DRILL</b> 🟦🟦🟦
broadcast-head-exercise = [DRILL] { $level }
broadcast-head-cancel = ❎ <b>Cancelled</b> ({ $level })
broadcast-head-correct = ✏️ <b>Correction</b> ({ $level })
broadcast-text = { $text }
broadcast-signed = —— { $sign } { $at }
broadcast-station = { $town } emergency station
broadcast-drill-foot = 🟦 This was a drill, nothing has happened.
broadcast-again = { $drill ->
    [yes] 🟦 [DRILL] 
   *[no] {""}
}🔔 Reminder { $number }: the message above ({ $level }) is not confirmed yet. Seen it? Press “Received”.
broadcast-received = ✅ Received
broadcast-taken-back = What was sent at { $at }, “{ $text }”, is cancelled: do not act on it. If you have acted on it, tell the station.
roll-call-noted = Noted, thank you
roll-call-noted-before = It was noted before
roll-call-not-on-it = This message was not for you, no answer is needed.
roll-call-closed = This is over, no answer is needed.

# Writing one
menu-broadcast = 📢 Broadcast
menu-broadcast-what = A notice or warning to many
broadcast-home = 📢 <b>Broadcasts</b>
    { $count ->
        [0] None was sent yet.
       *[other] Open one to see who got it, to cancel or to correct it.
    }
broadcast-home-ready = 👉 Press a template: words, level and recipients are set. Look at the list and send, or change it.
broadcast-ready-live = { $level ->
    [notice] 📢
    [blue] 🔵
    [yellow] 🟡
    [orange] 🟠
    [red] 🔴
   *[evacuation] 🚨
} { $name } · live
broadcast-ready-drill = 🟦 Drill: { $name }
broadcast-new = ➕ New broadcast
broadcast-line = { $drill ->
    [yes] [DRILL]{" "}
   *[no] {""}
}{ $state ->
    [awaiting] ⏳
   *[sent] {""}
}{ $at } { $level } { $text }
broadcast-draft = 📢 <b>Draft of a broadcast</b>
broadcast-for-responsible = The responsible people of { $names }{ $spared ->
    [0] {""}
    [one] , without the officers of one grid that is not touched
   *[other] , without the officers of { $spared } grids that are not touched
}
broadcast-for-nobody = To: nobody chosen
broadcast-for-everyone = To: <b>everybody in the township</b>
broadcast-for-earlier = To: whoever got the first message
broadcast-for = { $kind ->
    [squads] Squads
    [villages] Villages
    [units] Units
    [lines] Lines
   *[roles] Posts
}: { $names }
broadcast-match-all = (only who meets all of these)
broadcast-match-any = (who meets any of these)
broadcast-to-match-all = Change to: meets any
broadcast-to-match-any = Change to: meets all
broadcast-count = 👥 <b>{ $count } people</b>
broadcast-reached = ✅ Reached: { $count }{ $away ->
    [0] {""}
   *[other] , not reached: { $away }
}
broadcast-doubtful = ⚠️ Of these, { $count } did not answer the last reachability test and may not see it
broadcast-unreached-no_account = ⚠️ { $count } have not logged in and will not get it
broadcast-unreached-blocked = ⚠️ { $count } have blocked the bot and will not get it
broadcast-groups = Also to the groups: { $names }
broadcast-groups-none = To no group: none of these has one, or it holds others than those on the list
broadcast-confirmed = ✅ You have confirmed this ({ $at })
broadcast-no-text = <b>Send the words now, or choose a template.</b>
broadcast-quote = <blockquote>{ $text }</blockquote>
broadcast-lacks = ❗ Missing: <b>{ $missing }</b>
broadcast-lacks-drill = live or drill
broadcast-lacks-people = the audience
broadcast-lacks-text = the words
broadcast-incomplete = Missing: { $missing }
broadcast-level-choice = { $chosen ->
    [yes] ●{" "}
   *[no] {""}
}{ $level }
broadcast-live = { $chosen ->
    [yes] ●{" "}
   *[no] {""}
}Live
broadcast-drill = { $chosen ->
    [yes] ●{" "}
   *[no] {""}
}Drill
broadcast-option-confirm = { $chosen ->
    [yes] ☑
   *[no] ☐
} Each confirms
broadcast-option-groups = { $chosen ->
    [yes] ☑
   *[no] ☐
} To groups too
broadcast-pick = 👥 Audience
broadcast-pick-head = 👥 <b>To whom</b>
broadcast-kind = { $kind ->
    [squads] Squads
    [villages] Villages
    [units] Units
    [lines] Lines
   *[roles] Posts
}{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
broadcast-choice = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}{ $name }
broadcast-everyone = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}Everybody in the township
broadcast-none = Start again
broadcast-chosen = ✅ Done
broadcast-chosen-kind = ‹ Done
broadcast-template = 📄 Template
broadcast-which-template = Choose one; you can change it afterwards.
broadcast-template-gone = The templates have changed, please choose again.
broadcast-look = 👁 Preview list and words
broadcast-back = ✏️ Back
broadcast-list = Back to the list
broadcast-drop = Give up
broadcast-dropped = Given up, nobody was told.
broadcast-preview = 👁 <b>Preview</b>: everybody will see
broadcast-names = <b>The list</b> (page { $page }/{ $pages })
broadcast-person = · { $name } { $post }{ $reason ->
    [no] {""}
   *[other] {" "}⚠️ { $reason }
}
broadcast-send = ✅ Send to these { $count }
broadcast-ask = 🤝 Ask a second person, then send to these { $count }
broadcast-type-count = This goes to <b>everybody in the township, { $count } people</b>. To send it, type the number { $count }.
broadcast-text-long = At most { $limit } characters, please shorten it.
broadcast-look-again = The list has changed, nothing was sent. Please preview it again.
broadcast-moved-on = This message was sent, taken back or changed meanwhile.
broadcast-nobody-consents = Nobody is there to consent (no leader or officer on duty has logged in), nothing was sent. Please telephone.

# The second person
broadcast-asked = ⏳ A second person was asked; it goes as soon as they agree, and is dropped without an answer in { $minutes } minutes.
broadcast-take-back = ↩️ Take back
broadcast-consent-ask = 🤝 <b>Your consent is needed</b>: { $name } wants to send
broadcast-agree = ✅ Agree, send to these { $count }
broadcast-return = ↩️ Back for a change
broadcast-refuse = ❌ Do not agree
broadcast-consent = Consent to a message
broadcast-own-consent = Somebody else has to agree to what you wrote.
broadcast-consent-lapsed = Too late: it was dropped, nothing was sent.
broadcast-lapsed = ⚠️ Nobody has answered: <b>“{ $text }” was not sent</b> and is a draft again. If it cannot wait, telephone now, then press “Open” and ask again.
broadcast-consented = ✅ { $name } has agreed, it was sent.
broadcast-returned = ↩️ { $name } does not agree yet and sent it back for a change. It was not sent: change it, then ask again.
broadcast-refused = ❌ { $name } does not agree. It was not sent, and this message has ended. If it has to go, write a new one.
broadcast-why = 💬 The reason of { $name }: { $reason }
broadcast-anew = ✏️ A new draft with these words
broadcast-ask-why = Please say why, such as what to change, or why it must not go. The author hears it.
broadcast-why-passed-on = The author hears your reason.
broadcast-you-returned = Sent back for a change. It was not sent.
broadcast-list-changed = ⚠️ { $name } has agreed, but the list has changed and nothing was sent. Please preview it again.
broadcast-you-refused = Noted: it was not sent.
broadcast-list-changed-you = The list has changed; it was not sent, its author was asked to look again.
broadcast-open = Open

# Once it is sent
broadcast-sent = 📢 <b>Sent</b> { $at }
broadcast-told = { $count } people{ $failed ->
    [0] {""}
   *[other] , <b>{ $failed }</b> were not reached
}
broadcast-received-by = Confirmed: <b>{ $received }</b>, not yet: <b>{ $silent }</b>
broadcast-was-cancel = ❎ Cancelled
broadcast-was-correct = ✏️ Corrected
broadcast-refresh = 🔄 How it stands
broadcast-who-silent = 👤 { $count } not confirmed
broadcast-silent-head = Not confirmed: <b>{ $count }</b>
broadcast-silent-more = { $count } more
broadcast-cancel = ❎ Cancel it
broadcast-correct = ✏️ Correct it
broadcast-undone-cancel = ❎ { $name } has cancelled what you consented to:
broadcast-undone-correct = ✏️ { $name } has corrected what you consented to:
broadcast-cancelled-already = This was cancelled before.
broadcast-is-awaiting = Waiting for a second person
broadcast-is-dropped = Given up, it was not sent
broadcast-is-draft = Its author is changing it

broadcast-call-silent = has not confirmed a red message
