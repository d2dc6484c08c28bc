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
