# Logging in, login codes, binding groups

identity-scanned =
    This code is for the staff of <b>{ $town } Emergency Station</b>; what is behind it is shown to nobody else. Your way out, your shelter and your contact are printed on the card.
    <b>In danger, call: { $call }</b>
    If you are staff, please press “📱 Share my phone number” below to log in, and scan again.
identity-hello =
    Hello, this is <b>{ $town } Emergency Station, “Bihuan”</b>: report a hazard with a photo, and see what comes of it.
    Please press “📱 Share my phone number” below. If your number does not match, ask the station for a 6-digit code and send it here.
    Questions: { $call }
identity-share = 📱 Share my phone number
identity-refused =
    Sorry, this bot serves the township's emergency staff. You have not logged in, so nothing was taken in.
    Please press “📱 Share my phone number” below, or send your 6-digit code.
    <b>In an emergency call: { $call }</b>
identity-sos =
    🆘 <b>Please call at once: { $call }</b>
    Then send <b>where it is, what has happened, and whether anybody is trapped</b>: words, a voice message, photos or a location. The station sees it at once.
identity-heard =
    You have not logged in, or your post has changed: this was not taken in, but the station was told. Please keep your
    phone at hand.
    <b>Please call at once: { $call }</b>
    To log in, press “📱 Share my phone number” below, or send your 6-digit code.
identity-no-entry = You are not logged in, or your post has changed, so this button does not work. Please call: { $call }
identity-not-your-contact =
    This is not your own number. Please press “📱 Share my phone number” below instead of sending somebody else's contact.
    { $left } tries left today. Help: { $call }
identity-unknown =
    This number is not on the roster, or the code is wrong, used or expired.
    Please ask the station to check, or for a code: { $call }
    { $left } tries left today.
identity-no-post = You are on the roster, but hold no post at present. Please call the station: { $call }
identity-locked = No tries are left today. Please try again tomorrow, or call the station: { $call }
identity-post-lines = { $post } for { $count } lines: { $lines } and others
identity-welcome = Hello, <b>{ $name }</b>! Your posts:
identity-post = · { $post }
identity-code-again = You are known already and need no code. To report, send a photo, a location or a few words.
identity-code-of-another = This login code is for another person. It is used up now and works on no phone; that person has to ask for a new one. You are logged in and need no code.
identity-already = { $name }, you are logged in already; no need to send your number again.

## Login codes

code-ask = Who needs a code? Send the phone number or name. /cancel to stop.
code-nobody = Nobody on the roster fits “{ $wanted }”. Check the number or name and send it again, or /cancel.
code-several = Several people fit “{ $wanted }”. Please choose:
code-person = { $name } { $phone } { $post }
code-issued =
    The code for { $name }: <code>{ $code }</code>
    It works once, until { $until }.
    Tell it to this person face to face or by phone, never in a group. The person opens the bot and sends these 6 digits.
code-leader = Only the station’s chief and deputies issue a login code for a leader of the station or the township; the administrator can do so at the server. A leader can always log in by sharing the own number.

## Binding groups

groupcode-ask = What is the group for?
groupcode-for = { $whose ->
    [no] { $purpose } group
   *[other] { $purpose } group: { $whose }
}
groupcode-whose = Whose group is it ({ $purpose })?
groupcode-issued =
    The code to bind the group of “{ $whose }”: <code>{ $code }</code> (until { $until })
    <b>Not in the group yet</b>: press the button below and choose the group; it is bound at once.
    <b>In the group already</b>: press “👥 Choose a group” on the keyboard.
    <b>If neither works</b>: add this bot to the group and post <code>/bind { $code }</code> there
groupcode-add = ➕ Add the bot to a group and bind it
groupcode-choose = If the bot is in the group already, press “👥 Choose a group” below. To leave it, press “⌨️ Menu”.
groupcode-button-choose = 👥 Choose a group
groupcode-bound = ✅ The group “{ $title }” is bound to “{ $whose }”. Its notices will go there.
group-hello =
    Hello, I am the emergency station's bot. I pass on notices that concern this group and do not read what is said here.
    A person in charge sends me /groupcode in private for a code, then posts /bind with the code here.
group-bound = ✅ This group is bound to “{ $whose }”. Its notices will come here.
group-taken = ⚠️ The group “{ $title }” was bound to “{ $was }”. { $by } has bound it to “{ $whose }” now; the notices of “{ $was }” do not come there any more. If this is a mistake, bind it again at once, or call the station.
group-one-more = ℹ️ { $by } has bound the group “{ $title }” to “{ $whose }” as well; the notices of “{ $whose }” go to both. If that is wrong, call the station.
group-anonymous = Please turn off “anonymous admin” and post this again under your own name.
group-stranger = You are not logged in. Log in to me in private first, then bind the group. Help: { $call }
group-code-missing = Please write the 6-digit code after /bind. To get one, send me /groupcode in private.
group-help =
    I am the emergency station's bot. { $whose ->
        [no] This group is not bound yet: a person in charge sends me /groupcode in private for a code
       *[other] In this group I only pass on what concerns { $whose }
    }; I do not read what is said here.
    To report, accept or handle something, open the private chat with me. In danger please call: { $call }
group-heard = 📌 The station was told. To add photos or a location, use the private chat with this bot.
group-sos =
    🆘 <b>The station is alarmed: { $number }</b>
    👉 Please go on in the private chat with this bot: photos, a location.
group-press = Please do this in the private chat with this bot: press its picture, then “message”
group-demoted = ⚠️ The bot is no longer an administrator of the group “{ $title }”
error-group-owner-gone = This unit, village or squad is no longer on the roster; please choose again.
