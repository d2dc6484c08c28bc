# My cases

own-head = 📋 <b>My cases · { $tab }</b> ({ $total })
own-open = Open
own-ended = Ended
own-followed = Followed
own-line = { $mark } <b>{ $number }</b> { $state }
    { $what } · { $village } · { $at }
own-pick = 👉 Press a number to see its timeline.
own-page = Page { $page }/{ $pages }
own-empty-open = Nothing is open. To report, send a photo, a location or words.
own-empty-ended = Nothing has ended yet.
own-empty-followed = You follow no case. Press “is the same” while reporting to follow the known one.
own-back = ‹ Back to my cases
own-not-yours = { $number } is not among the cases you filed, follow or handle. To hear about it, please call: { $call }
own-no-such = There is no { $number }; please check the number.
