"""A person's answers to a mobilisation, and the commander's live card: coming, there, cannot, all well, help, back."""

from datetime import timedelta

from markupsafe import Markup

from handlers.kit import Context, Press, Shown, card_of, router_of, with_rows
from handlers.kit.buttons import choice_in, number_in
from models import Mobilisation
from models.enums import Action, Answer, MobilisationState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.cards.whole import hidden
from services.core.errors import Refused, Stale
from services.messaging import roll_calls
from services.mobilisation import alarms, calling, cards, mobilisations, responses, safety_checks, strength
from services.people import directory
from services.people.access import may
from services.people.numbers import Callee

LONGEST_WAY = 24 * 60
"""Minutes; a button that says longer is none of ours."""
MOST = 40
"""Names in one message."""
router = router_of("responses")
links = router_of("mobilisation_links")


async def _answered(context: Context, one: Mobilisation, answer: Answer, more: Markup | None = None) -> None:
    """Let the person's own card show the answer, and what comes next."""
    card = cards.for_person(context.town, context.words, one, answer=answer, more=more)
    place = roll_calls.place(one.roll_call_id or 0)
    await context.show_standing(place, card, cards.noted(context.words, one, answer))


@links.scan(cards.LINK, r"\d{1,15}")
async def linked(context: Context, scanned: str) -> Card:
    """Show the mobilisation whose card in a group was opened here: the person's own card, or the commander's."""
    own = await responses.own(context, int(scanned))
    over = own is not None and own[0].state is not MobilisationState.RUNNING
    if own is None or (over and may(context.actor, Action.MOBILISE)):
        return await live(context, await mobilisations.commanded(context.session, context.actor, int(scanned)))
    if over:
        raise Stale("mobilise-over")
    one, response, answer = own
    stands_in = response.stands_in_for_id is not None
    return cards.for_person(context.town, context.words, one, answer=answer, stands_in=stands_in)


@router.press(cards.ANSWER)
async def answered(context: Context, press: Press) -> None:
    """Take an answer; the card shows it, and what comes next."""
    said = choice_in(press.extra, Answer)
    one, new = await responses.answer(context, press.id, said)
    context.say.noted(context.words.plain("roll-call-noted" if new else "roll-call-noted-before"))
    await _answered(context, one, said)


@router.press(cards.ETA)
async def coming_at(context: Context, press: Press) -> None:
    """Note how soon the person will be there."""
    span = timedelta(minutes=number_in(press.extra, most=LONGEST_WAY))
    one = await responses.arrive_in(context, press.id, span)
    more = context.words("mobilise-your-eta", at=context.time(context.now + span))
    await _answered(context, one, Answer.COMING, more)


@router.press(cards.WHY)
async def why_not(context: Context, press: Press) -> None:
    """Note why the person cannot come."""
    if press.extra not in cards.REASONS:
        raise Stale("mobilise-over")
    one = await responses.give_reason(context.session, context.actor, press.id, press.extra)
    more = context.words("mobilise-your-reason", reason=context.words.plain(f"mobilise-why-{press.extra}"))
    await _answered(context, one, Answer.CANNOT, more)


@router.press(cards.CHECK_IN)
async def all_well(context: Context, press: Press) -> None:
    """Take a team's word that all is well."""
    squad = await safety_checks.check_in(context, press.id)
    minutes = context.settings.roll_call.safety_timer // timedelta(minutes=1)
    context.say.toast(context.words.plain("mobilise-checked-in", squad=squad.name, minutes=minutes))


@router.press(cards.SOS)
async def help_wanted(context: Context, press: Press) -> None:
    """Call for help, and say that it was heard; a message with the way back follows."""
    one = await responses.call_for_help(context, press.id)
    context.say.toast(context.words.plain("mobilise-sos-sent"), alert=True)
    context.say.send(alarms.called(context.words, one))


@router.press(alarms.MISTAKE)
async def mistake(context: Context, press: Press) -> str:
    """Take back a call for help that was pressed by mistake."""
    one = await responses.called_by_mistake(context, press.id)
    return lines(cards.head(context.words, one), context.words("mobilise-help-mistake-noted"))


@router.press(cards.TAKE)
async def take(context: Context, press: Press) -> Card:
    """Take care of a call for help."""
    person_id = number_in(press.extra)
    one = await responses.take_call(context, press.id, person_id)
    text = lines(*await _call(context, one, person_id), below(context.words("mobilise-help-you-take")))
    return Card(text=text, rows=alarms.call_rows(context.words, one, person_id, taken=True))


@router.press(cards.SAFE)
async def safe(context: Context, press: Press) -> str:
    """End a call for help."""
    person_id = number_in(press.extra)
    found = await mobilisations.load(context.session, press.id, *mobilisations.LIVE)
    said = await _call(context, found, person_id)
    await responses.end_call(context, press.id, person_id)
    return lines(*said, below(context.words("mobilise-help-ended")))


async def _call(context: Context, one: Mobilisation, person_id: int) -> list[str]:
    """Return the first line of a mobilisation, and the open call of a person."""
    calls = [call for call in await strength.open_calls(context.session, one) if call.person_id == person_id]
    return [cards.head(context.words, one), *(cards.call_line(context.town, context.words, call) for call in calls)]


@router.press(alarms.PHONE)
async def phone(context: Context, press: Press) -> None:
    """Show the number to ring."""
    who = await responses.phone_of(context, press.id, number_in(press.extra))
    await context.ring(Callee.of(who), about=None)


@router.press(cards.PLACE)
async def where(context: Context, press: Press) -> None:
    """Send the place as a pin."""
    one, _ = await responses.place_of(context.session, context.actor, press.id, *mobilisations.LIVE)
    pin(context, one)


def pin(context: Context, one: Mobilisation) -> None:
    """Send the place to gather at, if its pin is known."""
    if one.latitude is not None and one.longitude is not None:
        text = context.words("mobilise-place", place=one.place) if one.place else context.words("mobilise-here")
        context.say.send(Card(text=text, place=(one.latitude, one.longitude)))


@router.press(cards.OPEN, cards.REFRESH)
async def opened(context: Context, press: Press) -> None:
    """Show how a mobilisation stands, below everything else or in place of how it stood.

    The card has its hour: only the card that came first follows by itself.
    """
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    fresh = context.offer("mobilise-refresh", cards.REFRESH, one.id, at=context.time(context.now))
    context.say.show(with_rows(await live(context, one), fresh), in_place=press.action == cards.REFRESH)


@router.press(cards.SILENT)
async def missing(context: Context, press: Press) -> None:
    """Name who has not answered; after the stand-down, who is not back."""
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    words, rows = context.words, list[Button]()
    key = "mobilise-silent-head"
    if one.state is MobilisationState.STANDING_DOWN:
        found = await strength.unaccounted(context.session, one)
        absent, key = [response.person_id for response in found], "mobilise-not-back-head"
        squads = await mobilisations.names(context.session, sorted({response.squad_id for response in found}))
        rows = [
            context.offer("mobilise-squad-back", cards.ALL_BACK, one.id, squad, squad=name) for squad, name in squads
        ]
    else:
        absent = [entry.person_id for entry in await roll_calls.silent(context.session, one.roll_call_id or 0)]
    persons = await directory.by_ids(context.session, absent)
    named = [words("mobilise-name", name=cards_people.called(context.town, words, each)) for each in persons]
    text = lines(
        marked(context, one, words(key, count=len(persons))),
        *named[:MOST],
        words("broadcast-silent-more", count=len(persons) - MOST) + hidden(named[MOST:]) if named[MOST:] else None,
    )
    context.say.send(card_of(text, *rows))


@router.press(cards.ADD)
async def reinforce(context: Context, press: Press) -> Shown:
    """Offer the other squads, the nearest first; or call the one that was chosen."""
    words = context.words
    one = await mobilisations.commanded(context.session, context.actor, press.id, MobilisationState.RUNNING)
    if press.extra:
        count, name = await calling.reinforce(context, one.id, number_in(press.extra))
        counts = dict((await strength.of(context.session, one)).squads)
        away = counts[number_in(press.extra)].unreached
        return marked(context, one, words("mobilise-added", squad=name, count=count, away=away))
    called = {squad_id for squad_id, _ in (await strength.of(context.session, one)).squads}
    options = await mobilisations.options(context.session, context.actor, one)
    offers = [(squad, far) for squad, far in options if squad.id not in called]
    if not offers:
        raise Refused("mobilise-no-more-squads")
    rows = [button(alarms.squad_label(words, squad, far), cards.ADD, one.id, squad.id) for squad, far in offers[:10]]
    order = alarms.order_of(one, offers)
    context.say.send(card_of(marked(context, one, words("mobilise-add-which", order=order)), *rows))
    return None


def marked(context: Context, one: Mobilisation, text: Markup) -> Markup:
    """Return a text with the mark of a drill, if the mobilisation is one."""
    return wording.marked(context.words, text, drill=one.drill)


async def live(context: Context, one: Mobilisation, head: Markup | None = None) -> Card:
    """Return the commander's card as it is now."""
    card = cards.for_commander(context.town, context.words, one, await strength.of(context.session, one))
    return card if head is None else card.model_copy(update={"text": lines(head, below(card.text))})
