"""One message as a bubble."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.botapi.messages.composing import EFFECTS
from sandbox.web.drawing.buttons import inline_keys
from sandbox.web.drawing.chart import Chart
from sandbox.web.drawing.faces import colour_of, face, full_name
from sandbox.web.drawing.media import album, body, icon, summary
from sandbox.web.drawing.richtext import attribute, plain, rich
from sandbox.web.drawing.times import clock_time
from sandbox.web.guide import Text, spoken
from sandbox.web.words import Words
from sandbox.world.chats import SERVICE, Message
from sandbox.world.people import Person

_PICTURES = ("photo", "location", "venue", "video", "animation")


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws messages in one language, on one map."""

    words: Words
    chart: Chart
    roles: Mapping[int, Text]

    def bubble(self, messages: list[Message], person: Person, *, first: bool) -> str:
        """Return one message, or an album's messages, as the person sees them.

        `first` marks the first of several messages by the same sender.
        """
        message = messages[0]
        mine, group = message.sender is person, not message.room.private
        kind = " ".join(
            name
            for name, holds in (
                ("msg", True),
                ("mine", mine),
                ("first", first),
                ("with-keys", message.inline is not None),
                ("for-one", message.receiver is not None),
                ("bare", self._time_on_picture(messages)),
            )
            if holds
        )
        shown, own = message.sender, message.content.keys() & {"text", "caption"}
        side = face(shown.id, shown.name, bot=shown.is_bot) if group and not mine else ""
        return (
            f'<div class="{kind}" data-id="{message.id}" data-mine="{int(mine and bool(own))}">{side}'
            f'<div class="stack"><div class="bubble">{self._head(message, group and not mine and first)}'
            f"{self._inside(messages)}{self._foot(message)}</div>"
            f"{self._reactions(message, person)}{inline_keys(message)}</div></div>"
        )

    def _head(self, message: Message, named: bool) -> str:
        parts = []
        if named:
            role = spoken(self.roles.get(message.sender.id, ""), self.words.language)
            title = self.words("bot") if message.sender.is_bot else role
            parts.append(
                f'<div class="sender" style="color:{colour_of(message.sender.id)}">{plain(message.author)}'
                f"<small>{plain(title)}</small></div>"
            )
        if message.receiver is not None:
            parts.append(f'<div class="only">{icon("visibility")}{self.words("only_you")}</div>')
        if message.forward_origin is not None:
            parts.append(f'<div class="forwarded">{self.words("forwarded", name=plain(_origin(message)))}</div>')
        if message.reply_to is not None:
            parts.append(self._quote(message))
        return "".join(parts)

    def _quote(self, message: Message) -> str:
        answered = message.reply_to
        assert answered is not None
        quoted = message.quote["text"] if message.quote else "…" if answered.deleted else summary(answered, self.words)
        part = " part" if message.quote else ""
        return (
            f'<button type="button" class="quote{part}" data-act="goto" data-to="{answered.id}">'
            f"<b>{plain(answered.author)}</b><span>{plain(quoted)}</span></button>"
        )

    def _inside(self, messages: list[Message]) -> str:
        carried = album(messages, self.words) if len(messages) > 1 else body(messages[0], self.words, self.chart)
        texts = [self._text(message) for message in messages]
        return carried + "".join(text for text in texts if text)

    def _text(self, message: Message) -> str:
        if not message.text:
            return ""
        words = rich(message.text, message.entities)
        return f'<div class="text" dir="auto">{words}<span class="room-for-time"></span></div>'

    def _foot(self, message: Message) -> str:
        edited = f"{self.words('edited')} " if message.edit_date is not None else ""
        long = " long" if edited else ""
        quiet = (
            f'<i class="material-icons" title="{self.words("silent")}">notifications_off</i>' if message.silent else ""
        )
        effect = f'<span class="effect" aria-hidden="true">{EFFECTS[message.effect]}</span>' if message.effect else ""
        more = self.words("message_menu")
        return (
            f'{effect}<span class="meta{long}">{quiet}{edited}{clock_time(message.date)}</span>'
            f'<button type="button" class="more" data-act="menu" aria-label="{more}">{icon("expand_more")}</button>'
        )

    @staticmethod
    def _time_on_picture(messages: list[Message]) -> bool:
        """Whether the bubble has no text, so that the time has to stand on the picture."""
        return not any(message.text for message in messages) and any(kind in messages[0].content for kind in _PICTURES)

    @staticmethod
    def _reactions(message: Message, person: Person) -> str:
        """Return the reactions, each once with its count; the person's own stands out and is taken back by a touch."""
        given = Counter(str(one.get("emoji", "⭐")) for those in message.reactions.values() for one in those)
        own = {one.get("emoji") for one in message.reactions.get(person.id, ())}
        drawn = "".join(
            f'<button type="button" class="{"own" if emoji in own else ""}" data-act="react" '
            f'data-to="{attribute(emoji)}">'
            f"{plain(emoji)}{f'<small>{count}</small>' if count > 1 else ''}</button>"
            for emoji, count in given.items()
        )
        return f'<div class="reactions">{drawn}</div>' if drawn else ""

    def event(self, message: Message) -> str:
        """Return a service message as a line in the middle; empty for a kind that phones do not show."""
        content, words = message.content, self.words
        kind = next(name for name in content if name in SERVICE)
        by, value = message.author, content[kind]
        said = ""
        if kind == "new_chat_members":
            who = "、".join(full_name(member) for member in value)
            alone = len(value) == 1 and value[0]["id"] == message.sender.id
            said = words("joined", who=who) if alone else words("added", by=by, who=who)
        elif kind == "left_chat_member":
            alone = value["id"] == message.sender.id
            said = words("went", who=full_name(value)) if alone else words("removed", by=by, who=full_name(value))
        elif kind == "new_chat_title":
            said = words("retitled", title=value)
        elif kind == "pinned_message":
            said = words("pinned_a_message", by=by)
        elif kind == "chat_shared":
            said = words("shared_chat")
        elif kind == "migrate_to_chat_id":
            said = words("upgraded")
        elif kind in ("group_chat_created", "supergroup_chat_created"):
            said = words("group_created")
        elif kind == "forum_topic_created":
            said = words("topic_created", title=value.get("name", ""))
        elif kind.startswith("forum_topic"):
            said = words("topic_changed")
        return f'<div class="event"><span>{plain(said)}</span></div>' if said else ""


def _origin(message: Message) -> str:
    origin = message.forward_origin or {}
    chat = origin.get("chat") or origin.get("sender_chat") or {}
    return str(full_name(origin.get("sender_user") or {}) or origin.get("sender_user_name") or chat.get("title") or "?")
