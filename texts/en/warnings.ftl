# Warnings: why a file was not taken, and what was not as usual in one that was.

warning-refused-bytes = The file is larger than { $most } MB, so it was not read. Please send only the warnings of the last days, or split the file.
warning-refused-empty = The file is empty. The address of the feed may be wrong, or its service is down.
warning-refused-json = This is JSON, not CAP. Please check the address of the feed: it must answer XML with &lt;alert&gt;.
warning-refused-html = This is a web page, not CAP. The address of the feed may have moved, or it asks for a login.
warning-refused-no-xml = This is no XML, so it is no CAP. Please send the file as the weather station gave it (.xml or .cap).
warning-refused-no-cap = This is XML, but no CAP: it begins with &lt;{ $root }&gt; and has no &lt;alert&gt;.
warning-refused-doctype = The file has a document type (DOCTYPE), which can hide an attack, so it was not read. CAP never needs one: ask the sender for the file without it.
warning-refused-broken = The file is damaged at line { $line }, and there is no whole warning before it. Please fetch it again.
warning-refused-depth = The file has more than { $most } elements inside each other, so it was not read. No CAP is like that.
warning-refused-elements = The file has more than { $most } elements, so it was not read.
warning-refused-alerts = The file has more than { $most } warnings, so none was taken. Please ask the sender for the ones of our county only.
warning-refused-links = The index points to more than { $most } warnings, so none was fetched. Please ask the sender for an index of our county only.

warning-note-no-alerts = There is no warning in it.
warning-note-broken = The file is damaged at line { $line }. The whole warnings before it were taken.
warning-note-mended = The file was not well formed at line { $line } (such as a bare &amp;). It was mended and read.
warning-note-characters = Characters that XML does not allow were taken out.
warning-note-encoding = The file says it is written in { $declared }; it was read as { $used }.
warning-note-encoding-lost = Some characters could not be read as { $declared }. Please look at the original.
warning-note-no-namespace = No namespace, as from the national platform.
warning-note-old = An old version of CAP ({ $namespace }).
warning-note-namespace = A wrong namespace: { $namespace }.
warning-note-order = The fields are not in the usual order.
warning-note-no-identifier = No identifier: updates and cancellations cannot find this warning.
warning-note-send-time = The time of sending was taken from sendTime.
warning-note-no-scope = No scope.
warning-note-missing = The field { $field } is missing or empty.
warning-note-value = The field { $field } says "{ $text }", which is not of the standard.
warning-note-time = The time in { $field } cannot be read: "{ $text }".
warning-note-offset = The time in { $field } has no offset ("{ $text }"); it was taken as local time.
warning-note-references = Earlier warnings are cited by their identifier only.
warning-note-references-many = More than { $most } earlier warnings are cited; the first { $most } were taken.
warning-note-cut = A text is longer than { $most } characters; the rest is only in the original.
warning-note-infos = There are { $count } parts or languages; the first { $most } were taken.
warning-note-event-type = The kind of event is given as a code only: { $code }.
warning-note-no-area = No area is given.
warning-note-no-expiry = No expiry: the township's setting decides.
warning-note-polygon = A polygon cannot be read: "{ $text }".
warning-note-circle = A circle cannot be read: "{ $text }".
warning-note-polygons = There are { $count } shapes, more than { $most }; none was taken.
warning-note-points = The outlines have { $count } points; they were simplified to { $most }, never to less ground.
warning-note-codes = An area has more than { $most } codes; the first { $most } were taken.
warning-note-unclosed = An outline was not closed; it was closed.
warning-note-crossing = An outline crosses itself; all the ground it goes around counts.
warning-note-hull = An outline crosses itself too often; its outer hull counts.
warning-note-hole = An outline has a hole; the ground in it does not count.
warning-note-point = An outline is a single point; the place where it lies counts.
warning-note-line = An outline is only a line; the places along it count.
warning-note-swapped = Longitude and latitude were swapped; they were put right.
warning-note-antimeridian = An outline goes over the 180th meridian; it was cut there.
warning-note-out-of-range = A shape lies nowhere on earth; it was not taken.
warning-note-trial = It says that it is real, but its words are those of a test or an exercise.

warning-unclear-no-area = The warning names no area. Does it concern this township?
warning-unclear-area = { $count ->
    [one] An area
   *[other] { $count } areas
} cannot be matched with this township: { $area }. Does it concern us?
warning-unclear-outlines = A shape touches the township, but not every village has an outline here. Which villages are meant?
warning-unclear-swapped = A shape is far away, but with longitude and latitude swapped it would be here. Does it concern us?

warning-asks-unknown = It cancels a warning that is not known here ({ $cited }). Which one is over?
warning-asks-several = It cancels { $count } warnings at once. Which ones are over?
warning-asks-sender = It comes from another sender ({ $sender }) than the warning it cancels. Is that warning over?
warning-asks-uncited = It does not say which warning it cancels. Which one is over?

warning-event-typhoon = Typhoon
warning-event-rainstorm = Rainstorm
warning-event-flood = Flood
warning-event-drought = Drought
warning-event-landslide = Landslide
warning-event-forest-fire = Forest fire
warning-event-earthquake = Earthquake
warning-event-wind = Wind
warning-event-thunder = Thunderstorm
warning-event-cold = Cold, snow and ice
warning-event-heat = Heat
warning-event-fog = Fog and haze
warning-event-weather = Other weather

warning-gone = This warning is no longer on the list. See /warnings for those that are.
warning-asked-before = Somebody has answered this, or it need not be answered any more. See /warnings.
warning-over = This warning is over already; there is nothing to close.
warning-version-over = A later version took the place of this one, or it is over. Open /warnings and answer about the newest.

warning-trial = { $status ->
    [exercise] 🎭 <b>An exercise, not a real warning</b>: nobody is told.
    [test] 🧪 <b>A test, not a real warning</b>: nobody is told.
   *[draft] 📝 <b>A draft, not a real warning</b>: nobody is told.
}
warning-title = { $mark } { $kind ->
    [no] Unclassified
   *[other] { $kind }
}, { $colour ->
    [no] colour unknown
   *[other] { $colour } warning
}
warning-head = <b>{ $title }</b> · { $state }
warning-state-active = in force
warning-state-coming = coming
warning-state-updated = updated
warning-state-cancelled = cancelled
warning-state-closed = closed by the station
warning-state-expired = expired
warning-issued = Issued: { $by }, { $at }
warning-times = Time: { $begins } to { $ends }
warning-no-time = not stated
warning-touches = Touches: { $places }
warning-everywhere = the whole township
warning-places = { $names ->
    [no] { $asks ->
        [yes] to be confirmed
       *[no] not this township
    }
   *[other] { $names }{ $asks ->
        [yes] , more to be confirmed
       *[no] {""}
    }
}
warning-lines = Lines: { $lines ->
    [no] none yet
   *[other] { $lines }
}
warning-closed = Closed by the station at { $at }: { $reason }
warning-closed-before = The station closed it at { $at } ({ $reason }); it was issued again since.
warning-colours-differ = The colours differ: { $said }. { $colour ->
    [no] {""}
   *[other] It counts as { $colour }.
}
warning-colour-words = { $colour } in words ({ $text })
warning-colour-parameter = { $colour } in a parameter ({ $text })
warning-colour-severity = { $colour } by the severity ({ $text })
warning-says = <blockquote>{ $text }</blockquote>
warning-notes = Not as the standard says:
warning-notes-more = And { $count } more.
warning-asks-colour-how = The colour is not clear. Please check and set it.
warning-say-reach = Set the places
warning-say-colour = Set the colour
warning-line = { $trial ->
    [yes] [not real]{" "}
   *[no] {""}
}{ $title } · { $state }{ $ends ->
    [no] {""}
   *[other] , until { $ends }
}
warning-ending = ❓ <b>A cancellation came in that is not clear</b>
    Issued: { $by }, { $at }
warning-ending-how = Choose the warning that it ends. Until then all of them stay in force:
warning-ends-this = Ends: { $title }
warning-ends-all = Ends all of these
warning-ends-none = None of these

warning-feeds = Feeds
warning-feed-silent = 📡 <b>The feed “{ $name }” does not answer</b> since { $since }. Last heard: { $at }.
warning-feed-works = 📡 The feed “{ $name }” works again (it was silent since { $since }).
warning-feed-how = Until it works, ask by telephone or look at the website, and enter warnings with /warnings. You are told once when it works.
warning-feed-line = { $state ->
    [ok] 🟢
    [new] ⚪
   *[bad] 🔴
} { $name }: { $state ->
    [new] not looked at yet
   *[other] last heard { $at }
}
warning-feed-slow = No complete answer within { $seconds } seconds.
warning-feed-address = The address is neither http nor https: { $address }
warning-feed-status = The answer was the error { $status }.
warning-feed-unreachable = No connection ({ $reason }).
warning-feed-link = A link of the index cannot be opened: { $link }
warning-feed-folder = The folder cannot be opened ({ $reason }). Check its path and rights.
warning-feed-file = A file is no warning or cannot be read: { $file }. Replace it or take it away.

menu-warnings = 📡 Warnings
menu-warnings-what = Warnings: in force, to be confirmed, over; enter one
warnings-head-active = 📡 <b>Warnings</b>: { $count } in force or coming{ $coming ->
    [0] {""}
   *[other] {" "}({ $coming } coming)
}{ $asked ->
    [0] {""}
   *[other] , { $asked } unclear cancellations
}. A CAP file can be sent here directly.
warnings-head-over = 📡 <b>Warnings that are over</b>: { $count }
warnings-head-other = 📡 <b>Warnings for elsewhere, or not real</b>: { $count }
warnings-tab-active = { $here ->
    [yes] ●{" "}
   *[no] {""}
}In force { $count }
warnings-tab-over = { $here ->
    [yes] ●{" "}
   *[no] {""}
}Over { $count }
warnings-tab-other = { $here ->
    [yes] ●{" "}
   *[no] {""}
}Other { $count }
warning-asked = ❓ An unclear cancellation
warning-enter = Enter a warning
warning-list = Warnings
warning-back = Back
warning-picture = See the picture
warning-close = Close it
warning-close-why = Closing “{ $title }”: please say why, and how you know (such as: the weather station cancelled it by telephone). Duties go back to their usual rhythm; a later issue is told all the same.
warning-feeds-head = 📡 <b>Feeds of warnings</b>
warning-reach-head = Which villages does <b>{ $title }</b> touch? Compare with the text:
warning-area = Area as written: { $name }
warning-choice = { $chosen ->
    [yes] ✅{" "}
   *[no] {""}
}{ $name }
warning-reach-all = The whole township
warning-reach-ok = Set ({ $count })
warning-reach-none-button = Not this township
warning-reach-none = No village is chosen. Choose some first, or press “Not this township”.
warning-colour-head = Which colour is <b>{ $title }</b>? Compare with the text:
warning-colour = { $mark } { $colour }
warning-ended = Noted: { $count } warnings ended.

warning-upload-reading = 📡 The file is here and is being read; you are told what is in it.
warning-upload-read = 📡 <b>The file was read</b>: { $count } warnings.
warning-upload-how = Please open and check them.
warning-upload-refused = 📡 <b>The file was not taken</b>
warning-upload-lost = The file did not arrive. Please send it again.

warning-enter-how = Please send the words of the signal, or its picture (with a caption if you like). The kind and the colour are filled in where they can be told; choose the rest by buttons.
warning-enter-head = ✏️ Entering: <b>{ $title }</b>
warning-enter-places = Places: { $names ->
    [all] the whole township
    [no] not chosen
   *[other] { $names }
}
warning-enter-time = Time: { $begins ->
    [now] now
   *[other] { $begins }
} to { $ends ->
    [no] { $hours } hours later
   *[other] { $ends }
}
warning-enter-pictured = 🖼 With the picture of the signal
warning-enter-lacks = Missing: { $missing }. Further words replace the text.
warning-enter-lacks-kind = the kind
warning-enter-lacks-colour = the colour
warning-enter-lacks-places = the places
warning-enter-missing = It cannot be entered yet. Missing: { $missing }.
warning-enter-times = The times do not fit: the end comes after the beginning and after now, a year at most. Please set both again.
warning-enter-again = This entry was left alone for too long, or is made already. Begin again with /warnings.
warning-enter-issuer = Entered by the station
warning-enter-typed = A warning that was typed in
warning-enter-kind = Kind
warning-enter-colours = Colour
warning-enter-place = Places
warning-enter-begins = Beginning
warning-enter-ends = End
warning-enter-ok = ✅ Enter it
warning-enter-back = Back
warning-enter-colour = Which colour has the warning?
warning-enter-kinds = Which kind of warning is it?
warning-enter-places-head = Which villages does the warning touch?
warning-enter-when-begins = When does it begin? Press a button, or send a time such as “tomorrow 8:00”.
warning-enter-when-ends = When does it end? Press a button, or send a time such as “22:00”.
warning-enter-in = in { $hours } h
warning-enter-for = in { $hours } h

warning-order = 📣 Call the responsible people
warning-order-unclear = Its places or its colour are not set, so nothing can be sent. Please set them on the warning's card first.
warning-order-text = { $title } (issued by { $issuer }). Places: { $places }; time: { $begins } to { $ends }. Take your post, check the danger points, tell the people at risk, and confirm.
warning-order-over = { $title }: { $state ->
    [expired] it has expired
   *[other] it was cancelled
}. Check the place, and go back to normal when it is safe.
warning-order-head = 📣 <b>Called</b> (answered/asked)
warning-order-answers = ▫️ { $village ->
    [no] units and leaders
   *[other] { $village }
} { $answered }/{ $asked }
warning-order-red = 🟥 <b>A red order has gone out</b> to { $count } people: { $text }
warning-order-raised = ⬆️ <b>The warning is graver now, and its order went at once to everybody who had it</b>, without waiting for a second person. Please look at it, and press “Cancel” if it is wrong: { $text }
warning-order-silent = 🟥 <b>No answer to a red order</b>: { $count } people ({ $names }). Please telephone them or send somebody at once.
warning-see = See the warning

check-feed = feed of warnings "{ $name }"
check-feed-folder = there is no such folder: { $path }
check-feed-heard = { $fault } (last success: { $at ->
    [no] never
   *[other] { $at }
})
fault-feed = an address (http or https) or a folder that can be opened and holds CAP warnings
mend-feed = check its address in warnings.feeds; until it works, enter warnings with /warnings

# Playbooks
play-open = 📋 Playbook{ $open ->
    [0] {""}
    [one] : one item open
   *[other] : { $open } items open
}{ $asked ->
    [0] {""}
   *[other] , { $asked } to decide
}
play-head = 📋 <b>{ $title } · playbook</b>{ $begun ->
    [yes] {""}
   *[no] {" "}(not started)
}
play-none = There is no playbook for these lines and this colour.
play-how = { $begun ->
    [yes] Open an item to see its people, and to note that it is done.
   *[no] Starting it tells each person responsible. Items that are late are reminded of and escalated.
}
play-line = { $state ->
    [new] ▫️
    [open] ⬜
    [done] ✅
   *[stopped] ⏹
} { $what } · { $who }{ $due ->
    [no] { $state ->
        [new] , within { $hours } h
       *[other] {""}
    }
   *[other] , by { $due }
}{ $parts ->
    [0] {""}
    [1] { $by ->
        [no] {""}
       *[other] , done by { $by } at { $at }
    }
   *[other] , { $done }/{ $parts }
}{ $count ->
    [no] {""}
   *[other] {" "}({ $count })
}{ $needless ->
    [yes] , no longer asked for
   *[no] {""}
}
play-count-points = risk points: { $count }, patrolled since the start: { $patrolled }
play-count-households = households: { $count }, people: { $people }, of whom need help: { $vulnerable }
play-do-notify = Call the responsible people
play-do-standby = Squads on standby
play-do-patrol = Patrol the risk points ({ $line })
play-do-duty = Twice as many people on duty
play-do-households = Check the lists of households to be moved
play-do-shelters = Open the shelters
play-do-lead = The leader of { $line } takes charge
play-do-fire-ban = No open fire anywhere
play-do-task = { $text }
play-start = ▶️ Start the playbook ({ $count })
play-started = Started, and the people responsible are told.
play-stop-all = ⏹ Stand down what is no longer asked for ({ $count })
play-stop = ⏹ Stand this down
play-item = { $what }
play-part = { $place ->
    [no] •
   *[other] • { $place }
} { $who ->
    [no] the duty officer
   *[other] { $who }
}: { $at ->
    [no] { $dropped ->
        [no] by { $due }
       *[other] stood down at { $dropped }
    }
   *[other] done by { $by } at { $at }
}
play-done = ✅ Done{ $what ->
    [no] {""}
   *[other] : { $what }
}
play-noted = Noted as done.
play-standby = 📣 Message to the squads
play-standby-text = { $title }. Squads: stay within reach, check vehicles and equipment, and stand by. Please confirm.
play-door-duty = See who is on duty
play-door-households = Look up households
play-door-patrol = See the risk points
play-mine-head = 📋 <b>{ $title }</b>: please see to this:
play-mine-line = • { $what }: { $at ->
    [no] { $dropped ->
        [no] by { $due }
       *[other] stood down
    }
   *[other] ✅ done at { $at }
}
play-mine-how = Press an item when it is done. If something keeps you from it, tell the duty officer at once.
play-stopped = ⏹ { $title }: stood down, nothing more to do: { $names }.
play-changed = 📋 <b>{ $title }</b> { $state ->
    [active] has changed
    [expired] has expired
   *[other] is over
}. Please decide about its playbook:
play-changed-new = New: { $names }
play-changed-old = No longer asked for: { $names }. Until you stand it down, it is still followed up.
play-see = 📋 See the playbook
play-see-item = 📋 See the item
play-due = Items of the playbook
play-nothing = The playbook runs already, and nothing is new.
play-nothing-to-stop = There is nothing to stand down; somebody may have done it.
play-dropped-already = This was stood down: nothing more to do.
play-done-already = Somebody has noted this as done already.

# Orders as CAP
warning-cap = 📄 The order as a CAP file
warning-no-order = No order was sent because of this warning, so there is no file. Please send the order first.
warning-order-restriction = The township's emergency staff and responsible people; not for the public
warning-order-event = Disaster warning
warning-order-more = 📣 Send the order to { $count ->
    [one] one more person
   *[other] { $count } more people
}

# The order as a picture, to forward to our own people
warning-forward = 🖼 The order as a picture to forward
order-picture-above = { $station } · internal order
order-picture-title = { $title }{ $over ->
    [yes] {" (over)"}
   *[no] {""}
}
order-picture-do = What to do
order-picture-places = Places
order-picture-times = Time
order-picture-from-to = sent { $sent }{ $ends ->
    [no] {""}
   *[other] , until { $ends }
}
order-picture-inside = An internal order, only for the township's emergency staff and responsible people. Warnings to the public come from the weather station.
order-picture-number = Number: { $number }
order-picture-drill = DRILL
