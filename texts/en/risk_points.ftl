# The register of risk points: look, change, add, close. Every change stays.

menu-points = 📒 Risk points
menu-points-what = Look at and keep the register of risk points
risk-points-head = 📒 <b>{ $closed ->
    [yes] Closed risk points
   *[no] Risk points
}</b>: { $count }
risk-points-line = { $mark } { $name } ({ $code }, { $village })
risk-points-add = ➕ Add
risk-points-export = 📤 Excel
risk-points-closed = Closed ones
risk-points-open = Open ones
risk-points-back = ← Register
risk-points-register = 📒 Register
risk-mark-closed = ⚪
risk-point-head = { $mark } <b>{ $name }</b> ({ $code })
risk-point-is-closed = ⚪ Closed: no patrols are owed, the records stay.
risk-point-level = Level: { $level }; line: { $line }
risk-point-place = Place: { $place }{ $pin ->
    [yes] { " " }(with a pin)
   *[no] { " " }(no pin)
}
risk-point-unit = Unit: { $unit ->
    [no] none, the village sees to it
   *[other] { $unit }
}; person: { $person ->
    [no] nobody named
   *[other] { $person }
}
risk-point-monitor = Monitor: { $name ->
    [no] not given
   *[other] { $name }
}{ $phone ->
    [no] {""}
   *[other] { " " }{ $phone }
}
risk-point-households = Households below it: { $count ->
    [no] not given
   *[other] { $count }
}
risk-point-measures = Measures: { $text ->
    [no] not given
   *[other] { $text }
}
risk-point-past = <b>Changes</b>{ $count ->
    [0] : none
   *[other] { " " }({ $count })
}
risk-point-entry = ▫️ { $at } { $who ->
    [no] the roster
   *[other] { $who }
}: { $what ->
    [add] added
    [close] closed
    [reopen] opened again
    [print] card printed
   *[other] {""}
}{ $changes ->
    [no] {""}
   *[other] { $changes }
}{ $reason ->
    [no] {""}
   *[other] , { $reason }
}
risk-point-change = { $field } { $before } → { $after }
risk-point-change-hidden = { $field } changed
risk-point-nothing = empty
risk-point-gone = This risk point does not exist any more.
risk-point-closed = This risk point is closed: open it again before you change it.
risk-point-open = This risk point is open, it was not closed.
risk-point-twin = The village has a risk point of this name ({ $code }). If this is another place, give it a name that tells them apart.
risk-point-name-needed = Please type the name of the risk point.
risk-point-close = Close
risk-point-reopen = Open again
risk-edit-level = Level
risk-edit-unit = Unit
risk-edit-person = Person
risk-edit-monitor = Monitor
risk-edit-households = Households
risk-edit-measures = Measures
risk-edit-place = Place
risk-choice = { $name }
risk-no-unit = None, the village sees to it
risk-no-person = Nobody
risk-ask-level = { $name }: choose the level.
risk-ask-unit = { $name }: choose the unit.
risk-ask-person = { $name }: choose the person, of the unit, or of the village if there is no unit.
risk-ask-monitor = { $name }: type name and phone of the monitor, such as "Zhang San 13800000000", or "none".
risk-ask-households = { $name }: type how many households are in danger from it, or "none" if it is not known.
risk-ask-measures = { $name }: type the measures, 500 characters at most, or "none".
risk-ask-place = { $name }: send its place as a pin (📎 → Location).
risk-ask-close = Please type why it is closed:
risk-ask-reopen = Please type why it is opened again:
risk-ask-name = Please type the name of the risk point, such as "Slope behind the houses, group 3":
risk-ask-village = { $name }: choose its village.
risk-ask-line = Choose the line.
risk-ask-new-level = Choose the level; the point is then in the register. It gets a number, and the line's lead unit; the rest is added on its card.
risk-add-again = This has waited too long. Please press "Add" again.
risk-monitor-unclear = That is not clear. Please type name and phone, such as "Zhang San 13800000000"; the name has 64 characters at most.
risk-households-unclear = Please type a whole number from 0 to { $most }, such as 12, or "none".
risk-words-long = Too long: { $most } characters at most, these are { $count }.
risk-work-card = 📋 Words of the card
risk-work-print = 🖨 Card to print
risk-work-head = 📋 <b>{ $name }</b>, card of the risk point: press a field to fill it in or change it. An empty one has a line to write on in print.
risk-work-field = { $title }: { $value ->
    [no] empty
   *[other] { $value }
}
risk-work-ask = { $name }: please type “{ $title }”{ $field ->
    [signaller] : name and number, like “Zhang San 13800000000”
    [shelter] : code or name of the shelter
    [evacuation] : unit, head and number, like “Committee Zhang 13800000000”
    [works] : unit, head and number, like “Roads Zhang 13800000000”
    [order] : unit, head and number, like “Police Zhang 13800000000”
    [medicine] : unit, head and number, like “Hospital Zhang 13800000000”
   *[other] {""}
}; “none” empties it.
risk-work-shelter-unclear = { $several ->
    [yes] There are several “{ $said }”: please type the code.
   *[no] There is no shelter “{ $said }”. Check the code or name, or enter it with /shelters first.
}
risk-work-title = { $place }: who does what at a risk point
risk-work-file = Card of { $name }
risk-file-titles = No titles found. One of the first ten rows must have titles such as "风险点编码" and "风险点名称"; the sheet of risk points of the roster's template has them.
risk-words-level-major = red、level 1
risk-words-level-larger = orange、level 2
risk-words-level-general = yellow、level 3
risk-words-level-low = blue、level 4
risk-import-lacks-code = no number, and no point of this name in the register: add the number
risk-import-lacks-name = no name
risk-import-lacks-line = no line
risk-import-lacks-level = no level
risk-import-lacks-village = no village
register-unknown-village = no such village
register-unknown-grid = no such grid
register-unknown-unit = no such unit
register-unknown-person = nobody of this name or number on the roster
register-several-village = several villages have this name: give the code
register-several-grid = several grids have this name: give the code
register-several-unit = several units have this name: give the code
register-several-person = several persons have this name: give the mobile number
register-half-a-pin = only one of latitude and longitude
risk-import-twice = the point stands in the file twice; the first row counts
risk-import-which = no number, and several points have this name
risk-import-namesake = the village or the file has another point of this name: perhaps the same
risk-import-closed = this point is closed
risk-import-bad-code = a number has letters, digits and . _ - only
risk-import-bad-name = the name is too long, or begins like a formula
risk-import-bad-line = no such line
risk-import-bad-level = no such level
risk-import-bad-monitor = the monitor's name is too long, or begins like a formula
risk-import-bad-monitor-phone = not a phone number
risk-import-bad-households = the households must be a whole number
risk-import-bad-measures = the measures have over 500 characters, or begin like a formula
risk-import-bad-card = words of the card are too long, begin like a formula, or have no valid number
risk-import-unknown-shelter = no such shelter, or several of this name
risk-import-bad-latitude = not a latitude
risk-import-bad-longitude = not a longitude
cli-point-row = Row { $row }, { $verdict ->
    [new] new
    [changed] changed
    [doubtful] doubtful
   *[refused] refused
}: { $about }{ $why ->
    [no] {""}
   *[other] { " " }({ $why })
}
cli-points-count = New { $new }, changed { $changed }, the same { $same }, doubtful { $doubtful }, refused { $refused }.
cli-points-doubtful = Doubtful rows were not imported. If they are other points, import once more with --doubtful.
