# The household register: found by number or name, kept in chat; names are masked, a full look needs a reason.

menu-households = 🏠 Households
menu-households-what = Find a household by number or name, keep the register
help-households = 🏠 <b>Households</b>  /households with a number or a name finds a household, such as "/households H-0312". The code on its printed card opens it as well.
household-ask-term = 🏠 Type a number or a name, two characters or more, such as "H-0312". There is no list of everybody.
household-search-short = Please type at least { $least } characters of a name, or a number such as "H-0312".
household-found = 🏠 Found: { $count }{ $count ->
    [0] {". "}Try another spelling, or add a household.
   *[other] :
}
household-line = { $code } { $name }{ $head ->
    [yes] {""}
   *[no] {" "}(a member)
} { $village }
household-search = 🔍 Search again
household-add = ➕ Add a household
household-unknown = There is no household { $code }. Please compare the number on the card, or search by name with /households.
household-gone = This household is not there any more.
household-closed = This household is closed. Please open it again first.
household-open = This household is open.
household-head = 🏠 <b>{ $code }</b> { $place }
household-is-closed = ⚪ Closed; its data stay.
household-address = Address: { $address ->
    [no] not entered
   *[other] { $address }
}{ $pin ->
    [yes] {" "}(with a pin)
   *[no] {" "}(no pin)
}{ $house ->
    [no] {""}
   *[other] ; house: { $house }
}
household-phone = Phone: { $phone }
household-count = { $people } people, { $vulnerable } need help; { $known } known by name:
household-person = ▫️ { $name }{ $head ->
    [yes] {" "}(householder)
   *[no] {""}
}{ $sex ->
    [no] {""}
   *[other] , { $sex }
}{ $age ->
    [no] {""}
   *[other] , { $age }
}{ $needs ->
    [no] {""}
   *[other] {" "}⚠️ { $needs }
}{ $phone ->
    [no] {""}
   *[other] {" "}{ $phone }
}
household-helper = Helper: { $name }{ $phone ->
    [no] {""}
   *[other] {" "}{ $phone }
}
household-no-helper = Helper: nobody yet
household-points = Threatened by: { $points ->
    [no] not entered
   *[other] { $points }
}
household-shelter = Shelter: { $name } ({ $code })
household-field = { $title }: { $value }
household-masked = Names and numbers are masked.
household-whole = 🔓 Full names are shown, and the look is journalled. Please pass nothing on.
household-edit = ✏️ Change
household-people = 👪 People
household-join = ➕ Add a person
household-unmask = 🔓 Full names
household-mask = 🔒 Mask again
household-close = Close
household-reopen = Open again
household-ask-reason = Please type why you need full names, such as "to check the evacuation list". They are shown for { $minutes } minutes; each look is journalled.
household-ask-field = { $code }: what is to be changed?
household-field-button = { $name }
household-ask-value = { $code }: please type "{ $title }"{ $field ->
    [helper] : the mobile or the name of a person of the roster, or "name number" of anybody else
    [points] : codes or names of risk points, with commas between them
    [shelter] : the code or the name of a shelter
    [grid] : the code or the name of a grid
    [people] : a whole number
    [vulnerable] : a whole number
    [monitor] : name and number, such as "Zhang San 13800000000"
    [signaller] : name and number, such as "Zhang San 13800000000"
    [medical_head] : name and number, such as "Zhang San 13800000000"
   *[other] {""}
}; "none" empties it.
household-ask-pin = { $code }: please send the place of the house (📎 → location).
household-ask-close = { $code }: please type why it is closed:
household-ask-reopen = { $code }: please type why it is opened again:
household-ask-village = A new household: which village?
household-ask-grid = { $village }: which grid?
household-no-grid = No grid yet
household-ask-head = { $village }: please type the householder's name. The number is given automatically, the rest is entered on the card.
household-namesake = { $count } households of this village have somebody of this name. Open the same one by its number; if it is another household, say so.
household-another = ➕ Another household
household-add-again = Too late. Please press "Add a household" again.
household-ask-join = { $code }: please type the name of the new member.
household-ask-person = The people of { $code }: press a name to change it or to let somebody leave.
household-came-back = ↩️ { $name } has not left
household-of = 🏠 <b>{ $code }</b>
household-edit-name = Name
household-edit-sex = Sex
household-edit-born = Born
household-edit-phone = Phone
household-edit-needs = Needs help
household-edit-remark = Notes
household-make-head = Make householder
household-leaves = Has left or died
household-ask-name = { $code }: please type the right name.
household-ask-sex = { $code }: please type "male" or "female", or "none" if it is not known.
household-ask-born = { $code }: please type the year or the day of birth, such as 1950 or 1950-03-02, or "none" if it is not known.
household-ask-phone = { $code }: please type the number, or "none".
household-ask-needs = { $code }: why does this person need help to leave? elderly, child, pregnant, disabled, sick, alone, other, with commas between them; or "none".
household-ask-remark = { $code }: please type notes such as "needs a stretcher", 256 characters at most; "none" empties them.
household-ask-leave = { $code }: please type why the person leaves, such as "married" or "died".
household-name-unclear = Please type a name of at most { $most } characters.
household-sex-unclear = Please type "male" or "female", or "none" if it is not known.
household-born-unclear = That is unclear. Please type a year or a day, such as 1950 or 1950-03-02.
household-phone-unclear = That is no telephone number. Please type a mobile, or a landline with its area code.
household-needs-unclear = That is unclear. You can type: elderly, child, pregnant, disabled, sick, alone, other, with commas between them.
household-count-unclear = Please type a whole number from 0 to { $most }.
household-people-few = { $least } people are known by name, so there cannot be fewer. If somebody has left, say so under "People".
household-person-unclear = That is unclear. Please type name and number, such as "Zhang San 13800000000".
household-helper-unclear = { $several ->
    [yes] The roster has several people of this name. Please type the mobile.
   *[no] The roster has nobody of this name. Please type "name number", such as "Zhang San 13800000000".
}
household-named-unclear = { $several ->
    [yes] There are several of "{ $said }". Please type the code.
   *[no] There is no "{ $said }". Please compare the code or the name.
}
household-grid-elsewhere = This grid is not in the village of the household. Please compare the village first.
household-left-by-file = left by the imported file
household-member-gone = This person is not in the register any more.
household-member-left = This person has left. Please take that back under "People" first.
household-member-there = This person has not left.
household-words-elderly = old、aged
household-words-child = infant、baby、minor
household-words-pregnant = pregnancy、childbed
household-words-disabled = disability、handicapped
household-words-sick = ill、bedridden
household-words-alone = single
household-words-other = others
household-file-titles = The titles were not found. The sheet of households needs "Household no." or "Village" with "Householder"; the sheet of people needs "Household no." and "Name".
household-import-elsewhere = not of your village or grid
household-import-unknown-point = an unknown code or name among the risk points
household-import-unknown-shelter = no such shelter
household-import-which = no number, and several householders of this name
household-import-twice = twice in the file; only the first row counts
household-import-namesake = a householder of this name is in the village or the file already, perhaps the same
household-import-other-head = the register has another householder: correct the name, or make somebody else householder, in chat
household-import-closed = this household is closed
household-import-fewer = fewer people than are known by name
household-import-no-household = no such household, and no village to enter it in
household-import-left = the register says that this person has left
household-import-other-script = perhaps somebody of the household, written otherwise (pinyin)
household-import-differs = the household has a namesake with another birth or sex
household-import-which-person = the household has several of this name
household-import-double = another household has a namesake with the same number or day of birth, perhaps the same person
household-card-title = { $place }: what to do in danger
household-card-file = Card { $code }
household-cards-file = Cards { $village } { $count } households
household-none-to-print = This village has no household whose full names you may see. Enter or import households first.
household-window-needed = This file has full names and numbers. Open the household, press “🔓 Full names”, say what for, then press again.
household-print = 🖨 Card to print
household-print-all = 🖨 Cards of a village
household-export = 📤 Register as Excel
household-village = { $name }
household-ask-print = { $count ->
    [0] There is no household yet whose full names you may see. Enter or import households first.
   *[other] 🖨 Choose the village whose cards you want to print. Many households take a minute or two.
}
household-file-kept = 🔓 Full names and numbers inside: do not pass it on, delete it after use. This look is in the journal.
household-export-file = Households { $count } { $day }
register-unreadable = these cells cannot be read
register-lacks = these are missing
cli-households-doubtful = Doubtful rows were not imported. If they are other households or people, import once more with --doubtful.
roster-sheet-homes = Households kept by number
roster-sheet-members = People of households
roster-column-homes-code = Household no.
roster-column-homes-village = Village
roster-column-homes-grid = Grid
roster-column-homes-head-name = Householder
roster-column-homes-phone = Phone
roster-column-homes-address = Address
roster-column-homes-house = House type
roster-column-homes-people = People
roster-column-homes-vulnerable = People who need help
roster-column-homes-person = Mobile of the helper
roster-column-homes-helper = Helper
roster-column-homes-helper-phone = Phone of the helper
roster-column-homes-points = Risk points
roster-column-homes-shelter = Shelter
roster-column-homes-hazard = Hazard and scale
roster-column-homes-position = Position of the hazard
roster-column-homes-trigger = Trigger
roster-column-homes-mind = To be minded
roster-column-homes-monitor = Monitor
roster-column-homes-monitor-phone = Phone of the monitor
roster-column-homes-signal = Warning signal
roster-column-homes-signaller = Gives the signal
roster-column-homes-signaller-phone = Phone of the giver
roster-column-homes-route = Route
roster-column-homes-medical = Medical unit
roster-column-homes-medical-head = Head of the medical unit
roster-column-homes-medical-phone = Phone of the medical unit
roster-column-homes-latitude = Latitude
roster-column-homes-longitude = Longitude
roster-column-homes-remark = Remark
roster-column-homes-pin = Pin
roster-column-members-code = Household no.
roster-column-members-name = Name
roster-column-members-sex = Sex
roster-column-members-born = Born
roster-column-members-phone = Phone
roster-column-members-needs = Needs help because
roster-column-members-householder = Householder
roster-column-members-left = Left on
roster-column-members-remark-of = Notes
roster-column-members-village = Village
roster-column-members-grid = Grid
roster-column-members-address = Address
roster-column-members-remark = Remark
