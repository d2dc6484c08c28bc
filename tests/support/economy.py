"""The economy of a job: how many taps and messages it takes, counted from the sandbox's log of calls."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from conversation import Conversation


@dataclass(frozen=True)
class Counted:
    """What a job took: of the people, and of the bot."""

    taps: int
    """Buttons pressed, of messages and of the keyboard below."""
    typed: int
    """Messages that people wrote."""
    sent: int
    """Messages of the bot, answers and pushes."""
    heard: int
    """Those of them that made a sound."""
    edited: int
    chats: int
    """Chats that the bot wrote to."""


def within(job: str, counted: Counted) -> None:
    """Check that a job took no more than docs/economy.md says; its taps and texts are just those."""
    page = (Path(__file__).parents[2] / "docs" / "economy.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    (row,) = [cells for cells in rows if cells[0] == job] or [[job, "0", "0", "0", "0", "0"]]
    taps, texts, sent, sound, chats = map(int, row[1:6])
    assert (counted.taps, counted.typed) == (taps, texts), f"{job}: {counted}"
    taken = (counted.sent, counted.heard, counted.chats)
    assert all(one <= most for one, most in zip(taken, (sent, sound, chats), strict=True)), f"{job}: {counted}"


class Counting:
    """Counts from its creation; ``keys`` are labels of the keyboard: who sends one has tapped."""

    def __init__(self, conversation: Conversation, *, keys: tuple[str, ...] = ()) -> None:
        self._stage = conversation
        self._keys = keys
        self._after = 0
        self._known: dict[str, int] = {}

    async def begin(self) -> None:
        """Count from here."""
        await self._stage.delivered()
        self._after = int((await self._stage.sandbox.get("count"))["calls"])
        self._known = {who: len(await self._said(who)) for who in self._stage.players}

    async def now(self) -> Counted:
        """Return what it took so far."""
        await self._stage.delivered()
        sandbox = self._stage.sandbox
        counted = await sandbox.get("count", after=self._after)
        said = [text for who, known in self._known.items() for text in (await self._said(who))[known:]]
        keys = sum(text in self._keys for text in said)
        chats = sum(1 for one in counted["chats"].values() if one["sent"])
        presses = await sandbox.calls("answerCallbackQuery", after=self._after)
        return Counted(
            taps=len(presses) + keys,
            typed=len(said) - keys,
            sent=counted["sent"],
            heard=counted["sound"],
            edited=counted["edited"],
            chats=chats,
        )

    async def _said(self, who: str) -> list[str]:
        read = await self._stage.players[who].reads()
        return [message.text for message in read if not message["from_bot"] and not message.get("service")]


@asynccontextmanager
async def counting(conversation: Conversation, *keys: str) -> AsyncIterator[Counting]:
    """Count a job while the block runs; ``keys`` are labels of the keyboard that people press in it."""
    count = Counting(conversation, keys=keys)
    await count.begin()
    yield count
