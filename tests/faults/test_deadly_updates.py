"""An update whose handling ends the process is counted before it is tried, and parked in the end."""

import signal

import sqlalchemy as sa

from forked_product import JOURNALLED, Forker
from models import Account, Message, Person, Post, Update
from models.enums import Role, UpdateState
from product import count, quiet
from sandbox_client import SandboxClient
from services.core.act import Actor, HeldPost
from services.core.town import Town
from services.operations import dead_letters
from stored_updates import NOW

DEATHS = 4
"""The first while nobody knows which update it is, then one for each try."""
STAFF = Actor(1, "站长", "+8613800000001", "zh_CN", (HeldPost(Role.STATION_CHIEF),))


async def test_an_update_that_ends_the_process_is_parked_and_the_others_go_on(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    await _staff(town)
    victims = [await sandbox.person(f"P{number}") for number in range(3)]
    culprit = await sandbox.person("Q")
    product = await processes.start("deadly", database_url, town.token, sandbox.url)
    await culprit.sends("deadly")
    await product.ended()
    await culprit.sends("after")
    for number, victim in enumerate(victims):
        await victim.sends(f"m{number}")
    for death in range(1, DEATHS):
        assert await count(town, UpdateState.PARKED) == 0, f"parked after {death} deaths"
        product = await processes.start("deadly", database_url, town.token, sandbox.url)
        await product.ended()
    product = await processes.start("deadly", database_url, town.token, sandbox.url)
    await quiet(town, sandbox)

    async with town.database.reading() as session:
        (parked,) = await dead_letters.waiting(session, STAFF)
        told = list(await session.scalars(sa.select(Message.event).order_by(Message.event)))
        said = {details["text"] for details in await session.scalars(sa.select(JOURNALLED.c.details))}
    assert (parked.excerpt, parked.attempts) == ("deadly", DEATHS)
    assert "ProcessEnded" in parked.error
    assert told == ["update_parked", "update_parked_sender"]
    assert said == {"after", "m0", "m1", "m2"}

    async with town.database.transaction() as session:
        assert await dead_letters.retry(session, STAFF, parked.update_id)
    await product.ended()
    product = await processes.start("deadly", database_url, town.token, sandbox.url)
    await quiet(town, sandbox)
    assert await count(town, UpdateState.PARKED) == 1, "one further try, and it is parked again"
    product.send(signal.SIGTERM)
    await product.ended()


async def test_a_stop_in_good_order_counts_nothing(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    person = await sandbox.person("P")
    for number in range(3):
        await person.sends(f"m{number}")
        product = await processes.start("deadly", database_url, town.token, sandbox.url)
        await quiet(town, sandbox)
        product.send(signal.SIGTERM)
        await product.ended()
    async with town.database.reading() as session:
        assert list(await session.scalars(sa.select(Update.attempts))) == [0, 0, 0]


async def _staff(town: Town) -> None:
    async with town.database.transaction() as session:
        session.add(Person(id=1, name="站长", phone="+8613800000001"))
        await session.flush()
        session.add(Post(person_id=1, role=Role.STATION_CHIEF))
        session.add(Account(telegram_id=70, person_id=1, bound_at=NOW, via="code"))
