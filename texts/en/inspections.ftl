# Inspections: entering, seeing, correcting and withdrawing records

menu-inspect = 🔎 Record inspection
menu-inspect-what = Record an inspection that you led
menu-inspections = 📋 Inspections
menu-inspections-what = See the records of inspections

## The card

inspection-head = 🔎 <b>Record of an inspection</b> (not entered yet)
inspection-correcting = ✏️ <b>Correction of { $number }</b> (not sent yet)
inspection-leader = Led by: { $name }
inspection-when = Day: { $day }
inspection-day-of-year = { $year }-{ $month }-{ $day }
inspection-today = { $day } (today)
inspection-where = Place: { $place }
inspection-with = With: { $names }
inspection-text = Seen: { $text }
inspection-found-hazard = ⚠️ Finding { $index }: { $text }{ $files ->
    [0] {""}
    [one] { " " }(1 file)
   *[other] { " " }({ $files } files)
}
    → to the station, for triage{ $line ->
    [no] {""}
   *[other] { " " }({ $line })
}
inspection-found-unit = 📌 Finding { $index }: { $text }{ $files ->
    [0] {""}
    [one] { " " }(1 file)
   *[other] { " " }({ $files } files)
}
    → to { $unit }, feedback by { $due }
inspection-in-files = (see photos and voice)
inspection-missing = Still missing: <b>{ $missing }</b>. Just send words, voice, photos or a pin.
inspection-ready = 👉 { $correcting ->
    [yes] The correction can be sent now. Send more if there is more.
   *[no] It can be entered now. Send more if there is more. It can be entered without any finding.
}
inspection-of-the-day = ⚠️ Already entered for this leader and day: { $numbers }. Please do not enter the same inspection twice.
inspection-found-already = ⚠️ Findings entered before: { $count }. They go on as they are. For another one press “➕ Add a finding”.
inspection-lacks-place = the place
inspection-lacks-content = what was seen (words, voice or photos)
inspection-lacks-danger = whether people are in danger
inspection-lacks-line = the line of an instruction
inspection-lacks-due = a deadline to come (the chosen one has passed)
inspection-asks-danger = ⚠️ <b>The words speak of people in danger.</b> Send /sos if it is happening now, press “Make findings of the words” if it is a finding, or “Nobody is in danger”.
inspection-hint-found = The words may name a hazard. To have it handled, press “Make findings of the words”.
inspection-incomplete = It cannot be entered yet. Missing: { $missing }
inspection-button-enter = ✅ Enter
inspection-button-correct = ✅ Send the correction
inspection-button-harmless = Nobody is in danger
inspection-button-split = 📌 Make findings of the words
inspection-button-said-day = 📅 Change to { $day }
inspection-button-finding = ✏️ Finding { $index }
inspection-button-add = ➕ Add a finding
inspection-button-day = 📅 Day
inspection-button-people = 👥 Who came along
inspection-button-leader = 👤 Leader
inspection-button-done = ✔️ Done
inspection-cancelled = Nothing was entered. To go on, press “Record inspection”.

## The pages of the card

inspection-page-place = 📍 <b>Place</b>: { $place }
    Choose a village or a risk point, or type the place, or send a pin.
inspection-page-day = 📅 <b>Day</b>: { $day }
    Choose a day or type one, such as “yesterday” or “11-20”.
inspection-day-0 = today
inspection-day-1 = yesterday
inspection-day-2 = 2 days ago
inspection-day-unclear = This is not a clear day. Type “yesterday” or “11-20”, for example.
inspection-day-to-come = The day of an inspection cannot be in the future.
inspection-page-people = 👥 <b>Who came along</b>: { $names ->
    [no] nobody
   *[other] { $names }
}
    Choose people, or type names with commas between them.
inspection-button-nobody = 🗑 Clear
inspection-page-leader = 👤 <b>Leader</b>: { $name }
    Choose one, or type the name.
inspection-leader-unknown = Nobody called “{ $name }” may lead an inspection. Choose with a button.
inspection-leader-gone = This person is no longer in the roster. Choose another one.
inspection-for-another = Only the station can enter a record for somebody else.
inspection-page-add = ➕ <b>Finding { $index }</b>
    Say what was found: words, voice and photos all belong to this finding.
inspection-page-found = Words and photos that you send now belong to this finding.
inspection-pinned = 📍 This finding has a pin of its own
inspection-button-unit = 📌 Instruct a unit
inspection-button-other-unit = 📌 Another unit
inspection-button-station = ⚠️ Rather to the station
inspection-button-due = ⏰ By { $due }
inspection-button-line = 🗂 Line: { $line }
inspection-no-line = open
inspection-button-drop = 🗑 Remove
inspection-page-units = Choose the unit:
inspection-page-due = Choose the deadline, or type one such as “11-30 17:00”:
inspection-due-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
} ({ $at })
inspection-page-line = Choose the line:
inspection-instruction = Instruction by { $leader } on an inspection on { $day } ({ $number })

## A record

inspection-title = 🔎 <b>Inspection { $number }</b>{ $state ->
    [withdrawn] { " " }(withdrawn)
   *[kept] {""}
}
inspection-files = Files: { $count }
inspection-no-findings = No findings
inspection-finding = { $unit ->
    [no] ⚠️ Finding { $index }: { $text }
        → { $number }, to the station ({ $state })
   *[other] 📌 Finding { $index }: { $text }
        → { $number }, to { $unit } ({ $state })
}
inspection-entered = Entered by { $name }, { $at }{ $corrected ->
    [0] {""}
    [one] , corrected once
   *[other] , corrected { $corrected } times
}
inspection-withdrawn = ↩️ Withdrawn by { $name } on { $at }: { $reason }
inspection-open-case = Open { $number }
inspection-button-files = 📎 Files { $count }
inspection-button-editions = 🕘 Before corrections
inspection-button-edit = ✏️ Correct
inspection-button-withdraw = ↩️ Withdraw
inspection-file = Inspection { $number }{ $caption ->
    [no] {""}
   *[other] : { $caption }
}
inspection-editions = 🕘 <b>Before the corrections</b> ({ $count ->
    [one] 1 edition
   *[other] { $count } editions
})
inspection-edition = Until { $at } (corrected by { $name }):
inspection-withdraw-why = Type why { $number } is withdrawn. It then counts for no duty; its cases go on.
done-inspection-entered = ✅ Entered as { $number }
done-inspection-corrected = ✅ { $number } is corrected; the former edition is kept
done-inspection-withdrawn = ↩️ { $number } is withdrawn
inspection-gone = There is no such record.
inspection-entered-already = It was entered as { $number }; once is enough.
inspection-withdrawn-already = { $number } is withdrawn and cannot be changed.
inspection-changed-meanwhile = { $number } was just corrected by somebody else. Open the record and press “Correct” again; what you filled in is kept.
inspection-nothing-changed = Nothing of { $number } was changed.
inspection-of-case = 🔎 From inspection { $number }, led by { $leader }

inspections-head = 📋 <b>{ $which ->
    [all] All inspections
   *[mine] My inspections
}</b>: { $count }
inspections-none = { $which ->
    [all] 📋 There is no record of an inspection yet.
   *[mine] 📋 You have no record of an inspection yet.
}
inspections-mine = Mine
inspections-all = All
inspections-entry = { $state ->
    [withdrawn] ↩️
   *[kept] 🔎
} { $day } { $name } · { $number }
inspections-new = ➕ Record an inspection

## Telling others

notice-inspection-entered = 🔎 { $by } entered the inspection that you led, number { $number }. If something is wrong, press “View” and correct it.
notice-inspection-corrected = ✏️ { $by } corrected inspection { $number } (led by { $leader })
notice-inspection-withdrawn = ↩️ { $by } withdrew inspection { $number } (led by { $leader }): { $reason }
notice-inspection-instructed = 📌 { $leader } instructed units on an inspection ({ $number }), { $count ->
    [one] 1 case
   *[other] { $count } cases
}:
inspection-instructed-line = { $number }: { $unit }

## Material after the entry

inspection-late-added = 📎 Added to inspection { $number }
inspection-late-known = Inspection { $number } has these photos already; nothing was added.
inspection-edited-late = Inspection { $number } was entered, so an edited message does not change it. Press “Correct” to change it.
