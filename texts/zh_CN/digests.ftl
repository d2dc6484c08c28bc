## 今日待办

today-head-now = 📅 <b>今日待办</b> · { $total } 件{ $overdue ->
    [0] ，没有逾期
   *[other] ，其中逾期 { $overdue } 件
}
    点开任意一件办理。
today-head-later = 📅 <b>以后到期</b> · { $total } 件
    点开任意一件办理。
today-empty-now = 📅 <b>今日待办</b>
    没有到期事项。
today-empty-later = 📅 <b>以后到期</b>
    没有其他在办事项。
today-now = 今日
today-later = 以后
today-entry = { $late ->
    [yes] ⏰
   *[no] {""}
}{ $mark } { $number } { $what } · { $village } · { $late ->
    [yes] 逾期 { $span }
   *[no] { $due } 到期
}
