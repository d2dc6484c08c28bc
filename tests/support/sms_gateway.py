"""A local SMS gateway for delivery's other channels, and short words for what the station is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import sqlalchemy as sa
import uvicorn

from delivery_driver import DeliveryDriver
from models import Message, Post
from models.enums import Role
from patience import until
from services.messaging.kinds import UNDELIVERED


class Gateway:
    """A local HTTP endpoint that takes messages as an SMS gateway would."""

    def __init__(self) -> None:
        self.status = 200
        self.taken: list[tuple[str, str]] = []
        self.url = ""

    async def __call__(self, scope: dict, receive: object, send: object) -> None:  # type: ignore[type-arg]
        body = b""
        while (event := await receive())["type"] == "http.request":  # type: ignore[operator]
            body += event["body"]
            if not event.get("more_body"):
                break
        self.taken.append((scope["path"], json.loads(body)["message"]))
        await send({"type": "http.response.start", "status": self.status, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]


@asynccontextmanager
async def listening(app: Gateway) -> AsyncIterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_config=None, access_log=False))  # type: ignore[arg-type]
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server._serve())

    async def started() -> bool:
        return server.started

    await until(started)
    yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


def with_channels(delivery: DeliveryDriver, **urls: str) -> None:
    delivery.town = replace(delivery.town, settings=delivery.town.settings.model_copy(update={"fallback": urls}))


async def tended(delivery: DeliveryDriver, row_id: int) -> Message:
    async def there() -> Message | None:
        row = await delivery.row(row_id)
        return row if row.fallback else None

    found = await until(there, what=f"row {row_id} was not tended to")
    assert isinstance(found, Message)
    return found


async def desk_officer(delivery: DeliveryDriver, name: str = "值班员") -> tuple[int, object]:
    person, player = await delivery.person(name)
    async with delivery.town.database.transaction() as session:
        session.add(Post(person_id=person, role=Role.STATION_STAFF, full_time=True))
    return person, player


async def alarms(delivery: DeliveryDriver) -> list[Message]:
    async with delivery.town.database.reading() as session:
        return list(
            await session.scalars(sa.select(Message).where(Message.event == UNDELIVERED.event).order_by(Message.id))
        )
