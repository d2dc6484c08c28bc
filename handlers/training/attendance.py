"""Signing in, the organiser's list by names, entering it, and taking it back."""

from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in
from handlers.training import session as view
from models import TrainingSession
from models.enums import SheetKind, TrainingState
from services.cards.card import Card, below, button, lines
from services.core.paging import cut
from services.duties import fulfilment
from services.duties.entering import outcomes
from services.training import attendance, cards, facts, loading, timing

ENTER = "training_enter"
PER_PAGE = 12

router = router_of("training_attendance")


@router.press(cards.SIGN)
async def signed_in(context: Context, press: Press) -> Card:
    """Sign the reader in. A person who is too early is told when to press again; such words are no report."""
    opens = await attendance.opens_at(context, press.id)
    if context.at < opens:
        context.say.toast(context.words.plain("training-sign-early", at=context.time(opens)), alert=True)
    else:
        row = await attendance.sign_in(context, press.id)
        context.say.toast(context.words.plain("training-signed", at=context.time(row.signed_at)))
    return await view.card(context, press.id)


@router.press(view.ROLL)
async def roll(context: Context, press: Press) -> Card:
    """Show the people; a button notes that one is there, pressed again that it is not. The extra is ``page.person``."""
    page, _, person = press.extra.partition(".")
    if person:
        await attendance.note(context, press.id, [number_in(person)], toggle=True)
    session = await attendance.roll(context, press.id)
    found = await facts.people_of(context, session.id)
    shown = cut(found, number_in(page, 0), PER_PAGE)
    held, over = session.state is TrainingState.HELD, timing.ends_at(session) <= context.now
    next_step = "held" if held else "over" if over else "running"
    present = sum(one.row.present is True for one in found)
    there = {None: "unknown", True: "yes", False: "no"}
    return card_of(
        lines(
            context.words("training-roll-head", title=cards.title(context.town, context.words, session)),
            context.words("training-present", present=present, of=len(found)),
            below(context.words(f"training-roll-{next_step}")),
        ),
        *(
            button(
                context.words.plain(
                    "training-roll-entry",
                    name=cards.person(context.town, context.words, one.person),
                    there=there[one.row.present],
                    answer=one.row.answer.value if one.row.answer else "none",
                ),
                view.ROLL,
                press.id,
                f"{shown.page}.{one.person.id}",
            )
            for one in shown.entries
        ),
        pager(shown, lambda to: (view.ROLL, press.id, to)),
        context.offer("training-names", cards.SHEET, press.id, SheetKind.NAMES.value),
        context.offer("training-enter", ENTER, press.id, present=present) if over and not held else None,
        context.offer("button-back", cards.EDIT, press.id),
    )


@router.press(ENTER)
async def entered(context: Context, press: Press) -> Card:
    """Enter the list, and say which duties it counts for."""
    counted = await attendance.enter(context, press.id)
    session = await loading.load(context, press.id)
    fact = await attendance.fact_of(context, session)
    return card_of(
        lines(
            context.words("training-entered", title=cards.title(context.town, context.words, session)),
            outcomes.of_entered(context.town, context.words, fact, counted, await fulfilment.near(context, fact)),
        ),
        cards.see(context.words, press.id),
    )


async def _held(context: Context, session_id: int) -> TrainingSession:
    return await loading.kept(context, session_id, TrainingState.HELD)


@router.asks(view.REOPEN, "training-reopen-ask", _held)
async def reopened(context: Context, session_id: int, said: str) -> Card:
    """Take the list back, with the reason."""
    await attendance.reopen(context, session_id, said)
    return await view.organise(context, session_id)
