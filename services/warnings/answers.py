"""The duty officer answers for a version of a warning: its reach, its colour, its ending; and closes one by hand."""

from collections.abc import Collection

from sqlalchemy import select

from models import Media, Village, WarningMessage, WarningThread
from models.enums import Action, Colour
from services.cards.card import Picture
from services.core import journal
from services.core.act import Act
from services.core.errors import Stale, existing, reason
from services.duties.maker import tracks
from services.people.access import require
from services.warnings import changes
from services.warnings.meaning.standings import State
from services.warnings.register import intake, register
from services.warnings.register.views import Asked, Register, Told, Warned

REASON = 256
"""Characters of the reason for closing one."""


async def listed(act: Act) -> Register:
    """Return all warnings that still matter. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_WARNINGS)
    return await register.load(act)


async def opened(act: Act, warning_id: int) -> Warned:
    """Return a warning, also by the number it had before it was joined to another. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.KEEP_WARNINGS)
    return await register.find(act, warning_id)


async def asked(act: Act, ending_id: int) -> Asked:
    """Return the question about an ending. Raises ``Forbidden``, ``Stale`` when it is asked no more."""
    return existing(
        next((one for one in (await listed(act)).asked if one.row.id == ending_id), None), "warning-asked-before"
    )


async def say_reach(act: Act, message_id: int, villages: Collection[int] | None) -> Warned:
    """Set the villages that one version touches: some, none, or all of the township (None)."""
    warned, told = await version(act, message_id)
    row, known = told.row, list(await act.session.scalars(select(Village.id).where(Village.active)))
    row.everywhere = villages is None
    row.villages = sorted(known if villages is None else set(villages) & set(known))
    row.grids, row.reach_by_id = [], act.actor.person_id
    return await _said(act, warned, "reach", message=row.id, villages="all" if villages is None else row.villages)


async def say_colour(act: Act, message_id: int, colour: Colour) -> Warned:
    """Say the colour of one version of a warning."""
    warned, told = await version(act, message_id)
    before = warned.colour
    told.row.colour, told.row.colour_by_id = colour, act.actor.person_id
    details = {"message": told.row.id, "colour": colour.value}
    return await _said(act, warned, "colour", recoloured=warned.colour is not before, **details)


async def say_ends(act: Act, ending_id: int, warning_ids: Collection[int]) -> tuple[Warned, ...]:
    """Say which warnings an ending ends; none: it ends nothing that is known. Returns those that it ended."""
    question = await asked(act, ending_id)
    meant = [one for one in question.candidates if one.id in warning_ids]
    question.row.ends = [told.row.id for one in meant for told in one.active]
    question.row.ends_by_id = act.actor.person_id
    details = {"message": ending_id, "warnings": [one.id for one in meant]}
    await journal.record(act, intake.subject(None), "ends", details=details)
    await act.session.flush()
    await intake.sort_out(act)
    await tracks.changed(act)
    found = tuple([await register.find(act, one.id) for one in meant])
    await changes.changed(act, found, besides=act.actor.person_id)
    return found


async def close(act: Act, warning_id: int, why: str) -> Warned:
    """Close a warning by hand, with the reason; a cancel that comes later opens nothing again."""
    warned = await opened(act, warning_id)
    text = reason(why, most=REASON)
    thread = await act.session.get_one(WarningThread, warned.id, with_for_update=True, populate_existing=True)
    if warned.state is not State.ACTIVE:
        raise Stale("warning-over")
    thread.closed_at, thread.closed_by_id, thread.reason = act.now, act.actor.person_id, text
    for told in warned.told:
        told.row.closed = True
    return await _said(act, warned, "close", reason=text)


async def version(act: Act, message_id: int) -> tuple[Warned, Told]:
    """Return a version that is in force. Raises ``Forbidden``, ``Stale`` when a later one took its place."""
    require(act.actor, Action.KEEP_WARNINGS)
    row = await act.session.get(WarningMessage, message_id, with_for_update=True, populate_existing=True)
    if row is None or row.warning_id is None:
        raise Stale("warning-gone")
    warned = await register.find(act, row.warning_id)
    told = existing(next((one for one in warned.active if one.row.id == row.id), None), "warning-version-over")
    return warned, told


async def picture(act: Act, warned: Warned) -> Picture | None:
    """Return the picture of the signal from which a warning was typed in."""
    ids = [told.row.picture_id for told in warned.shown if told.row.picture_id is not None]
    media = await act.session.get(Media, ids[-1]) if ids else None
    return Picture(kind=media.kind.value, file_id=media.file_id) if media is not None else None


async def _said(act: Act, warned: Warned, action: str, *, recoloured: bool = False, **details: object) -> Warned:
    await journal.record(act, intake.subject(warned.id), action, details=details)
    await act.session.flush()
    await tracks.changed(act)
    found = await register.find(act, warned.id)
    await changes.changed(act, [found], besides=act.actor.person_id, recoloured=recoloured)
    return found
