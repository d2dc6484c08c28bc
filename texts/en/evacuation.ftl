menu-evacuation = 🏃 Evacuation
menu-evacuation-what = Order an evacuation, enter where people are, see the balance

## List and command
evacuation-home = 🏃 <b>Evacuations</b>. Press one to see it.
evacuation-none = 🏃 There is no order to evacuate.
evacuation-for-case = 🏃 Evacuate
evacuation-new = ➕ New order
evacuation-entry = { $drill ->
        [yes] [DRILL]{ " " }
       *[no] { "" }
    }{ $number } · { $state }
evacuation-unnumbered = draft
evacuation-door = 🏠 The door of { $name }
evacuation-find = 🔍 Find a person
evacuation-list = All orders
evacuation-see = See the order
evacuation-head = 🏃 <b>Evacuation{ $number ->
        [no] { "" }
       *[other] { " " }{ $number }
    }</b> · { $state }
evacuation-moved-on = This order or list has changed. Please open it again.
evacuation-not-given = This order has not been given ({ $state }).
evacuation-open-draft = ✏️ Go on writing

## Draft
evacuation-draft = 🏃 <b>New order to evacuate</b>
evacuation-for = For: { $places ->
        [no] { $area ->
            [yes] the drawn area
           *[no] nothing chosen
        }
       *[other] { $places }{ $area ->
            [yes] , the drawn area
           *[no] { "" }
        }
    }
evacuation-reason = Reason: { $text }
evacuation-route = Route: { $text }
evacuation-to = Shelters: { $names }
evacuation-due = Everybody accounted for by <b>{ $at }</b>
evacuation-due-usual = Due: the usual time after the order
evacuation-meant = To be moved: <b>{ $homes }</b> households, <b>{ $people }</b> people, { $vulnerable } of whom need help
evacuation-unplaced = { $count } of the households have no pin; they are on the list because the area touches their grid or village. Strike off those that stay.
evacuation-moving = { $count } more households are on the list of another order and are not listed twice.
evacuation-empty-homes = { $count } more households have no people in the register and are not listed. If somebody lives there, enter them.
evacuation-level = Suggested level of the incident: <b>{ $level }</b> (by the people to be moved)
evacuation-unreached = ⚠️ { $count } officers cannot be reached by chat and must be telephoned.
evacuation-lacks-people = households to be moved
evacuation-lacks-reason = the reason
evacuation-lacks-route = the route
evacuation-lacks-shelters = shelters
evacuation-pick-points = ⛰ Risk points
evacuation-pick-grids = 🔲 Grids
evacuation-pick-villages = 🏘 Villages
evacuation-pick-shelters = 🏠 Shelters
evacuation-pick-head = Press one to choose it, press again to leave it out.
evacuation-none-points = The register of risk points is empty.
evacuation-none-grids = The roster has no grids.
evacuation-none-villages = The roster has no villages.
evacuation-none-shelters = No shelter is in the register. Please enter one first.
evacuation-draw = 🗺 Draw an area
evacuation-no-area = Leave the area out
evacuation-vague = { $chosen ->
        [yes] ✅
       *[no] ⬜
    } Households without a pin too
evacuation-set-reason = Reason
evacuation-set-route = Route
evacuation-set-due = Due
evacuation-look = 👀 See the list
evacuation-dropped = The draft is dropped. Nobody was told.
evacuation-ask-reason = Send the reason, such as “the crack above the houses widens”.
evacuation-ask-route = Send the route, such as “east on the village road to the school, not along the river”.
evacuation-ask-due = Send the time by which everybody is accounted for, such as “14:30”, or use the calendar.
evacuation-ask-area = Send the area: a GeoJSON polygon, or “longitude,latitude” in each line, three corners at least.
evacuation-due-past = The time must be later than now. Please send it again, such as “14:30”.
evacuation-area-unclear = The area could not be read. Send a GeoJSON polygon, or “longitude,latitude” in each line, three corners at least, such as “108.0521,30.1861”.
evacuation-area-long = The area has { $count } corners, { $limit } at most. Please simplify it and send it again.
evacuation-preview = 👀 <b>The list</b>
evacuation-preview-village = { $village }: { $homes } households, { $people } people
evacuation-preview-officers = <b>Officers</b>
evacuation-preview-part = { $name } ({ $village }): { $homes } households, { $people } people{ $unreached ->
        [yes] { " " }⚠️ out of reach
       *[no] { "" }
    }
evacuation-preview-more = and { $count } more parts
evacuation-ask-consent = 📨 Ask for consent ({ $people } people)

## Consent
evacuation-consent = 🤝 { $name } asks for your consent to this order:
evacuation-question = consent to an order to evacuate
evacuation-agree = ✅ Agree: move { $people } people now
evacuation-refuse = ❌ Refuse
evacuation-refuse-ask = Say why you refuse; the author will read it.
evacuation-refusal-noted = It went back to its author. Nobody was told to leave.
evacuation-agreed = ✅ You have agreed: order <b>{ $number }</b> is given, and the officers have their lists. The live card comes to you.
evacuation-given = ✅ { $name } has agreed. Order { $number } is given, and each officer has their list.
evacuation-refused = ❌ { $name } refuses: { $why }. The order was not given; change it and ask again.
evacuation-list-changed = { $name } has agreed, but the list has changed meanwhile. The order was not given; look at the list and ask again.
evacuation-list-changed-since = The list has changed meanwhile. The order was not given; its author looks again and asks you.
evacuation-lapsed = ⏰ Nobody has answered in time. The order was not given. Please telephone, then ask again.
evacuation-taken-back = 🚫 <b>Order { $number } is taken back.</b> Please stop, and tell the people who were told to leave.
evacuation-take-back = 🚫 Take back
evacuation-moved-already = { $count } people have left home, so the order cannot be taken back. Account for everybody, end it, then lift it.

## An officer's list
evacuation-part = You have <b>{ $homes }</b> households, <b>{ $people }</b> people. In { $frail } households somebody needs help ({ $vulnerable } people): move them first.
evacuation-helped = { $count } households have a helper; the list has names and numbers.
evacuation-part-nobody = ⚠️ <b>{ $homes }</b> households, <b>{ $people }</b> people, have no officer. Please find somebody. In { $frail } households somebody needs help ({ $vulnerable } people): move them first.
evacuation-part-village = <b>{ $homes }</b> households of your village have to leave, <b>{ $people }</b> people. In { $frail } households somebody needs help ({ $vulnerable } people): have them moved first. Each officer was told of their households.
evacuation-part-how = Open the list and enter where each household is. Leave nobody out.
evacuation-part-lead = Lead the evacuation on the spot. The list shows where each household is; see that nobody is left out.
evacuation-open-list = 📋 Open the list
evacuation-list-of = the list of { $number }
evacuation-list-mine = <b>Your list</b>: who is unaccounted for first, then who needs help.
evacuation-list-all = <b>The list</b>: who is unaccounted for first, then who needs help.
evacuation-home-line = { $frail ->
        [yes] ♿{ " " }
       *[no] { "" }
    }{ $code ->
        [no] no number
       *[other] { $code }
    } · { $people } people · { $done ->
        [0] none accounted for
       *[other] { $done } accounted for
    }
evacuation-by-code = 🔢 By number
evacuation-ask-code = Send the household's number or its telephone, such as “H-0312” or “312”.
evacuation-no-household = { $count ->
        [0] The register has no “{ $typed }”. Please check the number, such as “H-0312”.
       *[other] “{ $typed }” fits { $count } households. Send the whole number, such as “H-0312”.
    }
evacuation-home-added = It was not on the list and is now

## A household
evacuation-household = 🏡 <b>{ $code ->
        [no] no number
       *[other] { $code }
    }</b> · { $place }{ $address ->
        [no] { "" }
       *[other] { " " }· { $address }
    }
evacuation-helper = 🤝 Helper { $name }{ $phone ->
        [no] { "" }
       *[other] { " " }{ $phone }
    }
evacuation-person = { $number }. { $name }{ $frail ->
        [yes] { " " }♿
       *[no] { "" }
    } · <b>{ $state }</b>{ $where ->
        [no] { "" }
       *[other] { " " }· { $where }
    }{ $phone ->
        [no] { "" }
       *[other] { " " }{ $phone }
    }
evacuation-struck = <s>{ $text }</s>
evacuation-unnamed = no name
evacuation-for-all = The buttons below count for all { $count }. For some of them, press their numbers first.
evacuation-for-some = The buttons below count for the { $count } chosen.
evacuation-pick = { $chosen ->
        [yes] ✅
       *[no] ⬜
    } { $number }
evacuation-told-them = 📣 Told
evacuation-left = 🚶 On the way
evacuation-arrived = 🏠 At a shelter
evacuation-wont = ✋ Will not go
evacuation-not-home = 🚪 Not at home
evacuation-away = 🧳 Away
evacuation-relatives = 👪 With relatives
evacuation-add = ➕ Add a person
evacuation-undo = ↩️ Correct the last entry
evacuation-strike = ✖️ Strike off
evacuation-past = 🕘 Entries
evacuation-seen-back = ⚠️ Seen back
evacuation-returned = 🏡 Returned
evacuation-next = ▶️ Next household
evacuation-noted = Entered for { $count }
evacuation-ask-unwilling = Send why they will not go; the station decides.
evacuation-ask-away = Send where they are and a number, such as “with the son in town 13812341234”.
evacuation-ask-arrived = Send where the relatives live and a number, such as “Xiahe group 2 13812341234”.
evacuation-ask-add = Send the person's name; without one what they are, such as “lodger”.
evacuation-ask-strike = Send why, such as “moved away long ago”. The entry is kept.
evacuation-place-needed = Say where they are, such as “with the son in town 13812341234”.
evacuation-name-needed = Send a name, { $limit } letters at most.
evacuation-alike = ⚠️ { $count } people of that name are on the list already. If it is the same person, strike one of them off.
evacuation-nobody-chosen = They are no longer on the list. Please open the household again.
evacuation-nobody-here = The people chosen do not stay in this shelter now. Please open the household again.
evacuation-not-lifted = The order is not lifted: nobody may return. If somebody is back, press “Seen back”.
evacuation-lifted-already = The order is lifted and people may return. Please enter “Returned”.
evacuation-entered-since = There is nothing to correct, or something was entered just now. Please open the household again.
evacuation-passed-up = The station was told and will answer
evacuation-case-opened = Case { $number } is open
evacuation-back-early = back before the order was lifted
evacuation-back-case = Order { $number } is not lifted, and { $count } people { $code ->
        [no] { "" }
       *[other] of { $code }{ " " }
    }are back in the danger area
evacuation-houses-case = Order { $number } is lifted: { $village }, { $count } households: check houses, water, electricity and gas before people go in

## Two say different things
evacuation-conflict = ⚠️ <b>{ $code ->
        [no] This person
       *[other] { $code }
    }</b>: somebody else has just entered something different. Both entries are kept. Which is right?
evacuation-conflict-line = { $number }. { $name } entered <b>{ $theirs }</b> at { $at }, you entered <b>{ $mine }</b>
evacuation-hold = Mine is right
evacuation-leave = The other is right
evacuation-disputed = ⚠️ { $name } has set { $count } people { $code ->
        [no] { "" }
       *[other] of { $code }{ " " }
    }to <b>{ $state }</b>, which differs from your entry. If that is wrong, find out and enter it again.
evacuation-open-home = Open the household
evacuation-past-head = 🕘 All entries of <b>{ $code ->
        [no] this person
       *[other] { $code }
    }</b>
evacuation-past-line = { $at } { $name }: { $number }. { $state }{ $why ->
        [no] { "" }
       *[other] { " " }({ $why })
    }{ $note ->
        [undone] { " " }· correction
        [disputed] { " " }· not taken
       *[counts] { "" }
    }
evacuation-struck-off = struck off

## Will not go
evacuation-will-not = ✋ <b>{ $count } people { $code ->
        [no] { "" }
       *[other] of { $code }{ " " }
    }will not go</b>: { $why }
    Told by { $name }. Please decide.
evacuation-force = 🚨 Move by force
evacuation-talk = 🗣 Talk again
evacuation-decided = { $force ->
        [yes] Answered: move by force. The officer was told, and it is in the journal.
       *[no] Answered: talk again. The officer was told.
    }
evacuation-forced = 🚨 { $name } says for the station: move { $code ->
        [no] these people
       *[other] { $code }
    } <b>by force</b>. Find the hands for it, and enter it when they have left.
evacuation-talk-again = 🗣 { $name } says for the station: talk to { $code ->
        [no] these people
       *[other] { $code }
    } again, and enter what changes.

## Shelters
evacuation-which-shelter = 🏠 In which shelter are the { $count } people? The nearest with room is first.
evacuation-to-site = { $name } · { $left } left{ $km ->
        [no] { "" }
       *[other] { " " }· { $km } km
    }
evacuation-no-room = ⛔ <b>{ $name }</b> has { $left } places left; the { $count } people were not entered. { $fits ->
        [0] No shelter has room for all of them: choose some of them, or let a leader decide.
       *[other] These have room for all of them:
    }
evacuation-overfill = ⚠️ A leader agrees: here all the same
evacuation-over-limit = It has { $places } places and { $taken } people; { $coming } more would pass the limit of { $most }. Please choose another.
evacuation-shelter-gone = This shelter is no longer there. Please choose another.
evacuation-is-full = 🈵 <b>{ $name }</b> is full ({ $places }). { $other ->
        [no] No other shelter has room. Please open one now.
       *[other] Whoever comes now goes to { $other }, { $left } places left.
    }
evacuation-site = 🏠 { $name }: { $taken } people, { $left } places left
evacuation-guests = { $homes } households, { $people } people entered
evacuation-at-door = 🔢 In or out
evacuation-in-here = 🏠 Stays here
evacuation-out = 🚶 { $count } leave for relatives
evacuation-go-home = 🏡 { $count } leave for home
evacuation-need = 📦 Something is needed
evacuation-ask-need = Send what is needed and how much, such as “30 blankets”.
evacuation-need-told = The station was told.
evacuation-needs = 📦 <b>{ $shelter }</b> needs: { $text }
    Told by { $name }. Please see to it.
evacuation-no-order = There is no order to evacuate now, so nobody is entered. The station gives one first.

## Balance
evacuation-total = On the list: <b>{ $homes }</b> households, <b>{ $people }</b> people, { $vulnerable } of whom need help
evacuation-state-count = { $state } { $count }
evacuation-dot = { " · " }
evacuation-unaccounted = Unaccounted for: <b>{ $count }</b>
evacuation-settled = Settled now: { $now }, in shelters { $gathered }, with relatives { $dispersed }, shelters in use { $sites }
evacuation-so-far = So far evacuated { $evacuated }, relocated { $relocated }
evacuation-reported = ☎️ { $source } telephoned { $people } (apart, not added to the list)
evacuation-because = Ended before everybody was accounted for: { $why }
evacuation-by-village = <b>By village</b>
evacuation-by-officer = <b>By officer</b>
evacuation-place-line = { $name }: { $people } people, { $arrived } arrived, { $unaccounted } unaccounted for
evacuation-no-grid = { $village } (no grid)
evacuation-the-station = the station
evacuation-unseen = ⚠️ { $count } officers have not opened their list. Please telephone them.
evacuation-refresh = 🔄 Refresh
evacuation-places = 📊 By grid
evacuation-file = 📥 Excel
evacuation-owed = { $count } people unaccounted for

## End and lifting
evacuation-end = ⏹ End
evacuation-end-why = <b>{ $count }</b> people are unaccounted for. To end it all the same, a leader says why.
evacuation-has-ended = ⏹ Evacuation { $number } has ended{ $missing ->
        [0] {", everybody is accounted for"}
       *[other] {", "}{ $missing } people are unaccounted for
    }. Nobody returns before it is lifted.
evacuation-check = 🔎 Check risk points
evacuation-checks = 🔎 <b>Checks before the lifting</b>: { $left ->
        [0] all are done, the order can be lifted.
       *[other] { $left } are left. Whoever was there presses one.
    }
evacuation-checked = ✅ { $name }: { $said }
evacuation-check-point = Checked: { $name }
evacuation-ground = the ground
evacuation-check-ask = Send what you found there, such as “the crack is no wider”. Your name is kept with it.
evacuation-lift = ✅ Lift: people may return
evacuation-is-lifted = ✅ <b>Order { $number } is lifted.</b> People return after the houses are checked; enter “Returned” for each household.
evacuation-not-ended = End the evacuation first, then lift it.
evacuation-unchecked = { $count } places were not checked by anybody, so it cannot be lifted. Please enter the checks.
evacuation-told = ☎️ Figure by telephone
evacuation-ask-figure = Send the number and who told it, such as “50 Xiahe by telephone”. It stands apart and is not added to the list.
evacuation-figure-unclear = Send the number first, then who told it, such as “50 Xiahe by telephone”.

## Finding a person
evacuation-ask-name = Send a name or a number, { $least } letters at least. Each search is journalled.
evacuation-name-short = Send { $least } letters of the name at least, or the whole number.
evacuation-nobody-found = Nobody of that name is on a list. Try another spelling, or check the name.
evacuation-hits = 🔍 Found:
evacuation-hit = { $name } · { $code ->
        [no] no number
       *[other] { $code }
    } · { $state } · { $order }
evacuation-hits-more = Only the first { $count } are shown. Send the whole name.
evacuation-open-hit = Open { $code ->
        [no] this person
       *[other] { $code }
    }

## Excel
evacuation-book = Evacuation { $number }
evacuation-sheet-balance = Balance
evacuation-sheet-people = List
evacuation-whole = Township
evacuation-yes = yes
evacuation-column-place = Place
evacuation-column-people = On the list
evacuation-column-unaccounted = Unaccounted for
evacuation-column-household = Household
evacuation-column-person = Name
evacuation-column-vulnerable = Needs help
evacuation-column-state = State
evacuation-column-where = Where
evacuation-column-phone = Number
evacuation-column-since = Since
evacuation-column-village = Village
evacuation-column-grid = Grid
evacuation-column-officer = Officer
evacuation-column-struck = Struck off

## Keeping the list
evacuation-will-be-erased = 🗂 The list of { $number } will be destroyed on <b>{ $at }</b>: personal data serves the response only. Download it first if it is needed; hold it if there is a reason.
evacuation-was-erased = 🗑 The list of { $number } is destroyed: { $people } people, { $entries } entries, { $stays } stays, { $messages } messages. The sums stay.
evacuation-keep = ⏸ Hold
evacuation-free = ▶️ Hold no longer
evacuation-keep-ask = Say why it is held, such as “asked for by the inquiry”.
evacuation-kept = ⏸ Held: { $why }
evacuation-freed = It is held no longer. You will be told once more before it is destroyed.
evacuation-is-erased = 🗑 The list was destroyed on { $at }. The sums: { $people } people on the list, { $evacuated } evacuated, { $relocated } relocated.
evacuation-erased-already = The list is destroyed already.
evacuation-not-held = This list is not held.

## A part goes to another officer
evacuation-parts = 🔁 Hand a list over
evacuation-parts-head = Which list goes to somebody else? Those that were not opened yet come first.
evacuation-part-line = { $seen ->
    [yes] {""}
   *[no] ⚠️{" "}
}{ $village } { $name }: { $left } unaccounted for
evacuation-part-whom = Who takes the list of { $village } { $name } ({ $left } unaccounted for)? What was entered and the deadline stay. Both are told.
evacuation-part-to = To { $name }
evacuation-part-handed = { $name } has the list now; both were told.
evacuation-part-yours = <b>This list is yours now</b>; { $before } had it ({ $by } decided so). Everything that was entered is there.
evacuation-part-gone = <b>{ $now }</b> has your list now ({ $by } decided so). What you entered stays. Please tell the new officer what you know.
evacuation-part-now = ℹ️ { $names } has your former list now; please tell the new officer what you learn.
evacuation-part-moved = This list has gone to somebody else just now. Please look again at “Hand a list over”.
evacuation-part-cannot = This person cannot take the list (has left, or has it already). Please choose again.

evacuation-call = evacuation { $number }
evacuation-call-unseen = has not opened the list of households
