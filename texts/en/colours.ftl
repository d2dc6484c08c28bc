# Colours of warnings: set by the station. While one is in force, duties are owed more often.

menu-colour = 🚦 Warning colours
menu-colour-what = Set or lift the colour of a warning; duties follow it
colours-none = 🚦 <b>Warning colours</b>: none is in force.
colours-head = 🚦 <b>Warning colours</b>: { $count } in force
colours-how = To set another, choose its colour:
colour-new = { $mark } { $colour }
colour-draft = { $mark } To be set: <b>warning, { $colour }</b>
colour-reach = For: { $lines ->
    [all] all lines
   *[other] { $lines }
}; { $villages ->
    [all] the whole township
   *[other] { $villages }
}
colour-denser = More often: { $what }{ $line ->
    [no] {""}
   *[other] { " " }(warning: { $line })
}, { $times } × { $each ->
    [day] a day
    [week] a week
    [month] a month
    [quarter] a quarter
    [half_year] a half-year
   *[year] a year
}
colour-denser-none = No duty of the settings is owed more often under this warning: it is only noted.
colour-draft-how = It begins when you press "In force now", and ends when it is lifted. If the reach is wrong, choose lines or villages first.
colour-lines = Lines
colour-villages = Villages
colour-set = ✅ In force now
colour-drop = Give up
colour-back = ← Back
colour-lines-head = Choose the lines of the warning, one or several.
colour-villages-head = Choose the villages of the warning, one or several.
colour-every-line = All lines
colour-whole-town = The whole township
colour-choice = { $chosen ->
    [yes] ☑️ { $name }
   *[no] { $name }
}
colour-lift = Lift: { $colour }
colour-lifted = Lifted. What was not due yet is owed no more; what was late or missed stays.
colour-is-set = In force. The further duties are being made.
colour-still = 🚦 Is this warning still in force?
colour-still-how = If it is over, lift it below. If it is not, do nothing: you are asked again in { $hours } h.
colour-gone = This colour is in force already, or was given up. Please send /colour again.
colour-lifted-before = This colour was lifted before.
