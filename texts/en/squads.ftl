# Squads: how many there must be, how many there are, whom chat reaches

squad-gone = This squad is no longer on the roster; please open /squad again
squad-none = There is no squad on the roster that you may see. The operator fills in the squads and posts sheets and imports them.
squad-list-head = 🚒 <b>Squads</b> ({ $count }): people of those needed, within reach of chat
squad-list-line = · { $squad } { $have }/{ $needed }, { $reachable } within reach
squad-head = 🚒 <b>{ $squad }</b>
squad-figures = Needs { $needed } people, has { $have }, chat reaches { $reachable }
squad-lacking = ⚠️ { $count } people are missing; please find them and have the station bring the roster up to date
squad-gathering = Gathering place: { $place }
squad-line = { $number }. { $name } { $about }
squad-party = party member
squad-stands-in = stands in for { $name }
squad-joined = joined by chat
squad-not-logged-in = ⚠️ not logged in
squad-unreachable = ⚠️ out of reach
squad-all-in = Everybody has logged in.
squad-nobody = There is nobody on the roster yet.
squad-pin = Gathering place of { $squad }: { $place }
squad-no-pin = The roster has no place on the map for it
squad-tab-all = All
squad-tab-out = Not logged in
squad-button-pin = 📍 Gathering place
squad-button-list = ◀ All squads

## Logging in and joining by the invitation in the group

join-button = Log in and join
join-invitation =
    Whoever of { $squad } has not logged in: please press “Log in and join” and share your own phone number in the private chat.
    Only then do mobilisations and roll-calls reach you. If you are logged in, there is nothing to do.
join-gone = This invitation is no longer valid. Use the newest one in the squad's group, or ask the captain.
join-in = ✅ You are logged in and a member of { $squad }. Mobilisations and roll-calls come here.
join-asked = You are not on the roster of { $squad }; the captain has been asked. You will be told here.
join-waiting = Your request to join { $squad } waits for the captain; there is no need to press again.
join-turned-away = Your request to join { $squad } was turned down some days ago. Please talk to the captain.
join-request = { $name } ({ $posts }) asks to join { $squad }. The person is on the roster, but not in this squad. Let in?
join-button-agree = ✅ Let in
join-button-refuse = ✖️ No
join-you-agreed = ✅ { $name } is in { $squad } now and was told. Please have the station add this to the roster.
join-you-refused = { $name } is not let into { $squad }.
join-let-in = ✅ The captain has agreed: you are in { $squad }. Mobilisations and roll-calls come here.
join-not-let-in = Your request to join { $squad } was turned down. Please talk to the captain.
join-taken-out = You are no longer in { $squad }. Please talk to the captain if this is wrong.
join-request-gone = This request is no longer there
join-decided = This request was answered before: { $agreed ->
    [yes] let in
   *[no] not let in
}
squad-button-invite = 📨 Post the invitation in the group
squad-invited = The invitation goes to the group “{ $title }”
squad-invited-already = It was posted within the last 10 minutes; please wait
squad-no-group = The squad has no group yet; send /groupcode for a code to bind one
squad-button-asked = 📝 Requests to join ({ $count })
join-nobody-asks = No request waits for an answer
squad-button-joined = Take out who joined by chat ({ $count })
squad-out-which = Who is to be taken out? Members of the roster are changed by the roster.
squad-out-done = { $name } is out of the squad and was told.
squad-out-already = This person is not one who joined by chat

## The group beside the roster

squad-button-group = 👥 Compare with the group
membership-head = 👥 <b>{ $squad }</b>: the group “{ $title }” beside the roster
membership-here = { $all } on the roster, { $here } seen in the group
membership-people = { $count } members in the group, bots included
membership-absent = ❌ <b>On the roster, not in the group ({ $count })</b>: { $names }
membership-unseen = ❔ <b>Not asked about yet ({ $count })</b>: { $names }
membership-out = ⚠️ <b>Not logged in, so nobody can tell ({ $count })</b>: { $names }
membership-others = ❗ <b>In the group, not of the squad ({ $count })</b>: { $names }
    Members who have not logged in are among these; have them log in first, then compare again.
membership-agrees = ✅ Group and roster agree.
membership-counted = Compared at { $at }
membership-not-admin = ⚠️ The bot is no administrator of the group, so it does not hear who comes and goes. The group's owner opens the group's profile, Edit, Administrators, Add, and chooses this bot; one right, such as inviting users, is enough.
membership-more = { $count } more
membership-stranger = account “{ $name }”, not logged in
membership-former = { $name }, no longer on the roster
membership-nameless = no name
membership-button-count = 🔄 Compare again
membership-button-back = ◀ Back
membership-counting = Telegram is being asked; the result will be sent to you
membership-counted-already = That was done just now; please try again in a minute
membership-news = 👥 The group “{ $title }” of <b>{ $squad }</b> has changed
membership-left = Of the squad, gone ({ $count }): { $names }
membership-came = New in the group or just heard there, not of the squad ({ $count }): { $names }. If it is a member, have the person press “Log in and join” in the group; if not, please remove the account
group-make-admin = Please have the group's owner make this bot an administrator (one right, such as inviting users, is enough): only then the captain hears at once who comes and goes.
