# The overview for leaders: what is on, with whom things are overdue, how much of the month is done.

menu-overview = 📌 Overview
menu-overview-what = On one screen: what is on, overdue, and done this month
help-overview = <b>Overview</b>　/overview shows on one screen: incidents, mobilisations and warnings, where things are overdue and whom to telephone, and how much of this month's duties is done, against last month.
overview-head = 📌 <b>Overview</b>　{ $at }
overview-on = 🔴 incidents <b>{ $incidents }</b>　🚨 mobilisations <b>{ $mobilised }</b>　⚠️ warnings <b>{ $warnings }</b>
overview-warning = ⚠️ { $level }: { $text }
overview-overdue = { $count ->
    [0] ✅ Nothing is overdue
   *[other] ⏰ <b>{ $count }</b> overdue
}
overview-late = ▫️ { $name }: { $count }, the oldest { $span }{ $call ->
    [same] {""}
    [no] , nobody to telephone: check the roster
   *[other] , ask { $call }
}
overview-more = ▫️ { $count } more
overview-month = { $percent ->
    [no] 🗓 Month { $month }: no duties are due
   *[other] 🗓 Month { $month }: { $of } owed, <b>{ $done }</b> done ({ $percent }%)
}{ $late ->
    [0] {""}
   *[other] , { $late } late
}{ $missed ->
    [0] {""}
   *[other] , { $missed } missed
}
overview-before = { $percent ->
    [no] 　 Month { $month }: no duties
   *[other] 　 Month { $month }: { $done }/{ $of } done ({ $percent }%)
}{ $late ->
    [0] {""}
   *[other] , { $late } late
}{ $missed ->
    [0] {""}
   *[other] , { $missed } missed
}
overview-desk = the station
overview-incidents = 🔴 Incidents { $count }
overview-call = ☎️ { $name }
overview-late-list = ⏰ Overdue { $count }
overview-late-head = ⏰ <b>Overdue</b>: { $count }, the oldest first
overview-late-none = ✅ Nothing is overdue.
overview-not-late = Nothing is overdue there any more. Please refresh.
overview-refresh = 🔄 Refresh ({ $at })
