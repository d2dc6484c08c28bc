# From a case: ask its reporter, ring the reporter, ring the unit

inquiry-ask = ❓ Ask
inquiry-ring-reporter = ☎️ Reporter
inquiry-ring-units = ☎️ Unit
inquiry-ask-what = ❓ Send what the reporter is asked, such as “How wide is the crack? Is anybody still inside?”
inquiry-sent = ✅ Sent to the reporter ({ $number }). The answer comes to you and into the timeline. If it is urgent, press “☎️ Reporter”.
inquiry-asked = ❓ <b>{ $by } asks about your report { $number }</b>
inquiry-how = 👉 Reply to this message, or press “Answer”. A photo or a place answers as well.
inquiry-answer = ✏️ Answer
inquiry-answer-what = ✏️ Please send your answer.
inquiry-passed-on = ✅ Passed on to the person who asked, and noted in { $number }.
inquiry-answered = 💬 <b>{ $number }: the reporter { $by } answers</b>
inquiry-your-question = You asked: { $text }
inquiry-again = ❓ Ask again
inquiry-file = (a photo, a file or a place; it is in the case)
inquiry-own = You reported this case yourself.
inquiry-too-long = A question has { $limit } characters at most. Please shorten it.
inquiry-units = ☎️ <b>Units of { $number }</b>: press a person for the number.
inquiry-no-units = { $number } has no unit now, and no number to ring.
inquiry-ring = ☎️ { $unit } { $name }
