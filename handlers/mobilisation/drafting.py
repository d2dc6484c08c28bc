"""Calling squads together in chat (集结): one card to put it together, the list to look at, then the live card."""

from aiogram import F
from aiogram.types import Message
from markupsafe import Markup

from handlers.kit import Context, Kept, Press, Prompt, Shown, card_of, in_rows, pager, prompts, router_of
from handlers.kit.buttons import number_in, parts_in
from models import Mobilisation
from models.enums import MobilisationState
from services.broadcasts import cards as broadcasts_cards
from services.cards import wording
from services.cards.card import Card, below, lines
from services.cards.people import named
from services.core.paging import cut
from services.mobilisation import alarms, calling, cards, mobilisations, strength
from services.mobilisation.mobilisations import Callout
from services.squads.squads import Mate

NEW, DRAFT = "mobilise", "mo"
"""Begin one, for the case that is the subject; a button of the draft, its extra the verb and choice."""
LOOK, START = "mo_look", "mo_go"
ASKED = ("task", "place", "gather", "equipment", "contact")
MORE = "more"
"""Stands for a field: words that were not asked for belong to the task."""
PER_PAGE = 10
NAMES = 15
FIELD = Prompt("mobilisation_field", lambda context, kept: _draft(context, kept["mobilisation"]), stays=True)
"""The next words, or the next pin, are for a field of the draft."""

router = router_of("mobilisation")


async def _draft(context: Context, number: int) -> Mobilisation:
    return await mobilisations.commanded(context.session, context.actor, number, MobilisationState.DRAFT)


@router.command("mobilise")
async def wanted(context: Context) -> Card:
    """Show what is running, and offer a new one."""
    running = await mobilisations.running(context.session, context.actor)
    return card_of(
        context.words("mobilise-home", count=len(running)),
        *(
            context.offer(f"mobilise-new-{mode}", NEW, "", int(mode == "drill"))
            for mode in (("drill",) if context.settings.drill else ("live", "drill"))
        ),
        *(
            context.offer("mobilise-line", cards.OPEN, one.id, number=one.number or "", task=one.task[:20])
            for one in running
        ),
    )


@router.press(NEW)
async def new(context: Context, press: Press) -> None:
    """Open a draft, for a case when it was begun from its card: then with the nearest squads, ready to be looked at."""
    draft = await mobilisations.begin(context, case_id=press.id or None)
    if not press.id and press.extra and not context.settings.drill:
        draft = await mobilisations.change(context.session, context.actor, draft.id, drill=press.extra == "1")
    context.say.send(await _as_far(context, draft))


async def _as_far(context: Context, draft: Mobilisation) -> Card:
    """Return the list to look at when the nearest squads make the draft complete, else the draft's card."""
    chosen = bool(draft.squads)
    draft = await calling.preset(context, draft)
    found = await mobilisations.called(context.session, context.actor, draft.squads)
    if chosen or mobilisations.faults(draft, found):
        return await open_draft(context, draft)
    draft, found = await mobilisations.look(context.session, context.actor, draft.id)
    await prompts.stopped(context, f"{DRAFT}.{draft.id}")
    return preview(context, draft, found, 0)


@router.press(DRAFT)
async def pressed(context: Context, press: Press) -> Shown:
    """Do what a button of the draft asks."""
    choice, draft = press.choice, await _draft(context, press.id)
    match press.verb:
        case "d" if not context.settings.drill and draft.case_id is None:
            return await _change(context, draft.id, drill=choice == "1")
        case "s" if choice.startswith("p"):
            return await squads_card(context, draft, number_in(choice[1:], 0))
        case "s":
            chosen, page = (number_in(part) for part in parts_in(choice, 2))
            present = [one for one in draft.squads if one != chosen]
            squads = present if chosen in draft.squads else [*draft.squads, chosen]
            draft = await mobilisations.change(context.session, context.actor, draft.id, now=context.now, squads=squads)
            return await squads_card(context, draft, page)
        case "now":
            return await _change(context, draft.id, gather_at=None)
        case "ask" if choice in ASKED:
            text = context.words(f"mobilise-ask-{choice}")
            await FIELD.ask(context, f"{DRAFT}.{draft.id}", text, mobilisation=draft.id, field=choice)
            return None
        case "drop":
            await mobilisations.drop(context, draft.id)
            await prompts.stopped(context, f"{DRAFT}.{draft.id}")
            return context.words("mobilise-dropped")
    return await open_draft(context, draft)


@router.answer(FIELD, F.location)
async def pinned(message: Message, context: Context, kept: Kept) -> Card:
    """Take a pin for the place to gather at."""
    place = message.location
    assert place is not None
    await context.state.clear()
    return await _change(context, kept["mobilisation"], latitude=place.latitude, longitude=place.longitude)


@router.answer(FIELD)
async def typed(context: Context, kept: Kept, said: str) -> Card:
    """Take words for the field that was asked for."""
    changes: dict[str, object] = {kept["field"]: said}
    if kept["field"] == MORE:
        draft = await _draft(context, kept["mobilisation"])
        changes = {"task": f"{draft.task}\n{said}".strip()}
    elif kept["field"] == "gather":
        changes = {"gather_at": prompts.time_said(context, said)}
    await context.state.clear()
    return await _change(context, kept["mobilisation"], **changes)


async def _change(context: Context, number: int, **changes: object) -> Card:
    changed = await mobilisations.change(context.session, context.actor, number, now=context.now, **changes)
    told = changes.keys() & {"task", "place", "latitude"}
    return await _as_far(context, changed) if told else await open_draft(context, changed)


async def open_draft(context: Context, draft: Mobilisation) -> Card:
    """Return the draft's card, and take the next words for what it lacks: the task, then the place."""
    placed = bool(draft.place.strip()) or draft.latitude is not None
    field = "task" if not draft.task.strip() else MORE if placed else "place"
    await FIELD.begin(context, f"{DRAFT}.{draft.id}", mobilisation=draft.id, field=field)
    return await draft_card(context, draft)


@router.press(LOOK)
async def look(context: Context, press: Press) -> Card:
    """Show who is called, by squad, with head-count and who cannot be reached."""
    draft, found = await mobilisations.look(context.session, context.actor, press.id)
    await prompts.stopped(context, f"{DRAFT}.{draft.id}")
    return preview(context, draft, found, press.number)


@router.press(START)
async def start(context: Context, press: Press) -> Markup:
    """Call everybody; the live card follows and keeps itself up to date."""
    one = await calling.start(context, press.id)
    counted = await strength.of(context.session, one)
    text = context.words(
        "mobilise-started", number=one.number or "", count=counted.whole.asked, away=counted.whole.unreached
    )
    said = wording.marked(context.words, text, drill=one.drill)
    context.say.toast(said.striptags())  # the card changes behind the groups, who are to hear it first
    return said


async def draft_card(context: Context, draft: Mobilisation) -> Card:
    """Return the card on which a mobilisation is put together."""
    words, town = context.words, context.town
    found = await mobilisations.called(context.session, context.actor, draft.squads)
    lacks = mobilisations.faults(draft, found)
    either = not town.settings.drill and draft.case_id is None
    asked = [context.offer(f"mobilise-set-{field}", DRAFT, draft.id, f"ask.{field}") for field in ASKED]
    return card_of(
        lines(
            words("mobilise-draft"),
            words("mobilise-squads", names=tuple(squad.name for squad in found.squads)) if found.squads else None,
            words("broadcast-count", count=len(found.people)),
            *_reach(context, found),
            cards.task(town, words, draft) if draft.task else None,
            words("mobilise-pinned") if draft.latitude is not None else None,
            below(words("broadcast-lacks", missing=context.listed(lacks))) if lacks else None,
        ),
        broadcasts_cards.live_or_drill(words, DRAFT, draft.id, draft.drill) if either else None,
        context.offer("mobilise-pick", DRAFT, draft.id, "s.p0", count=len(found.squads)),
        *in_rows(asked, 2),
        None if lacks else context.offer("mobilise-look", LOOK, draft.id),
        context.offer("broadcast-drop", DRAFT, draft.id, "drop"),
    )


async def squads_card(context: Context, draft: Mobilisation, page: int) -> Card:
    """Return a page of squads to choose from, the nearest first where the place is known."""
    words = context.words
    options = await mobilisations.options(context.session, context.actor, draft)
    part, order = cut(options, page, PER_PAGE), alarms.order_of(draft, options)
    rows = []
    for squad, far in part.entries:
        label, taken = alarms.squad_label(words, squad, far), "yes" if squad.id in draft.squads else "no"
        extra = f"s.{squad.id}.{part.page}"
        rows.append(context.offer("broadcast-choice", DRAFT, draft.id, extra, name=label, chosen=taken))
    found = await mobilisations.called(context.session, context.actor, draft.squads)
    return card_of(
        lines(words("mobilise-pick-head", order=order), words("broadcast-count", count=len(found.people))),
        *rows,
        pager(part, lambda to: (DRAFT, draft.id, f"s.p{to}")),
        context.offer("broadcast-chosen", DRAFT, draft.id),
    )


def _reach(context: Context, found: Callout) -> list[Markup]:
    """Return how many the message reaches, how many it does not, and of how many that is in doubt."""
    words, away = context.words, found.away
    if not found.people:
        return []
    said = [words("broadcast-reached", count=len(found.people) - len(away), away=len(away))]
    said += [words("mobilise-away", count=len(away))] if away else []
    return [*said, words("broadcast-doubtful", count=len(found.doubtful))] if found.doubtful else said


def _reached(mate: Mate, found: Callout) -> str:
    if mate.reachable:
        return "doubtful" if mate.person_id in found.doubtful else "yes"
    return "blocked" if mate.logged_in else "no"


def preview(context: Context, draft: Mobilisation, found: Callout, page: int) -> Card:
    """Return the message that everybody will see, and the list by names."""
    words, town = context.words, context.town
    everybody = found.people
    first = sorted(everybody, key=lambda mate: (mate.reachable, mate.person_id not in found.doubtful))
    shown = cut(first, page, NAMES)
    groups = tuple(group.title for group in found.groups)
    return card_of(
        lines(
            words("broadcast-preview"),
            words("broadcast-quote", text=Markup(cards.for_person(town, words, draft).text)),
            below(words("broadcast-count", count=len(everybody))),
            *_reach(context, found),
            words("broadcast-groups", names=groups) if groups else words("mobilise-no-groups"),
            words("broadcast-names", page=shown.page + 1, pages=shown.pages),
            *(
                words(
                    "mobilise-mate",
                    name=named(town, words, mate.name, mate.phone),
                    reachable=_reached(mate, found),
                )
                for mate in shown.entries
            ),
        ),
        pager(shown, lambda to: (LOOK, draft.id, to)),
        context.offer("mobilise-go", START, draft.id, count=len(everybody)),
        context.offer("broadcast-back", DRAFT, draft.id),
    )
