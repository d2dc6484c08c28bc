"""Eight squads of forty, called at once, under strict limits, with everything that goes wrong at once.

Five have blocked the bot, three answer late, two press twice, a group becomes a supergroup, a captain is replaced and
the whole process is killed: each count is right, each silent person is chased and no other, and nobody is told twice
what they have confirmed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from forked_product import Forker
from models import Account, Case, Deadline, Group, Message, Mobilisation, Person, Post, RollCall, Squad
from models.enums import GroupPurpose, GroupState, MobilisationState, Priority, Role
from movable_clock import MovableClock
from patience import until
from sandbox.server import Server
from sandbox.world.state import World
from sandbox_client import Player, SandboxClient, client_of
from services.core.act import Act
from services.core.town import Town
from services.demobilisation import stand_down
from services.mobilisation import calling as mobilisation_calling
from services.mobilisation import mobilisations, strength
from thoroughness import times
from township import TownshipDriver
from whole_product import product

SQUADS, STRONG = 8, times(40, by_day=14)
BLOCKED, LATE, SILENT, CANNOT = 5, 3, 4, 8
AT_ONCE = 16
"""People who press at the same time."""


@dataclass
class Scene:
    """The people of eight squads with their phones."""

    driver: TownshipDriver
    sandbox: SandboxClient
    world: World
    squads: list[list[Player]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    @property
    def everybody(self) -> list[Player]:
        return [player for squad in self.squads for player in squad]

    def shown(self, player: Player) -> list[str]:
        """Return what a person's chat with the bot shows, oldest first."""
        room = self.world.private(self.world.people[player.id], self.world.bot(self.sandbox.token))
        return [str(one.content.get("text", "")) for one in room.messages.values() if one.sender.is_bot]

    def asked(self, player: Player) -> int:
        """Return how often a person was asked to come, whatever the message shows by now."""
        return sum("集结" in text and "实力" not in text for text in self.shown(player))

    def chased(self) -> set[int]:
        """Return who was asked again."""
        return {player.id for player in self.everybody if any("次催" in text for text in self.shown(player))}


async def enrol(scene: Scene) -> None:
    """Put squads, people, accounts and groups on the roster and in the world."""
    bot = scene.world.bot(scene.sandbox.token)
    for number in range(SQUADS):
        players = [await scene.sandbox.person(f"队员{number}-{at}") for at in range(STRONG)]
        for player in players:
            scene.world.private(scene.world.people[player.id], bot).started = True
        group = await scene.sandbox.group(f"突击队群{number}", *players, kind="group")
        async with scene.driver.town.database.transaction() as session:
            squad = Squad(code=f"S{number}", name=f"第{number}突击队", needed=STRONG - 10)
            session.add(squad)
            await session.flush()
            for at, player in enumerate(players):
                person = Person(name=player.name, phone=f"+86137{number:04d}{at:04d}")
                session.add(person)
                await session.flush()
                role = Role.SQUAD_CAPTAIN if at == 0 else Role.SQUAD_MEMBER
                session.add(Post(person_id=person.id, role=role, squad_id=squad.id))
                account = Account(telegram_id=player.id, person_id=person.id, bound_at=scene.driver.now, via="contact")
                session.add(account)
            bound = {"purpose": GroupPurpose.SQUAD, "scope": squad.id, "state": GroupState.BOUND}
            by = {"bound_by_id": scene.driver.people["duty"], "bound_at": scene.driver.now}
            session.add(Group(chat_id=group, title=f"突击队群{number}", **bound, **by))
            scene.ids.append(squad.id)
        scene.squads.append(players)
        scene.groups.append(group)


async def press(players: list[Player], label: str) -> None:
    """Let many people press a button of their newest message at about the same time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(player: Player) -> None:
        async with gate:
            await player.taps(label)

    await asyncio.gather(*(one(player) for player in players))


async def replace_captain(scene: Scene, squad: int) -> None:
    """Let the next in the squad lead it; the former captain stays a member."""
    changes = ((0, Role.SQUAD_MEMBER), (1, Role.SQUAD_CAPTAIN))
    async with scene.driver.town.database.transaction() as session:
        for at, role in changes:
            person = await session.scalar(
                sa.select(Account.person_id).where(Account.telegram_id == scene.squads[squad][at].id)
            )
            await session.execute(sa.update(Post).where(Post.person_id == person).values(role=role))


async def counted(scene: Scene, number: int) -> strength.Headcount:
    async with scene.driver.town.database.reading() as session:
        return (await strength.of(session, await session.get_one(Mobilisation, number))).whole


@asynccontextmanager
async def everyone(
    processes: Forker, town: Town, database_url: str, *, drill: bool
) -> AsyncIterator[tuple[Scene, int]]:
    """Call everybody while everything goes wrong, and see that it comes out right; yield while it still runs."""
    async with (
        Server(World(strict_limits=True)) as server,
        client_of(server) as client,
        product(processes, town, database_url, server.url) as product_,
        SandboxClient(server.url, town.token, client) as sandbox,
    ):
        duty = await sandbox.person("孙值班")
        clock = MovableClock(datetime.now(UTC))
        driver = await TownshipDriver.open(replace(town, clock=clock), at=clock.at, accounts={"duty": duty.id})
        scene = Scene(driver, sandbox, server.world)
        server.world.private(server.world.people[duty.id], server.world.bot(sandbox.token)).started = True
        await enrol(scene)
        everybody = scene.everybody
        blocked = [squad[10] for squad in scene.squads[:BLOCKED]]
        late = [squad[11] for squad in scene.squads[:LATE]]
        silent = [squad[12] for squad in scene.squads[:SILENT]]
        cannot = [squad[13] for squad in scene.squads[:CANNOT]]
        quiet = {player.id for player in (*blocked, *late, *silent)}
        coming = [one for one in everybody if one.id not in quiet and one not in cannot]
        for player in blocked:
            await sandbox.post("block", {"bot": sandbox.token, "user": player.id, "blocked": True})

        # The commander calls everybody; the process dies in the middle of it.
        actor = await driver.actor("duty")
        async with driver.town.database.transaction() as session:
            draft = await mobilisations.begin(Act(session, driver.town, driver.now, actor))
            given = {"task": "转移三组群众", "place": "村委会", "drill": drill, "squads": scene.ids}
            await mobilisations.change(session, actor, draft.id, **given)
            await mobilisations.look(session, actor, draft.id)
            await mobilisation_calling.start(Act(session, driver.town, datetime.now(UTC), actor), draft.id)
        number = draft.id

        async def half() -> bool:
            return sum(bool(scene.asked(player)) for player in everybody) > SQUADS * STRONG // 2

        await until(half, what="the call does not get out")
        await product_.kill()
        upgraded = (await sandbox.post(f"chats/{scene.groups[3]}/upgrade", {}))["id"]
        await replace_captain(scene, 5)
        await product_.start()
        reached = [player for player in everybody if player not in blocked]

        async def all_asked() -> bool:
            return all(scene.asked(player) for player in reached)

        await until(all_asked, what="not everybody was called")
        twice = [player for player in reached if scene.asked(player) > 1]
        assert len(twice) <= 8, "only what was on the wire when the process died may come twice"
        for group in scene.groups:
            at = upgraded if group == scene.groups[3] else group

            async def heard(at: int = at) -> bool:
                texts = [str(one.content.get("text", "")) for one in server.world.group(at).messages.values()]
                return any("转移三组群众" in text for text in texts)

            await until(heard, what=f"the group {at} did not hear it")

        # Everybody answers for themselves; two press twice; some cannot come.
        await press(coming, "🏃 出发")
        await press(cannot, "❌ 不能到")
        await press(coming[:2], "📍 到场")

        async def all_answered() -> bool:
            count = await counted(scene, number)
            return (count.coming, count.on_scene, count.cannot) == (len(coming) - 2, 2, CANNOT)

        await until(all_answered, what="answers are missing")
        count = await counted(scene, number)
        assert (count.asked, count.silent) == (SQUADS * STRONG, BLOCKED + LATE + SILENT)
        assert count.unreached == BLOCKED, "they are known not to hear the call"

        # Only the silent are chased, and in the end somebody is to telephone them.
        await sandbox.clock.forward(timedelta(minutes=3))

        async def all_chased() -> bool:
            return {player.id for player in (*late, *silent)} <= scene.chased()

        await until(all_chased, what="the silent are not chased")
        assert scene.chased() == {player.id for player in (*late, *silent)}, "nobody else is"
        await press(late, "🏃 出发")
        for minutes in (3, 4, 5):
            await sandbox.clock.forward(timedelta(minutes=minutes))
        async with driver.town.database.reading() as session:
            calls = await session.scalars(
                sa.select(Account.telegram_id)
                .join(Message, Message.person_id == Account.person_id)
                .where(Message.call, Message.called_at.is_(None))
            )
            assert set(calls) == {player.id for player in (*blocked, *silent)}
        for player in late:
            assert sum("次催" in text for text in scene.shown(player)) <= 1, "who has answered is left alone"

        # The live cards have come to the same figures, in the upgraded group too.
        figures = f"出发 {len(coming) - 2 + LATE}"

        async def live() -> bool:
            return any(figures in text for text in scene.shown(duty))

        await until(live, what="the commander's card does not follow")

        async def live_in_group() -> bool:
            texts = [str(one.content.get("text", "")) for one in server.world.group(upgraded).messages.values()]
            return any(f"到场 0 · 🏃 出发 {STRONG - 3}" in text for text in texts)

        await until(live_in_group, what="the upgraded group's card does not follow")
        async with driver.town.database.reading() as session:
            one = await session.get_one(Mobilisation, number)
            assert one.state is MobilisationState.RUNNING
        yield scene, number


async def test_eight_squads_of_forty_are_called_counted_and_chased(
    processes: Forker, town: Town, database_url: str
) -> None:
    async with (
        everyone(processes, town, database_url, drill=False) as (scene, number),
        scene.driver.town.database.reading() as session,
    ):
        messages = list(
            await session.scalars(sa.select(Message).where(Message.event.in_(("mobilisation", "roll_call"))))
        )
        assert len(messages) > SQUADS * STRONG
        assert not any(message.drill or "演" in str(message.content["text"]) for message in messages)
        assert (await session.get_one(Mobilisation, number)).drill is False


async def test_a_drill_of_the_same_leaves_nothing_live_and_marks_every_message(
    processes: Forker, town: Town, database_url: str
) -> None:
    async with everyone(processes, town, database_url, drill=True) as (scene, number):
        duty = await scene.driver.actor("duty")
        async with scene.driver.town.database.transaction() as session:
            await stand_down.stand_down(Act(session, scene.driver.town, scene.world.clock.now(), duty), number)
        reached = [player for player in scene.everybody if scene.asked(player)]

        async def stood_down() -> bool:
            return all(any("集结解除" in text for text in scene.shown(player)) for player in reached)

        await until(stood_down, what="the stand-down does not get out")
        said = [
            str(one.content.get("text", ""))
            for room in scene.world.rooms()
            for one in room.messages.values()
            if one.sender.is_bot and "text" in one.content
        ]
        assert len(said) > 2 * SQUADS * STRONG
        greeting = "大家好"  # when the bot came into a group, before the drill
        assert [text for text in said if "演" not in text and not text.startswith(greeting)] == [], (
            "no message without the drill's mark"
        )
        async with scene.driver.town.database.reading() as session:
            messages = list(await session.scalars(sa.select(Message)))
            rows = [row for row in messages if row.event not in ("answer", "undelivered", "holidays")]
            assert [row.event for row in rows if not row.drill] == []
            assert [message.event for message in messages if message.priority is Priority.LIFE] == []
            live = sa.select(Deadline.kind).where(Deadline.subject_kind.in_(("case", "mobilisation")))
            assert not await session.scalar(sa.select(sa.func.count(Case.id))), "nothing live is left"
            assert list(await session.scalars(live)) == [], "nothing live is left"
            for table in (Mobilisation, RollCall):
                assert set(await session.scalars(sa.select(table.drill))) == {True}
