## Due today

today-head-now = 📅 <b>Due today</b> · { $total }{ $overdue ->
    [0] , none overdue
   *[other] , { $overdue } overdue
}
    Open one to work on it.
today-head-later = 📅 <b>Due later</b> · { $total }
    Open one to work on it.
today-empty-now = 📅 <b>Due today</b>
    Nothing is due.
today-empty-later = 📅 <b>Due later</b>
    Nothing else to do.
today-now = Today
today-later = Later
today-entry = { $late ->
    [yes] ⏰
   *[no] {""}
}{ $mark } { $number } { $what } · { $village } · { $late ->
    [yes] { $span } late
   *[no] due { $due }
}
