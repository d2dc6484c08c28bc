"""Making one case of two (并案): near cases are offered, a number may be typed, both are shown before it is done."""

from datetime import timedelta

from handlers.cases.showing import done
from handlers.kit import Context, Kept, Press, Prompt, card_of, router_of
from handlers.kit.buttons import number_in
from models import Case
from models.enums import OPEN, Action
from services.cards import spans, wording
from services.cards.card import Card, below, lines
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
NUMBER = Prompt(
    "merge_into", lambda context, kept: case_for(context.session, context.actor, kept["case"], Action.MERGE)
)
"""The next words are the number of the case to merge into."""

EXCERPT = 120
"""Characters of a description that is compared."""

router = router_of("merge")


@router.press(Action.MERGE.value)
async def start(context: Context, press: Press) -> None:
    """Offer the cases that lie near, and take a number that is typed."""
    case = await case_for(context.session, context.actor, press.id, Action.MERGE)
    near = await duplicates.of_case(context, case, None)
    offers = [context.offer("merge-candidate", INTO, case.id, one.case.id, **_brief(context, one)) for one in near]
    text = context.words("merge-ask" if near else "merge-ask-number", number=case.number)
    await NUMBER.ask(context, f"merge.{case.id}", text, *offers, case=case.id)


@router.answer(NUMBER)
async def number_typed(context: Context, kept: Kept, said: str) -> Card:
    """Take a number that was typed."""
    target = await opening.by_number(context.session, said)
    if target is None:
        raise Refused("merge-unknown", number=said[:32])
    return await _both(context, kept["case"], target.id)


@router.press(INTO)
async def chosen(context: Context, press: Press) -> Card:
    """Show both cases and ask."""
    await NUMBER.leave(context)
    return await _both(context, press.id, number_in(press.extra))


@router.press(SURE)
async def sure(context: Context, press: Press) -> Card:
    """Merge the cases."""
    case, target = await merging.merge(context, press.id, into=number_in(press.extra))
    return await done(context, case, "done-merge", into=target.number)


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
    return card_of(
        lines(
            context.words("merge-sure", number=case.number, into=target.number),
            below(await _shown(context, case)),
            below(await _shown(context, target)),
        ),
        (context.offer("merge-yes", SURE, case.id, target.id), context.offer("button-back", "view", case.id)),
    )


async def _shown(context: Context, case: Case) -> str:
    words = context.words
    known = await facts.gather(context, case)
    return lines(
        cases_card.title(words, context.town, case),
        words("case-place", place=cases_card.place(known, words)),
        words("case-description", text=text) if (text := wording.shortened(case.description, EXCERPT)) else None,
        cases_card.state_line(context.town, words, case),
    )


def _brief(context: Context, one: duplicates.PossibleDuplicate) -> dict[str, object]:
    age = context.now - one.case.submitted_at
    return {
        "number": one.case.number,
        "away": duplicates.away(one),
        "metres": round(one.distance_m or 0),
        "age": spans.rough(context.words, age),
        "fresh": "yes" if age < JUST_NOW else "no",
    }
