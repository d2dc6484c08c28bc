"""Live locations: kept while somebody is out on a mobilisation; and the commander's "where is everybody"."""

from datetime import UTC, datetime, timedelta

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Location, Message

from handlers.kit import Context, Press, router_of
from handlers.kit.buttons import number_in
from models import Draft
from models.enums import DraftKind
from services.core.errors import Stale
from services.field import track_cards, tracks
from services.field.tracks import Fix
from services.mobilisation import deployed as mobilisation_deployed
from services.mobilisation import mobilisations
from services.mobilisation.cards import WHERE

FOR_EVER = 0x7FFFFFFF
"""Telegram's ``live_period`` of a location that is shared until it is stopped."""
LONGEST = timedelta(days=365)

router = router_of("whereabouts")


@router.message_of(F.location.live_period)
async def begun(message: Message, context: Context, draft: Draft | None = None) -> None:
    """Follow somebody who is out. For anybody else, or where a report waits for its place, it is a pin as ever."""
    if not await mobilisation_deployed.of(context.session, context.actor.person_id):
        raise SkipHandler
    await _follow(message, context)
    if draft is not None and draft.kind is DraftKind.REPORT:
        raise SkipHandler
    await tracks.keep_no_copy(context.session, context.say.update.update_id)


@router.edited_message(F.location)
async def moved(message: Message, context: Context) -> None:
    """Follow on; the last one, when sharing has ended, says so. Nothing is kept of a person who is not out."""
    await _follow(message, context)
    await tracks.keep_no_copy(context.session, context.say.update.update_id)


async def _follow(message: Message, context: Context) -> None:
    assert message.location is not None
    new = await tracks.follow(context.session, context.actor, _fix(message, message.location, context.now))
    if new:
        context.say.send(track_cards.hint(context.town, context.words, new))


def _fix(message: Message, place: Location, now: datetime) -> Fix:
    edited = message.edit_date
    at = datetime.fromtimestamp(edited, UTC) if edited is not None else message.date
    live_until = None
    if place.live_period is not None:
        span = LONGEST if place.live_period == FOR_EVER else timedelta(seconds=place.live_period)
        live_until = message.date + span
    return Fix(
        at=min(at, now),  # a phone's clock that is fast must not look newer than all that follows
        latitude=place.latitude,
        longitude=place.longitude,
        accuracy=place.horizontal_accuracy,
        heading=place.heading,
        live_until=live_until,
    )


@router.press(WHERE)
async def where(context: Context, press: Press) -> None:
    """Show the commander where everybody is, or one of them as a pin."""
    one = await mobilisations.commanded(context.session, context.actor, press.id, *mobilisations.LIVE)
    found = await tracks.everybody(context.session, one)
    town, words, chosen = context.town, context.words, press.extra
    if chosen and not chosen.startswith("p"):
        whom = number_in(chosen)
        known = next((known for known in found if known.person.id == whom), None)
        if known is None or known.place is None:
            raise Stale("track-gone")
        context.say.send(track_cards.pin(town, words, one, known, context.now))
        return
    card = track_cards.listed(town, words, one, found, number_in(chosen[1:], 0), context.now)
    context.say.show(card, in_place=bool(chosen))
