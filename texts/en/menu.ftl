# The main menu, help, language, cancelling

## The buttons of the menu: what follows the sign may be typed as well

menu-report = 📝 Report
menu-sos = 🆘 Danger to life
menu-my = 📋 My cases
menu-today = 📅 Due today
menu-queue = 📥 Queue
menu-tasks = 📌 Tasks
menu-orders = 📜 Orders
menu-duty = 🗓 Duty
menu-squad = 🚒 Squad
menu-rostercheck = 📋 Roster check
menu-undelivered = 📵 Unreached
menu-county = 📤 County reports
menu-digest = 📊 Digest
menu-parked = 🧰 Parked
menu-code = 🔑 Code
menu-groupcode = 👥 Bind a group
menu-help = ❓ Help
menu-lang = 🌐 Language
menu-cancel = ✖️ Cancel
menu-more = ➕ More
menu-menu = ⌨️ Menu
menu-location = 📍 Send my location
menu-placeholder = Photo, place or words

## What the commands do (in Telegram's own list)

menu-report-what = Report a hazard or an incident
menu-sos-what = Lives are in danger: report at once
menu-my-what = Cases I filed or follow
menu-today-what = What I have to do by today
menu-queue-what = What the station has to do
menu-tasks-what = What my unit has to do
menu-orders-what = File and see orders from above
menu-duty-what = Who is on duty; sign on, hand over, change shifts
menu-squad-what = How many a squad has, and who has not logged in
menu-rostercheck-what = What the roster lacks, and who has never logged in
menu-undelivered-what = People to telephone: not reached, or silent
menu-county-what = Incidents to be reported to the county
menu-digest-what = Today's digest; switch digests on or off
menu-parked-what = Messages that could not be handled
menu-code-what = Issue a login code
menu-groupcode-what = Bind a group, so that its notices go there
menu-more-what = Everything else you can do
menu-menu-what = Show the buttons below
menu-start-what = Log in and begin
menu-help-what = How to use this bot
menu-lang-what = Change the language
menu-cancel-what = Give up what is being filled in

menu-more-head = <b>More</b>: tap a command, or type its name.
menu-more-line = /{ $command } { $label }: { $what }

menu-home = Send a photo, a location, a voice message or words to report. Or use the buttons below.
menu-home-station = Press “📥 Queue” to triage, dispatch and close. A photo, a location, a voice message or words make a report.
menu-home-leader = Press “📌 Overview” to see what goes on, what is overdue and whom to ring. A photo, a location, a voice message or words make a report.
menu-home-unit = Press “📌 Tasks” to accept and feed back. A photo, a location, a voice message or words make a report.
menu-unknown = There is no such command. Use the buttons below, or send /help.
menu-button-gone = This button no longer works. Please start from the menu.
menu-window-gone = This page has expired. Please open it again from the menu.

## Help

help-head = <b>How to use this bot</b>
help-report =
    <b>Report</b>: send photos, a location, voice or words, in any order. The card says what is missing; then press “✅ Submit”.
    <b>Lives in danger</b>: press “🆘 Danger to life”. It goes out first; add the rest afterwards.
    <b>More photos</b>: send them within 30 minutes and they join the case just filed; later, reply to its message.
    <b>A mistake</b>: edit your message, and it is corrected.
    <b>Progress</b>: press “📋 My cases” (/my), or send a case number.
    <b>Get out</b>: send /cancel at any time.
help-today = <b>Due</b>: “📅 Due today” lists what you have to do by today and what is overdue; open one to do it.
help-county = <b>County reports</b>: /county lists the incidents the county is still to hear of and by when; the case's card writes them too. With deaths, missing or public attention, telephone first.
help-digest = <b>Digests</b> come each morning and each week; /digest shows one now and switches them on or off.
help-station =
    <b>Station</b>: “📥 Queue” to triage, dispatch, verify and close; “📵 Unreached” to call the people who were not reached or do not answer; /orders to file orders from the county.
    Messages that could not be handled: /parked.
help-unit = <b>Unit</b>: “📌 Tasks” to accept and feed back. Ask for an extension if you need one; decline with the reason what is not yours.
help-leader = <b>Leaders</b>: “📥 Queue” shows where each case stands.
help-verify = <b>Verification</b>: when you are told to, look on site, take a photo, then press “Verify” or “Return”. Whoever handled the case cannot verify it.
help-codes = <b>Codes</b>: if somebody cannot get in, send /code with the phone number or name. A code works for 30 minutes.
help-squad = <b>Squad</b>: “🚒 Squad” shows how many people a squad needs and has, how many chat reaches, and who has not logged in.
help-rostercheck = <b>Roster check</b>: /rostercheck shows who is missing and who has never logged in, also as an Excel file.
help-reachtest = <b>Reachability test</b>: /reachtest shows whom chat would reach and tests it with one press; /mend has those who are out of reach.
help-groups = <b>Groups</b>: send /groupcode and choose the group: it is bound at once. Or post /bind with the code in the group.
help-command = /{ $command } { $label }
help-commands = <b>All your commands</b>{ $commands }
help-foot = Language: /lang. If the bot does not work, call: { $call }

## Language

lang-name = English
lang-ask = 请选择语言 / Choose your language
lang-set = The language is English now.

## Cancelling

cancel-nothing = Nothing is being filled in.
cancel-question = You are out of it.
cancel-report = The report was cancelled; nothing was sent.
cancel-undo = ↩️ Restore the report
cancel-shelved = You have left “{ $kind }”. What you filled in is kept: open it from its case to go on.
cancel-ahead = Nothing more is added. The incident has been sent and is not withdrawn; if something changes, add it from “My cases”.

menu-bind-what = Bind this group: /bind CODE
menu-description = The emergency station of { $town }: report a hazard with a photo and follow what becomes of it. Press Start and log in with the number on the roster.
menu-short-description = { $town } Emergency Station: report hazards, follow what becomes of them. In danger, telephone first.
