"""What a phone looks like now: its rows, what stands at its top, what can be done at its bottom."""

from typing import TYPE_CHECKING

from sandbox.content.entities import found_in
from sandbox.web.drawing.buttons import commands_of, keyboard_of
from sandbox.web.drawing.media import icon, summary
from sandbox.web.drawing.richtext import plain, rich
from sandbox.web.drawing.rows import Row, newest, rows_of
from sandbox.web.guide import spoken
from sandbox.web.phone.foot import Footing, State, note
from sandbox.web.phone.head import Choice, Heading
from sandbox.world.actions.phone import Phone
from sandbox.world.people import Bot

if TYPE_CHECKING:
    from sandbox.web.phone.handset import Handset


def rows(handset: "Handset") -> list[Row]:
    """The rows of the open chat, or what the bot says of itself before anything was said."""
    if handset.room is None or handset.person is None:
        return []
    messages = newest(handset.room, handset.count + 1)
    earlier = len(messages) > handset.count
    drawn = list(rows_of(messages[-handset.count :], handset.person, handset.desk.painter, handset.world.clock.now()))
    if not drawn and (about := _about(handset)):
        return [Row("d-about", f'<div class="about">{rich(about, found_in(about))}</div>')]
    if earlier:
        button = f'<button type="button" class="earlier" data-act="earlier">{handset.words("earlier")}</button>'
        drawn.insert(0, Row("d-earlier", button))
    return drawn


def _about(handset: "Handset") -> str:
    """What the bot says of itself before it is started."""
    bot = handset.room.bot if handset.room is not None else None
    person = handset.person
    if bot is None or person is None:
        return ""
    tongue = (person.language_code or "").split("-")[0]
    return str(bot.profile.get(f"description {tongue}") or bot.profile.get("description None") or "")


def _state(handset: "Handset") -> State:
    room = handset.room
    if room is None:
        return "left" if handset.chat is not None else "no_bot"
    if room.private:
        return "blocked" if room.blocked else "write" if room.started or room.messages else "start"
    return "write" if handset.person is not None and room.admits(handset.person) else "left"


def heading(handset: "Handset") -> Heading:
    """Whose phone it is, which chat is open, what is unread, and the menus."""
    person, room, words = handset.person, handset.room, handset.words
    role = spoken(handset.desk.roles.get(handset.seat.key, ""), words.language)
    group = handset.seat.group is not None
    if group:
        name = (room.title if room is not None else None) or "?"
        speaker = words("speaks", name=person.name) if person else words("left")
        role = f"{role} · {speaker}" if role else speaker
    else:
        name = person.name if person else "?"
    top = Heading(handset.seat.key, name, role, group, words("no_bot"), "smart_toy")
    if room is not None and room.bot is not None:
        top.chat = room.bot.name
    elif room is not None:
        top.chat_symbol = "groups"
        members = words("n_members", n=sum(1 for _ in room.present()))
        top.chat = members if group else f"{room.title} · {members}"
    top.typing = handset.doing
    if room is not None:
        top.unread = handset.desk.unread.count(handset.seat.key, room, person)
        if pin := next((room.messages[one] for one in reversed(room.pinned) if one in room.messages), None):
            top.pinned = (
                f'<button type="button" data-act="pin" data-to="{pin.id}">{icon("push_pin")}'
                f"<b>{words('pinned')}</b><span>{plain(summary(pin, words))}</span></button>"
            )
    top.chats = _speakers(handset) if group else _chats(handset)
    top.elsewhere = 0 if group else sum(choice.count for choice in top.chats if not choice.on)
    top.menu = _menu(handset)
    return top


def _chats(handset: "Handset") -> list[Choice]:
    if handset.person is None:
        return []
    choices = []
    for room in Phone(handset.world, handset.person).rooms():
        title = room.bot.name if room.bot is not None else room.title or "?"
        count = handset.desk.unread.count(handset.seat.key, room, handset.person)
        symbol, to = ("smart_toy", room.bot.token) if room.bot is not None else ("groups", str(room.id))
        choices.append(Choice("chat", title, symbol, to, count, room is handset.room))
    return choices


def _speakers(handset: "Handset") -> list[Choice]:
    if handset.room is None:
        return []
    people = [member.who for member in handset.room.members.values() if member.present]
    return [Choice("speak", one.name, "person", str(one.id), on=one.id == handset.speaker) for one in people]


def _menu(handset: "Handset") -> list[Choice]:
    words, room, choices = handset.words, handset.room, []
    if room is not None and room.private:
        act, symbol = ("unblock", "lock_open") if room.blocked else ("block", "block")
        choices.append(Choice(act, words(act), symbol))
    elif room is not None and handset.person is not None and room.admits(handset.person):
        choices.append(Choice("leave", words("leave"), "logout"))
    choices.append(Choice("left", words("move_left"), "arrow_back"))
    choices.append(Choice("right", words("move_right"), "arrow_forward"))
    choices.append(Choice("away", words("remove_phone"), "close"))
    return choices


def footing(handset: "Handset") -> Footing:
    """What can be done at the bottom."""
    bottom, room, person = Footing(_state(handset)), handset.room, handset.person
    if room is None or person is None:
        return bottom
    bots = [room.bot] if room.bot is not None else [m.who for m in room.bots.values() if m.present]
    for bot in bots:
        if isinstance(bot, Bot):
            bottom.commands += commands_of(bot, room, person)
    if (found := keyboard_of(room, person)) is not None:
        message, bottom.keyboard = found
        bottom.keyboard_open = handset.keys_closed != message.id
        bottom.hint = str(bottom.keyboard.get("input_field_placeholder") or "")
    words = handset.words
    if handset.editing is not None:
        bottom.note = note("edit", words("editing"), summary(handset.editing, words), words("cancel"))
    elif handset.reply_to is not None:
        title = words("replying", name=handset.reply_to.sender.name)
        bottom.note = note("reply", title, summary(handset.reply_to, words), words("cancel"))
    return bottom
