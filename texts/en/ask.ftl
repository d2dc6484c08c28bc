## Asking why and until when, and the first line after it was done

ask-hour-needed = At what time does it begin? Write the day with its hour, such as: tomorrow 9:00, 11-30 15:00
ask-time-unclear = I did not understand this time. Please write 15:30, tomorrow 9:00 or 11-30 17:00
ask-time-far = This time is too far ahead: { $latest } is the last day. Please check the year and write it again
ask-words-wanted = Please answer in words. To stop, send /cancel
ask-no-words = none
ask-h = { $count } h ({ $at })
ask-w = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
} ({ $at })
ask-calendar = 📅 Choose a day
ask-skip = No reason
ask-stop = Never mind
ask-stopped = All right, nothing was changed.

ask-dismiss = <b>Dismiss { $number }</b>
    Choose a reason or type it. The reporter will see it.
ask-dismiss-1 = Checked on site: no hazard
ask-dismiss-2 = Has been dealt with already
ask-dismiss-3 = Not in this township; the reporter was told
ask-dismiss-4 = False alarm or test
done-dismiss = ✅ { $number } dismissed; the reporter has been told why

ask-split = <b>Split a case off { $number }</b>
    Describe the part. Place and reporter stay the same.
done-split = ✅ { $number } split off; please triage it

ask-reopen = <b>Reopen { $number }</b>
    Choose a reason or type it.
ask-reopen-1 = It has come back
ask-reopen-2 = It was not dealt with properly
ask-reopen-3 = It has become worse
done-reopen = 🔁 { $number } reopened; the station will dispatch it

ask-decline = <b>Decline { $number }</b>
    Choose a reason or type it. The station will dispatch it anew.
ask-decline-1 = Not our duty
ask-decline-2 = Not in our area
ask-decline-3 = Another unit has dealt with it
done-decline = { $number } declined: { $text }
    The station will dispatch it anew.

ask-accept-partly = <b>Accept part of { $number }</b>
    Which part is not yours? Please type it.
done-accept-partly = ✅ Your part of { $number } is accepted
    The station knows which part is not yours.

ask-return = <b>Return the feedback on { $number }</b>
    What is missing? Choose or type it.
ask-return-1 = The hazard is still there; please go on
ask-return-2 = The photos do not show the result; please take new ones
ask-return-3 = Warning signs or barriers are not enough
ask-return-4 = The words are not clear; please add more
done-return = ↩️ { $number } returned: { $text }
    The unit will go on.

ask-withdraw = <b>Withdraw the assignment of { $number }</b>
    Choose a reason or type it.
ask-withdraw-1 = Dispatched by mistake
ask-withdraw-2 = This unit is not needed
ask-withdraw-3 = Things have changed
done-withdraw = Withdrawn; the unit has been told

ask-refuse-extension = <b>Refuse more time for { $number }</b>
    Choose a reason or type it.
ask-refuse-extension-1 = The risk is high; please keep the deadline
ask-refuse-extension-2 = Please take temporary measures first
done-refuse-extension = Refused; { $number } keeps its deadline

ask-ask-extension-until = <b>More time for { $number }</b>
    Due now: { $due }
    Until when? Choose, or type it, such as 11-30 17:00.
ask-ask-extension = <b>{ $number } until { $until }</b>
    Choose a reason or type it.
ask-ask-extension-1 = The weather does not allow it
ask-ask-extension-2 = Specialists or machines are needed
ask-ask-extension-3 = Waiting for material
ask-ask-extension-4 = Another unit is needed
done-ask-extension = More time asked until { $until }; the station will answer
    Until then the old deadline holds.

ask-pause-until = <b>Pause { $number }</b>
    Until when? Choose, or type it, such as 11-30 17:00.
ask-pause = <b>{ $number } paused until { $until }</b>
    Choose a reason or type it.
ask-pause-1 = The weather does not allow it
ask-pause-2 = Waiting for an opinion from above or from experts
ask-pause-3 = To be settled with residents
done-pause = ⏸ { $number } is paused until { $until } and goes on by itself then
    The deadline moves accordingly.

ask-reroute = <b>{ $number } goes to { $unit }</b>
    Choose a reason or type it. The deadline stays.
ask-reroute-1 = It is this unit's duty
ask-reroute-2 = The former unit has not enough people
reroute-ask = <b>Re-route { $number }</b>
    From: { $unit }. To which unit?
reroute-unit = { $unit }{ $load ->
    [0] {""}
   *[other] {" "}({ $load } at work)
}
done-reroute = ✅ { $number } re-routed to { $unit }; the deadline stays

calendar-weekdays = Mo Tu We Th Fr Sa Su
calendar-day = 📅 { $month }
    Choose a day. Days in brackets are not worked.
calendar-month = { $at }
calendar-hour = 📅 { $day }
    Choose a time.

list-back = ‹ Back to the list
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count } d
span-brief-minutes = { $count }m
span-brief-hours = { $count }h
span-brief-days = { $count }d

collect-not-kept = Please send photos, videos, voice or words.
collect-text = Words: { $text }
collect-no-text = Words: (none yet)
collect-files = Evidence: { $present }{ $wanted ->
    [0] {""}
   *[other] {" "}(at least { $wanted })
}
collect-lacks = <b>Still missing: { $missing }</b>
    Just send it, in any order.
collect-lacks-words = what was done
collect-lacks-files = photos from the site
collect-clear = Write anew
collect-cancel = Leave it
