"""``make demo``: sandbox, demo township, bot, scheduler and delivery in one process, phones at http://127.0.0.1:8080.

Everything is made anew under ``var/demo`` at each start: the sandbox's people live in memory only, and so the accounts
bound to them would point nowhere.
"""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

import migrations
from bot import demo_guide, demo_squad, demo_township
from bot.demo_squad import SquadCast
from bot.runtime import Launch, Role, opened, serve, stop_on_signals
from bot.settings import parsed
from models import Account, Group, Person, Post, Unit, Village
from models.enums import STATION, GroupPurpose
from models.enums import Role as Office
from sandbox.server import Server
from sandbox.web.page import phones
from sandbox.world.actions import membership
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Room
from sandbox.world.people import Bot
from sandbox.world.people import Person as Player
from sandbox.world.state import World
from services.core.database import Database
from services.core.labels import name
from services.settings.township import Township
from texts.bundle import load

TOKEN = "1000000001:demo-only-never-a-secret"
FOLDER = Path("var/demo")
HOST = "127.0.0.1"
READY_SECONDS = 30
"""How long the bot may take to answer the first /start."""


@dataclass(frozen=True)
class Cast:
    """Who plays: the roster's people with their phones in the sandbox, and the station's group."""

    officer: Player  # has not logged in yet: that is the first thing to try
    duty: Player
    handler: Player
    verifier: Player
    group: Room
    squad: SquadCast
    others: tuple[tuple[Player, str], ...]
    """Everybody else, with the name of the first post."""


def run(port: int = 8080, folder: Path = FOLDER) -> int:
    """Run the demo until SIGTERM or SIGINT; returns the exit code. What an earlier demo left in ``folder`` goes."""
    return asyncio.run(_run(port, folder))


async def _run(port: int, folder: Path) -> int:
    stop = asyncio.Event()
    stop_on_signals(stop)
    world = World()
    launch = Launch(
        township=_township(folder),
        database_url=_fresh_database(folder),
        token=TOKEN,
        roles=frozenset({Role.INTAKE, Role.SCHEDULER, Role.DELIVERY}),
        api_base=f"http://{HOST}:{port}",
        sandbox_clock=True,
    )
    migrations.upgrade(launch.database_url)
    database = Database(launch.database_url)
    await demo_township.populate(database, launch.township, now=world.clock.now(), on_duty=True)
    async with database.transaction() as session:
        cast = await people(session, world, now=world.clock.now())
    await database.close()
    seats, guide, places = demo_guide.seats(cast, TOKEN), demo_guide.guide(cast), demo_guide.places()
    page = phones(world, guide=guide, seats=seats, places=places, title=demo_guide.title(launch.township))
    async with Server(world, HOST, port, page=page), opened(launch, stop) as town:
        serving = asyncio.ensure_future(serve(town, roles=launch.roles, stop=stop, api_base=launch.api_base))
        greeting = asyncio.ensure_future(_greet(world, cast))
        await asyncio.wait({serving, greeting}, return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            words = load()["zh_CN"]
            print(
                f"\n    {words.plain('demo-ready')}http://{HOST}:{port}\n    {words.plain('demo-stop')}\n", flush=True
            )
        await serving
    return 0


async def people(session: AsyncSession, world: World, *, now: datetime) -> Cast:
    """Give everybody of the roster but most squad members a phone with a bound account; make the groups."""
    bot = world.bot(TOKEN)
    bot.rename(*demo_guide.BOT)
    players: dict[int, Player] = {}
    known = await session.scalars(sa.select(Person).order_by(Person.id))
    offices = await _offices(session)
    for person in known:
        if not offices.get(person.id):
            continue
        player = world.add_person(person.name, phone=person.phone, language_code="zh-hans")
        players[person.id] = player

    async def holder(*conditions: Any) -> int:
        query = sa.select(Post.person_id).where(Post.active, *conditions).order_by(Post.id).limit(1)
        return (await session.scalars(query)).one()

    village = sa.select(Village.id).where(Village.code == demo_guide.VILLAGE).scalar_subquery()
    unit = sa.select(Unit.id).where(Unit.code == demo_guide.UNIT).scalar_subquery()
    officer = await holder(Post.role == Office.INFORMATION_OFFICER, Post.village_id == village, ~Post.substitute)
    duty = await holder(Post.role == Office.STATION_STAFF, Post.full_time)
    handler = await holder(Post.role == Office.UNIT_HANDLER, Post.unit_id == unit)
    verifier = await holder(Post.role == Office.EMERGENCY_ADMINISTRATOR, Post.village_id == village)

    for person_id, player in players.items():
        if person_id == officer:
            continue
        world.private(player, bot).started = True
        session.add(Account(telegram_id=player.id, person_id=person_id, bound_at=now, via="contact", reachable=True))
    room = _group(world, bot, [players[duty], *(players[p] for p, held in offices.items() if held & STATION)])
    session.add(
        Group(
            chat_id=room.id,
            title=room.title,
            purpose=GroupPurpose.STATION,
            bound_by_id=duty,
            bound_at=now,
        )
    )
    words, shown = load()["zh_CN"], {officer, duty, handler, verifier}
    squad = await demo_squad.squad(session, world, bot, players, demo_guide.SQUAD, words, now=now)
    others = tuple(
        (player, name(words, min(offices[person_id], key=list(Office).index)).unescape())
        for person_id, player in players.items()
        if person_id not in shown
    )
    members = tuple((player, name(words, Office.SQUAD_MEMBER).unescape()) for player in squad.members)
    seated = (players[officer], players[duty], players[handler], players[verifier])
    return Cast(*seated, room, squad, (*members, *others))


async def _offices(session: AsyncSession) -> dict[int, set[Office]]:
    """Return what each person holds; who is only in a squad is left out, two hundred phones are enough."""
    held: dict[int, set[Office]] = {}
    for person_id, role in await session.execute(sa.select(Post.person_id, Post.role).where(Post.active)):
        if role is not Office.SQUAD_MEMBER:
            held.setdefault(person_id, set()).add(role)
    return held


def _group(world: World, bot: Bot, members: list[Player]) -> Room:
    room = world.add_group("supergroup", demo_guide.GROUP_TITLE)
    membership.found(world, room, list(dict.fromkeys(members)), {bot: "member"})
    return room


async def _greet(world: World, cast: Cast) -> None:
    """Let those who are known say /start, so that their phones show the menu."""
    bot = world.bot(TOKEN)
    for player in (cast.duty, cast.handler, cast.verifier):
        room = world.private(player, bot)
        Phone(world, player).say(room, "/start")
    world.private(cast.officer, bot)
    await _answered(world, world.private(cast.verifier, bot))


async def _answered(world: World, room: Room) -> None:
    """Return when the bot has said something in the chat. Raises ``TimeoutError``."""
    async with asyncio.timeout(READY_SECONDS):
        while not any(message.sender.is_bot for message in room.messages.values()):
            await room.changed.wait(READY_SECONDS)


def _township(folder: Path) -> Township:
    """Return the rules of config.yaml with the media store inside the demo's folder."""
    rules = Township.parse(parsed(Path("config.yaml").read_text(encoding="utf-8")))
    store = f"file://{(folder / 'media').resolve()}"
    return rules.model_copy(update={"files": rules.files.model_copy(update={"store": store})})


def _fresh_database(folder: Path) -> str:
    """Return the URL of a new database; what an earlier demo left goes, and nothing else in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("bihuan.sqlite3*"):
        leftover.unlink()
    shutil.rmtree(folder / "media", ignore_errors=True)
    return f"sqlite+aiosqlite:///{folder / 'bihuan.sqlite3'}"
