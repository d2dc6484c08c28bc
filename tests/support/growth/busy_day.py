"""A day on which everything happens once: every command is sent, every kind of button pressed, every tick has work."""

import re

from conversation import Conversation
from handlers.areas import MENU
from mobilisation_steps import on_scene
from models import Broadcast
from sandbox_client import Player, Seen
from scheduler import ticks
from services.assignments import handling, moves
from services.broadcasts import sending
from services.core.act import Moment
from services.core.tick import Routine
from services.messaging import outbox, roll_calls, undelivered
from services.operations import watchdog
from services.operations.watchdog import Late

_NUMBERS = re.compile(r"\d+")


async def live_through(conversation: Conversation, *who: str) -> None:
    """Let these people work through the day, and the clock go on until the next one."""
    driver = conversation.driver
    await on_scene(conversation)
    await driver.files(kind="incident")
    waiting = await driver.dispatched("natural-resources", "road-station", severity="major")
    await driver.handled("natural-resources")
    await driver.by("land", handling.accept, (await driver.assignment(waiting, "natural-resources")).id)
    done = set[str]()
    for one in who:
        await _presses_everything(conversation, one, done)
    assert len(done) > 200, "few kinds of buttons were seen"
    for minutes in (3, 12, 60, 24 * 60):
        driver.forward(minutes=minutes)
        await ticks.work_off(conversation.town)
        await conversation.settles()
    for routine in conversation.town.registry.of(Routine):
        if routine.name != "watch":  # it waits half a minute between two looks, see below
            await routine.act(conversation.town)
    await _looks(conversation)


async def _looks(conversation: Conversation) -> None:
    """Ask what is asked only when something is amiss, or has ended."""
    now, actor = conversation.driver.now, await conversation.driver.actor("land")
    async with conversation.town.database.transaction() as session:
        for look in (undelivered.overdue, undelivered.held):
            await look(session, now=now, limit=8)
        for glance in (undelivered.untended, undelivered.beside):
            await glance(session, limit=8)
        await moves.just_fed_back(session, actor, since=now)
        await outbox.follow_chat(session, -1, -2)
        await undelivered.alarm(Moment(session, conversation.town, now))
        await watchdog.look(Moment(session, conversation.town, now))
        await watchdog.alarm(Moment(session, conversation.town, now), Late(messages=1))
        await roll_calls.close(Moment(session, conversation.town, now), 1)
        broadcast = Broadcast(author_id=actor.person_id, audience={}, created_at=now, roll_call_id=1)
        session.add(broadcast)
        await session.flush()
        await sending.standing(session, broadcast)


async def _presses_everything(conversation: Conversation, who: str, done: set[str]) -> None:
    player = conversation[who]
    for entry in MENU.entries:
        await player.sends(f"/{entry.command}")
        await conversation.settles()
        await _presses_new(conversation, player, done)
    await player.sends("3组边坡又有落石，压坏一辆车")
    await conversation.settles()
    await _presses_new(conversation, player, done)


async def _presses_new(conversation: Conversation, player: Player, done: set[str]) -> None:
    """Press each kind of button that this person sees and nobody has pressed."""
    while found := _new(await player.reads(), done):
        message, data = found
        done.add(_NUMBERS.sub("", data))
        await player.taps(data=data, message=message)
        await conversation.settles()


def _new(shown: list[Seen], done: set[str]) -> tuple[int, str] | None:
    for message in reversed(shown):
        for row in message.get("buttons", ()) if not message.get("deleted") else ():
            for button in row:
                data = button.get("data")
                if data and _NUMBERS.sub("", data) not in done:
                    return message.id, data
    return None
