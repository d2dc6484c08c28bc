# Training: the year's plan, invitations, attendance, material, quiz, hours.

menu-training = 📚 Training
menu-training-what = Plan, signing in, quiz, hours
training-subject-production-safety = Production safety
training-subject-fire = Fire safety
training-subject-flood = Flood
training-subject-typhoon = Typhoon
training-subject-drought = Drought
training-title = { $subject }{ $topic ->
    [no] {" "}training
   *[other] : { $topic }
}

## The year's plan

training-plan = 📚 <b>Training plan of { $year }</b>: { $count } sessions, { $held } held
training-plan-empty = 📚 <b>Training plan of { $year }</b>: nothing is planned yet.
training-by-subject = { $names }
training-of-subject = { $name } { $count }
training-entry = { $at } { $title } · { $state }
training-new = ➕ Plan a session
training-copy = 📋 Copy last year's { $count }
training-copied = { $count } sessions are copied. A day that is not worked has moved; please look at each.
training-own = 👤 My training
training-staff = ⏱ Hours of full-time staff
training-which-subject = Which subject?
training-when-ask = When is it? Type a time, such as 11-30 15:00, or choose a day below:
training-subject-gone = The settings no longer have this subject. Go back to the plan and choose again.
training-go = 📚 Open the training plan
training-gone = This is no longer there. Send /training to open the plan.
training-is-planned = Nobody is invited to this session yet. Send the invitations first.
training-is-invited = The attendance list of this session is not entered yet.
training-is-held = This session was held, and its list is entered.
training-is-cancelled = This session is called off.

## One session

training-head = 📚 <b>{ $title }</b> ({ $state })
training-when = Time: { $at } to { $end } ({ $hours } h)
training-where = Place: { $place ->
    [no] not settled
   *[other] { $place }
}
training-speaker = Speaker: { $name }
training-organiser = Organised by: { $name }
training-for-nobody = To: nobody chosen
training-for-full-time = To: the full-time staff of the station
training-answers = Answers: { $coming } come, { $cannot } cannot, { $seen } have read it, { $silent } silent
training-present = Present: { $present } (of { $of } listed)
training-extras = { $files ->
    [0] {""}
   *[other] Material: { $files }
}{ $questions ->
    [0] {""}
   *[other] { $files ->
        [0] {""}
       *[other] ;{" "}
    }quiz: { $questions } questions
}
training-reason = Reason: { $reason }
training-next-planned = Next: choose the audience and the place, then send the invitations.
training-next-over = Next: its time has passed. If it was held, enter the attendance list; if not, move it or call it off.
training-next-invited = Next: enter the attendance list after the session.
training-next-cancelled = Called off; nothing is left to do.
training-own-present = ✅ You were there{ $at ->
    [no] {""}
   *[other] {" "}(signed in { $at })
}
training-own-absent = ✖️ You are noted as absent. If that is wrong, ask the organiser to correct it.
training-own-answer = Your answer: { $answer ->
    [no] none yet
   *[other] { $answer }
}
training-organise = ⚙️ Organise
training-see = 📚 See the session
training-set-topic = Topic
training-set-place = Place
training-set-speaker = Speaker
training-set-minutes = Hours
training-ask-topic = Type the topic, such as: putting out a small fire
training-ask-place = Where is it? Type the place:
training-ask-speaker = Who speaks? Type name and post:
training-ask-minutes = How many hours? Type them, such as: 2, 1.5, 90 min
training-hours-unclear = This is no length. Type 15 minutes to 12 hours, such as: 2, 1.5, 90 min.
training-move = 🔁 Move
training-move-ask = When is it instead? Type a time, such as 11-30 15:00, or choose a day below:
training-moved-why = It moves to { $at }. Why? Type the reason; everybody invited is told:
training-cancel = ✖️ Call off
training-cancel-ask = Why is it called off? Type the reason; everybody invited is told:
training-take = 🙋 I organise it

## Audience and invitations

training-for = 👥 Audience
training-for-head = 👥 <b>{ $title }</b>: choose who takes part:
training-full-time = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}Full-time staff of the station
training-audience-empty = There is no audience yet. Press “Audience” first.
training-invite = 📨 Invite
training-invite-more = 📨 Invite more
training-preview = 📨 <b>{ $title }</b>: look at the list before it is sent{ $already ->
    [0] {""}
   *[other] {" "}({ $already } are invited already and hear nothing again)
}:
training-send = ✅ Invite these { $count }
training-sent = { $count } people are invited.
training-list-changed = The list has just changed, and nothing was sent. Open it again and look at it.
training-invited-all = Everybody of the audience is invited already.
training-over = This session is over.
training-not-invited = You are not on the list of this session. If you are there, press “Sign in”, or ask the organiser.
training-invited = 📨 <b>Training</b>
training-please-answer = Please say whether you come. When you are there, press “Sign in”.
training-moved = 🔁 <b>The training has moved</b> (it was { $was }): { $reason }. Please answer again:
training-changed = 📍 <b>The training has changed</b>; this is right now:
training-called-off = ✖️ <b>The training is called off</b>: { $reason }
training-say-coming = ✅ I come
training-say-cannot = ✖️ I cannot
training-say-seen = Received
training-said-coming = Noted: you come. When you are there, press “Sign in”.
training-said-cannot = Noted: you cannot come. To change it, press “I come”.
training-said-seen = We know that you have read it. If you come, press “I come”.

## Signing in, and the attendance list

training-sign = ✍️ Sign in (from { $opens })
training-signed = Signed in: { $at }
training-sign-early = It is too early to sign in. Press again from { $at } on.
training-sign-late = The session is over, and you cannot sign in yourself. If you were there, ask the organiser to add you.
training-roll = 📋 Attendance
training-roll-early = The attendance list opens at { $at }.
training-roll-head = 📋 <b>{ $title }</b>: attendance
training-roll-running = Press a name to note that the person is there; press again to take it back. Nobody is absent before the end.
training-roll-over = Press a name to note that the person was there. Then enter the list; everybody else was absent.
training-roll-held = The list is entered. Press a name to correct it; corrections are kept.
training-roll-entry = { $there ->
    [yes] ✅
    [no] ✖️
   *[unknown] ⬜
} { $name }{ $answer ->
    [cannot] {" "}(cannot)
   *[other] {""}
}
training-enter = ✅ Enter the list ({ $present } present)
training-not-over = The session is not over. Enter the list after { $at }; nobody is absent before.
training-nobody-there = Nobody on the list was there. Note who was; call off a session that was not held.
training-entered = ✅ The list of { $title } is entered; the session was held.
training-reopen = ↩️ Take the list back
training-reopen-ask = Why is the list taken back? Type the reason:
training-invite-due = ⏰ Please send the invitations by { $due }
training-invite-late = ❗ The invitations were due by { $due } and are not sent
training-invite-what = invitations to send
training-list-due = ⏰ Please enter the attendance list by { $due }
training-list-late = ❗ The attendance list was due by { $due } and is not entered
training-list-what = attendance list to enter

## Material

training-material = 📎 Material ({ $count })
training-upload = 📎 Send material
training-material-head = 📎 Material of <b>{ $title }</b>
training-material-ask = Send files or photos, several if you like, and a word about them.
training-material-ready = Send more, or press below: everybody on the list gets it, except those who cannot come.
training-material-send = ✅ Send it to them
training-material-sent = The material is sent, and stays with the session.
training-material-given-up = No material was sent.
training-material-none = There is no file. Send a file or a photo first.
training-material-told = 📎 Material of <b>{ $title }</b>: { $count }
training-file = 📎 { $title }

## Quiz

training-quiz = 📝 Quiz
training-quiz-early = The quiz opens with the session, at { $at }.
training-quiz-over = The quiz is closed. What was not finished is not failed.
training-no-questions = This session has no quiz.
training-question = 📝 Question { $place }/{ $count } ({ $several ->
    [yes] several are right,{" "}
   *[no] {""}
}{ $points } points)
training-question-text = <b>{ $text }</b>
training-option = { $letter }. { $text }
training-question-how = { $several ->
    [yes] Choose all that are right, then confirm. You can leave and go on later.
   *[no] Press one answer. You can leave and go on later.
}
training-choose = Confirm{ $chosen ->
    [no] {""}
   *[other] : { $chosen }
}
training-quiz-choose = Choose an answer first, then confirm.
training-quiz-done = 📝 <b>The quiz is done</b> (no. { $number })
training-score = { $sum } of { $of } points ({ $share }%), { $passed ->
    [yes] passed
   *[no] not passed
}
training-wrong-head = Wrong: { $count }
training-wrong = No. { $place } { $text } You chose { $said }, right is { $right }. { $why ->
    [no] {""}
   *[other] { $why }
}
training-quiz-again = 🔁 Once more (the best counts)
training-results = 📊 Results
training-results-head = 📊 <b>Quiz</b>: { $finished } of { $of } have finished (the best of each counts)
training-result = { $name }: { $score ->
    [no] { $answered ->
        [-1] not begun
        [0] opened, nothing answered yet (not failed)
       *[other] left after question { $answered } (not failed)
    }
   *[other] { $score } (tries: { $finished })
}
training-average = Average: { $sum }
training-questions = 📝 Questions ({ $count })
training-questions-head = 📝 <b>{ $title }</b>: { $count } questions
training-question-line = { $active ->
    [yes] {""}
   *[no] (left out){" "}
}{ $number }. { $text } [{ $right }, { $points }]
training-question-switch = { $active ->
    [yes] Leave out no. { $number }
   *[no] Put back no. { $number }
}

## Hours

training-own-head = 👤 <b>My training, { $year }</b>
training-own-line = { $there ->
    [yes] ✅
   *[no] ✖️
} { $at } { $title }: { $there ->
    [yes] { $hours } h
   *[no] absent
}{ $score ->
    [no] {""}
   *[other] ; quiz { $score }
}
training-own-sum = In all: { $sum } h
training-own-none = There is no training in this year.
training-certificates = 🎓 Certificates:
training-certificate = { $year }: present { $times } times, { $hours } h{ $passed ->
    [0] {""}
   *[other] , quizzes passed: { $passed }
}
training-staff-head = ⏱ <b>Hours of the full-time staff, { $year }</b>: { $target } h are asked for; { $below } of { $of } have less
training-staff-line = { $lacks ->
    [0] ✅
   *[other] ❗
} { $name }: { $sum }{ $lacks ->
    [0] {""}
   *[other] , lacks { $lacks }
}

## Sheets

training-names = 📄 Send names (Excel or typed)
training-send-questions = 📄 Send questions (Excel)
training-ask-questions = Send the questions as an Excel file (.xlsx). It has “Question” and “Answer”, the options in “Option A”, “Option B” …, and may have number, points and explanation. To begin, take the empty sheet below.
training-ask-names = Send the names as an Excel file (a column “Name” is enough), or type them, such as: Zhang San, Li Si. Where two have one name, add the number.
training-sheet-template = 📄 Get the sheet (with the present questions)
training-template = { $title } questions
training-marked = { $title } to mend
training-sheet-reading = 📄 The sheet has come and is being read; you are told at once.
training-sheet-wanted = An Excel file (.xlsx) is wanted here; please send the file. A photo cannot be read.
training-names-none = The roster has none of these names. Type the names of the people who were there, such as: Zhang San, Li Si.
training-sheet-not-fetched = The file could not be fetched. Please send it again.
training-sheet-no-text = There is no column “Question”. Write the titles into one of the first 10 rows: Question, Option A, Option B, Answer; then send it again.
training-sheet-no-name = There is no column “Name”. Write this title into one of the first 10 rows, and send it again.
training-sheet-refused = ❗ This cannot be read ({ $kind }):
training-sheet-again = 📄 Send again
training-sheet-head = 📄 <b>{ $title }</b>, { $kind }
training-sheet-counts = { $names ->
    [yes] Present { $new }, noted already { $same }, doubtful { $doubtful }, not noted { $refused }
   *[no] New { $new }, changed { $changed }, the same { $same }, doubtful { $doubtful }, refused { $refused }
}
training-sheet-line = { $names ->
    [yes] { $row }. { $verdict ->
        [new] ✅
        [doubtful] ❓
       *[refused] ✖️
    } { $about }
   *[no] Row { $row } { $verdict ->
        [new] new
        [changed] changed
        [doubtful] doubtful
       *[refused] refused
    }: { $about }
}{ $why ->
    [no] {""}
   *[other] {" "}({ $why })
}
training-sheet-more = { $count } more rows; see the marked copy.
training-sheet-next = { $taken ->
    [yes] It is taken over.
   *[no] { $writes ->
        [0] There is nothing to take over.
       *[other] Look at it, then press below. Doubtful and refused rows stay out; mend them and send the sheet again.
    }
}
training-sheet-take = ✅ Take over { $count }
training-sheet-taken = This sheet is taken over already.
training-sheet-done = { $count } are taken over.
training-sheet-marked = 📄 Get the marked copy (says what to mend)
training-why-formula = a formula or an error; write words
training-why-no-text = no question; to change only options or answer, write the number
training-why-number = the number cannot be read; write figures
training-why-points = the points cannot be read; write 1 to 1000
training-why-options = at least two options, none empty, none twice; of a true-or-false question write “true” or “false”
training-why-right = the answer cannot be read; write the letters of the options, such as A or ABD
training-why-twice = the same as an earlier row
training-why-alike = very like a question that is there; to change that one, write its number
training-why-away = says that the person stayed away
training-why-no-mark = the column of signatures is empty here; note the person on the list
training-why-stranger = the roster has no such person; check the name
training-why-several = several have this name; add the number
training-right = True
training-wrong-label = False
training-words-right = right|correct|true|t|yes|y|1
training-words-wrong = wrong|incorrect|false|f|no|n|0
training-words-away = absent|away|no|ill|on leave|x|0
training-column-number = Number|No|#
training-column-text = Question|Text
training-column-options = Options|Choices
training-column-option-a = Option A|A|Choice A
training-column-option-b = Option B|B|Choice B
training-column-option-c = Option C|C|Choice C
training-column-option-d = Option D|D|Choice D
training-column-option-e = Option E|E|Choice E
training-column-option-f = Option F|F|Choice F
training-column-option-g = Option G|G|Choice G
training-column-option-h = Option H|H|Choice H
training-column-right = Answer|Right answer|Correct answer
training-column-points = Points|Score
training-column-why = Explanation|Remark
training-column-name = Name|Person
training-column-phone = Phone|Mobile|Telephone
training-column-attended = Present|Attended|Signature|Signed
