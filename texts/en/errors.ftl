## When something cannot be done: why, and how to mend it

error-forbidden = You may not do this. If your post has changed, please call the station
error-own-work = You took part in handling this case: somebody else has to verify and close it
error-person-gone = This person is no longer on the roster; please check
error-code-unknown = This code is wrong, used or expired. For a new one, send me /groupcode in private
error-case-gone = There is no such case; please start from the menu
error-case-moved-on = { $number } has moved on, and this step is no longer possible. Please see how the case stands
error-assignment-moved-on = This assignment has moved on, and this step is no longer possible. Please see how the case stands
error-somebody-faster = Moved on: { $who }, { $action }, { $at }. The card shows how it stands now
error-draft-ended = This card was sent or cancelled; please start from the menu
error-claimed = { $name } is triaging this case; please wait or call them
error-dispatched-already = { $name } has dispatched { $number }; open it to see
error-report-incomplete = Still missing: { $missing }
error-too-many-files = At most { $most } files at once: send this first, add the rest later
error-line-unknown = There is no line "{ $line }"; please choose by the buttons
error-line-needed = Please choose the line of { $number } first, then dispatch
error-no-unit = Please choose at least one unit
error-one-lead = There must be exactly one lead unit; please check
error-unit-gone = This unit is no longer active; please choose another
error-unit-has-it = { $unit } is working on this case already
error-due-past = This deadline has passed; please give a later time
error-words-long = At most { $limit } characters, you wrote { $count }. Please send a shorter text
error-reason-needed = Please give the reason
error-eta-past = This time of arrival has passed; please give a later one
error-feedback-words = Please say what was done and how it is now
error-feedback-evidence = At least { $wanted } pieces of evidence are needed (photo, video), there are { $present }
error-verification-evidence = Verification needs at least { $wanted } pieces of evidence, there are { $present }
error-remains-words = Please say what hazard remains
error-extension-waits = A request for extension is waiting for the station; it has to be answered first
error-pause-extension = A request for extension is waiting for the station; you can pause after the answer
error-extension-earlier = The new deadline must be after the present one ({ $due })
error-extension-none = This request was answered already
error-pause-limit = A pause needs a limit, at most { $days } days
error-merge-self = A case cannot be merged into itself
error-merge-graver = { $number } is graver than { $into }; please merge { $into } into { $number }
error-merge-target-ended = { $number } has ended and takes no others
error-not-incident = { $number } is a hazard, not an incident
error-over-already = { $number }: the emergency is over already
error-order-incomplete = Still missing: { $missing }
error-order-known = { $number } is filed already as { $case }
error-order-answered = { $number } was answered already
error-order-waits = { $count } units have not fed back yet, or the answer is empty
error-reporting-moved-on = The reports have moved on and this step is no longer open. Please open “County reports” again
error-not-reported = { $number } is no incident, nothing is reported to the county
error-figure-whole = Please type a whole number without a sign, such as 12; or “unknown”
error-figure-decimal = Please type a number not below 0 with two decimals at most, such as 3.25; or “unknown”
error-figure-large = That number is too large; please check the unit (persons, rooms, hectares, 10,000 yuan)
error-zero-first = There is no first report yet, so it cannot be a zero report
error-county-doubts = Some figures have to be looked at twice; please confirm them first
error-county-faster = { $name } has just reported; please open “County reports” again and go on from the newest figures
error-county-phoned = The county was telephoned about { $number } already, or there is nothing to telephone
error-sent-at = The time of sending lies after the event ({ $event }) and not in the future
error-event-time = The event lies in the past, within { $days } days
error-waive-casualties = With deaths, missing or public attention the county must be told
error-follow-up-owed = Today's follow-up is still owed. Please report first (a zero report if nothing changed), then declare it stable

## What a report still needs

report-lacks-place = the place
report-lacks-content = a photo or words
report-lacks-outside = to confirm the pin

## Accounts and groups

identity-group-lost = ⚠️ The bot was removed from the group "{ $title }", which hears nothing now. Please add it and bind it again
identity-attempts = ⚠️ Account { $telegram_id } failed to identify itself { $count } times today and is stopped. If you know the person, issue a code
identity-flood = ⚠️ Account { $telegram_id } is not logged in and sent { $count } messages today. The bot answers only now and then, and nobody else has to wait. If you know the person, issue a code with /code
identity-moved = ⚠️ { $name }, your account was logged in on another phone. This one hears nothing any more; what still waited goes to the new one. If that was not you, call at once: { $call }
identity-code-issued = 🔑 { $by ->
   [no] The administrator at the server
   *[other] { $by }
} has issued a login code for you; it logs your account in on another phone. If you did not ask for it, call at once: { $call }

list-comma = {", "}
