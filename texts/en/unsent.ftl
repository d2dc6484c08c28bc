# Written and not sent

unsent-ask = 📝 <b>This { $kind } was not submitted</b> (written at { $at })
unsent-text = Words: { $text }
unsent-files = Files: { $count }
unsent-station-knows = ⚠️ The words sound like danger to life. The station has been told and may ring you.
unsent-next = 👉 Shall it be submitted? If not, please press that too.
unsent-submit = ✅ Submit
unsent-look = ✅ Look at it, then submit
unsent-resume = ✏️ Go on writing
unsent-drop = 🗑 Drop it

## To the station

unsent-danger = 🆘 <b>Danger that was not submitted</b>{ $state ->
    [ended] { " " }(dropped by the author)
   *[open] {""}
}
unsent-author = Written by: { $name } { $phone }
unsent-author-gone = The author is no longer on the roster
unsent-kind = In a draft: { $kind }, { $at }, not submitted
unsent-danger-next = 👉 Please ring first; if it is true, press “Take over as an incident”. Nobody needs to submit it.
unsent-take = 🆘 Take over as an incident
unsent-known = This is { $number } already.
done-unsent-taken = ✅ <b>Taken over as { $number }</b>; the author was told.
