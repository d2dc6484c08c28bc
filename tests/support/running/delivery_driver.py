"""Delivery at work against the sandbox: short words for queueing, for reading the ledger, for cutting the wire."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import sqlalchemy as sa

from delivery.role import deliver
from models import Account, Group, Message, Person
from models.enums import GroupPurpose, MessageState, Priority
from patience import STANDSTILL, until
from sandbox_client import Player, SandboxClient
from services.cards.card import Card
from services.core.town import Town
from services.messaging.outbox import Outgoing, To, queue_all

_numbers = itertools.count(1)


class DeliveryDriver:
    """Queues messages as a service would, and reads the ledger."""

    def __init__(self, town: Town, sandbox: SandboxClient, url: str) -> None:
        self.town = town
        self.sandbox = sandbox
        self.url = url

    async def person(self, name: str = "张三", *, bound: bool = True, started: bool = True) -> tuple[int, Player]:
        """Put a person on the roster, with a phone in the sandbox; answers the person's id and the player."""
        player = await self.sandbox.person(name)
        if started:
            await self.sandbox.post("send", {"bot": self.town.token, "from": player.id, "text": "/start"})
        async with self.town.database.transaction() as session:
            person = Person(name=name, phone=f"+8613{next(_numbers):09}")
            session.add(person)
            await session.flush()
            if bound:
                session.add(
                    Account(telegram_id=player.id, person_id=person.id, bound_at=self.town.now(), via="contact")
                )
        return person.id, player

    async def group(
        self, *members: Player, kind: str = "supergroup", title: str = "镇突击队", **more: Any
    ) -> tuple[int, int]:
        """Bind a group of the sandbox; answers the binding's id and the chat's."""
        binder, player = await self.person("李四")
        chat = await self.sandbox.group(title, player, *members, kind=kind, **more)
        async with self.town.database.transaction() as session:
            group = Group(
                chat_id=chat,
                title=title,
                purpose=GroupPurpose.SQUAD,
                bound_by_id=binder,
                bound_at=self.town.now(),
            )
            session.add(group)
            await session.flush()
        return group.id, chat

    async def queues(
        self, to: To | int, text: str = "请立即转移", priority: Priority = Priority.RECEIPT, **more: Any
    ) -> int:
        """Queue one message to a person (by id) or to somebody else; answers the row's id."""
        card = more.pop("card", Card(text=text))
        async with self.town.database.transaction() as session:
            recipient = To(person_id=to) if isinstance(to, int) else to
            rows = await queue_all(
                session,
                [Outgoing(recipient, card, more.pop("dedupe", f"told:{next(_numbers)}"))],
                event=more.pop("event", "told"),
                priority=priority,
                now=self.town.now(),
                **more,
            )
        assert rows, "queued before"
        return rows[0]

    async def row(self, row_id: int) -> Message:
        async with self.town.database.reading() as session:
            return await session.get_one(Message, row_id)

    async def becomes(self, row_id: int, *states: MessageState) -> Message:
        """Wait until the row is in one of the states."""

        async def there() -> Message | None:
            row = await self.row(row_id)
            return row if row.state in states else None

        found = await until(there, what=f"row {row_id} never became {states}")
        assert isinstance(found, Message)
        return found

    async def states(self) -> dict[MessageState, int]:
        """Count the ledger by state."""
        async with self.town.database.reading() as session:
            rows = await session.execute(sa.select(Message.state, sa.func.count()).group_by(Message.state))
            return {row[0]: row[1] for row in rows}

    async def sends(self) -> list[dict[str, Any]]:
        """Every send the bot made, oldest first."""
        return [call for call in await self.sandbox.calls() if call["method"].lower().startswith(("send", "edit"))]

    @asynccontextmanager
    async def delivering(self, holder: str = "test", **more: Any) -> AsyncIterator[asyncio.Event]:
        """Run delivery while the block runs; an error of it fails the test."""
        stop = asyncio.Event()
        task = asyncio.create_task(deliver(self.town, api_base=self.url, stop=stop, holder=holder, **more))
        try:
            yield stop
        finally:
            stop.set()
            await asyncio.wait([task], timeout=STANDSTILL)
        task.result()


class Wire:
    """A way to the sandbox that can be cut: connections break, new ones are refused."""

    def __init__(self, url: str) -> None:
        self._target = httpx.URL(url)
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """The address on this side."""
        return f"http://127.0.0.1:{self._port}"

    async def join(self) -> None:
        """Let connections through, always at the same address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Break every connection and refuse new ones."""
        assert self._server
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._target.host, self._target.port)
        self._open |= {writer, far_writer}
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        self._open -= {writer, far_writer}

    @staticmethod
    async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()
