# Answers in words: received, cannot come, on my way …

answers-agree = ✅ I agree
answers-case = { $number }
answers-mobilisation = { $drill ->
    [yes] [DRILL] Mobilisation
   *[no] Mobilisation
} { $number }
answers-check-in = All-well check ({ $number })
answers-back = Reporting back ({ $number })
answers-test = Reachability test
answers-swap = Change of shift: { $shift }
answers-handover = Handover on scene ({ $number })

answers-kept = Your own words are kept and passed on.
answers-told =
    💬 { $name } answered “{ $about }” and said:
    { $text }
answers-one =
    🤔 One thing waits for your answer: <b>{ $name }</b>
    Which answer did you mean? Please tap it.
answers-several =
    🤔 { $count } things wait for your answer.
    Which one did you mean? Please tap it.
answers-choice = { $answer } · { $name }
answers-other = ⚠️ This is another hazard
answers-other-kept = Your words are kept, nothing is lost. If it is another hazard, tap the last button.
answers-if-other = If this is another hazard, tap below.
answers-seen = 👌 Noted that you have seen it.
answers-nothing = 👌 Nothing waits for your answer. To report a hazard, tap below, or just send words or photos.
answers-draft = The report is not submitted yet; these words were not put into it.
answers-hello = Hello! What would you like to do? Tap below, or just send words or photos to report. /help explains the rest.
answers-thanks = You are welcome. For anything else, tap below, or just send words or photos to report.
answers-question = 🤔 Is this a question? See /help, or ring the station: { $call }. To report it, tap below.
answers-unclear = 🤔 Nothing waits for your answer. Your words are kept. To report them, tap below.
answers-report = 📝 Report a hazard or an incident
answers-report-this = 📝 Report these words

## The words that are understood, separated by commas; # stands for a number. A clause made of them alone counts

answers-say-acknowledge = ok, okay, okey, okk, okok, oky, kk, k, yes, yep, yeah, yup, sure, roger, roger that, copy, copy that, copied, received, recieved, recived, got it, gotit, gotcha, understood, noted, ack, acknowledged, acknowledge, will do, on it, fine, alright, all right, right, read, seen, aye, wilco, understand, i see, y, thumbs up
answers-say-agree = i agree, agree, agreed, approved, approve, no problem, np, of course, i will
answers-say-refuse = i refuse, refuse, refused, i do not agree, i dont agree, disagree, not agreed, no, nope, rejected, reject
answers-say-cannot = cannot come, cant come, can not come, i cant, i cannot, cant make it, cannot make it, can not make it, wont make it, will not make it, unable to come, not able to come, unable, cannot attend, cant attend, cannot go, cant go, not available, unavailable, away, im away, i am away, out of town, im out of town, i am out of town, abroad, on leave, sick, im sick, i am sick, ill, im ill, in hospital, not at home, not in town, busy, too far, too far away
answers-say-on-the-way = attend, i attend, i will attend, ill attend, attending, on my way, on the way, on our way, omw, coming, im coming, i am coming, were coming, we are coming, leaving now, heading there, heading over, heading out, en route, enroute, be there soon, be there, will be there, ill be there, i will be there, there soon, there in #min, be there in #min, there in #minutes, be there in #minutes, setting off, set off, departing, departed, leaving, moving out, driving, driving there
answers-say-arrived = arrived, ive arrived, i have arrived, here, im here, i am here, were here, we are here, on scene, on site, at the scene, im there, i am there, present, in position, reached
answers-say-still-on = still working, still on it, working on it, still at it, in progress, continuing, still here
answers-say-safe = safe, all safe, were safe, we are safe, im safe, i am safe, everyone safe, everyone is safe, everybody is safe, all well, all good, all fine, all ok, all clear, everything ok, everything fine, no injuries, nobody hurt, no one hurt
answers-say-back = back, im back, i am back, were back, we are back, home, im home, i am home, back home, home safe, back safe, returned
answers-say-false-alarm = false alarm, mistake, my mistake, by mistake, it was a mistake, sent by mistake, pressed by mistake, wrong button, cancel, cancel it, please cancel, cancelled, ignore, ignore it, please ignore, never mind, nevermind, disregard, please disregard, test, testing, just a test
answers-say-greeting = hi, hey, hi there, hello, hello there, good morning, good afternoon, good evening, good night, morning, anybody there, anyone there, bye, goodbye
answers-say-thanks = thanks, thank you, thank you very much, thanks a lot, many thanks, thx, ty, cheers, much appreciated
answers-say-soon = soon, right away, at once, immediately, shortly, asap, in a moment, in a minute, later, in #minutes, in #min, #minutes, #min, #hours, #hour, in #hours, in #hour
answers-say-filler = i, im, we, now, already, please, sir, madam, boss, chief, all, well, so, sorry, just, today, tonight, for now, team, everyone, everybody, the, its, it is, it was
answers-joints = but, however, also, and there, there is, we have, here the, please send
answers-asking = how do, how can, how to, how does, what is, what does, what do, whats, where is, where do, when is, when will, who is, why is, can you, could you, is there, which
# Words with one of these speak of people in danger (separated by blanks)
answers-deadly = trapped injured dead death missing drown drowning buried unconscious poisoned electrocuted
# Phrases that say that nobody is hurt (separated by commas)
answers-unharmed = nobody injured, nobody trapped, nobody dead, nobody missing, nobody buried, nobody is injured, nobody is trapped, nobody is dead, nobody is missing, nobody is buried, nobody was injured, nobody was trapped, nobody was dead, nobody was missing, nobody was buried, no one injured, no one trapped, no one dead, no one missing, no one buried, no one is injured, no one is trapped, no one is dead, no one is missing, no one is buried, no one was injured, no one was trapped, no one was dead, no one was missing, no one was buried, no deaths
# Phrases that say that it is not known (separated by commas)
answers-doubts = whether, not known, unknown, not sure, unclear
answers-dangers = collaps, landslide, slide, rockfall, fell, falling, flood, rising water, burst, broken, broke, crack, fire, smoke, burning, explo, leak, gas, trapped, buried, hurt, injur, dead, dying, drown, missing, bleed, accident, crash, danger, emergency, help, blocked, down tree, tree down, power line, hole, washed
answers-vital = people, person, child, kid, baby, elderly, death, unconscious, poisoned, electrocuted, evacuat, hurry, quick, urgent, at once, immediately
answers-alike = ＇'
