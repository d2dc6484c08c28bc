"""``make demo``: sandbox, demo township, bot, scheduler and delivery in one process, phones at http://127.0.0.1:8080.

Everything under ``var/demo`` is created at each start, because the sandbox's people live in memory only and old
accounts would be bound to nobody.
"""

import asyncio
import gc
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

import migrations
from bot.demo import guide, homes, injects, scenarios, workbook
from bot.demo.cast import TOKEN, Cast, seat_people
from bot.launch import Launch
from bot.runtime import hide_the_start, opened, serve, stop_on_signals
from bot.settings import parsed
from models import Person
from models.enums import Language
from sandbox.server import Server
from sandbox.web.page import phones
from sandbox.web.reach import origin_of
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Room
from sandbox.world.state import World
from services.core.database import Database
from services.settings.township import Township
from texts.bundle import load

FOLDER = Path("var/demo")
HOST = "127.0.0.1"
_LANGUAGES = {"zh": Language.ZH_CN, "en": Language.EN}
READY_SECONDS = 30
"""How long the bot may take to answer the first /start."""


def run(port: int = 8080, folder: Path = FOLDER, host: str = HOST) -> int:
    """Run the demo until SIGTERM or SIGINT; return the exit code. Data of an earlier demo in ``folder`` is removed.

    ``host`` is the address it listens on: with 0.0.0.0 other devices open its phones too.
    """
    world, township = World(), _township(folder)
    launch = Launch(
        township=township,
        database_url=_fresh_database(folder, township, world.clock.now()),
        token=TOKEN,
        api_base=f"http://{HOST}:{port}",
        sandbox_clock=True,
    )
    return asyncio.run(_run(world, launch, port, host))


async def _run(world: World, launch: Launch, port: int, host: str) -> int:
    stop = asyncio.Event()
    stop_on_signals(stop)
    database = Database(launch.database_url)
    async with database.transaction() as session:
        await homes.furnish(session, world.clock.now())
        cast = await seat_people(session, world, now=world.clock.now())
    await database.close()
    page = phones(
        world,
        guides=[guide.guide(cast), *scenarios.scenarios(cast)],
        injects=injects.injects(cast),
        speak=partial(_speak, launch.database_url, world),
        host=host,
        seats=guide.seats(cast, TOKEN),
        places=guide.places(),
        title=guide.title(launch.township),
    )
    gc.freeze()  # NiceGUI looks for its server among all objects that are not frozen: a tenth of a second
    async with Server(world, host, port, page=page), opened(launch, stop) as town:
        hide_the_start()
        serving = asyncio.ensure_future(serve(town, roles=launch.roles, stop=stop, api_base=launch.api_base))
        greeting = asyncio.ensure_future(_greet(world, cast))
        await asyncio.wait({serving, greeting}, return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            words = load()["zh_CN"]
            print(f"\n    {words.plain('demo-ready')}http://{HOST}:{port}", flush=True)
            if shared := origin_of(f"http://{HOST}:{port}", host):
                print(f"    {words.plain('demo-shared')}{shared}", flush=True)
            print(f"    {words.plain('demo-stop')}\n", flush=True)
        await serving
    return 0


async def _speak(database_url: str, world: World, language: str) -> None:
    """Let the bot speak to everybody of the roster in the language of the page, and show the menu again."""
    database = Database(database_url)
    async with database.transaction() as session:
        await session.execute(sa.update(Person).values(language=_LANGUAGES[language]))
    await database.close()
    bot = world.bot(TOKEN)
    for player in list(world.people.values()):
        phone, room = Phone(world, player), world.private(player, bot)
        if phone.keyboard(room) and not room.blocked:
            phone.say(room, "/start")


async def _greet(world: World, cast: Cast) -> None:
    """Send /start from the three phones on the table that are logged in, so that they show the menu."""
    bot = world.bot(TOKEN)
    for player in (cast.duty, cast.handler, cast.verifier):
        room = world.private(player, bot)
        Phone(world, player).say(room, "/start")
    world.private(cast.officer, bot)
    await _answered(world, world.private(cast.verifier, bot))


async def _answered(world: World, room: Room) -> None:
    """Return when the bot has sent a message in the chat. Raises ``TimeoutError``."""
    async with asyncio.timeout(READY_SECONDS):
        while not any(message.sender.is_bot for message in room.messages.values()):
            await room.changed.wait(READY_SECONDS)


def _township(folder: Path) -> Township:
    """Return the rules of config.yaml with the media store inside the demo's folder."""
    rules = Township.parse(parsed(Path("config.yaml").read_text(encoding="utf-8")))
    store = f"file://{(folder / 'media').resolve()}"
    return rules.model_copy(update={"files": rules.files.model_copy(update={"store": store})})


def _fresh_database(folder: Path, township: Township, now: datetime) -> str:
    """Return the URL of a new database with the township. Only the data of an earlier demo is removed from the folder.

    It is a copy of one that is kept for the next start, as long as the town with its shifts stays the same; and that
    one of another without any row, as long as the migrations do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("bihuan.sqlite3*"):
        leftover.unlink()
    shutil.rmtree(folder / "media", ignore_errors=True)
    revision = migrations.fingerprint()
    empty = _kept(folder, f"empty-{revision}", lambda file: migrations.upgrade(_url(file)))

    def populated(file: Path) -> None:
        shutil.copyfile(empty, file)
        asyncio.run(_populate(_url(file), township, now))

    town = _kept(folder, f"town-{revision}-{workbook.fingerprint(township, now)}", populated)
    shutil.copyfile(town, folder / "bihuan.sqlite3")
    return _url(folder / "bihuan.sqlite3")


async def _populate(url: str, township: Township, now: datetime) -> None:
    database = Database(url)
    await workbook.populate(database, township, now=now, on_duty=True)
    await database.close()


def _kept(folder: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Return the file of this name; one that is not there is made in the place of what earlier starts have kept."""
    file, kind = folder / f"{name}.sqlite3", name.partition("-")[0]
    if not file.exists():
        for leftover in folder.glob(f"{kind}-*"):
            leftover.unlink()
        unfinished = folder / f"{kind}-unfinished.sqlite3"
        make(unfinished)
        unfinished.rename(file)
    return file


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
