"""Making one case of two (并案): what lies near is offered, a number may be typed, both are shown before it is done."""

from datetime import timedelta

from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.cases.showing import show_done
from handlers.kit import Context, Press, Waits, prompts, router_of
from models import Case
from models.enums import OPEN, Action
from services.cards import spans
from services.cards.card import Card, below, button
from services.cards.card import lines as join
from services.cases import card as cases_card
from services.cases import facts, opening
from services.cases.lifecycle import case_for, load_case, subject_of
from services.core.errors import Refused, Stale
from services.filing import duplicates
from services.people.access import require
from services.triage import merging

INTO = "merge_into"
"""Show both; subject is the case, extra the one it would become part of."""
SURE = "merge_sure"

JUST_NOW = timedelta(minutes=1)

router = router_of("merge")


class Merging(StatesGroup):
    """The next words are the number of the case to merge into."""

    number = State()


@router.callback_query(Press.of(Action.MERGE.value))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Offer the cases that lie near, and take a number that is typed."""
    case = await case_for(context.session, context.actor, press.id, Action.MERGE)
    point = (case.latitude, case.longitude) if case.latitude is not None and case.longitude is not None else None
    alike = await duplicates.find(
        context.session,
        context.settings,
        line=None,
        point=point,
        grid_id=case.grid_id,
        now=context.now,
        drill=case.drill,
        except_id=case.id,
    )
    words = context.words
    rows = [(button(_label(context, one), INTO, case.id, one.case.id),) for one in alike]
    about = f"merge.{case.id}"
    await prompts.begin(context, Merging.number, about, case=case.id)
    text = words("merge-ask" if alike else "merge-ask-number", number=case.number)
    context.say.send(Card(text=text, rows=(*rows, prompts.stop(words, about))))


@router.message(Waits(Merging.number), F.text)
async def number_typed(message: Message, context: Context) -> None:
    """Take a number that was typed."""
    kept = await context.state.get_data()
    check = case_for(context.session, context.actor, int(kept["case"]), Action.MERGE)
    if not await prompts.still(context, check):
        return
    target = await opening.by_number(context.session, message.text or "")
    if target is None:
        context.say.send(context.words("merge-unknown", number=(message.text or "").strip()[:32]))
        return
    await context.state.clear()
    context.say.send(await _both(context, int(kept["case"]), target.id))


@router.callback_query(Press.of(INTO))
async def chosen(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show both cases and ask."""
    if await context.state.get_state() == Merging.number.state:
        await context.state.clear()
    context.say.edit(await _both(context, press.id, int(press.extra)))


@router.callback_query(Press.of(SURE))
async def sure(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do it."""
    case, target = await merging.merge(context.act, press.id, into=int(press.extra))
    await show_done(context, case, "done-merge", into=target.number)


async def _both(context: Context, case_id: int, into: int) -> Card:
    if case_id == into:
        raise Refused("error-merge-self")
    case = await case_for(context.session, context.actor, case_id, Action.MERGE)
    target = await load_case(context.session, into)
    require(context.actor, Action.MERGE, await subject_of(context.session, target))
    if target.state not in OPEN:
        raise Stale("error-merge-target-ended", number=target.number)
    if merging.graver(case, target):  # the graver one stays
        case, target = await case_for(context.session, context.actor, target.id, Action.MERGE), case
    words = context.words
    return Card(
        text=join(
            words("merge-sure", number=case.number, into=target.number),
            below(await _brief(context, case)),
            below(await _brief(context, target)),
        ),
        rows=(
            (
                button(words.plain("merge-yes"), SURE, case.id, target.id),
                button(words.plain("button-back"), "view", case.id),
            ),
        ),
    )


async def _brief(context: Context, case: Case) -> str:
    words = context.words
    known = await facts.gather(context.act, case)
    return join(
        cases_card.title(words, context.town, case),
        words("case-place", place=cases_card.place(known, words)),
        words("case-description", text=case.description.strip()[:120]) if case.description.strip() else None,
        words(
            "case-state",
            state=words.plain(f"case-state-{case.state.value}"),
            at=context.time(case.submitted_at),
        ),
    )


def _label(context: Context, one: duplicates.PossibleDuplicate) -> str:
    return context.words.plain(
        "merge-candidate",
        number=one.case.number,
        away=duplicates.away(one),
        metres=round(one.distance_m or 0),
        age=spans.rough(context.words, context.now - one.case.submitted_at),
        fresh="yes" if context.now - one.case.submitted_at < JUST_NOW else "no",
    )
