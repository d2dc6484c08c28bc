"""An officer's list, worked off household by household: where each person is, by a button or in a few words."""

import re

from handlers.kit import Context, Kept, Press, Prompt, Shown, card_of, pager, router_of
from handlers.kit.buttons import number_in, parts_in, unreadable
from models.enums import Action, EvacueeState
from services.cards.card import Card, lines
from services.evacuation import cards
from services.evacuation.after import ending
from services.evacuation.order import orders, stays, views
from services.evacuation.people import adding, correcting, doors, entering, finding, home_cards, homes
from services.evacuation.people.entering import Entered, Said
from services.people import directory
from services.people.access import Subject, may

router = router_of("evacuation_work")
PHONE = re.compile(r"(?<!\d)(\+?\d[\d -]{5,18}\d)(?!\d)")
CODE = "ev_code"


async def _still(context: Context, kept: Kept) -> object:
    return await entering.home_of(context, kept["anchor"])


WORDS, ADD, STRIKE = (Prompt(f"evacuation_{name}", _still) for name in ("words", "add", "strike"))
NUMBER = Prompt("evacuation_code")


@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show the actor's part of the list; without one, everything the actor sees. The extra is the page."""
    return await _listed(context, press.id, press.number)


async def _listed(context: Context, order_id: int, page: int = 0) -> Card:
    one = await orders.seen_by(context.session, context.actor, order_id)
    mine, those = await finding.opened(context, one)
    view = await views.of(context, one, *those)
    found = await views.households(context.session, one, page, *those)
    words, now = context.words, await orders.whose_now(context.session, context.actor, one.id)
    return card_of(
        lines(
            cards.head(words, one),
            words("evacuation-part-now", names=now) if now else None,
            words("evacuation-list-mine" if mine else "evacuation-list-all"),
            words(
                "evacuation-total", homes=view.homes, people=view.balance.count(), vulnerable=view.balance.vulnerable
            ),
            cards.states(words, view.balance),
            words("evacuation-unaccounted", count=view.balance.unaccounted),
        ),
        *(
            context.offer(
                "evacuation-home-line",
                home_cards.HOME,
                line.anchor,
                code=line.code or "no",
                people=line.people,
                done=line.done,
                frail="yes" if line.frail else "no",
            )
            for line in found.entries
        ),
        pager(found, lambda to: (cards.LIST, one.id, to)),
        (context.offer("evacuation-by-code", CODE, one.id), context.offer("evacuation-see", cards.SEE, one.id)),
    )


@router.press(CODE)
async def ask_code(context: Context, press: Press) -> None:
    """Ask for the number of a household."""
    one = await orders.seen_by(context.session, context.actor, press.id)
    await NUMBER.ask(context, f"{CODE}.{one.id}", context.words("evacuation-ask-code"), order=one.id, door=0)


@router.answer(NUMBER, words_only=True)
async def of_code(context: Context, kept: Kept, said: str) -> Card:
    """Show the household with that number; one that is not on the list is put on it."""
    order = await orders.seen_by(context.session, context.actor, kept["order"]) if not kept["door"] else None
    if order is None:
        order, _ = await doors.door(context, kept["door"])
    anchor = await adding.of_code(context, order, said)
    if anchor is None:
        anchor = await adding.household(context, order.id, said)
        context.say.toast(context.words.plain("evacuation-home-added"))
    return await home(context, anchor, door=kept["door"])


async def home(context: Context, person_id: int, mask: int = home_cards.ALL, *, door: int = 0) -> Card:
    """Return the card of a household. Raises ``Forbidden`` for who neither sees its order nor keeps the door."""
    found = await homes.shown(context, person_id)
    if not may(context.actor, Action.SEE_EVACUATION, entering.subject_of(found.home)) and not entering.keeps(
        context, found.home
    ):
        await doors.door(context, door)
    return home_cards.card(context.town, context.words, found, mask, door=door)


@router.press(home_cards.HOME)
async def shown(context: Context, press: Press) -> Card:
    """Show a household; the extra is ``mask.door``."""
    mask, _, door = press.extra.partition(".")
    return await home(context, press.id, _mask(mask), door=number_in(door, 0))


@router.press(home_cards.NEXT)
async def next_one(context: Context, press: Press) -> Card:
    """Show the first other household with somebody unaccounted for; the list when there is none."""
    one = (await entering.home_of(context, press.id)).order
    _, those = await finding.opened(context, one)
    found = await views.households(context.session, one, 0, *those)
    left = [line.anchor for line in found.entries if line.done < line.people and line.anchor != press.id]
    return await home(context, left[0]) if left else await _listed(context, one.id)


def _mask(typed: str) -> int:
    try:
        mask = int(typed or "0", 16)
    except ValueError:
        raise unreadable() from None
    return mask if mask >= 0 else 0


@router.press(home_cards.ENTER)
async def entered(context: Context, press: Press) -> Shown:
    """Enter where people are; the extra is ``verb.mask.seen.door``, the door they leave by."""
    verb, mask_said, seen_said, door_said = parts_in(press.extra, 4)
    mask, seen, door = _mask(mask_said), number_in(seen_said, 0), number_in(door_said, 0)
    found = await homes.shown(context, press.id)
    whom, about = found.whom(mask), f"{home_cards.ENTER}.{press.id}"
    kept = {"anchor": press.id, "whom": whom, "seen": seen, "mask": mask, "door": door}
    if verb in home_cards.VERBS:
        said = Said(home_cards.VERBS[verb])
        done = await entering.enter(context, press.id, whom, said, seen=seen, leaving=door)
        return await after(context, done, mask, door=door)
    if verb in home_cards.ASKED:
        text = context.words(f"evacuation-ask-{home_cards.ASKED[verb].value}")
        await WORDS.ask(context, about, text, verb=verb, **kept)
        return None
    match verb:
        case "s":
            offered = await stays.near(context, found.home.order, found.chosen(mask) or found.home.people)
            return home_cards.where_to(context.words, found, mask, offered)
        case "u":
            return await after(context, await correcting.undo(context, press.id, whom, seen=seen), mask)
        case "k":
            done, case = await ending.seen_back(context, press.id, whom, seen=seen)
            if case is not None:
                context.say.toast(context.words.plain("evacuation-case-opened", number=case.number))
            return await after(context, done, mask)
        case "d":
            await ADD.ask(context, about, context.words("evacuation-ask-add"), **kept)
            return None
        case "x":
            await STRIKE.ask(context, about, context.words("evacuation-ask-strike"), **kept)
            return None
    raise unreadable()


@router.answer(WORDS, words_only=True)
async def said_where(context: Context, kept: Kept, said: str) -> Card:
    """Take why people will not go, or where they are, with a number to call."""
    state = home_cards.ASKED[kept["verb"]]
    if state is EvacueeState.UNWILLING:
        words = Said(state, why=said)
    else:
        number = PHONE.search(said)
        place = (said[: number.start()] + said[number.end() :]).strip(" ,，。;；:：") if number else said
        phone = re.sub(r"[ -]", "", number[1]) if number else None
        words = Said(state, place=place or said, phone=phone)
    whom, door = kept["whom"], kept.get("door", 0)
    done = await entering.enter(context, kept["anchor"], whom, words, seen=kept["seen"], leaving=door)
    if state is EvacueeState.UNWILLING and done.changed:
        await correcting.report_unwilling(context, done, said)
        context.say.toast(context.words.plain("evacuation-passed-up"))
    return await after(context, done, kept["mask"], door=door)


@router.answer(ADD, words_only=True)
async def added(context: Context, kept: Kept, said: str) -> Card:
    """Add a person nobody knew of; people of the same name are pointed out."""
    person, alike = await adding.person(context, kept["anchor"], said)
    if alike:
        context.say.send(context.words("evacuation-alike", count=alike))
    return await home(context, person.id)


@router.answer(STRIKE, words_only=True)
async def struck(context: Context, kept: Kept, said: str) -> Card:
    """Strike people off, with the reason."""
    done = await correcting.strike(context, kept["anchor"], kept["whom"], said)
    return await after(context, done, home_cards.ALL)


@router.press(home_cards.SHELTER, home_cards.OVER)
async def arrived(context: Context, press: Press) -> Card:
    """Take people in at a shelter; the extra is ``shelter.mask.seen``."""
    shelter, mask_said, seen = parts_in(press.extra, 3)
    mask, over = _mask(mask_said), press.action == home_cards.OVER
    whom = (await homes.shown(context, press.id)).whom(mask)
    said = Said(EvacueeState.ARRIVED, shelter_id=number_in(shelter))
    done = await entering.enter(context, press.id, whom, said, seen=number_in(seen, 0), over=over)
    door = 0 if entering.keeps(context, done.home) else number_in(shelter)
    return await after(context, done, mask, door=door)


@router.press(home_cards.HOLD)
async def held_to(context: Context, press: Press) -> Card:
    """Let the actor's entry count; the other officer is told."""
    return await after(context, await correcting.hold_to(context, press.id), home_cards.ALL)


@router.press(home_cards.LOOK)
async def past(context: Context, press: Press) -> Card:
    """Show everything that was entered about a household."""
    await home(context, press.id)
    found = await homes.shown(context, press.id)
    entries = await adding.history(context, found.home.people)
    people = await directory.names(context.session, {entry.by_id for entry in entries})
    return home_cards.past(context.town, context.words, found, entries, people)


async def after(context: Context, done: Entered, mask: int, *, door: int = 0) -> Card:
    """Return what an entry leads to: the household again, a contradiction, or another shelter."""
    found = await homes.shown(context, done.home.people[0].id)
    if done.full is not None:
        offered = await stays.near(context, done.home.order, found.chosen(mask))
        leads = may(context.actor, Action.LEAD_EVACUATION, Subject())
        return home_cards.no_room(context.words, found, mask, done.full, done.wanted, offered, leads=leads)
    if done.filled is not None:
        await doors.tell_full(context, done.home.order, done.filled, done.entries[0].id)
    if done.conflicts:
        names = await directory.names(context.session, {one.theirs.by_id for one in done.conflicts})
        return home_cards.conflict(context.town, context.words, found, done.conflicts, names)
    if done.changed:
        context.say.toast(context.words.plain("evacuation-noted", count=len(done.changed)))
    if not door and not entering.keeps(context, found.home):
        door = next((one.id for one in await doors.of_keeper(context)), 0)
    return home_cards.card(context.town, context.words, found, home_cards.ALL, door=door)
