# What the members of the closed vocabularies are called. Key = prefix + value with hyphens, as in models/enums/.

## Posts

role-director = Director, Emergency Management Committee
role-executive-deputy-director = Executive deputy director
role-deputy-director = Deputy director
role-station-chief = Station chief
role-station-executive-deputy = Executive deputy station chief
role-station-deputy-chief = Deputy station chief
role-station-staff = Station staff
role-unit-head = Unit head
role-unit-handler = Unit handler
role-village-principal = Village principal
role-emergency-administrator = Emergency administrator
role-information-officer = Disaster information officer
role-grid-officer = Grid officer
role-squad-captain = Squad captain
role-squad-deputy = Deputy squad captain
role-squad-member = Squad member
role-operator = System operator

## Cases

kind-hazard = hazard
kind-incident = incident

severity-ordinary = ordinary
severity-considerable = considerable
severity-major = major
severity-extraordinary = extraordinary

source-report = village report
source-order = order from above
source-follow-up = left over from an incident
source-split = split from a case
source-inspection = found on inspection
source-warning = disaster warning
source-meeting = joint meeting resolution
source-drill = drill
source-evacuation = evacuation
source-problem-list = problem list

case-state-submitted = awaiting triage
case-state-triaged = awaiting dispatch
case-state-dispatched = awaiting acceptance
case-state-handling = being handled
case-state-feedback = awaiting verification
case-state-verified = awaiting closing
case-state-closed = closed
case-state-dismissed = dismissed
case-state-merged = merged

## Assignments

assignment-state-issued = awaiting acceptance
assignment-state-accepted = being handled
assignment-state-declined = declined
assignment-state-paused = paused
assignment-state-fed-back = fed back
assignment-state-returned = returned
assignment-state-verified = verified
assignment-state-withdrawn = withdrawn

part-lead = lead
part-co = co-unit

## Actions

action-file = file a report
action-supplement = add material
action-follow = follow
action-view = view
action-claim = claim for triage
action-triage = triage
action-triage-again = change the severity
action-dismiss = dismiss
action-merge = merge
action-unmerge = undo the merge
action-split = split
action-dispatch = dispatch
action-dispatch-again = add a unit
action-urge = press for a step
action-withdraw = withdraw
action-reroute = re-route
action-accept = accept
action-accept-partly = accept in part
action-confirm-on = still at work
action-lapse = acceptance lapsed
action-set-eta = say when to arrive
action-decline = decline
action-feed-back = give feedback
action-return = return
action-ask-extension = ask for an extension
action-grant-extension = grant the extension
action-refuse-extension = refuse the extension
action-pause = pause
action-resume = resume
action-verify = verify
action-close = close
action-reopen = reopen
action-declare-over = declare the emergency over
action-correct = correct
action-file-order = file an order from above
action-answer-order = answer the order
action-report-county = report to the county
action-correct-report = correct a report to the county
action-waive-report = not for the county
action-flag-casualties = note casualties or attention
action-phone-county = telephone the county
action-declare-stable = declare it stable
action-resume-reports = resume follow-ups
action-set-event = correct the time of the event
action-run-reports = county clock changed
action-see-reports = see the county reports
action-see-queue = see the queue
action-see-tasks = see the unit's tasks
action-see-digest = see the digest
action-see-undelivered = see what was not delivered
action-settle-call = told by phone
action-see-parked = see parked updates
action-issue-code = issue a login code
action-issue-leader-code = issue a login code for a leader
action-bind-group = bind a group
action-see-duty = see the duty roster
action-keep-duty = keep a shift
action-see-duties = see duties
action-set-colour = set or lift a warning's colour
action-excuse-duty = excuse or move a duty
action-inspect = record an inspection
action-instruct = instruct a unit after an inspection
action-see-inspection = see inspection records
action-correct-inspection = correct or withdraw an inspection record

action-see-drills = see drills
action-plan-drill = plan and run a drill
action-assess-drill = assess a drill
action-see-problems = see the problem lists
action-file-problem = enter a problem
action-keep-problem = change, move or drop a problem
action-rectify-problem = rectify a problem
action-review-problem = review measures and progress
action-accept-problem = accept and close a problem
action-attend-training = take part in training
action-keep-training = organise training
action-broadcast = send to many
action-consent = consent to sending
action-mobilise = mobilise
action-field-note = report from the field
action-admit = let into a squad
action-see-squad = see a squad
action-check-roster = check the roster
action-patrol = patrol
action-see-risk-points = see risk points
action-keep-risk-point = keep the data of a risk point
action-grade-risk-point = add, grade or close a risk point
action-withdraw-patrol = withdraw a patrol
action-test-reachability = test reachability
action-remediate-reachability = mend reachability
action-attend-meeting = attend a meeting
action-call-meeting = call a meeting
action-keep-meeting = keep a meeting

## Deadlines

deadline-kind-triage = triage
deadline-kind-dispatch = dispatch
deadline-kind-accept = acceptance
deadline-kind-feed-back = feedback
deadline-kind-verify = verification
deadline-kind-close = closing
deadline-kind-extension = decision on an extension
deadline-kind-resume = resumption
deadline-kind-still-on = still at work
deadline-kind-answer-order = answer to the order
deadline-kind-first-report = first report
deadline-kind-follow-up-report = follow-up report
deadline-kind-verified-report = verified report
deadline-kind-phone-county = call to the county

deadline-outcome-met = met
deadline-outcome-missed = missed
deadline-outcome-cancelled = cancelled

## Drafts and files

draft-kind-report = report
draft-kind-feedback = feedback
draft-kind-verification = verification
draft-kind-dispatch = dispatch plan
draft-kind-queue = view of the queue
draft-kind-broadcast = message to many
draft-kind-evacuation = order to evacuate
draft-kind-mobilisation = mobilisation
draft-kind-order = order from above
draft-kind-county-report = report to the county
draft-kind-county-correction = correction of a report
draft-kind-patrol = patrol

draft-kind-inspection = inspection record

draft-kind-topic = topic of a meeting
draft-kind-minutes = minutes
draft-kind-resolution = resolution

draft-kind-drill-note = evaluation of a drill
draft-kind-drill-correction = correction after a drill
draft-kind-problem = entry of a problem
draft-kind-problem-progress = progress on a problem
draft-kind-problem-acceptance = acceptance of a problem
draft-kind-training-material = training material

draft-state-open = being filled in
draft-state-shelved = set aside
draft-state-sent = sent
draft-state-cancelled = given up

media-kind-photo = photo
media-kind-video = video
media-kind-voice = voice message
media-kind-audio = audio
media-kind-document = document

media-state-wanted = to be fetched
media-state-stored = stored
media-state-refused = refused
media-state-failed = could not be fetched

purpose-report = report
purpose-late = added later
purpose-feedback = feedback
purpose-verification = verification
purpose-order = order
purpose-field = from the field
purpose-patrol = taken on a patrol

purpose-inspection = from an inspection

purpose-topic = for a topic
purpose-minutes = minutes
purpose-resolution = for a resolution

purpose-drill-note = file of a drill
purpose-drill-correction = file of a correction
purpose-problem = of a problem
purpose-problem-progress = evidence of a rectification
purpose-problem-acceptance = of an acceptance
purpose-training-material = of a training session

## Messages

priority-life = danger to life
priority-order = order
priority-receipt = receipt
priority-reminder = reminder
priority-digest = digest

manner-edit = edited card
manner-anew = card sent again
manner-reply = answer to the card

call-outcome-reached = reached
call-outcome-missed = not reached
call-outcome-handed = another person is called

message-state-queued = queued
message-state-sending = sending
message-state-sent = sent
message-state-unknown = outcome unknown
message-state-failed = not delivered
message-state-expired = expired
message-state-replaced = replaced by a newer one

update-state-pending = pending
update-state-handled = handled
update-state-parked = parked

## Groups, languages, risk points

group-purpose-station = emergency station
group-purpose-unit = unit
group-purpose-village = village
group-purpose-squad = squad

group-state-bound = bound
group-state-lost = lost

language-zh-cn = 中文
language-en = English
number-holder-same = same person
number-holder-other = another person

level-low = low risk
level-general = general risk
level-larger = larger risk
level-major = major risk

digest-kind-morning = morning digest
digest-kind-weekly = weekly digest

## Duty

duty-kind-officer = duty officer
duty-kind-leader = leader on duty

swap-state-asked = waiting for an answer
swap-state-agreed = agreed
swap-state-refused = refused
swap-state-lapsed = lapsed

roll-call-kind-broadcast = broadcast
roll-call-kind-mobilisation = mobilisation
roll-call-kind-reachability = reachability test

answer-received = received
answer-coming = on the way
answer-on-scene = on scene
answer-cannot = cannot come

broadcast-state-draft = draft
broadcast-state-awaiting = waiting for consent
broadcast-state-sent = sent
broadcast-state-dropped = given up

correction-cancel = cancel
correction-correct = correct

## Reports to the county

reporting-state-first-due = first report due
reporting-state-following = followed up daily
reporting-state-stable = verified report due
reporting-state-verified = verified report made
reporting-state-waived = not for the county
reporting-state-cancelled = no more reports

report-kind-first = first report
report-kind-follow-up = follow-up report
report-kind-verified = verified report

report-way-system = system entry
report-way-phone = telephone
report-way-fax = fax
report-way-message = messenger or work group
joining-state-asked = asked to join
joining-state-agreed = let in
joining-state-refused = not let in

mobilisation-state-draft = draft
mobilisation-state-running = running
mobilisation-state-standing-down = standing down
mobilisation-state-ended = ended
mobilisation-state-dropped = given up

## Hand-over in the field

handover-kind-shift = shift
handover-kind-command = command
handover-state-draft = being written
handover-state-asked = waits for the other
handover-state-agreed = handed over
handover-state-refused = not taken over
handover-state-withdrawn = taken back
handover-state-lapsed = lapsed

## Reachability test

out-of-reach-no-account = not logged in
out-of-reach-blocked = blocked the bot, or the account is gone
out-of-reach-undelivered = not delivered
out-of-reach-silent = delivered, not answered
out-of-reach-unsent = could not be sent

remediation-outcome-new-number = new number
remediation-outcome-logged-in = logged in
remediation-outcome-spoken-to = spoken to
remediation-outcome-left = holds no post any more
remediation-outcome-reached = can be reached

duty-state-open = to do
duty-state-done = done
duty-state-excused = excused
duty-state-missed = missed
duty-state-void = void

colour-red = red
colour-orange = orange
colour-yellow = yellow
colour-blue = blue

patrol-answer-normal = normal
patrol-answer-problem = problem
patrol-answer-not-applicable = not applicable

drill-scope-town = town
drill-scope-village = village

drill-form-live = live
drill-form-tabletop = table-top

drill-state-planned = planned
drill-state-running = running
drill-state-paused = paused
drill-state-held = held
drill-state-stopped = stopped
drill-state-cancelled = called off

inject-kind-text = text
inject-kind-hazard = hazard
inject-kind-incident = incident
inject-kind-mobilisation = mobilisation
inject-kind-broadcast = broadcast

drill-part-preparation = preparation
drill-part-execution = execution

drill-mark-met = met
drill-mark-partly = partly met
drill-mark-not-met = not met
drill-mark-not-applicable = not applicable

drill-step-comments = comments
drill-step-self-review = self-review
drill-step-assessment = assessment
drill-step-report = report
drill-step-corrections = corrections

drill-grade-excellent = excellent
drill-grade-good = good
drill-grade-fair = fair
drill-grade-poor = poor

problem-list-inspection = discipline inspection
problem-list-environment = environmental inspection
problem-list-supervision = supervision
problem-list-audit = audit
problem-list-opinion = public opinion online
problem-list-petition = petitions
problem-list-safety = production safety

problem-origin-above = found from above
problem-origin-local = found by county or town
problem-origin-self = found by the unit itself

problem-state-new = measures owed
problem-state-planned = measures to review
problem-state-rectifying = under rectification
problem-state-finished = to be accepted
problem-state-closed = closed
problem-state-dropped = dropped

problem-step-file = entered
problem-step-change-measures = measures changed
problem-step-plan = measures handed in
problem-step-approve = measures agreed to
problem-step-return-plan = measures sent back
problem-step-report = progress written
problem-step-pass = progress passed
problem-step-send-back = progress sent back
problem-step-finish = every measure done
problem-step-accept = accepted and closed
problem-step-refuse = not accepted
problem-step-reopen = opened again
problem-step-drop = dropped
problem-step-assign = changed hands
problem-step-move = time changed
problem-step-correct = entry corrected
problem-step-mark = concealment decided

entry-state-waiting = waits for review
entry-state-passed = passed
entry-state-returned = sent back

problem-colour-red = overdue
problem-colour-orange = behind
problem-colour-yellow = under way
problem-colour-blue = measures done
problem-colour-green = rectified

training-state-planned = planned
training-state-invited = invited
training-state-held = held
training-state-cancelled = called off

training-answer-seen = read
training-answer-coming = comes
training-answer-cannot = cannot come

sheet-kind-questions = questions
sheet-kind-names = names of those present

sheet-state-reading = being read
sheet-state-read = to be confirmed
sheet-state-taken = taken over
sheet-state-unreadable = unreadable

assessed-village = villages
assessed-unit = units
assessed-line = lines
assessment-each-month = month
assessment-each-quarter = quarter
assessment-each-year = year
appeal-state-waiting = to be answered
appeal-state-upheld = upheld
appeal-state-refused = refused
appeal-state-withdrawn = withdrawn
action-see-assessment = see the assessment
action-close-assessment = close an assessment period
action-appeal-assessment = appeal against a figure
action-answer-appeal = answer an appeal
action-see-overview = see the overview
action-inquire = ask the reporter
draft-kind-appeal = appeal
purpose-appeal = of an appeal
sex-male = male
sex-female = female
vulnerability-elderly = elderly
vulnerability-child = child
vulnerability-pregnant = pregnant or in childbed
vulnerability-disabled = disabled
vulnerability-sick = sick
vulnerability-alone = lives alone
vulnerability-other = needs help otherwise
shelter-state-closed = closed
shelter-state-open = open
action-see-households = see households
action-keep-warnings = keep warnings
action-keep-household = keep a household
action-see-people = see full names
action-see-shelters = see shelters
action-keep-shelter = keep a shelter
action-see-evacuation = see an evacuation
action-order-evacuation = order an evacuation
action-work-evacuation = enter where people are
action-lead-evacuation = lead an evacuation
action-keep-door = keep a shelter's door
action-find-people = find people by name
evacuation-state-draft = draft
evacuation-state-asked = waits for consent
evacuation-state-ordered = under way
evacuation-state-ended = ended, not lifted
evacuation-state-lifted = lifted, people return
evacuation-state-over = everybody is back
evacuation-state-taken-back = taken back
evacuation-state-dropped = given up
evacuee-state-untold = not told
evacuee-state-told = told
evacuee-state-unwilling = will not go
evacuee-state-left = on the way
evacuee-state-arrived = arrived
evacuee-state-not-home = not at home
evacuee-state-away = away
evacuee-state-returned = returned
