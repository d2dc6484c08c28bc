"""The present look of a phone: its rows, its top and its bottom."""

from sandbox.content.entities import found_in
from sandbox.web.drawing.buttons import commands_of, keyboard_of
from sandbox.web.drawing.media import icon, summary
from sandbox.web.drawing.richtext import plain, rich
from sandbox.web.drawing.rows import Row, newest, rows_of
from sandbox.web.guide import spoken
from sandbox.web.phone.foot import Footing, State, note
from sandbox.web.phone.head import Choice, Heading
from sandbox.web.phone.session import Session
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Room
from sandbox.world.people import Bot, profile_key


def rows(session: Session) -> list[Row]:
    """Return the rows of the open chat, or the bot's description when nothing was said yet."""
    if session.room is None or session.person is None:
        return []
    messages = newest(session.room, session.person, session.count + 1, session.topic)
    earlier = len(messages) > session.count
    drawn = list(rows_of(messages[-session.count :], session.person, session.table.painter, session.world.clock.now()))
    if not drawn and (about := _about(session)):
        return [Row("d-about", f'<div class="about">{rich(about, found_in(about))}</div>')]
    if earlier:
        button = f'<button type="button" class="earlier" data-act="earlier">{session.words("earlier")}</button>'
        drawn.insert(0, Row("d-earlier", button))
    return drawn


def _about(session: Session) -> str:
    """Return the bot's description, which a chat shows before the bot is started."""
    bot = session.room.bot if session.room is not None else None
    person = session.person
    if bot is None or person is None:
        return ""
    tongue = (person.language_code or "").split("-")[0]
    keys = (profile_key("description", language) for language in (tongue, None))
    return next((str(bot.profile[key]) for key in keys if bot.profile.get(key)), "")


def _state(session: Session) -> State:
    room = session.room
    if room is None:
        return "left" if session.chat is not None else "no_bot"
    if room.private:
        return "blocked" if room.blocked else "write" if room.started or room.messages else "start"
    return "write" if session.person is not None and room.admits(session.person) else "left"


def heading(session: Session) -> Heading:
    """Return the content of the top: the owner, the open chat, the unread messages and the menus."""
    person, room, words = session.person, session.room, session.words
    role = spoken(session.table.roles.get(session.seat.key, ""), words.language)
    group = session.seat.group is not None
    if group:
        name = (room.title if room is not None else None) or "?"
        speaker = words("speaks", name=person.name) if person else words("left")
        role = f"{role} · {speaker}" if role else speaker
    else:
        name = person.name if person else "?"
    top = Heading(session.seat.key, name, role, group, words("no_bot"), "smart_toy")
    if room is not None and room.bot is not None:
        top.chat = room.bot.name
    elif room is not None:
        top.chat_symbol = "groups"
        members = words("n_members", n=sum(1 for _ in room.present()))
        top.chat = members if group else f"{room.title} · {members}"
    top.typing = session.action
    if room is not None:
        top.unread = session.table.unread.count(session.seat.key, room, person)
        if pin := next((room.messages[one] for one in reversed(room.pinned) if one in room.messages), None):
            top.pinned = (
                f'<button type="button" data-act="pin" data-to="{pin.id}">{icon("push_pin")}'
                f"<b>{words('pinned')}</b><span>{plain(summary(pin, words))}</span></button>"
            )
        top.topics = _topics(session, room)
    top.chats = _speakers(session) if group else _chats(session)
    top.elsewhere = 0 if group else sum(choice.count for choice in top.chats if not choice.on)
    top.menu = _menu(session)
    return top


def _topics(session: Session, room: Room) -> str:
    """Return the bar that chooses among the topics of a forum."""
    if not room.forum:
        return ""
    names = {0: session.words("all_topics"), 1: room.general.name, **{one.id: one.name for one in room.topics.values()}}
    return "".join(
        f'<button type="button" class="topic{" on" if number == (session.topic or 0) else ""}" data-act="topic" '
        f'data-to="{number}">{"# " if number else ""}{plain(name)}</button>'
        for number, name in names.items()
    )


def _chats(session: Session) -> list[Choice]:
    if session.person is None:
        return []
    choices = []
    for room in Phone(session.world, session.person).rooms():
        title = room.bot.name if room.bot is not None else room.title or "?"
        count = session.table.unread.count(session.seat.key, room, session.person)
        symbol, to = ("smart_toy", room.bot.token) if room.bot is not None else ("groups", str(room.id))
        choices.append(Choice("chat", title, symbol, to, count, room is session.room))
    return choices


def _speakers(session: Session) -> list[Choice]:
    if session.room is None:
        return []
    people = [member.who for member in session.room.members.values() if member.present]
    return [Choice("speak", one.name, "person", str(one.id), on=one.id == session.speaker) for one in people]


def _menu(session: Session) -> list[Choice]:
    words, room, choices = session.words, session.room, []
    if room is not None and room.private:
        act, symbol = ("unblock", "lock_open") if room.blocked else ("block", "block")
        choices.append(Choice(act, words(act), symbol))
    elif room is not None and session.person is not None and room.admits(session.person):
        choices.append(Choice("leave", words("leave"), "logout"))
    if session.table.alone:
        choices.append(Choice("language", words("other_language"), "translate"))
        return choices
    if session.seat.group is None:
        choices.append(Choice("scan", words("real_phone"), "qr_code_2"))
    choices.append(Choice("left", words("move_left"), "arrow_back"))
    choices.append(Choice("right", words("move_right"), "arrow_forward"))
    choices.append(Choice("away", words("remove_phone"), "close"))
    return choices


def _app_of(bot: Bot, chat: int) -> tuple[str, str] | None:
    """Return the text and the address of the menu button, where it opens a Web App instead of the commands."""
    for key in (f"menu {chat}", "menu None"):
        button = bot.profile.get(key) or {"type": "default"}
        if button["type"] == "web_app":
            return str(button.get("text")), str((button.get("web_app") or {}).get("url"))
        if button["type"] == "commands":
            break
    return None


def footing(session: Session) -> Footing:
    """Return the content of the bottom."""
    bottom, room, person = Footing(_state(session)), session.room, session.person
    if room is None or person is None:
        return bottom
    bots = [room.bot] if room.bot is not None else [m.who for m in room.bots.values() if m.present]
    for bot in bots:
        if isinstance(bot, Bot):
            bottom.commands += commands_of(bot, room, person)
    if room.bot is not None:
        bottom.app = _app_of(room.bot, room.id)
    if (found := keyboard_of(room, person)) is not None:
        message, bottom.keyboard = found
        bottom.keyboard_open = session.keys_closed != message.id
        bottom.hint = str(bottom.keyboard.get("input_field_placeholder") or "")
    words = session.words
    if session.editing is not None:
        bottom.note = note("edit", words("editing"), summary(session.editing, words), words("cancel"))
    elif session.reply_to is not None:
        title = words("replying", name=session.reply_to.author)
        bottom.note = note("reply", title, summary(session.reply_to, words), words("cancel"))
    return bottom
