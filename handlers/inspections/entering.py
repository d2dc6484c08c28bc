"""Entering the record of an inspection: what is sent goes on one card, in any order; buttons do the rest."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.drafts import content
from handlers.drafts.cards import Collects
from handlers.inspections import changes, hearing
from handlers.inspections.card import FORM
from handlers.inspections.changes import change, change_found, fields_of
from handlers.inspections.showing import shown
from handlers.kit import Context, Press, Shown, router_of
from handlers.kit.buttons import number_in, unreadable
from handlers.kit.date_picker import time_to_come
from handlers.kit.routers import everything
from models import Draft
from models.enums import DraftKind
from services.cards.card import Card
from services.core.errors import Refused
from services.inspections import cards, choices, findings, inspections, records
from services.inspections.fields import CHOSEN
from services.people import places

commands = router_of("inspect")
router = router_of("inspecting")


@commands.command("inspect", takes=everything)
async def begin(context: Context, message: Message, more_of_album: bool = False) -> None:
    """Open the card, the one that is being filled in or a new one, with what came with the command."""
    draft = await changes.begin(context)
    if content.has_content(message):
        await change(context, draft, page="")
        await hearing.hear(context, message, draft)
    if not more_of_album:
        await FORM.show(context, draft)


@commands.press(cards.NEW)
async def new(context: Context) -> None:
    """Open the card."""
    await context.state.clear()
    await FORM.show(context, await changes.begin(context))


@router.message_of(Collects(DraftKind.INSPECTION))
async def take_in(message: Message, context: Context, draft: Draft, more_of_album: bool = False) -> Shown:
    """Put a message on the open page of the card: the finding that is shown, an answer, else the record."""
    if not await FORM.still(context, draft):
        raise SkipHandler
    try:
        await hearing.hear(context, message, draft)
    except Refused as refusal:
        if content.file_of(message) is None:
            raise
        return refusal.in_words(context.words)  # the rest of an album is none the worse for it
    if not more_of_album:
        await FORM.show(context, draft)
    return None


Verb = Callable[[Context, Draft, str], Awaitable[Shown]]


async def _submit(context: Context, draft: Draft, choice: str) -> Card:
    entered = await inspections.submit(context, draft)
    return await shown(context, entered, "done-inspection-corrected" if draft.subject_id else "done-inspection-entered")


def _page(name: str) -> Verb:
    async def turn(context: Context, draft: Draft, choice: str) -> None:
        await change(context, draft, page=f"{name}:{choice}")

    return turn


async def _back(context: Context, draft: Draft, choice: str) -> None:
    await change(context, draft, page="")


async def _village(context: Context, draft: Draft, choice: str) -> None:
    village = await places.village(context.session, number_in(choice))
    point_id = fields_of(draft).point_id
    kept = point_id is not None and await choices.village_of_point(context.session, point_id) == village.id
    more: dict[str, Any] = {} if kept else {"point_id": None}
    await change(context, draft, village_id=village.id, village_by=CHOSEN, page="place:0", **more)


async def _point(context: Context, draft: Draft, choice: str) -> None:
    village_id = await choices.village_of_point(context.session, number_in(choice))
    if village_id is None:
        raise Refused("error-place-gone")
    await change(context, draft, point_id=number_in(choice), village_id=village_id, village_by=CHOSEN, page="")


async def _no_pin(context: Context, draft: Draft, choice: str) -> None:
    await change(context, draft, latitude=None, longitude=None)


async def _with(context: Context, draft: Draft, choice: str) -> None:
    """Put somebody on the list, or take them off."""
    person_id, people = number_in(choice), fields_of(draft).people
    kept = tuple(one for one in people if one != person_id)
    await change(context, draft, people=kept if len(kept) < len(people) else (*people, person_id))


async def _alone(context: Context, draft: Draft, choice: str) -> None:
    await change(context, draft, people=(), names=())


async def _day(context: Context, draft: Draft, choice: str) -> None:
    number = number_in(choice, most=99991231)
    try:
        day = date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        raise unreadable() from None
    await hearing.choose_day(context, draft, day)


async def _leader(context: Context, draft: Draft, choice: str) -> None:
    leader = await inspections.leader_of(context, number_in(choice))
    people = tuple(one for one in fields_of(draft).people if one != leader.person_id)
    await change(context, draft, leader_id=leader.person_id, people=people, page="")


async def _harmless(context: Context, draft: Draft, choice: str) -> None:
    await change(context, draft, harmless=True)


async def _split(context: Context, draft: Draft, choice: str) -> None:
    """Make findings of the words that are there, one of each number; where there are findings, nothing changes."""
    if not fields_of(draft).found and not await records.found_already(context.session, draft):
        await change(context, draft, found=hearing.split(fields_of(draft).text))


async def _unit(context: Context, draft: Draft, choice: str) -> None:
    at, _, unit_id = choice.partition(".")
    found = changes.found_at(draft, at)
    units = {unit.id: unit for unit in await choices.units(context, found)}
    unit = units.get(number_in(unit_id))
    if unit is None:
        raise Refused("error-unit-gone")
    line = found.line
    if line is None and findings.line_of(context.town, found) is None:
        line = findings.line_of(context.town, found, unit.code)
    await change_found(context, draft, at, unit_id=unit.id, line=line)


async def _station(context: Context, draft: Draft, choice: str) -> None:
    await change_found(context, draft, choice, unit_id=None, due_at=None)


async def _line(context: Context, draft: Draft, choice: str) -> None:
    at, _, code = choice.partition(".")
    if code not in context.settings.lines:
        raise Refused("error-line-unknown", line=code)
    await change_found(context, draft, at, line=code)


async def _drop(context: Context, draft: Draft, choice: str) -> None:
    """Take a finding out; its photos stay with the record."""
    at = number_in(choice)
    changes.found_at(draft, choice)
    found = fields_of(draft).found
    await change(context, draft, found=(*found[:at], *found[at + 1 :]), page="")


@router.picked("inspect", back="show")
async def due_picked(context: Context, press: Press) -> Card:
    """Take the deadline of an instruction from a button or the calendar."""
    draft = await FORM.load(context, press.id)
    name, _, at = fields_of(draft).page.partition(":")
    if name != "due":
        raise unreadable()
    await change_found(context, draft, at, due_at=time_to_come(context, press.extra))
    return await FORM.drawn(context, draft)


FORM.answer(
    router,
    "inspection-cancelled",
    {
        "submit": _submit,
        "back": _back,
        **{name: _page(name) for name in ("place", "people", "leaders", "found", "units", "due", "line")},
        "days": _page("day"),
        "village": _village,
        "point": _point,
        "nopin": _no_pin,
        "with": _with,
        "alone": _alone,
        "day": _day,
        "leader": _leader,
        "harmless": _harmless,
        "split": _split,
        "unit": _unit,
        "station": _station,
        "of": _line,
        "drop": _drop,
    },
)
