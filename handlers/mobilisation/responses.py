"""A person's answers to a mobilisation, and the commander's live card: coming, there, cannot, all well, help, back."""

from datetime import timedelta

from aiogram.types import CallbackQuery
from markupsafe import Markup

from handlers.kit import Context, Press, router_of
from models import Mobilisation
from models.enums import Answer, MobilisationState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Card, below, button, lines
from services.cards.masking import spoken_phone
from services.core.errors import Refused, Stale
from services.mobilisation import alarms, calling, cards, mobilisations, responses, safety_checks, strength
from services.mobilisation.alarms import PHONE
from services.mobilisation.cards import (
    ADD,
    ALL_BACK,
    ANSWER,
    CHECK_IN,
    ETA,
    OPEN,
    PLACE,
    REFRESH,
    SILENT,
    SOS,
    WHY,
)
from services.people import directory

MOST = 40
"""Names in one message."""
router = router_of("responses")


@router.callback_query(Press.of(ANSWER))
async def answered(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take an answer; the card shows it, and what comes next."""
    said = Answer(press.extra)
    one, new = await responses.answer(context.act, press.id, said)
    context.say.toast(context.words.plain("roll-call-noted" if new else "roll-call-noted-before"))
    context.say.edit(cards.for_person(context.town, context.words, one, answer=said))


@router.callback_query(Press.of(ETA))
async def coming_at(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note how soon the person will be there."""
    span = timedelta(minutes=int(press.extra))
    one = await responses.arrive_in(context.act, press.id, span)
    at = context.time(context.now + span)
    more = context.words("mobilise-your-eta", at=at)
    context.say.edit(cards.for_person(context.town, context.words, one, answer=Answer.COMING, more=more))


@router.callback_query(Press.of(WHY))
async def why_not(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note why the person cannot come."""
    if press.extra not in cards.REASONS:
        raise Stale("mobilise-over")
    one = await responses.because(context.session, context.actor, press.id, press.extra)
    more = context.words("mobilise-your-reason", reason=context.words.plain(f"mobilise-why-{press.extra}"))
    context.say.edit(cards.for_person(context.town, context.words, one, answer=Answer.CANNOT, more=more))


@router.callback_query(Press.of(CHECK_IN))
async def all_well(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a team's word that all is well."""
    squad = await safety_checks.check_in(context.act, press.id)
    minutes = context.settings.roll_call.safety_timer // timedelta(minutes=1)
    context.say.toast(context.words.plain("mobilise-checked-in", squad=squad.name, minutes=minutes))


@router.callback_query(Press.of(SOS))
async def help_wanted(query: CallbackQuery, press: Press, context: Context) -> None:
    """Call for help, and say that it was heard."""
    await responses.cry(context.act, press.id)
    context.say.toast(context.words.plain("mobilise-sos-sent"), alert=True)


@router.callback_query(Press.of(PHONE))
async def phone(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show whom to ring, in a window that leaves nothing in the chat."""
    who = await responses.phone_of(context.act, press.id, int(press.extra))
    context.say.toast(
        context.words.plain("mobilise-sos-ring", name=who.name, phone=spoken_phone(who.phone)), alert=True
    )


@router.callback_query(Press.of(PLACE))
async def where(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send the place as a pin."""
    one, _ = await responses.own(context.session, context.actor, press.id, *responses.LIVE)
    pin(context, one)


def pin(context: Context, one: Mobilisation) -> None:
    """Send where to gather, if that is known as a pin."""
    if one.latitude is not None and one.longitude is not None:
        text = context.words("mobilise-place", place=one.place) if one.place else context.words("mobilise-here")
        context.say.send(Card(text=text, place=(one.latitude, one.longitude)))


@router.callback_query(Press.of(OPEN))
async def opened(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show how a mobilisation stands, below everything else."""
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    context.say.send(await _snapshot(context, one))


@router.callback_query(Press.of(REFRESH))
async def refreshed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show how it stands by now, in place of how it stood."""
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    context.say.edit(await _snapshot(context, one))


async def _snapshot(context: Context, one: Mobilisation) -> Card:
    """Return the commander's card with its hour: only the card that came first follows by itself."""
    card = await live(context, one)
    at = context.time(context.now)
    fresh = (button(context.words.plain("mobilise-refresh", at=at), REFRESH, one.id),)
    return card.model_copy(update={"rows": (*card.rows, fresh)})


@router.callback_query(Press.of(SILENT))
async def missing(query: CallbackQuery, press: Press, context: Context) -> None:
    """Name who has not answered; after the stand-down, who is not back."""
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    words = context.words
    if one.state is MobilisationState.STANDING_DOWN:
        found = await strength.unaccounted(context.session, one)
        squads = sorted({response.squad_id for response in found})
        persons = await directory.by_ids(context.session, [response.person_id for response in found])
        head = words("mobilise-not-back-head", count=len(persons))
        rows = tuple(
            (button(words.plain("mobilise-squad-back", squad=name), ALL_BACK, one.id, squad_id),)
            for squad_id, name in await mobilisations.names(context.session, squads)
        )
    else:
        entries = await responses.silent(context.session, one)
        persons = await directory.by_ids(context.session, [entry.person_id for entry in entries])
        head, rows = words("mobilise-silent-head", count=len(persons)), ()
    said = [words("mobilise-name", name=cards_people.called(context.town, words, person)) for person in persons[:MOST]]
    more = words("broadcast-silent-more", count=len(persons) - MOST) if len(persons) > MOST else None
    context.say.send(Card(text=lines(marked(context, one, head), *said, more), rows=rows))


@router.callback_query(Press.of(ADD))
async def reinforce(query: CallbackQuery, press: Press, context: Context) -> None:
    """Offer the other squads, the nearest first; or call the one that was chosen."""
    words = context.words
    one = await mobilisations.commanded(context.session, context.actor, press.id, MobilisationState.RUNNING)
    if press.extra:
        count, name = await calling.reinforce(context.act, one.id, int(press.extra))
        context.say.edit(marked(context, one, words("mobilise-added", squad=name, count=count)))
        return
    counted = await strength.of(context.session, one)
    called = {squad_id for squad_id, _ in counted.squads}
    offers = [
        pair for pair in await mobilisations.options(context.session, context.actor, one) if pair[0].id not in called
    ]
    if not offers:
        raise Refused("mobilise-no-more-squads")
    rows = tuple((button(alarms.squad_label(words, squad, far), ADD, one.id, squad.id),) for squad, far in offers[:10])
    context.say.send(Card(text=marked(context, one, words("mobilise-add-which")), rows=rows))


def marked(context: Context, one: Mobilisation, text: Markup) -> Markup:
    """Return a text with the mark of a drill, if the mobilisation is one."""
    return wording.marked(context.words, text, drill=one.drill)


async def live(context: Context, one: Mobilisation, head: Markup | None = None) -> Card:
    """Return the commander's card as it is now."""
    card = cards.for_commander(context.town, context.words, one, await strength.of(context.session, one))
    return card if head is None else card.model_copy(update={"text": lines(head, below(card.text))})
