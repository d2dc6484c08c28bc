"""Playing people against a running product, over the sandbox's control API only.

``async with SandboxClient(url, token, client) as sandbox: …``. A person ``sends``, ``taps`` and ``sees``: all that the
bot has shown, changed or deleted since that person last did something. Nothing sleeps: waits are long polls.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import httpx

from patience import STANDSTILL, Patience, until
from sandbox.server import Server

Json = dict[str, Any]

TAP_PATIENCE = 60
"""Seconds to wait for the bot's answer to a tap, the most that the sandbox allows."""

OF_THE_WORLD = (
    "chat not found",
    "file is too big",
    "group chat was upgraded to a supergroup chat",
    "invalid file_id",
    "message can't be deleted",
    "message can't be edited",
    "message is not modified",
    "message thread not found",
    "message to be replied not found",
    "message to delete not found",
    "message to edit not found",
    "message to pin not found",
    "not enough rights to manage pinned messages",
    "not enough rights to manage topics",
    "not enough rights to send",
    "query is too old",
    "the chat is not a forum",
    "there is no caption in the message to edit",
    "there is no text in the message to edit",
    "wrong file identifier",
)
"""Refusals for the state of the world; every other 400 is for the message itself, which would be lost at Telegram."""


def fresh_token() -> str:
    """Return a token nobody has used: in the sandbox every token is a bot of its own."""
    return f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_hex(16)}"


def client_of(server: Server) -> httpx.AsyncClient:
    """Return a client that calls the application of a sandbox in this process; only the product needs the sockets."""
    transport = httpx.ASGITransport(server.config.app)
    return httpx.AsyncClient(transport=transport, base_url=server.url, timeout=httpx.Timeout(STANDSTILL))


class SandboxClient:
    """A bot's world: people, groups, the clock, faults, the log of calls."""

    def __init__(self, url: str, token: str, client: httpx.AsyncClient) -> None:
        """``client`` calls the sandbox at ``url``."""
        self.url = url
        self.token = token
        self.clock = SandboxClock(self)
        self._client = client

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, failure: object, *_: object) -> None:
        """See that no message was one that Telegram refuses for its content."""
        if failure is None:
            refused = await self.refused_messages()
            assert not refused, "\n".join(refused)

    async def post(self, path: str, body: Json) -> Any:
        """Ask the control API; AssertionError with its own words when it refuses."""
        return self._read(await self._client.post(f"/sandbox/{path}", json=body))

    async def get(self, path: str, **query: Any) -> Any:
        """Look something up in the control API."""
        return self._read(await self._client.get(f"/sandbox/{path}", params=query))

    async def call(self, method: str, **params: Any) -> Any:
        """Call the Bot API as the bot."""
        return (await self._client.post(f"/bot{self.token}/{method}", json=params)).json()

    async def person(
        self, name: str, *, phone: str | None = None, language: str = "zh-hans", username: str | None = None
    ) -> "Player":
        """Bring a person into the world."""
        body = {"first_name": name, "phone": phone, "language_code": language, "username": username}
        answer = await self.post("users", {key: value for key, value in body.items() if value is not None})
        return Player(self, answer["id"], name)

    async def group(
        self, title: str, *members: "Player", kind: str = "supergroup", with_bot: bool = True, **more: Any
    ) -> int:
        """Make a group of these people, the first is its owner; returns its id. ``forum=True``: with topics."""
        body: Json = {"type": kind, "title": title, "members": [member.id for member in members]} | more
        if with_bot:
            body["bots"] = [self.token]
        return int((await self.post("chats", body))["id"])

    async def fault(self, method: str, **how: Any) -> None:
        """Let the next calls of a method fail: ``times=1, status=429, retry_after=5`` or ``behave="drop_answer"``."""
        await self.post("faults", {"method": method, "times": 1} | how)

    async def no_faults(self) -> None:
        """Forget ordered faults."""
        self._read(await self._client.delete("/sandbox/faults"))

    async def calls(self, method: str | None = None, after: int = 0) -> list[Json]:
        """Return what bots have called."""
        query: Json = {"after": after} | ({"method": method} if method else {})
        found: list[Json] = await self.get("calls", **query)
        return found

    async def refused_messages(self) -> list[str]:
        """Return the bot's calls that Telegram would refuse for their content, whatever the state of the world."""
        bot_id = int(self.token.partition(":")[0])
        return [
            f"{call['method']}: {call['description']}: {call['params']}"
            for call in await self.calls()
            if call["bot_id"] == bot_id
            and call.get("error_code") == 400
            and not call.get("fault")
            and not any(known in call["description"] for known in OF_THE_WORLD)
        ]

    async def unconfirmed(self) -> int:
        """Return how many updates the bot has not confirmed yet."""
        bots = await self.get("bots")
        return next((bot["pending_update_count"] for bot in bots if bot["token"] == self.token), 0)

    async def change(self) -> int:
        """Return the number of the world's last change."""
        return int((await self.get("health"))["change"])

    @staticmethod
    def _read(response: httpx.Response) -> Any:
        assert response.status_code == 200, f"{response.request.url}: {response.text}"
        return response.json()


class SandboxClock:
    """The world's clock; a move returns when the product has worked off everything due by then."""

    def __init__(self, sandbox: SandboxClient) -> None:
        self._play = sandbox

    async def now(self) -> datetime:
        """Return the world's time."""
        return datetime.fromisoformat((await self._play.get("clock"))["now"]).astimezone(UTC)

    async def forward(self, by: timedelta) -> datetime:
        """Move on."""
        return self._moved(await self._play.post("clock", {"advance": by.total_seconds()}))

    async def set(self, at: datetime) -> datetime:
        """Move to an instant."""
        return self._moved(await self._play.post("clock", {"set": at.isoformat()}))

    @staticmethod
    def _moved(answer: Json) -> datetime:
        assert "waiting_for" not in answer, f"the clock was moved, but not worked off by {answer['waiting_for']}"
        return datetime.fromisoformat(answer["now"]).astimezone(UTC)


def ungrouped(text: str) -> str:
    """Return words with 1,846 written as 1846."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


class Seen(dict[str, Any]):
    """A message as a person sees it."""

    @property
    def id(self) -> int:
        """Its number."""
        return int(self["message_id"])

    @property
    def text(self) -> str:
        """Its words, or the words under its picture."""
        return str(self.get("text") or self.get("caption") or "")

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons, row by row."""
        return [button["text"] for row in self.get("buttons", ()) for button in row]


class Player:
    """A person with a phone. ``chat`` is a group's id; without it, the private chat with the bot is meant."""

    def __init__(self, sandbox: SandboxClient, user_id: int, name: str) -> None:
        self.sandbox = sandbox
        self.id = user_id
        self.name = name
        self._since = 0

    async def sends(
        self, text: str | None = None, *, chat: int | None = None, reply_to: int | None = None, **what: Any
    ) -> list[int]:
        """Send a text, or one of photo=True, album=3, voice=True, document=True, location=(lat, lon), contact=True.

        ``caption`` goes under a file. Returns the ids of the messages.
        """
        body: Json = {key: value for key, value in what.items() if value is not None}
        if text is not None:
            body["text"] = text
        if isinstance(body.get("album"), int):
            body["album"] = [True] * body["album"]
        if isinstance(body.get("location"), tuple):
            body["location"] = dict(zip(("latitude", "longitude"), body["location"], strict=True))
        body |= {"chat": chat} if chat is not None else {}
        body |= {"reply_to": reply_to} if reply_to is not None else {}
        self._since = await self.sandbox.change()
        answer = await self.sandbox.post("send", {"bot": self.sandbox.token, "from": self.id} | body)
        return [int(number) for number in answer["message_ids"]]

    async def edits(self, message_id: int, text: str, *, chat: int | None = None) -> None:
        """Edit an own message."""
        self._since = await self.sandbox.change()
        body: Json = {"bot": self.sandbox.token, "from": self.id, "message_id": message_id, "text": text}
        await self.sandbox.post("edit", body | ({"chat": chat} if chat is not None else {}))

    async def reacts(self, message_id: int, emoji: str, *, chat: int | None = None) -> None:
        """Put a reaction on a message; bots hear of it in private, and in groups as administrators."""
        self._since = await self.sandbox.change()
        body: Json = {"bot": self.sandbox.token, "from": self.id, "message_id": message_id, "emoji": emoji}
        await self.sandbox.post("react", body | ({"chat": chat} if chat is not None else {}))

    async def moves(self, message_id: int, latitude: float, longitude: float, **more: Any) -> None:
        """Move an own live location (sent with ``live_period``)."""
        where = {"latitude": latitude, "longitude": longitude} | more
        self._since = await self.sandbox.change()
        body: Json = {"bot": self.sandbox.token, "from": self.id, "message_id": message_id, "location": where}
        await self.sandbox.post("edit", body)

    async def stops_sharing(self, message_id: int) -> None:
        """End an own live location."""
        self._since = await self.sandbox.change()
        await self.sandbox.post(
            "edit", {"bot": self.sandbox.token, "from": self.id, "message_id": message_id, "stop": True}
        )

    async def taps(
        self,
        label: str | None = None,
        *,
        data: str | None = None,
        message: int | None = None,
        chat: int | None = None,
        stale: bool = False,
    ) -> Json:
        """Tap a button by its label or data (of the newest message that has it); returns the bot's answer to the tap.

        A button of the reply keyboard sends its text, contact or location.
        """
        body: Json = {"bot": self.sandbox.token, "from": self.id, "wait": TAP_PATIENCE}
        for key, value in {"text": label, "data": data, "message_id": message, "chat": chat}.items():
            if value is not None:
                body[key] = value
        if stale:
            body["stale"] = True
        self._since = await self.sandbox.change()
        answer: Json = await self.sandbox.post("tap", body)
        return answer

    async def presses(self, part: str, *, seen: str = "") -> Json:
        """Tap the newest button whose label has ``part``, of a message with ``seen``, as soon as there is one.

        In the newest message that has one, the button with just this label goes first; 1,846 counts as 1846, too.
        """

        async def found() -> tuple[str, int] | None:
            for message in reversed(await self.reads()):
                if not message.get("deleted") and seen in message.text:
                    labels = [label for label in message.labels if part in label or part in ungrouped(label)]
                    if labels:
                        return part if part in labels else labels[0], message.id
            return None

        label, message = await until(found, what=f"{self.name} sees no button {part!r}")
        return await self.taps(label, message=message)

    async def sees(self, *parts: str, chat: int | None = None, file: str | None = None) -> Seen:
        """Wait until the bot has shown, since this person last acted, a message with all the parts; return it.

        A part is looked for in the text and among the labels of the buttons; ``file`` is ``document`` or ``photo``.
        """
        since, patience = self._since, Patience()
        latest: dict[int, Seen] = {}
        while True:
            patience.check(
                since, lambda: f"{self.name} does not see {parts} {file or ''}, but:\n{_list(latest.values())}"
            )
            for message in await self._messages(chat, changed_after=since, wait=2.0):
                since = max(since, message["change"])
                if message["from_bot"]:
                    latest[message.id] = message
            for message in reversed(latest.values()):
                wanted = file is None or message.get(file)
                if wanted and not message.get("deleted") and all(_has(message, part) for part in parts):
                    return message

    async def is_signed(self, *, chat: int | None = None) -> None:
        """Wait until the newest own message bears the bot's sign that it counts."""
        patience, own = Patience(), Seen()
        while not any(one["emoji"] == "👌" for given in own.get("reactions", {}).values() for one in given):
            seen = await self.reads(chat=chat)
            own, since = [m for m in seen if m["from"] == self.id][-1], max(m["change"] for m in seen)
            patience.check(since, lambda: f"{self.name} sees no sign on the newest own message")
            await self._messages(chat, changed_after=since, wait=2.0)

    async def sees_nothing(self, *parts: str, chat: int | None = None) -> None:
        """Check that nothing with all the parts has been shown since this person last acted. Settle the town first."""
        changed = await self._messages(chat, changed_after=self._since)
        found = [m for m in changed if m["from_bot"] and all(_has(m, part) for part in parts)]
        assert not found, f"{self.name} sees:\n{_list(found)}"

    async def reads(self, *, chat: int | None = None) -> list[Seen]:
        """Return everything in the chat, oldest first, own messages as well."""
        return await self._messages(chat, after=0)

    async def last(self, *, chat: int | None = None) -> Seen:
        """Return the bot's newest message."""
        mine = [m for m in await self.reads(chat=chat) if m.get("from_bot") and not m.get("deleted")]
        assert mine, f"the bot has not said anything to {self.name}"
        return mine[-1]

    async def blocks(self, blocked: bool = True) -> None:
        """Block the bot, or unblock it."""
        await self.sandbox.post("block", {"bot": self.sandbox.token, "user": self.id, "blocked": blocked})

    async def _messages(self, chat: int | None, **query: Any) -> list[Seen]:
        query |= {"user": self.id} | ({"chat": chat} if chat is not None else {"bot": self.sandbox.token})
        return [Seen(message) for message in await self.sandbox.get("messages", **query)]


async def number_shown(player: Player) -> Any:
    """Return the newest contact card in a person's chat with the bot; None without one."""
    shown = [m for m in await player.reads() if m.get("contact") and not m.get("deleted")]
    return shown[-1] if shown else None


def _has(message: Seen, part: str) -> bool:
    return part in message.text or any(part in label for label in message.labels)


def _list(messages: Any) -> str:
    return "\n".join(f"  #{m.id} {m.text!r} {m.labels}" for m in messages) or "  nothing"
