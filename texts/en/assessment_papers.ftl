# The assessment as a Word file: the notice of a period.

document-assessment = Notice of the assessment
document-title-assessment = { $period }: { $state ->
    [closed] results of the assessment
   *[open] assessment (still open)
}
document-assess-period = { $each ->
    [month] { $year }-{ $number }
    [quarter] Quarter { $number } of { $year }
   *[year] { $year }
}
document-semicolon = { "; " }
document-assess-mean = { $kind ->
    [village] villages { $count }
    [unit] units { $count }
   *[line] lines { $count }
}{ $mean ->
    [no] , nothing to assess
   *[other] , mean { $mean }
}{ $mean ->
    [no] {""}
   *[other] { $left ->
        [0] {""}
       *[other] { " " }({ $left } without anything to assess are left out)
    }
}
document-assess-overall = { $period } was assessed from { $first } to { $last } by outcomes alone: { $means }. All stand in the order of the roster; nobody is ranked.
document-assess-closed = The period was closed on { $day }; only an appeal changes its figures.
document-assess-open = The period is still open, and its figures may change.
document-assess-mixed = With subordinates, own work counts { $own } % and the mean of the subordinates { $below } %. An item without anything to judge by does not count (–).
document-assess-item =
    { $item }
    { $points }
document-assess-outcome = { $day } { $what }: { $of }
document-assess-more = … and { $count } more

document-heading-points-by-item = Points by item
document-heading-losses = Points lost
document-heading-appeals = Appeals

document-field-column = column
document-field-period = Period
document-field-first = First day
document-field-last = Last day
document-field-closed-on = Closed on
document-field-means = Means
document-field-own-percent = Own percent
document-field-below-percent = Percent of subordinates
document-field-kinds = Kinds
document-field-mean = Mean
document-field-holders = Assessed
document-field-holder = Assessed
document-field-item-points = Item with points
document-field-item-name = Item
document-field-figures = Figures
document-field-got = Got
document-field-own = Own
document-field-below = Subordinates
document-field-lost = Lost
document-field-before = Before
document-field-losses = Losses
document-field-outcomes = Outcomes
document-field-outcome = Outcome
document-field-appeals = Appeals
document-field-appeal = Appeal
document-field-result = Result
document-field-answer = Answer
