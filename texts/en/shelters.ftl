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
