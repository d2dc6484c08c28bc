"""One phone on the table: a person's chat, or a group's."""

import asyncio

from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.web.guide import Seat
from sandbox.web.parts import box
from sandbox.web.phone import appearance
from sandbox.web.phone.foot import Foot
from sandbox.web.phone.head import Head
from sandbox.web.phone.log import Log
from sandbox.web.phone.session import Session
from sandbox.web.phone.touches import Touches
from sandbox.web.phone.writer import parts_of
from sandbox.web.table import Table
from sandbox.world.actions import composing

# A bot's chat action shows for this many seconds (https://core.telegram.org/bots/api#sendchataction).
ACTION_SECONDS = 5.0


class Handset:
    """The widgets of one phone, drawn from its session."""

    def __init__(self, table: Table, seat: Seat) -> None:
        self.seat, self.words = seat, table.words
        self.session = Session(table, seat)
        self._action_ends: asyncio.TimerHandle | None = None
        self.frame = box("phone", "section", data_testid=f"phone-{seat.key}")
        with self.frame:
            self._head = Head(self.words, self._act)
            self.log = Log(self.words, self._act)
            self._foot = Foot(self.words, self._act, self._say)
        self._touches = Touches(self.session, self.log, self._foot.writer)
        self.refresh()

    def refresh(self) -> None:
        """Draw the phone as it is now."""
        session = self.session
        if session.settle():
            self.log.forget()
        self.log.show(appearance.rows(session))
        self._head.show(appearance.heading(session))
        self._foot.show(appearance.footing(session))
        if self.seat.group is not None and session.room is not None:
            label = self.words("group_phone", name=session.room.title)
        else:
            label = self.words("phone_of", name=session.person.name if session.person else "?")
        if self.frame.props.get("aria-label") != label:
            self.frame.props["aria-label"] = label

    async def _act(self, data: Json) -> None:
        """Carry out a touch, and show why when the world refuses."""
        try:
            await self._touches.do(data)
        except Misuse as misuse:
            self.log.toast(misuse.message)
        if not self.frame.is_deleted:
            self.refresh()

    def _say(self, text: str) -> None:
        """Send the text or apply the edit; when the world refuses, the text goes back into the field."""
        session = self.session
        try:
            room = session.room
            if room is None:
                raise Misuse(self.words("no_bot"), 409)
            if session.editing is not None:
                session.phone.edit(room, session.editing.id, text)
            else:
                reply_to = session.reply_to.id if session.reply_to is not None else None
                for part in parts_of(text):
                    session.phone.send(room, composing.words(part), reply_to=reply_to, thread_id=session.thread)
                    reply_to = None
        except Misuse as misuse:
            self.log.toast(misuse.message)
            self._foot.writer.put(text)
        else:
            session.reply_to = session.editing = None
        self.refresh()

    def send(self, content: Json) -> None:
        """Send an attachment."""
        try:
            self.session.send(content)
        except Misuse as misuse:
            self.log.toast(misuse.message)
        else:
            self.refresh()

    def sent(self) -> None:
        """Note that the browser has sent an attachment by itself."""
        self.session.sent()
        self.refresh()

    def highlight(self, *, wanted: bool) -> None:
        """Mark the phone while the guide wants something done on it."""
        if ("called" in self.frame.classes) != wanted:
            self.frame.classes(**{"add" if wanted else "remove": "called"})

    def show_action(self, action: str) -> None:
        """Show the chat action of the bot for a while; without one, stop showing it."""
        if self._action_ends is not None:
            self._action_ends.cancel()
            self._action_ends = None
        self.session.action = self.words("typing" if action == "typing" else "uploading") if action else ""
        if action:
            self._action_ends = asyncio.get_running_loop().call_later(ACTION_SECONDS, self._end_action)

    def _end_action(self) -> None:
        self.session.action, self._action_ends = "", None
        if not self.frame.is_deleted:
            self.refresh()

    def put_away(self) -> None:
        """Remove the phone from the table."""
        if self._action_ends is not None:
            self._action_ends.cancel()
        self.frame.delete()
