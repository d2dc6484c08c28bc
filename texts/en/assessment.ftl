# Assessment: figures from outcomes, each point with its source; closing and appeals.

menu-assessment = 📈 Assessment
menu-assessment-what = See the scores of villages, units and lines, and their sources
help-assessment = <b>Assessment</b>　/assessment shows the scores of villages, units and lines by month, quarter and year. Only outcomes count. Each item opens its sum and everything it came from. A closed period keeps its figures; the assessed may appeal in time.

assess-period = { $each ->
    [month] { $number }/{ $year }
    [quarter] quarter { $number } of { $year }
   *[year] { $year }
}
assess-head = 📈 <b>Assessment, { $period }</b> ({ $state ->
    [closed] closed { $at }
    [over] to be closed, figures still change
   *[open] in progress
})
assess-list = { $kind ->
    [village] Villages
    [unit] Units
   *[line] Lines
} in the order of the roster. Open one for its items and sources.
assess-list-none = There is nothing in this period that you may see.
assess-entry = { $name }　{ $total ->
    [no] no score
   *[other] { $total }
}{ $lost ->
    [no] {""}
   *[other] {" "}(lost { $lost })
}
assess-one = <b>{ $name }</b>　score <b>{ $total }</b>
assess-figure = ▫️ { $what }: { $got ->
    [no] nothing to judge by
   *[other] { $got }
} / { $points }
assess-own = Own work: { $got } ÷ { $of } × 100 = { $own } (items without an event are left out)
assess-no-score = There was nothing to judge by: no score, and out of the average.
assess-below = Score: own { $own } × { $percent }% + mean of subordinates { $below } × { $rest }% = { $total }
assess-before = Against { $period }: { $total }, { $way ->
    [up] up by { $by }
    [down] down by { $by }
   *[same] the same
}
assess-since = ⚠️ { $count } changes after the close, which do not change this score:
assess-since-line = ▫️ { $item }: { $name }, at the close: { $was }, now: { $now }
assess-since-more = … and { $count } more
assess-not-there = not there
assess-appeals-until = To object to points lost, open the item and appeal by { $at }.
assess-item = { $what } { $got }
assess-of = { $period } · <b>{ $name }</b> · { $item }
assess-measure = Measure: { $what }
assess-sum-share = Sum: { $good } ÷ { $of } = { $percent }%, { $points } × { $percent }% = <b>{ $got }</b>{ $neutral ->
    [0] {""}
   *[other] {" "}({ $neutral } more count neither way)
}
assess-sum-deduct = Sum: { $points } − { $good } × { $each } = { $points } − { $of }{ $cap ->
    [no] {""}
   *[other] {" "}(at most { $cap })
} = <b>{ $got }</b>{ $neutral ->
    [0] {""}
   *[other] {" "}({ $neutral } more count neither way)
}
assess-sum-none = Nothing counted in this period: the item has no score and its points are left out{ $neutral ->
    [0] {""}
   *[other] {" "}({ $neutral } count neither way)
}.
assess-outcome = { $mark } { $at } { $what }: { $name }{ $lost ->
    [no] {""}
   *[other] , −{ $lost }
}
assess-outcomes-none = No outcomes.
assess-sheet = 📄 Excel
assess-close = 🔒 Close
assess-close-yes = 🔒 Close it
assess-close-sure = Close <b>{ $period }</b>? Later changes will not change its figures, only an appeal that is upheld will. The assessed get their scores and the time for appeals.
assess-closed = Closed, and the assessed are told
assess-closed-already = This period is closed already.
assess-not-over = This period ends on { $until }. It can be closed after that.
assess-not-begun = The township was not assessed yet in this period, so it cannot be closed.
assess-gone = This record no longer exists. Open /assessment again.
assess-closed-told = 📈 The assessment of <b>{ $period }</b> is closed. To object to points lost, open the item and appeal by { $until }.
assess-told-line = ▫️ { $name }: { $total }
assess-open = See { $name }
assess-open-thing = Open the source
assess-appeals = 📮 Appeals to answer { $count }
assess-thing = Assessment { $period }{ $of ->
    [no] {""}
   *[other] : appeal of { $of }
}
assess-owes-close = closing
assess-owes-answer = answering an appeal

appeal-new = 📮 Appeal
appeal-card = 📮 <b>Appeal</b>
appeal-ask = Please write the reason; photos may come along.
appeal-how = Add words and photos if you like, then submit.
appeal-send = ✅ Submit the appeal
appeal-sent = The appeal is submitted. It is answered by { $due }.
appeal-card-left = No appeal was submitted.
appeal-filed = 📮 { $at } appeal: { $text }
appeal-state = Appeal: <b>{ $state }</b>{ $answer ->
    [no] {""}
   *[other] , { $answer }
}
appeal-open = Open
appeal-done = ✅ Upheld, counts as done
appeal-left = ➖ Upheld, does not count
appeal-stays = ❌ The points stay
appeal-why = { $choice ->
    [stays] Please type why the points stay:
   *[other] Please type why the appeal is upheld:
}
appeal-answered = The appeal is answered, and the assessed are told.
appeal-withdraw = ↩️ Withdraw the appeal
appeal-taken-back = The appeal is withdrawn. You may appeal again in time.
appeal-file = File of the appeal
appeal-there = There is an appeal about this already.
appeal-too-late = The time for appeals is over (until { $until }). If something new has come up, call the station.
appeal-nothing-lost = No points were lost by this, so there is nothing to appeal against.
appeal-words-needed = Please write the reason of the appeal first.
appeal-answered-already = This appeal was answered or withdrawn already.
appeal-told-filed = 📮 { $name } appeals about “{ $item }” (score now { $score }). Please answer.
appeal-told-upheld = ✅ Appeal upheld: “{ $item }” of { $name } was changed, the score is now { $score }.
appeal-told-refused = ❌ Appeal refused: “{ $item }” of { $name } stays, the score is still { $score }.
appeals-head = 📮 <b>Appeals to answer</b>: { $count }
appeals-none = 📮 No appeal waits for an answer.
appeals-entry = { $name } · { $item }

# Items of the default table
assess-item-safety-checks = Production safety: risk points checked
assess-item-safety-feedback = Production safety: feedback in time
assess-item-safety-hazards = Production safety: hazards closed
assess-item-relief-checks = Disaster relief: risk points checked
assess-item-relief-feedback = Disaster relief: feedback in time
assess-item-relief-hazards = Disaster relief: hazards closed
assess-item-line-checks = Line: risk points checked
assess-item-line-feedback = Line: feedback in time
assess-item-other-duties = Other duties
assess-item-meetings = Joint meetings attended
assess-item-topics = Topics in time
assess-item-problems = Problem lists
assess-item-reopened = Cases opened again
assess-item-reachability = People within reach

measure-duties = duties
measure-feedback = feedback
measure-hazards = hazards
measure-meetings = meetings
measure-patrols = patrols
measure-problems = problems
measure-reachability = reachability tests
measure-reopened = cases opened again
measure-topics = topics

# Outcomes
occasion-duty-name = { $what } ({ $who }, { $period })
occasion-duty-done = done in time
occasion-duty-late = done late
occasion-duty-open = late and not done
occasion-duty-missed = missed
occasion-duty-excused = excused, does not count
occasion-appeal-upheld = appeal upheld
occasion-feedback-met = feedback in time
occasion-feedback-late = feedback late
occasion-feedback-open = feedback overdue
occasion-feedback-expired = over when it was received, does not count
occasion-hazard-closed = hazard closed
occasion-hazard-late = hazard overdue
occasion-hazard-open = hazard in work, does not count yet
occasion-reopened = opened again after its closing
occasion-meeting-attended = attended
occasion-meeting-declined = said it could not come, absent
occasion-meeting-missed = absent
occasion-topic-in-time = topic in time
occasion-topic-late = topic late
occasion-problem = on a problem list
occasion-problem-concealed = concealed problem, counts double
occasion-problem-self = problem found by itself
occasion-patrol = result of a patrol
occasion-reachability-name = reachability test { $number }, reached { $reached }/{ $asked }
occasion-reached = everybody reached
occasion-not-all-reached = not everybody reached

# Excel
assess-sheet-title = Assessment of { $town }, { $period }
assess-sheet-about = About
assess-sheet-state = { $state ->
    [closed] closed
   *[open] not closed
}
assess-sheet-outcomes = Outcomes
assess-sheet-appeals = Appeals
assess-column-kind = Assessed
assess-column-mean = Mean score
assess-column-state = State
assess-column-name = Name
assess-column-item-points = { $item } ({ $points })
assess-column-own = Own work
assess-column-below = Subordinates
assess-column-total = Score
assess-column-lost = Points lost
assess-column-before = Period before
assess-column-item = Item
assess-column-day = Day
assess-column-what = Outcome
assess-column-of = Source
assess-column-credit = Counts as
assess-column-appeal = Reason of the appeal
assess-column-answer = Answer
