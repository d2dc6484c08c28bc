"""Calling squads together in chat (集结): one card to put it together, the list to look at, then the live card."""

from datetime import datetime

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.kit import Context, Press, Waits, in_rows, lists, prompts, router_of, time_parser
from models import Mobilisation
from models.enums import MobilisationState
from services.broadcasts import cards as broadcasts_cards
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.cards.people import named
from services.core.paging import cut
from services.mobilisation import alarms, calling, cards, mobilisations, strength
from services.mobilisation.mobilisations import Called

NEW, DRAFT = "mobilise", "mo"
"""Begin one, for the case that is the subject; a button of the draft, its extra the verb and choice."""
LOOK, START = "mo_look", "mo_go"
ASKED = ("task", "place", "gather", "equipment", "contact")
PER_PAGE = 10
NAMES = 15

router = router_of("mobilisation")


class Asking(StatesGroup):
    """What the next words, or the next pin, are for."""

    field = State()


@router.message(Command("mobilise"))
async def wanted(message: Message, context: Context) -> None:
    """Show what is running, and offer a new one."""
    running = await mobilisations.running(context.session, context.actor)
    words = context.words
    rows = [(button(words.plain("mobilise-new"), NEW),)]
    rows += [
        (
            button(
                words.plain("mobilise-line", number=one.number or "", task=one.task[:20]),
                cards.OPEN,
                one.id,
            ),
        )
        for one in running
    ]
    context.say.send(Card(text=words("mobilise-home", count=len(running)), rows=tuple(rows)))


@router.callback_query(Press.of(NEW))
async def new(query: CallbackQuery, press: Press, context: Context) -> None:
    """Open a draft, for a case when it was begun from its card."""
    case_id = int(press.subject) if press.subject else None
    draft = await mobilisations.begin(context.act, case_id=case_id)
    context.say.send(await draft_card(context, draft))


@router.callback_query(Press.of(DRAFT))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do what a button of the draft asks."""
    session, actor, number = context.session, context.actor, press.id
    verb, choice = press.verb, press.choice
    draft = await mobilisations.commanded(session, actor, number, MobilisationState.DRAFT)
    match verb:
        case "d" if not context.settings.drill and draft.case_id is None:
            draft = await mobilisations.change(session, actor, number, drill=choice == "1")
        case "s" if choice.startswith("p"):
            context.say.edit(await squads_card(context, draft, int(choice[1:] or 0)))
            return
        case "s":
            chosen, page = (int(part) for part in choice.split("."))
            present = [one for one in draft.squads if one != chosen]
            changed = present if chosen in draft.squads else [*draft.squads, chosen]
            draft = await mobilisations.change(session, actor, number, squads=changed)
            context.say.edit(await squads_card(context, draft, page))
            return
        case "now":
            draft = await mobilisations.change(session, actor, number, gather_at=None)
        case "ask" if choice in ASKED:
            about = f"{DRAFT}.{draft.id}"
            await prompts.begin(context, Asking.field, about, mobilisation=draft.id, field=choice)
            rows = (prompts.stop(context.words, about),)
            context.say.send(Card(text=context.words(f"mobilise-ask-{choice}"), rows=rows))
            return
        case "drop":
            await mobilisations.drop(context.act, number)
            await prompts.stopped(context, f"{DRAFT}.{number}")
            context.say.edit(context.words("mobilise-dropped"))
            return
    context.say.edit(await draft_card(context, draft))


@router.message(Waits(Asking.field), F.location)
async def pinned(message: Message, context: Context) -> None:
    """Take a pin for the place to gather at."""
    kept = await context.state.get_data()
    assert message.location is not None
    given = {"latitude": message.location.latitude, "longitude": message.location.longitude}
    await _fill(context, int(kept["mobilisation"]), **given)


@router.message(Waits(Asking.field), F.text)
async def typed(message: Message, context: Context) -> None:
    """Take words for the field that was asked for."""
    kept, said = await context.state.get_data(), (message.text or "").strip()
    field, value = str(kept["field"]), said
    if field == "gather":
        at = time_parser.read(said, context.now, context.zone)
        if at is None:
            context.say.send(context.words("ask-time-unclear"))
            return
        await _fill(context, int(kept["mobilisation"]), gather_at=at)
        return
    await _fill(context, int(kept["mobilisation"]), **{field: value})


async def _fill(context: Context, number: int, **given: str | float | datetime) -> None:
    check = mobilisations.commanded(context.session, context.actor, number, MobilisationState.DRAFT)
    if not await prompts.still(context, check):
        return
    draft = await mobilisations.change(context.session, context.actor, number, **given)
    await context.state.clear()
    context.say.send(await draft_card(context, draft))


@router.callback_query(Press.of(LOOK))
async def look(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show who is called, by squad, with head-count and who cannot be reached."""
    draft, found = await mobilisations.look(context.session, context.actor, press.id)
    context.say.edit(preview(context, draft, found, press.number))


@router.callback_query(Press.of(START))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Call everybody; the live card follows and keeps itself up to date."""
    one = await calling.start(context.act, press.id)
    counted = await strength.of(context.session, one)
    text = context.words("mobilise-started", number=one.number or "", count=counted.whole.asked)
    said = wording.marked(context.words, text, drill=one.drill)
    context.say.toast(said.striptags())  # the card changes behind the groups, who are to hear it first
    context.say.edit(said)


async def draft_card(context: Context, draft: Mobilisation) -> Card:
    """Return the card on which a mobilisation is put together."""
    words, town = context.words, context.town
    found = await mobilisations.called(context.session, context.actor, draft.squads)
    lacks = mobilisations.faults(draft, found)
    rows: list[tuple[Button, ...]] = []
    if not town.settings.drill and draft.case_id is None:
        rows.append(broadcasts_cards.live_or_drill(words, DRAFT, draft.id, draft.drill))
    rows.append((button(words.plain("mobilise-pick", count=len(found.squads)), DRAFT, draft.id, "s.p0"),))
    asked = [button(words.plain(f"mobilise-set-{field}"), DRAFT, draft.id, f"ask.{field}") for field in ASKED]
    rows += in_rows(asked, 2)
    if not lacks:
        rows.append((button(words.plain("mobilise-look"), LOOK, draft.id),))
    rows.append((button(words.plain("broadcast-drop"), DRAFT, draft.id, "drop"),))
    text = lines(
        words("mobilise-draft"),
        words("mobilise-squads", names=tuple(squad.name for squad in found.squads)) if found.squads else None,
        words("broadcast-count", count=len(found.people)),
        cards.task(town, words, draft) if draft.task else None,
        words("mobilise-pinned") if draft.latitude is not None else None,
        below(words("broadcast-lacks", missing=words.plain("list-comma").join(words.plain(one) for one in lacks)))
        if lacks
        else None,
    )
    return Card(text=text, rows=tuple(rows))


async def squads_card(context: Context, draft: Mobilisation, page: int) -> Card:
    """Return a page of squads to choose from, the nearest first."""
    words = context.words
    options = await mobilisations.options(context.session, context.actor, draft)
    part = cut(options, page, PER_PAGE)
    rows: list[tuple[Button, ...]] = []
    for squad, far in part.entries:
        label = words.plain(
            "broadcast-choice",
            name=alarms.squad_label(words, squad, far),
            chosen="yes" if squad.id in draft.squads else "no",
        )
        rows.append((button(label, DRAFT, draft.id, f"s.{squad.id}.{part.page}"),))
    rows += lists.pager(part, lambda to: (DRAFT, str(draft.id), f"s.p{to}"))
    rows.append((button(words.plain("broadcast-chosen"), DRAFT, draft.id),))
    found = await mobilisations.called(context.session, context.actor, draft.squads)
    return Card(
        text=lines(words("mobilise-pick-head"), words("broadcast-count", count=len(found.people))), rows=tuple(rows)
    )


def preview(context: Context, draft: Mobilisation, found: Called, page: int) -> Card:
    """Return what everybody will see, and the list by names."""
    words, town = context.words, context.town
    everybody = found.people
    shown = cut(everybody, page, NAMES)
    away = [mate for mate in everybody if not mate.reachable]
    text = lines(
        words("broadcast-preview"),
        words("broadcast-quote", text=Markup(cards.for_person(town, words, draft).text)),
        below(words("broadcast-count", count=len(everybody))),
        words("mobilise-away", count=len(away)) if away else None,
        words("broadcast-groups", names=tuple(group.title for group in found.groups))
        if found.groups
        else words("mobilise-no-groups"),
        words("broadcast-names", page=shown.page + 1, pages=shown.pages),
        *(
            words(
                "mobilise-mate",
                name=named(town, words, mate.name, mate.phone),
                reachable="yes" if mate.reachable else "no",
            )
            for mate in shown.entries
        ),
    )
    rows = lists.pager(shown, lambda to: (LOOK, str(draft.id), str(to)))
    rows += [
        (button(words.plain("mobilise-go", count=len(everybody)), START, draft.id),),
        (button(words.plain("broadcast-back"), DRAFT, draft.id),),
    ]
    return Card(text=text, rows=tuple(rows))
