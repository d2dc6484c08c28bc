# What the command line says to the operator.

fault-nothing = (nothing)
fault-hidden = (not shown)

## Faults in settings: what was expected (fault), how to mend it (mend)

fault-other = something else ({$message})
mend-other = correct it; the comments in config.yaml say what fits
fault-missing = a value
mend-missing = add it
fault-extra-forbidden = a key that is known here: {$keys}
mend-extra-forbidden = did you mean {$close}?
fault-string-type = a text
mend-string-type = put quotes around a number or yes/no that is meant as text
fault-string-too-short = a text that is not empty
mend-string-too-short = fill it in
fault-string-too-long = at most {$max_length} characters
mend-string-too-long = shorten it
fault-string-pattern-mismatch = a code of small letters, digits and hyphens
mend-string-pattern-mismatch = e.g. natural-resources
fault-int-type = a whole number
fault-int-parsing = a whole number
fault-int-from-float = a whole number
fault-float-type = a number
fault-float-parsing = a number
fault-bool-type = true or false
fault-bool-parsing = true or false
fault-greater-than = more than {$gt}
fault-greater-than-equal = at least {$ge}
fault-less-than = less than {$lt}
fault-less-than-equal = at most {$le}
fault-enum = one of {$expected}
fault-literal-error = one of {$expected}
fault-model-type = a group of "name: value"
fault-dict-type = a group of "name: value"
fault-tuple-type = a list
mend-tuple-type = write [a, b], or one "- a" a line
fault-too-short = at least {$min_length} entries
fault-date-from-datetime-parsing = a date
fault-date-parsing = a date
mend-date-parsing = e.g. 2027-01-01

fault-duration = a duration with its unit
mend-duration = e.g. 5 min, 6 h, 3 d, 1 h 30 min or PT5M
fault-duration-positive = a duration above zero
mend-duration-positive = e.g. 5 min
fault-clock = a time of day
mend-clock = e.g. "08:30", in quotes
fault-size = a size
mend-size = e.g. 20 MB
fault-reminders = shares above 0 and at most 1, rising
mend-reminders = e.g. [0.5, 0.8, 1]
fault-ladder-empty = at least one rung
mend-ladder-empty = e.g. - {"{"}to: duty_officer, wait: 3 min{"}"}
fault-ladder-twice = each rank once
mend-ladder-twice = delete one of the two
fault-ladder-substitute = `substitute` only in `sign_on`
mend-ladder-substitute = name another rank
fault-hand-over-short = hand_over_every times hand_over_times longer than hand_over_ahead
mend-hand-over-short = e.g. hand_over_times: 6
fault-phone-number = a telephone number, e.g. 023-5550 0119
mend-phone-number = write digits, blanks, hyphens, brackets and plus only
fault-red-late = first_red before first_due
mend-red-late = e.g. first_red: 45 min, first_due: 60 min
fault-prompt-late = follow_up_prompt before follow_up_due
mend-prompt-late = e.g. follow_up_prompt: "07:30", follow_up_due: "08:00"
fault-test-chase = test_chase_at rising, and before test is over
mend-test-chase = e.g. test: 60 min, test_chase_at: [20 min, 40 min]
fault-test-often = test_every longer than test
mend-test-often = e.g. test_every: 48 h
fault-test-at-night = a reachability test outside the quiet hours, from its beginning to its result
mend-test-at-night = e.g. test_at: "10:00"
fault-hours-backward = a start before the end
mend-hours-backward = swap or correct them
fault-hours-overlap = stretches in order that do not overlap
mend-hours-overlap = correct start and end
fault-year-table = dates of {$year} only
mend-year-table = move the others to their own year
fault-life-held-back = a list with life in it
mend-life-held-back = add life: what concerns lives must not be held back
fault-ring = at least three [longitude, latitude] corners
mend-ring = longitude first; write [] when there is no boundary
fault-timezone = the name of a time zone
mend-timezone = e.g. Asia/Shanghai
fault-committee-unknown = a committee that committees has: {$known}
mend-committee-unknown = correct it, or add it under committees first
fault-line-unknown = a line that lines has: {$known}
mend-line-unknown = correct the code, or add it under lines first
fault-region-code = a code of a region: 6, 9 or 12 digits
mend-region-code = 6 for a county, 9 for a township, 12 for a village, e.g. "500235101"
fault-warning-event-name = a name for a kind of event of your own: {$code}
mend-warning-event-name = e.g. name: {"{"}zh_CN: 危化品泄漏, en: Chemical spill{"}"}
fault-feed-twice = each feed once: {$value} is there twice
mend-feed-twice = give each feed a name and an address of its own
fault-assessment-points = the points of the items of a { $kind } to make 100; they make {$sum}
mend-assessment-points = change the points, or look whether "applies" is complete
fault-assessment-only = parameters of the measure {$measure}: {$takes}
mend-assessment-only = take the others out of "only"
fault-assessment-cap = cap to be at most the points, and to come with each
mend-assessment-cap = e.g. points: 10, each: 0.5, cap: 5
fault-assessment-name = a name for an item of your own: {$code}
mend-assessment-name = e.g. name: {"{"}zh_CN: 参加会议, en: Meetings attended{"}"}
fault-month-day = Expected a month and a day
mend-month-day = Example: "05-01"
fault-duty-by = by: 1 to 7 with each: week (1 is Monday), 1 to 31 in longer periods, none with each: day
mend-duty-by = Correct by, or change each
fault-duty-every = No every under warnings: a warning counts from the moment it is in force
mend-duty-every = Delete every
fault-duty-roles = roles goes with owes: post, and only there
mend-duty-roles = Example: owes: post, roles: [director]
fault-duty-since = With every above 1, since says from which day to count
mend-duty-since = Example: since: 2026-01-01
fault-duty-levels = levels goes only with owes: risk_point
mend-duty-levels = Delete levels, or change owes
fault-duty-lines = lines goes only with owes: risk_point or line
mend-duty-lines = Delete lines, or change owes
fault-duty-name = A duty of your own needs a name: {$code}
mend-duty-name = Example: name: {"{"}zh_CN: 镇长每月带队检查, en: Monthly inspection led by the mayor{"}"}
fault-duty-fact = fulfilled_by is one of: {$known}
mend-duty-fact = Example: fulfilled_by: patrol (an entered patrol fulfils it)
fault-duty-fact-owes = {$fact} can count only for: {$known}
mend-duty-fact-owes = Change owes, or fulfilled_by
fault-question-twice = the code {$code} once in a checklist
mend-question-twice = choose another code
fault-unit-twice = each unit once a line
mend-unit-twice = remove it from co
fault-severity-missing = all four severities
mend-severity-missing = add its deadline and evidence
fault-language-unlisted = a language that languages has
mend-language-unlisted = correct it, or add it under languages

fault-token = a token as BotFather gives it, like 123456:ABC…
mend-token = copy it from BotFather into .env: BIHUAN_TOKEN=…
fault-database-url = the address of a SQLite file or a PostgreSQL server
mend-database-url = e.g. sqlite:///var/bihuan.sqlite3 or postgresql://user:password@host/name
fault-host-port = an address to listen on, host:port
mend-host-port = e.g. 127.0.0.1:8090
fault-origin = the address of a server, without a path
mend-origin = e.g. https://api.telegram.org
fault-public-url = an address that Telegram can reach
mend-public-url = e.g. https://bot.example.org/telegram
fault-variable = a value of the environment variable {$name}
mend-variable = set {$name}=… in the environment or in .env

fault-config-no-file = a configuration file
mend-config-no-file = run it where config.yaml is, or name it with BIHUAN_CONFIG
fault-config-encoding = UTF-8
mend-config-encoding = save it as UTF-8 with your editor
fault-config-unreadable = a file that can be read
mend-config-unreadable = check its path and permissions
fault-config-yaml = valid YAML
mend-config-yaml = look at the indentation, blanks after colons, quotes and doubled keys there

## Check

fault-token-refused = a token that Telegram knows
mend-token-refused = compare it with BotFather; make a new one if it has leaked
fault-unreachable = a database that answers ({$reason})
mend-unreachable = check address, account and network, and whether the server is running
fault-schema = the newest schema
mend-schema = run bihuan migrate
fault-roster = an entry in the roster: without it cases cannot be dispatched
mend-roster = add it to the workbook and run bihuan roster import
fault-group-lost = the bot to be in the group
mend-group-lost = add the bot to the group and post a binding code again
fault-holidays = the holidays of {$year}; until then every Monday to Friday but the statutory days of January, May and October counts as worked, wrong around other holidays
mend-holidays = copy the State Council's notice into working_time.years of config.yaml (off: holidays, work: make-up days), e.g. years: {"{"}{$year}: {"{"}off: [{$year}-01-01], work: [{$year}-01-03]{"}"}{"}"}; or upgrade
fault-holidays-ahead = the holidays of {$year}; the service runs meanwhile, deadlines that reach into {$year} count Monday to Friday but the statutory days of January, May and October for the time being
mend-holidays-ahead = once published, copy the State Council's notice into working_time.years of config.yaml (off: holidays, work: make-up days), e.g. years: {"{"}{$year}: {"{"}off: [{$year}-01-01], work: [{$year}-01-03]{"}"}{"}"}; or upgrade
check-roster = roster
check-group = group binding
check-no-token = BIHUAN_TOKEN is not set: the token was not checked; the bot needs one to run
check-offline = {$base} does not answer ({$reason}): the token was not checked
check-bot = The token is good; the bot is @{$name}
check-intake = Process {$process} handles messages: {$shares} shares of the senders
check-intake-first = Process {$process} handles messages: {$shares} shares of the senders; without a webhook it also receives
check-no-county-phones = county_reports.phones is empty: after a death nobody is shown whom to telephone at the county
check-no-station-group = The station has no group bound yet
check-accounts = {$people} people in the roster, {$bound} with a bound account

## Commands

cli-fault = ✗ {$where}: {$met} → {$expected}. {$mend}
cli-alarm = ⚠ {$where}: {$met} → {$expected}. {$mend}
cli-alarms = {$count} to mend before it matters; the service runs meanwhile.
cli-faults = {$count} to mend.
cli-all-well = All is well.
cli-migrated = The database is at revision {$revision}.
cli-not-migrated = The database is not at the newest revision: run bihuan migrate first.
cli-no-database = The database cannot be used ({$reason}); bihuan check says why.
cli-written = Wrote {$file}.
cli-exists = {$file} exists; --force overwrites it.
cli-no-folder = The folder of {$file} does not exist.
cli-roster-sheet = {$sheet}: {$created} new, {$updated} updated, {$unchanged} unchanged, {$deactivated} deactivated
cli-roster-kept =   {$count} of them were let into a squad by chat and are not in the sheet; they stay: add them under posts, or have the captain take them out with /squad
cli-roster-imported = Imported.
cli-roster-tried = No faults; nothing was written (--dry-run).
cli-roster-marked = A copy with the faults marked was written to {$file}: the cells are coloured and have a comment, and the column "To correct" on the right says what to do. Correct it and import it: the marks do no harm.
cli-roster-unmarked = The copy with the faults marked could not be written to {$file}: see whether the folder may be written to.
cli-no-case = There is no case {$number}.
cli-auditing = Verifying the journal
cli-backing-up = Backing up
cli-restoring = Restoring
cli-exporting = Exporting
cli-audit-holds = The journal holds: {$count} entries.
cli-audit-changed = {$subject}: entry {$seq} was changed.
cli-audit-missing = {$subject}: entry {$seq} is missing.
cli-backed-up = Backed up to {$file}: {$rows} rows, {$files} files.
cli-restored = Restored: {$rows} rows, {$files} files.
cli-erased-again = The backup had { $count } lists of evacuations that were destroyed; they are destroyed again.
cli-exported = Exported to {$file}: {$count} cases.
cli-no-phone = {$phone} is not a valid phone number.
cli-nobody = Nobody in the roster has {$phone}.
cli-code = Login code of {$name}: {$code}, until {$until}, once only. To be typed by that person in the private chat with the bot.
cli-no-console = This version has no web console: leave console out of --roles.

## In the terminal while the bot runs

log-started = The bot is running. Ctrl+C stops it.
log-stopping = Stopping: what is in hand is finished first…
log-stopped = Stopped.
log-standing-by = Another program is using this token; this one stands by and takes over when the other stops.
log-telegram-unreachable =
    { $way ->
        [proxy] Telegram ({$base}) cannot be reached through the proxy. Still trying; until then nothing is received or sent. Check the address in BIHUAN_PROXY, and that the proxy is running.
        [elsewhere] {$base} cannot be reached. Still trying; until then nothing is received or sent. Check BIHUAN_API_BASE, and that the server there is running.
       *[direct] Telegram ({$base}) cannot be reached. Still trying; until then nothing is received or sent. Check the network; where a proxy is needed, put BIHUAN_PROXY=socks5://host:port into .env and start again.
    }
log-telegram-reached = Telegram is reached again: messages come and go.
log-sandbox-clock-away = The sandbox ({$base}) cannot be reached. Still trying. Run bihuan sandbox first, or check BIHUAN_API_BASE.
log-polling-conflict = Another program receives with the same token; both miss messages. Stop one of them.
log-database-away = The database cannot be used for now. Still trying. Check the disk and the database server.

## Backup

backup-unreadable = The backup cannot be opened ({$reason}).
backup-no-manifest = This is no backup of ours.
backup-other-version = The backup has schema {$revision}, this program {$head}; restore it with the same version, then upgrade.
backup-incomplete = The backup lacks something or has something it should not; nothing was restored.
backup-changed = {$part} of the backup is not what was written; nothing was restored.
backup-old-schema = The database is not at the newest revision: run bihuan migrate first.
backup-not-empty = The database has records ({$table}); a backup goes into an empty one only.
backup-count = {$table} has another number of rows than the backup; everything was taken back.
backup-references = The backup refers to records it does not have; everything was taken back.

## Ledgers

ledger-case = Cases
ledger-case-number = Number
ledger-case-kind = Kind
ledger-case-source = Source
ledger-case-line = Line
ledger-case-severity = Severity
ledger-case-state = State
ledger-case-drill = Drill
ledger-case-description = Description
ledger-case-village = Village
ledger-case-landmark = Landmark
ledger-case-latitude = Latitude
ledger-case-longitude = Longitude
ledger-case-people = People at risk
ledger-case-reporter = Reporter
ledger-case-submitted = Submitted
ledger-case-triaged = Triaged
ledger-case-dispatched = Dispatched
ledger-case-due = Due
ledger-case-over = Emergency over
ledger-case-verified = Verified
ledger-case-verifier = Verifier
ledger-case-closed = Closed
ledger-case-reopened = Times reopened
ledger-assignment = Assignments
ledger-assignment-number = Case number
ledger-assignment-unit = Unit
ledger-assignment-part = Part
ledger-assignment-state = State
ledger-assignment-issued = Issued
ledger-assignment-issuer = Issued by
ledger-assignment-due = Due
ledger-assignment-accepted = Accepted
ledger-assignment-accepter = Accepted by
ledger-assignment-eta = Expected on site
ledger-assignment-fed-back = Fed back
ledger-assignment-feeder = Fed back by
ledger-assignment-feedback = Feedback
ledger-assignment-returned = Times returned
