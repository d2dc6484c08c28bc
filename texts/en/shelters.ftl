# Shelters: the register, rooms, the inspection before one is opened.

shelter-gone = This shelter is not there any more.
shelter-name-unclear = Please type the name of the shelter, 64 characters at most.
shelter-twin = The village has a shelter of this name already ({ $code }). If it is another one, please choose a name that tells them apart.
shelter-room-unclear = A room needs a name; the places by day are a whole number from 1 to { $most }, and there are no more at night.
shelter-blocked-unclear = No more places can be blocked than there are by day, and they need a reason.
shelter-question-gone = The checklist has changed. Please inspect again.
shelter-not-inspected = A shelter is inspected before it is opened. If there is no time for that, please give the reason.
shelter-open-already = This shelter is open.
shelter-closed-already = This shelter is not open.
shelter-found = Inspection of the shelter { $name }: { $question }
shelter-asks-structure = Is the building safe, without cracks or leaks?
shelter-asks-water = Is there drinking water?
shelter-asks-electricity = Do power and light work?
shelter-asks-toilets = Can the toilets be used?
shelter-asks-fire = Are extinguishers there and exits free?
shelter-asks-bedding = Are there beds and blankets enough?
shelter-asks-food = Is there a source of food?
shelter-asks-access = Can old and disabled people get in and out?
shelter-asks-route = Is the way to the shelter safe?
menu-shelters = ⛺ Shelters
menu-shelters-what = Capacity, inspection and opening of shelters
shelters-head = ⛺ <b>Shelters</b>: { $count }
shelters-back = ← Shelters
shelter-line = { $state ->
    [open] 🟢
   *[closed] ⚪
} { $name } ({ $village }): { $night } at night, { $day } by day
shelter-head = ⛺ <b>{ $name }</b> ({ $code }, { $village }) { $state ->
    [open] 🟢 open
   *[closed] ⚪ closed
}, { $night } at night, { $day } by day
shelter-address = Address: { $address ->
    [no] not entered
   *[other] { $address }
}{ $pin ->
    [yes] {" "}(with a pin)
   *[no] {" "}(no pin)
}
shelter-keeper = Keeper: { $name ->
    [no] not entered
   *[other] { $name }
}{ $phone ->
    [no] {""}
   *[other] {" "}{ $phone }
}; keys: { $keys ->
    [no] not entered
   *[other] { $keys }
}
shelter-room = ▫️ { $name }: { $day } by day, { $night } at night{ $blocked ->
    [0] {""}
   *[other] ; { $blocked } blocked ({ $why })
}
shelter-no-rooms = No rooms yet. Press "Room" to enter how many people have place.
shelter-inspected = Last inspection: { $at ->
    [no] none
   *[other] { $at }
}
shelter-add = ➕ Add a shelter
shelter-edit-room = Room
shelter-edit-keeper = Keeper
shelter-edit-keys = Keys
shelter-edit-pin = Pin
shelter-check = ✅ Inspect
shelter-start = 🟢 Open
shelter-stop = ⚪ Close
shelter-ask-village = A new shelter: which village?
shelter-ask-name = { $village }: please type the name of the shelter, such as "Central School".
shelter-ask-room = { $name }: please type "room, places by day, places at night", such as "Hall 40 20"; if some are blocked, add how many and why: "Canteen 60 10 20 leaks". A room of the same name is changed.
shelter-ask-keeper = { $name }: please type the keeper's name and number, such as "Zhang San 13800000000".
shelter-ask-keys = { $name }: please type where the keys are, such as "gatekeeper".
shelter-ask-pin = { $name }: please send its place (📎 → location).
shelter-room-words = That is unclear. Please type "room, places by day, places at night", such as "Hall 40 20".
shelter-checklist = ✅ <b>{ $name }</b>, inspection before opening: press the number of what is wrong and say what it is; then press "Done".
shelter-question = ▫️ { $question }{ $note ->
    [no] {""}
   *[other] {" "}⚠️ { $note }
}
shelter-wrong = No. { $number } is wrong
shelter-check-done = Done{ $wrong ->
    [0] , all in order
   *[other] , { $wrong } wrong
}
shelter-checked = The inspection is entered{ $wrong ->
    [0] {". "}All is in order.
   *[other] ; { $wrong } cases were opened.
}
shelter-ask-wrong = { $question } Please say what is wrong:
shelter-ask-start = { $name } was not inspected lately. Press "Inspect" first; if there is no time, please type why it is opened without:
shelter-ask-stop = { $name }: please type why it is closed:
shelters-export = 📤 Excel
shelter-file-titles = No titles found. One of the first ten rows needs “Code”, or “Name” and “Village”, with “Room”, “Places by day” and “Places at night”. The file that /shelters exports shows how.
roster-sheet-shelters = Shelters
roster-column-shelters-code = Code
roster-column-shelters-name = Name
roster-column-shelters-village = Village
roster-column-shelters-address = Address
roster-column-shelters-person = Mobile of the keeper
roster-column-shelters-keeper = Keeper who is not on the roster
roster-column-shelters-keeper-phone = Phone of that keeper
roster-column-shelters-keys = Keys
roster-column-shelters-room = Room
roster-column-shelters-day = Places by day
roster-column-shelters-night = Places at night
roster-column-shelters-blocked = Blocked places
roster-column-shelters-blocked-because = Why they are blocked
roster-column-shelters-latitude = Latitude
roster-column-shelters-longitude = Longitude
roster-column-shelters-remark = Remark
