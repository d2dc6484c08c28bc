# Joint meetings: each quarter's and extra ones; invitations, topics, agenda, roll, minutes, resolutions.

menu-meetings = 🏛 Joint meetings
menu-meetings-what = Invitations, topics, minutes, resolutions
meetings-head = 🏛 <b>Joint meetings</b>; press one to open it:
meetings-none = 🏛 No joint meeting is planned.
meetings-entry = { $title } · { $at } · { $state }
meetings-new = ➕ Call an extra meeting

meeting-title-quarter = Joint meeting, quarter { $quarter } of { $year }{ $part ->
    [0] {""}
   *[other] {" "}(no. { $part })
}
meeting-title-period = Joint meeting, { $first } to { $last }{ $part ->
    [0] {""}
   *[other] {" "}(no. { $part })
}
meeting-title-extra = Extra joint meeting ({ $day })
meeting-head = 🏛 <b>{ $title }</b> ({ $state })
meeting-when = Time: { $at }{ $fixed ->
    [no] {" "}(not settled)
   *[yes] {""}
}
meeting-where = Place: { $place }
meeting-purpose = Why: { $purpose }
meeting-chair = Chair: { $name }
meeting-topics-until = Topics until: { $at }
meeting-topics-count = Topics: { $count }{ $waiting ->
    [0] {""}
   *[other] , of which { $waiting } wait for the chair
}{ $silent ->
    [0] {""}
   *[other] ; not heard from: { $silent }
}
meeting-answers = Answers: coming { $coming }, sending somebody { $sends }, cannot come { $cannot }, no answer { $silent }
meeting-present = Roll: present { $present }, absent { $absent }, not called { $unknown }
meeting-agenda-asked = Agenda: put to the chair on { $at }
meeting-agenda-agreed = Agenda: the chair agreed on { $at }
meeting-agenda-returned = Agenda: the chair sent it back: { $words }
meeting-minutes = Minutes: { $text }
meeting-reason = Called off: { $reason }
meeting-own = { $name }: { $answer }
meeting-unanswered = no answer yet
meeting-answered = { $answer }{ $words ->
    [no] {""}
   *[other] , { $words }
}
meeting-answer-coming = ✅ { $name ->
    [no] Coming
   *[other] { $name } comes
}
meeting-answer-sends = 👤 { $name ->
    [no] Sending somebody
   *[other] { $name } sends somebody
}
meeting-answer-cannot = ✖️ { $name ->
    [no] Cannot come
   *[other] { $name } cannot come
}
meeting-ask-sends = Whom do you send? Type name and post:
meeting-ask-cannot = Why can nobody come? Type the reason:
meeting-answer-noted = Noted. You can change it at any time.
meeting-invited = 📨 <b>Invitation</b>
meeting-please-answer = Please say whether you come:
meeting-moved = 🔁 <b>The meeting is at another time</b> (it was { $was }); please answer again
meeting-replaced = 📍 <b>The meeting is at another place</b> (time: { $was })
meeting-cancelled = ✖️ { $title } ({ $at }) is called off: { $reason }
meeting-see = 🏛 Show the meeting
meeting-call = 📨 Send the invitations
meeting-called = The invitations are sent.
meeting-choose = 👥 Choose who is invited
meeting-choose-head = 👥 Invited: { $count }. Press to put one on the list, press again to take it off.
meeting-choice = { $chosen ->
    [yes] ✅
   *[no] ⬜
} { $name }
meeting-invites-all = A meeting of the plan invites everybody.
meeting-invites-nobody = The list is empty. Choose who is invited first.
meeting-members = 👥 Answers
meeting-members-head = 👥 <b>{ $title }</b>: answers
meeting-member-line = { $name }: { $answer }
meeting-note-answer = Note the answer of { $name }
meeting-place-set = 📍 Place
meeting-place-ask = Type the place:
meeting-purpose-ask = Why is an extra meeting called? Type the reason:
meeting-when-ask = When is it? Type a time, such as 11-30 15:00, or choose a day below:
meeting-move = 🔁 Another time
meeting-move-ask = When is it? Type a time, such as 11-30 15:00, or choose a day below:
meeting-day-outside = Not on this day: the meeting has to be held by { $until }.
meeting-chair-set = 🎙 Chair
meeting-chair-ask = 🎙 Who is to chair?
meeting-chair-away = 🎙 { $title } ({ $at }): the chair, { $name }, cannot come: { $why }. Open the meeting and press “🎙 Chair” to choose another, or move it.
meeting-chair-left = 🎙 { $title } ({ $at }): its chair has left. { $name ->
    [no] There is no chair now. Open the meeting and press “🎙 Chair” to choose one.
   *[other] { $name } chairs for now. To choose another, open the meeting and press “🎙 Chair”.
}
meeting-chairs-now = 🎙 You chair { $title } ({ $at }) now. Open it to see the agenda and who comes.
meeting-next-call = Next: settle time and place, then press “📨 Send the invitations”.
meeting-next-over = Next: its time has passed. Move it, enter the minutes if it was held, or call it off.
meeting-next-agenda = Next: when the topics are in, put the agenda to the chair.
meeting-next-chair = Next: the chair looks at the agenda.
meeting-next-day = Next: call the roll on the day, then enter the minutes and the resolutions.
meeting-next-minutes = Next: call the roll, enter the minutes and the resolutions. If it was not held, move it or call it off.
meeting-next-resolutions = Next: hand out each resolution; the next meeting opens with how they stand.
meeting-next-answer = Next: say whether you come, and hand in your topics in time.
meeting-next-come = Next: come in time; you can still change your answer.
meeting-chair-needed = There is no chair yet. Choose one first.
meeting-chair-only = The chair of the meeting decides this.
meeting-cancel = ✖️ Call it off
meeting-cancel-ask = Why is it called off? Type the reason:
meeting-agenda = 📑 Agenda and topics ({ $count })
meeting-resolutions = 📌 Resolutions
meeting-roll = ✅ Call the roll
meeting-roll-head = ✅ <b>{ $title }</b>: the roll. Press once for present, again for absent.
meeting-roll-entry = { $there ->
    [yes] ✅
    [no] ❌
   *[unknown] ⬜
} { $name }{ $sent ->
    [no] {""}
   *[other] {" "}({ $sent })
}
meeting-roll-all = All others are present
meeting-roll-early = The roll is called on the day of the meeting.
meeting-gone = This meeting is no longer there.
meeting-is-planned = Send the invitations first.
meeting-is-called = This meeting has no minutes yet.
meeting-is-held = This meeting was held; it cannot be changed any more.
meeting-is-cancelled = This meeting was called off.

topic-new = 📝 Hand a topic in
topic-another = 📝 Another topic
topic-none = { $name ->
    [no] No topic this time
   *[other] { $name }: no topic
}
topic-none-noted = Noted: no topic this time.
topic-card = 📝 <b>A topic</b> for: { $title }
topic-for = Handed in by: { $name }
topic-files = Files: { $count }
topic-write = Describe the topic in words, or send files and photos.
topic-ready = Add to it, or press “Hand in”.
topic-submit = ✅ Hand in
topic-late-warning = ⚠️ The time is over. It is taken and marked late; the chair decides about it.
topic-empty = The topic is empty. Send words or files first.
topic-given-up = Given up; the topic was not handed in.
topic-handed-in = ✅ The topic is handed in.
topic-handed-in-late = ✅ The topic is taken. It came late, or after the agenda was settled: the chair decides about it.
topic-late-no-chair = 📝 <b>A topic waits for the chair, but there is no chair.</b> Open the meeting and press “🎙 Chair” to choose one.
topic-late-asked = 📝 <b>A topic waits for your decision</b>
topic-line = { $place }. { $name }: { $text }{ $files ->
    [0] {""}
   *[other] {" "}(files: { $files })
}{ $late ->
    [yes] {" "}[late]
   *[no] {""}
}{ $waits ->
    [yes] {" "}[waits for the chair]
   *[no] {""}
}
topic-in-file = see the file
topic-entry = { $place }. { $name }: see the file
topic-head = { $name }, handed in on { $at }{ $late ->
    [yes] {" "}[late]
   *[no] {""}
} ({ $state })
topic-text = { $text }
topic-take = ✅ Take it
topic-defer = ⏭ Next meeting
topic-decided = This topic is settled.
topic-told-taken = ✅ { $title } ({ $at }): the chair takes your topic “{ $text }”.
topic-told-deferred = ⏭ { $title } ({ $at }): the chair leaves your topic “{ $text }” to the next meeting.
topic-files-see = 📎 Show the files
topic-file = A file of the topic of { $name }
topic-forward = ⬆️ Earlier
topic-withdraw = ↩️ Take it back

agenda-head = <b>Agenda</b>
agenda-standing = 1. How earlier resolutions stand:
agenda-topics = Topics:
agenda-no-topics = No topics yet.
agenda-more = { $count } more; press the button.
agenda-left = (topics left to the next meeting: { $count })
agenda-ask = 📤 Put the agenda to the chair
agenda-asked-done = The chair has the agenda.
agenda-asked = 📑 <b>Please look at the agenda</b>
agenda-agree = ✅ Agree to the agenda
agenda-agreed-done = Agreed. Everybody invited has the agenda.
agenda-agreed-already = The chair has agreed to the agenda.
agenda-return = ↩️ Send it back
agenda-return-ask = What is to change? Type it:
agenda-returned-told = ↩️ The chair sent the agenda of { $title } ({ $at }) back: { $said }
agenda-not-asked = This agenda does not wait for you.

minutes-new = 🖊 Enter the minutes
minutes-again = 🖊 Correct the minutes
minutes-show = 📄 Minutes
minutes-undo = ↩️ Take the minutes back
minutes-undo-ask = Why are the minutes taken back? Type the reason:
minutes-head = 🖊 <b>Minutes</b>: { $title }
minutes-held-at = Held: { $at }
minutes-no-roll = ⚠️ The roll was not called. It can be called afterwards.
minutes-write = Send the minutes as words, photos or a file.
minutes-ask-held = When was it held? Type a time, such as 11-10 9:00.
minutes-ready = Add to it, or press “Enter”.
minutes-enter = ✅ Enter
minutes-other-time = 🕘 Another time
minutes-entered = The minutes are entered.
minutes-empty = The minutes are empty. Send words, photos or a file first.
minutes-to-come = The meeting is yet to come.
minutes-none = This meeting has no minutes yet.
minutes-given-up = Given up; the minutes were not entered.
minutes-of = 📄 <b>{ $title }</b>: minutes (entered on { $at })
minutes-text = { $text }
meeting-minutes-told = 📄 The minutes of { $title } ({ $at }) are there.

resolution-new = 📌 Enter a resolution
resolution-another = 📌 Another resolution
resolution-head = 📌 <b>A resolution</b> of: { $title }
resolution-units = Units: { $units } (the first one leads)
resolution-due = Due: { $at }
resolution-ask-units = Choose the units: the first one leads.
resolution-ask-due = When is it due? Press below, or type a time:
resolution-missing = Missing: { $missing }
resolution-ready = It can be assigned.
resolution-lacks-text = what is to be done (type it)
resolution-lacks-units = the units
resolution-lacks-due = the deadline
resolution-incomplete = The resolution is not complete.
resolution-set-units = 🏢 Units
resolution-set-due = ⏰ Deadline
resolution-unit = { $part ->
    [lead] ⭐ { $name }
    [co] ✅ { $name }
   *[no] { $name }
}
resolution-done = ✅ Done
resolution-in = { $days } working days ({ $at })
resolution-issue = ✅ Assign
resolution-issued = ✅ Assigned as { $number }. The next meeting hears how it stands.
resolution-given-up = Given up; nothing was assigned.
resolutions-head = 📌 <b>{ $title }</b>: how resolutions stand
resolutions-count = Resolutions: { $count }, done { $done }{ $late ->
    [0] {""}
   *[other] , overdue { $late }
}
resolution-line = { $mark } { $number } { $text } ({ $units }, by { $due }, { $state })
resolution-over = ✅
resolution-late = 🟥
resolution-open = ⬜

meeting-due-member = · { $name }
meeting-invite-what = send the invitations
meeting-invite-due = { $late ->
    [yes] ⏰ The invitations of { $title } ({ $at }) were to be sent by { $due }. Settle time and place and send them, or name another time.
   *[no] 🏛 Please settle time and place of { $title } ({ $at }) and send the invitations by { $due }.
}
meeting-agenda-what = put the agenda to the chair
meeting-agenda-due = { $late ->
    [yes] ⏰ The agenda of { $title } ({ $at }) was to be put to the chair by { $due }.
   *[no] 🏛 Please put the agenda of { $title } ({ $at }) to the chair by { $due }.
}
meeting-consent-what = look at the agenda
meeting-consent-due = { $late ->
    [yes] ⏰ The agenda of { $title } ({ $at }) waits for you; it was due by { $due }.
   *[no] 🏛 The agenda of { $title } ({ $at }) waits for you; please answer by { $due }.
}
meeting-minutes-what = enter the minutes
meeting-minutes-due = { $late ->
    [yes] ⏰ The minutes of { $title } ({ $at }) were to be entered by { $due }. If it was not held, name another time or call it off.
   *[no] 🏛 After { $title } ({ $at }), please enter the minutes by { $due }.
}
meeting-topics-what = hand topics in
meeting-topics-due = { $late ->
    [yes] ⏰ No topic for { $title } ({ $at }) yet; they were due by { $due }. If there is none, press “No topic this time”.
   *[no] 📝 Please hand in topics for { $title } ({ $at }) by { $due }. If there is none, press “No topic this time”.
}
meeting-reply-what = say whether you come
meeting-reply-due = { $late ->
    [yes] ⏰ No answer to the invitation of { $title } ({ $at }) yet; it was due by { $due }:
   *[no] 🏛 Please say by { $due } whether you come to { $title } ({ $at }):
}

meeting-state-planned = planned
meeting-state-called = called
meeting-state-held = held
meeting-state-cancelled = called off
member-unit = member unit
member-village = village
member-person = leader
attendance-coming = coming
attendance-sends = sending somebody
attendance-cannot = cannot come
topic-state-taken = on the agenda
topic-state-late = waits for the chair
topic-state-deferred = left to the next meeting
topic-state-withdrawn = taken back
