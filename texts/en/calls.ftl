# People to telephone: a row for each person

calls-none = ✅ Nobody has to be telephoned.
calls-head = ☎️ <b>People to telephone</b>: { $count }, with { $matters } matters. Press "☎️" for the number, then say what came of it.
calls-person = { $number ->
    [0] {""}
   *[other] { $number }.{" "}
}<b>{ $name }</b>{ $about ->
    [no] {""}
   *[other] {" "}{ $about }
}{ $instead ->
    [no] {""}
   *[other] {" "}(for { $instead })
}
calls-why = 📵 { $reasons } · since { $since }
calls-matters = 📌 { $matters }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
calls-desk = 🏢 Duty phone of the unit: { $desk }
calls-missed-times = ❌ Not reached: { $count }, last { $at }
calls-ring = ☎️ { $name }
calls-reached = { $number ->
    [0] {""}
   *[other] { $number }.{" "}
}Reached
calls-missed = Not reached
calls-another = Another
calls-several = ☑️ Note several at once
calls-reached-several = ✅ Reached { $count }
calls-missed-several = ❌ Not reached { $count }
calls-pick = 👉 Choose the people you have called, then press what came of it.
calls-instead = 👉 If this person cannot be reached, call one of these. Until somebody is reached, nothing leaves the list.
calls-hand = Call instead: { $name } { $post }
calls-noted-reached = Noted: reached { $count }. What waited for them is settled
calls-noted-missed = Noted: not reached { $count }. They stay on the list
calls-noted-handed = Another person is called instead
calls-nothing = Nobody has to call this person any more. The list is up to date.
calls-no-number = No number is known. Call the duty phone of the unit, or another person.
calls-changed = The list has changed: please choose again.
calls-open = ☎️ Telephone them
