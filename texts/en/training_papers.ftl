# Training as Word files: the sign-in sheet, the record, the hours of the full-time staff.

document-training-sheet = Sign-in sheet
document-training-record = Record of training
document-training-hours = Hours of training
document-title-sign-in = Training { $subject }: sign-in sheet
document-title-training = Training { $subject }: record
document-title-training-hours = Training of the full-time staff { $year }
document-taught = { $began } to { $over }
document-signed-by-phone = { $at } by phone
document-attended = { $there ->
    [yes] present
   *[no] absent
}
document-quiz = { $points } of { $of }, { $passed ->
    [yes] passed
   *[no] failed
}
document-lacking = { $hours ->
    [0] none
   *[other] { $hours }
}
document-training-attendance = { $expected } on the list, { $present } present, { $absent } absent.
document-training-quiz = { $questions } questions; { $finished } have finished, { $passed } have passed (the best attempt counts; who broke off has not failed).
document-training-average = Mean in percent: { $average }.
document-training-staff = In { $year } each of the full-time staff should have { $target } hours. Of { $count } people { $below-target } have fewer.

document-heading-attendance = Attendance and quiz
document-heading-staff = Hours
document-heading-sessions = Sessions held

document-field-subject = Subject
document-field-taught = Taught
document-field-classroom = Classroom
document-field-speaker = Speaker
document-field-hours = Hours
document-field-people = People
document-field-post = Post
document-field-signed = Signature
document-field-attended = Attended
document-field-quiz = Quiz
document-field-expected = Expected
document-field-quiz-questions = Quiz questions
document-field-finished = Finished
document-field-passed = Passed
document-field-year = Year
document-field-target = Target
document-field-below-target = Below target
document-field-staff = Staff
document-field-sessions = Sessions
document-field-total = Total
document-field-lacking = Lacking
document-field-date = Date of session
document-field-attendance = Attendance
