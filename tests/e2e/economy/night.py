"""A night with one incident: three units, eight additions, a mobilisation of thirty and a broadcast, to its end."""

from collections import Counter
from datetime import timedelta

import sqlalchemy as sa

from conversation import Conversation, acting
from mobilisation_steps import NEAR, A, running, squad
from models import Account, Shift
from models.enums import Answer, DutyKind, Role
from sandbox_client import SandboxClient
from scheduler import ticks
from services.assignments import handling, verification
from services.broadcasts import broadcasts
from services.broadcasts import consent as broadcasts_consent
from services.core.act import Act
from services.core.town import Town
from services.filing import supplements
from services.messaging.audiences import Selection
from services.mobilisation import responses
from township import PEOPLE

MEMBERS = 30
UNITS = {"natural-resources": "land", "road-station": "road", "construction-office": "build"}
ROLES = {"chief": "leader", "director": "leader", "geology_director": "leader", "deputy": "leader"}
ROLES |= dict.fromkeys(("duty", "night", "spare", "both"), "station")
ROLES |= dict.fromkeys(("land", "land_head", "road", "build"), "unit")
ROLES |= dict.fromkeys(("officer", "principal", "neighbour", "neighbour_principal"), "village")


async def incident_night(town: Town, sandbox: SandboxClient, url: str) -> Counter[str]:
    """Live through it; returns the messages with a sound by role, of the people on the roster and of the squad."""
    async with acting(town, sandbox, url, *PEOPLE, delivering=True) as s:
        await _on_duty(s)
        await _squad(s)
        await s.delivered()
        begun = int((await sandbox.get("count"))["calls"])
        await _lived(s)
        counted = (await sandbox.get("count", after=begun))["chats"]
    whose = {str(player.id): ROLES.get(who, "squad") for who, player in s.players.items()}
    heard: Counter[str] = Counter()
    for chat, one in counted.items():
        heard[whose.get(chat, "squad")] += one["sound"]
    return heard


async def _on_duty(s: Conversation) -> None:
    now = s.town.now()
    async with s.town.database.transaction() as session:
        for who, kind in (("duty", DutyKind.OFFICER), ("deputy", DutyKind.LEADER)):
            person = s.driver.people[who]
            span = {"starts_at": now, "ends_at": now + timedelta(days=1), "signed_on_at": now}
            session.add(Shift(kind=kind, person_id=person, rostered_id=person, **span))


async def _squad(s: Conversation) -> None:
    await squad(s.driver, A, "m", members=MEMBERS - 1, village="shangwan", at=NEAR, needed=20)
    for number in range(MEMBERS):
        player = await s.sandbox.person(f"队员{number}", phone=f"+8613911{number:06d}")
        async with s.town.database.transaction() as session:
            await session.execute(
                sa.update(Account)
                .where(Account.person_id == s.driver.people[f"m{number}"])
                .values(telegram_id=player.id)
            )
        await player.sends("/start")


async def _lived(s: Conversation) -> None:
    driver = s.driver

    async def later(minutes: float) -> None:
        driver.forward(minutes=minutes)
        await ticks.work_off(s.town)
        await s.delivered()

    case = await driver.files("officer", kind="incident", severity="major", life_danger=True)
    await later(1)
    case = await driver.dispatched(*UNITS, case=case)
    await later(1)
    for unit, who in UNITS.items():
        await driver.by(who, handling.accept, (await driver.assignment(case, unit)).id)
        await later(1)
    for number in range(8):
        await driver.by("officer", supplements.supplement, case.id, text=f"水位又涨了{number}厘米")
        await later(2)
    called = await running(driver, A, case=case.id)
    await later(1)
    for number in range(0, MEMBERS, 2):
        await driver.by(f"m{number}", responses.answer, called, Answer.COMING)
    await later(4)
    for number in range(1, MEMBERS, 2):
        await driver.by(f"m{number}", responses.answer, called, Answer.COMING)
    await later(1)
    await _broadcast(s)
    await later(1)
    for unit, who in UNITS.items():
        await driver.feeds_back(who, case, unit)
        await later(3)
    await driver.by("duty", verification.declare_over, case.id)
    await later(1)
    await driver.verifies("principal", case)
    await later(1)
    await driver.by("duty", verification.close, case.id)
    await later(3)


async def _broadcast(s: Conversation) -> None:
    driver, actor = s.driver, await s.driver.actor("duty")
    async with s.town.database.transaction() as session:
        act = Act(session, s.town, driver.now, actor)
        made = await broadcasts.begin(act)
        to = Selection(roles=(Role.INFORMATION_OFFICER, Role.VILLAGE_PRINCIPAL)).model_dump(mode="json")
        await broadcasts.change(session, actor, made.id, text="请立即巡查" * 20, drill=False, audience=to)
        await broadcasts.look(act, made.id)
        number = made.id
    await driver.by("duty", broadcasts_consent.send, number)
