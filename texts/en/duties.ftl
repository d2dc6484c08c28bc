# Duties: inspections, meetings, drills and training that are owed without anybody asking.

menu-duties = 🗓 Duties
menu-duties-what = Inspections, meetings, drills and training that are owed
duties-head = 🗓 <b>My duties</b>: { $count } to do
duties-none = 🗓 Nothing to do at present.
duties-entry = { $what } · { $name }
duties-board = 📊 The whole township
duties-own = 🗓 My duties
duties-board-head = 📊 <b>Duties</b> (current periods)
duties-tally = { $of ->
    [0] ▫️ { $what }: none in this period yet
   *[other] ▫️ { $what }{ $track ->
        [yes] { " " }(under a warning)
       *[no] {""}
    }: { $done }/{ $of } done{ $late ->
        [0] {""}
       *[other] , { $late } late
    }{ $missed ->
        [0] {""}
       *[other] , { $missed } missed
    }{ $excused ->
        [0] {""}
       *[other] , { $excused } excused
    }
}
duties-rule-head = 🗓 <b>{ $what }</b>: { $count }
duties-plan = 📅 The year's plan
duties-plan-head = 📅 <b>Duties of { $month }/{ $year }</b>
duties-plan-empty = 📅 No duty is due in { $month }/{ $year }.
duties-planned = ▫️ { $what }: by { $due }, owed by { $count }{ $times ->
    [1] {""}
   *[other] , { $times } times each
}{ $settled ->
    [no] {" "}*
   *[yes] {""}
}
duties-unsettled = * The holidays are not published yet: a day off may move it.
duties-missed = ❌ Missed in month { $month }
duties-missed-head = ❌ <b>Missed duties of { $month }/{ $year }</b>: { $count ->
    [0] none
   *[other] { $count }
}
duties-missed-line = ❌ { $name }: { $what }, { $first }{ $last ->
    [no] {""}
   *[other] { " " }to { $last }
}, late since { $since }{ $part ->
    [no] {""}
   *[other] { " " }({ $part } done)
}
duty-list = 🗓 Show duties
duty-open = Open
duty-group = <b>{ $what }</b>
duty-due = { $late ->
    [0] 🗓 To do: <b>{ $what }</b>, by { $due }, { $count } in all
   *[other] ⏰ Late: <b>{ $what }</b>, was due { $due }, { $count } not done
}
duty-alone = Owed by: { $name }
duty-more = { $count } more: press the button below.
duties-line = { $mark } { $name }, by { $due }{ $part ->
    [no] {""}
   *[other] { " " }({ $part } done)
}{ $track ->
    [yes] , under a warning
   *[no] {""}
}
duty-mark-open = ⬜
duty-mark-late = 🟥
duty-mark-done = ✅
duty-mark-excused = ➖
duty-mark-missed = ❌
duty-mark-void = ▫️
duties-card = { $mark } <b>{ $what }</b>
duty-who = Owed by: { $name }{ $place ->
    [no] {""}
   *[other] { " " }({ $place })
}
duty-period = Period: { $first } to { $last }
duty-day = { $month }/{ $day }
duty-by = Due: { $due }{ $moved ->
    [yes] { " " }(moved)
   *[no] {""}
}
duty-track = Owed more often while a warning is in force
duty-count = { $done } of { $needed } done
duty-fact = ✅ { $at } done once
duty-state = State: { $state }{ $by ->
    [no] {""}
   *[other] { " " }({ $by })
}{ $reason ->
    [no] {""}
   *[other] , reason: { $reason }
}
duty-basis = Basis: { $basis }
duty-how-inspection = It is done when the inspection's record is entered.
duty-how-patrol = It is done when the patrol's result is entered on the spot.
duty-how-meeting = It is done when the minutes are entered.
duty-how-town-drill = It is done when the drill was held and ended.
duty-how-village-drill = It is done when the drill was held and ended.
duty-how-training = It is done when the attendance is entered.
duty-counted = 🗓 Counts for: { $what } ({ $first } to { $last }){ $part ->
    [no] {""}
   *[other] , { $part } done
}
duty-open-again = 🗓 { $what } ({ $first } to { $last }): { $state }
duty-mark-paused = ⏸
duty-paused = ⏸ Paused until { $until }, goes on by itself then{ $reason ->
    [no] {""}
   *[other] { " " }({ $reason })
}
duty-pause = Pause
duty-resume = Go on
duty-pause-why = Please type the reason of the pause:
duty-pause-until = Until when? Use the calendar, or type a time such as "5 Dec 17:00". { $days } days at most.
duty-paused-before = This duty is paused already.
duty-move = 📅 Change the day
duty-excuse = Excuse
duty-unexcuse = Take the excuse back
duty-excuse-why = Type the reason of the excuse:
duties-gone = This duty is no longer there.
duty-settled = This duty is settled and cannot be changed.
duty-day-outside = Pick a time to come, { $until } at the latest.


# The names and grounds of the default rules.
duty-rule-leader-inspection = Inspection led by a principal leader
duty-rule-leader-inspection-basis = each principal leader inspects at least once a quarter
duty-rule-risk-point-check = Check of a risk point of 较大 or above
duty-rule-risk-point-check-basis = member units check each at least once a month and report the result
duty-rule-joint-meeting = Joint meeting
duty-rule-joint-meeting-basis = once a quarter
duty-rule-town-drill = Drill of the township
duty-rule-town-drill-basis = at least one comprehensive or key drill a year (the law's floor, 生产安全事故应急条例 art. 8, is one in two years)
duty-rule-village-drill = Drill of a village
duty-rule-village-drill-basis = each village at least once a year
duty-rule-training = Training
duty-rule-training-basis = by the year's plan: production safety, fire, flood, typhoon, drought

# Stricter variants, which the settings can turn on.
duty-rule-monthly-inspection = Monthly inspection led by a principal leader
duty-rule-monthly-inspection-basis = A stricter variant: each principal leader inspects at least once a month
duty-rule-flood-before-season = Check before the flood season (flood)
duty-rule-flood-before-season-basis = Each flood risk point is checked once before the flood season
duty-rule-flood-in-season = Patrols in the flood season (flood)
duty-rule-flood-in-season-basis = Each flood risk point is patrolled once a week in the flood season
duty-rule-flood-after-season = Check after the flood season (flood)
duty-rule-flood-after-season-basis = Each flood risk point is checked again once after the flood season
duty-rule-geology-before-season = Check before the flood season (geology)
duty-rule-geology-before-season-basis = Each geology risk point is checked once before the flood season
duty-rule-geology-in-season = Patrols in the flood season (geology)
duty-rule-geology-in-season-basis = Each geology risk point is patrolled once a week in the flood season
duty-rule-geology-after-season = Check after the flood season (geology)
duty-rule-geology-after-season-basis = Each geology risk point is checked again once after the flood season

cli-duties-head = Duties of { $year }, { $count } in all:
cli-duty = by { $due }  { $what } ({ $first } to { $last }), owed by { $count }{ $times ->
    [1] {""}
   *[other] , { $times } times each
}{ $settled ->
    [no] {" "}*
   *[yes] {""}
}

# The period for which a fact counts
duty-span = { $kind ->
    [year] { $year }
    [half] { $number ->
        [1] first half of { $year }
       *[other] second half of { $year }
    }
    [quarter] Q{ $number } { $year }
    [month] { $year }-{ $number }
    [day] { $first } { $year }
   *[days] { $first } to { $last } { $year }
}
duty-fact-counts = ✅ Counts for <b>{ $period }</b>: { $what }{ $part ->
    [no] {""}
   *[other] { " " }({ $part } done)
}{ $when ->
    [early] { " " }(done early)
    [late] { " " }(made up late)
   *[in] {""}
}
duty-fact-nowhere = ▫️ No duty needs it now. The record is kept all the same.
duty-fact-not = ▫️ { $what }: { $period } { $state ->
    [done] was done before, so this does not count again
    [excused] is excused, so this does not count
   *[other] is missed, and stays so
}. The record is kept all the same.
duty-fact-no-more = ↩️ { $what }: it counts no more for { $period }{ $state ->
    [open] , which is open again
    [missed] , which is over and missed
   *[other] {""}
}.

# Colours of warnings in force
colour-in-force = { $mark } <b>Warning: { $colour }</b>, { $lines ->
    [all] all lines
   *[other] { $lines }
}, { $villages ->
    [all] the whole township
   *[other] { $villages }
}, since { $since }
colour-mark-red = 🟥
colour-mark-orange = 🟧
colour-mark-yellow = 🟨
colour-mark-blue = 🟦

# The list of what a person who left still owed
duties-left-head = 📋 <b>{ $name }</b> has left a post. Duties to hand over: { $count }
duties-left-to = { $to ->
    [no] ⚠️ <b>Nobody has taken over</b> ({ $count }):
   *[other] ➡️ Now with <b>{ $to }</b> ({ $count }):
}
duties-left-line = { $mark } { $what }{ $name ->
    [no] {""}
   *[other] : { $name }
}, by { $due }
duties-left-how = They go to the successor as soon as the roster names one. What is not needed any more can be excused by the chief or a director: open it below.
