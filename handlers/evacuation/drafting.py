"""Putting an order to evacuate together, looking at its list, and the second person's consent."""

from datetime import datetime

from handlers.evacuation import evacuation
from handlers.kit import Context, Kept, Press, Prompt, Shown, card_of, date_picker, in_rows, pager, prompts, router_of
from handlers.kit.buttons import choice_in, number_in, parts_in
from handlers.kit.date_picker import time_to_come
from models import Evacuation
from models.enums import EvacuationState
from services.cards import wording
from services.cards.card import Card, below, lines
from services.core.labels import name
from services.core.paging import cut
from services.evacuation import cards, hooks
from services.evacuation.giving import consent, listing
from services.evacuation.giving.listing import Preview
from services.evacuation.order import balance, choices, orders, targets, views
from services.people import directory

DRAFT, PICK, LOOK, SEND = "ev", "ev_pick", "ev_look", "ev_send"
PER_PAGE = 12
WORDS = {"r": "reason", "w": "route"}

router = router_of("evacuation_draft")


async def _draft_of(context: Context, kept: Kept) -> Evacuation:
    return await orders.own(context.session, context.actor, kept["order"])


async def _asked_of(context: Context, kept: Kept) -> Evacuation:
    return await consent.asked(context, kept["order"])


TEXT = Prompt("evacuation_text", _draft_of)
DUE, AREA = Prompt("evacuation_due", _draft_of), Prompt("evacuation_area", _draft_of)
WHY = Prompt("evacuation_refusal", _asked_of)


@router.press(hooks.NEW)
async def new(context: Context, press: Press) -> Card:
    """Open the actor's draft; the subject is the case it is for."""
    return await draft_card(context, await orders.begin(context, case_id=press.id or None))


@router.press(DRAFT)
async def pressed(context: Context, press: Press) -> Shown:
    """Do what a button of the draft asks."""
    draft = await orders.own(context.session, context.actor, press.id)
    about = f"{DRAFT}.{draft.id}"
    match press.verb:
        case "d" if not context.settings.drill:
            draft = await orders.change(context, draft.id, drill=press.choice == "1")
        case "r" | "w":
            text = context.words(f"evacuation-ask-{WORDS[press.verb]}")
            await TEXT.ask(context, about, text, order=draft.id, field=WORDS[press.verb])
            return None
        case "t":
            picker = date_picker.open_button(context, f"evacuationdue.{draft.id}")
            await DUE.ask(context, about, context.words("evacuation-ask-due"), picker, order=draft.id)
            return None
        case "g":
            await AREA.ask(context, about, context.words("evacuation-ask-area"), order=draft.id)
            return None
        case "ng":
            draft = await orders.aim(context, draft.id, orders.targets(draft).model_copy(update={"area": None}))
        case "u":
            there = orders.targets(draft)
            draft = await orders.aim(context, draft.id, there.model_copy(update={"unplaced": not there.unplaced}))
        case "drop":
            await orders.drop(context, draft.id)
            await prompts.stopped(context, about)
            return context.words("evacuation-dropped")
        case _:
            pass
    return await draft_card(context, draft)


@router.answer(TEXT, words_only=True)
async def written(context: Context, kept: Kept, said: str) -> Card:
    """Take the reason or the route."""
    draft = await orders.change(context, kept["order"], **{kept["field"]: said})
    return await draft_card(context, draft)


@router.answer(AREA, words_only=True)
async def drawn(context: Context, kept: Kept, said: str) -> Card:
    """Take the corners of an area."""
    draft = await orders.own(context.session, context.actor, kept["order"])
    update = {"area": targets.area_of(said)}
    draft = await orders.aim(context, draft.id, orders.targets(draft).model_copy(update=update))
    return await draft_card(context, draft)


@router.answer(DUE, words_only=True)
async def due_said(context: Context, kept: Kept, said: str) -> Card:
    """Take the time that was typed."""
    return await _due(context, kept["order"], prompts.start_said(context, said))


@router.press("at_evacuationdue")
async def due_picked(context: Context, press: Press) -> Card:
    """Take the time that was picked."""
    return await _due(context, press.id, time_to_come(context, press.extra))


async def _due(context: Context, order_id: int, at: datetime) -> Card:
    draft = await orders.change(context, order_id, due_at=at)
    await DUE.leave(context)
    return await draft_card(context, draft)


@router.press(PICK)
async def pick(context: Context, press: Press) -> Card:
    """Show a page of choices, or take one; the extra is ``kind.page.choice``."""
    draft = await orders.own(context.session, context.actor, press.id)
    kind, page, chosen = parts_in(press.extra, 3)
    kind = choice_in(kind, choices.KINDS)
    offered = dict(await choices.options(context, kind))
    if chosen:
        number = number_in(chosen)
        if kind == "shelters":
            there = draft.shelters
            kept = [one for one in there if one != number] if number in there else [*there, number]
            draft = await orders.change(context, draft.id, shelters=kept)
        else:
            draft = await orders.aim(context, draft.id, orders.targets(draft).toggled(kind, number))
    taken = draft.shelters if kind == "shelters" else getattr(orders.targets(draft), kind)
    part = cut(list(offered.items()), number_in(page, 0), PER_PAGE)
    shown = [
        context.offer(
            "broadcast-choice",
            PICK,
            draft.id,
            f"{kind}.{part.page}.{number}",
            name=called,
            chosen="yes" if number in taken else "no",
        )
        for number, called in part.entries
    ]
    found = await listing.preview(context, draft)
    text = context.words("evacuation-pick-head" if offered else f"evacuation-none-{kind}")
    return card_of(
        lines(text, cards.meant(context.words, found.meant)),
        *in_rows(shown, 2),
        pager(part, lambda to: (PICK, draft.id, f"{kind}.{to}.")),
        context.offer("broadcast-back", DRAFT, draft.id),
    )


async def draft_card(context: Context, draft: Evacuation) -> Card:
    """Return the card on which an order is put together."""
    words, found = context.words, await listing.preview(context, draft)
    shown, there = await views.named(context.session, draft), orders.targets(draft)
    lacks = consent.faults(draft, found)
    area = context.offer("evacuation-no-area", DRAFT, draft.id, "ng") if there.area else None
    vague = "yes" if there.unplaced else "no"
    kinds = [context.offer(f"evacuation-pick-{kind}", PICK, draft.id, f"{kind}.0.") for kind in choices.KINDS]
    live = [
        context.offer(
            f"broadcast-{key}", DRAFT, draft.id, f"d.{int(drill)}", chosen="yes" if draft.drill is drill else "no"
        )
        for key, drill in (("live", False), ("drill", True))
    ]
    return card_of(
        lines(
            words("evacuation-draft"),
            *cards.content(context.town, words, draft, shown),
            below(cards.meant(words, found.meant)),
            below(words("broadcast-lacks", missing=context.listed(lacks))) if lacks else None,
        ),
        None if context.settings.drill else live,
        *in_rows(kinds, 2),
        (context.offer("evacuation-draw", DRAFT, draft.id, "g"), area),
        context.offer("evacuation-vague", DRAFT, draft.id, "u", chosen=vague) if there.area else None,
        (
            context.offer("evacuation-set-reason", DRAFT, draft.id, "r"),
            context.offer("evacuation-set-route", DRAFT, draft.id, "w"),
            context.offer("evacuation-set-due", DRAFT, draft.id, "t"),
        ),
        None if lacks else context.offer("evacuation-look", LOOK, draft.id),
        (context.offer("broadcast-drop", DRAFT, draft.id, "drop"), context.offer("evacuation-list", evacuation.START)),
    )


@router.press(LOOK)
async def look(context: Context, press: Press) -> Card:
    """Show the list in figures: per village, per officer, and who cannot be reached."""
    draft, found = await consent.look(context, press.id)
    await prompts.stopped(context, f"{DRAFT}.{draft.id}")
    return await preview(context, draft, found)


async def preview(context: Context, draft: Evacuation, found: Preview) -> Card:
    """Return the list in figures, with the button that asks the second person."""
    words, shown = context.words, await views.named(context.session, draft)
    villages = dict(await choices.options(context, "villages"))
    officers = await directory.names(context.session, {one for one in found.officers if one is not None})
    parts = [
        words(
            "evacuation-preview-part",
            village=villages.get(village, "—"),
            name=officers.get(officer or 0) or words.plain("evacuation-the-station"),
            homes=len(homes),
            people=sum(home.people for home in homes),
            unreached="yes" if officer in found.unreached else "no",
        )
        for (officer, village), homes in found.parts().items()
    ]
    by_village = [
        words("evacuation-preview-village", village=villages.get(village, "—"), homes=homes, people=people)
        for village, (homes, people) in found.meant.by_village().items()
    ]
    return card_of(
        lines(
            wording.marked(words, words("evacuation-preview"), drill=draft.drill),
            *cards.content(context.town, words, draft, shown),
            below(cards.meant(words, found.meant)),
            words("evacuation-level", level=name(words, balance.level(context.town, found.meant.people))),
            *by_village,
            below(words("evacuation-preview-officers")),
            *parts[:30],
            words("evacuation-preview-more", count=len(parts) - 30) if len(parts) > 30 else None,
        ),
        context.offer("evacuation-ask-consent", SEND, draft.id, people=found.meant.people),
        context.offer("broadcast-back", DRAFT, draft.id),
    )


@router.press(SEND)
async def send(context: Context, press: Press) -> Card:
    """Ask the second person."""
    asked = await consent.ask(context, press.id)
    minutes = int(context.settings.broadcasts.consent_lasts.total_seconds() // 60)
    text = wording.marked(context.words, context.words("broadcast-asked", minutes=minutes), drill=asked.drill)
    return card_of(text, context.offer("broadcast-take-back", cards.BACK_TO_DRAFT, asked.id))


@router.press(cards.BACK_TO_DRAFT)
async def ask_no_more(context: Context, press: Press) -> Card:
    """Take the question for consent back."""
    return await draft_card(context, await consent.ask_no_more(context, press.id))


@router.press(cards.QUESTION)
async def question(context: Context, press: Press) -> Card:
    """Show the order that waits for consent."""
    asked = await consent.asked(context, press.id)
    found, shown = await listing.preview(context, asked), await views.named(context.session, asked)
    author = (await directory.by_ids(context.session, [asked.made_by_id]))[0]
    return cards.consent(context.town, context.words, asked, found.meant, len(found.unreached), shown, author)


@router.press(cards.AGREE)
async def agree(context: Context, press: Press) -> Card:
    """Agree: the order is given at once. The question becomes a line; the live card comes to who agreed as well."""
    one = await consent.answer(context, press.id, agrees=True, version=press.number)
    if one.state is not EvacuationState.ORDERED:
        return card_of(context.words("evacuation-list-changed-since"))
    text = wording.marked(context.words, context.words("evacuation-agreed", number=one.number or ""), drill=one.drill)
    return card_of(text, context.offer("evacuation-see", cards.SEE, one.id))


@router.press(cards.REFUSE)
async def refuse(context: Context, press: Press) -> None:
    """Ask why."""
    asked = await consent.asked(context, press.id)
    about = f"{cards.REFUSE}.{asked.id}"
    await WHY.ask(context, about, context.words("evacuation-refuse-ask"), order=asked.id, version=press.number)


@router.answer(WHY, words_only=True)
async def refused(context: Context, kept: Kept, said: str) -> str:
    """Refuse with the reason: the author's draft again."""
    await consent.answer(context, kept["order"], agrees=False, version=kept["version"], why=said)
    return context.words("evacuation-refusal-noted")
