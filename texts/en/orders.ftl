## Orders from above

orders-head = <b>Orders from above</b>
    Unanswered ones first, by deadline.
orders-empty = <b>Orders from above</b>
    None has been filed yet.
orders-new = ➕ File an order
orders-entry = { $state ->
    [answered] ✅
    [late] ⏰
   *[open] 📄
} { $number } · { $done }/{ $wanted } · { $state ->
    [answered] answered
    [late] { $span } late
   *[open] { $span } left
}

order-head = 📄 <b>File an order from above</b>
order-empty = (empty)
order-number = Number: { $number }
order-issuer = Issuing office: { $issuer }
order-due = Answer due: { $at }
order-line = Line: { $line } (suggested)
order-text = Text: { $text }
order-files = Attachments: { $count }
order-ask-number = <b>Please type its number.</b> Text and attachments may come first.
order-ask-issuer = <b>Please type the issuing office</b>{ $offered ->
    [yes] , or choose one below.
   *[no] .
}
order-ask-due = <b>When is the answer due?</b> Choose, or type 11-30 17:00.
order-missing = <b>Still missing: { $missing }</b>
    Just send it.
order-ready = <b>Ready to be filed.</b> Then dispatch it to units.
order-file = ✅ File it
order-change-number = Change number
order-change-issuer = Change office
order-change-due = Change deadline
order-clear-text = Write the text anew
order-due-today = End of today's office hours ({ $at })
order-due-tomorrow = End of tomorrow's office hours ({ $at })
order-due-days = 3 working days ({ $at })
order-cancelled = Nothing was filed. To go on, press "file an order".
done-file-order = ✅ Filed as { $number }; please dispatch it

order-view = 📄 <b>{ $number }</b>
    { $issuer }
order-view-due = Answer due: <b>{ $at }</b>
order-view-progress = Case { $number }: { $wanted ->
    [0] not dispatched yet
   *[other] { $done }/{ $wanted } units have fed back
}
order-view-answered = ✅ Answered { $at }
order-open-case = Open the case
order-next-dispatch = Next: dispatch it to units
order-next-wait = Next: wait for the units
order-next-answer = Next: every unit has fed back, please answer
order-next-done = Answered and closed
order-answer-button = ✍️ Answer
order-answer-shown = Put together from the units' feedback; hold to copy. Once sent, press "answered".
order-answer-sure = ✅ Answered
order-answer-change = Write it myself
order-answer-type = Please type the whole answer; it will be kept as what was answered.
done-answer-order = ✅ The answer is on record ({ $number })
