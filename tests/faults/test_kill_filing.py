"""I1, I2 and I7 on the real conversation: officers file hazards while the product is killed again and again."""

import asyncio
import random
from collections import Counter

import sqlalchemy as sa

from forked_product import Forker
from models import Account, Case, Draft, JournalEntry, Person, Post, Village
from models.enums import Action, DraftState, Role, UpdateState
from patience import ended, until
from product import count, quiet
from sandbox_client import Player, SandboxClient
from services.core import journal
from services.core.town import Town
from thoroughness import LONG, times

ROUNDS = times(20, by_day=3)
OFFICERS = 12
CENTRE = (30.186, 108.052)
LOOK_EVERY = 0.05 if LONG else 0.15
"""Seconds between two looks of an officer. When twelve look more often, most of the product's work is their presses."""
PATIENT = 10
"""Looks at the screen before an officer asks for the card again."""


async def test_kill_9_files_every_hazard_once(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    rng = random.Random(20261123)
    officers = [await _officer(town, sandbox, number) for number in range(OFFICERS)]
    done = asyncio.Event()
    filing = [asyncio.create_task(_file(town, officer, number, done)) for number, officer in enumerate(officers)]
    product, killed_at = None, list[int]()
    try:
        for _ in range(ROUNDS):
            before = await count(town, UpdateState.HANDLED)
            product = await processes.start("whole", database_url, town.token, sandbox.url)
            await until(lambda before=before: _grown(town, before), what="the product does not work")  # type: ignore[misc]
            await asyncio.sleep(rng.uniform(0, 0.5))
            product.kill()
            killed_at.append(await count(town, UpdateState.HANDLED))
        done.set()
        product = await processes.start("whole", database_url, town.token, sandbox.url)
        said = await ended(filing, progress=lambda: count(town, UpdateState.HANDLED), what="officers are still filing")
        filed = [words for of_one in said for words in of_one]
        await quiet(town, sandbox)
    finally:
        for task in filing:
            task.cancel()
        if product is not None:
            product.kill()

    async with town.database.reading() as session:
        cases = list(await session.scalars(sa.select(Case).order_by(Case.id)))
        left_open = await session.scalars(sa.select(Draft).where(Draft.state == DraftState.OPEN))
        begun = [draft.data.get("text") for draft in left_open if draft.data.get("text")]
        born = await session.scalars(sa.select(JournalEntry.subject).where(JournalEntry.action == Action.FILE.value))
        faults = [fault async for fault in journal.audit(session)]
        births = Counter(born)
    assert Counter(case.description for case in cases) == Counter(filed), "every hazard once, with its own words"
    assert len({case.number for case in cases}) == len(cases)
    assert births == Counter(journal.of_case(case.id) for case in cases)
    assert all(case.latitude is not None for case in cases)
    assert begun == [], "nothing that was filed is still waiting in a draft"
    assert faults == []
    assert len(filed) >= OFFICERS
    assert len(set(killed_at)) >= ROUNDS // 2, f"the kills did not come while work was done: {killed_at}"


async def _grown(town: Town, number: int) -> bool:
    return await count(town, UpdateState.HANDLED) > number


async def _officer(town: Town, sandbox: SandboxClient, number: int) -> Player:
    """Bring an information officer of a village of their own, so that nobody's hazard is near another's."""
    player = await sandbox.person(f"信息员{number}")
    async with town.database.transaction() as session:
        village = Village(code=f"V{number}", name=f"村{number}", latitude=CENTRE[0], longitude=CENTRE[1])
        person = Person(name=f"信息员{number}", phone=f"+86138000000{number:02d}")
        session.add_all((village, person))
        await session.flush()
        session.add(Post(person_id=person.id, role=Role.INFORMATION_OFFICER, village_id=village.id))
        session.add(Account(telegram_id=player.id, person_id=person.id, bound_at=town.now(), via="contact"))
    return player


async def _file(town: Town, officer: Player, number: int, done: asyncio.Event) -> list[str]:
    """File one hazard after the other until done, each 600 m from the last; return their words."""
    sandbox, filed = officer.sandbox, list[str]()
    who = {"bot": sandbox.token, "from": officer.id}
    while not done.is_set():
        words = f"第{number}处第{len(filed)}次：屋后边坡有裂缝"
        latitude, longitude = CENTRE[0] - 0.08 + 0.0055 * (len(filed) % 29), CENTRE[1] - 0.06 + 0.01 * number
        await sandbox.post("send", who | {"text": words})
        await sandbox.post("send", who | {"location": {"latitude": latitude, "longitude": longitude}})
        looks = 0
        while not await _is_filed(town, words):
            looks += 1
            if looks % PATIENT == 0:  # the card was lost with the product: ask for it again, as anybody would
                await sandbox.post("send", who | {"text": "/report"})
            await _press_submit(officer, words)
            await asyncio.sleep(LOOK_EVERY)  # as a person looks at the screen
        filed.append(words)
    return filed


async def _is_filed(town: Town, words: str) -> bool:
    async with town.database.reading() as session:
        return await session.scalar(sa.select(Case.id).where(Case.description == words)) is not None


async def _press_submit(officer: Player, words: str) -> None:
    """Press "submit" on the newest card that shows these words, as often as it is there."""
    sandbox = officer.sandbox
    for message in reversed(await sandbox.get("messages", user=officer.id, chat=officer.id, bot=sandbox.token)):
        buttons = [button.get("data", "") for row in message.get("buttons", ()) for button in row]
        submit = next((data for data in buttons if data.endswith(":submit")), None)
        if submit is not None and words in (message.get("text") or ""):
            pressed = {"bot": sandbox.token, "from": officer.id, "data": submit, "wait": 0}
            await sandbox.post("tap", pressed | {"stale": True})  # the card may have been turned meanwhile
            return
