"""The plan of a year: its sessions, a new one, and the start from last year's plan."""

from datetime import datetime

from handlers.kit import Context, Kept, Press, Prompt, card_of, date_picker, in_rows, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.date_picker import takes_time
from handlers.training import session as view
from models.enums import Action
from services.cards.card import Card, button
from services.core.paging import PAGE, cut
from services.people.access import may, require
from services.training import cards, sessions

NEW, COPY, STAFF = "training_new", "training_copy", "training_staff"
"""The actions of the buttons for who keeps the plan."""
NEXT = -1
"""The page that has the next session."""
FIRST, LAST = 2000, 2200
"""The years that a button may name."""

router = router_of("training_plan")

WHEN = Prompt("training_when")
"""The next words are the time of a new session."""


@router.command("training")
@router.press(cards.PLAN)
async def listed(context: Context, press: Press) -> Card:
    """Show a year's plan; without a year, the plan of this year."""
    year = number_in(press.subject, context.today.year, least=FIRST, most=LAST)
    return await plan(context, year, press.number if press.extra else NEXT)


@router.press(cards.FROM_DUTY)
async def from_duty(context: Context, press: Press) -> Card:
    """Go from a duty to the plan of its year."""
    return await plan(context, await sessions.year_of_duty(context, press.id))


async def plan(context: Context, year: int, page: int = NEXT) -> Card:
    """Return a page of a year's plan."""
    require(context.actor, Action.ATTEND_TRAINING)
    found = await sessions.of_year(context, year)
    passed = sum(one.at < context.now for one in found)
    shown = cut(found, min(passed, len(found) - 1) // PAGE if page == NEXT else page)
    keeps = may(context.actor, Action.KEEP_TRAINING)
    copyable = len(await sessions.copyable(context, year)) if keeps else 0
    return card_of(
        cards.listed(context.town, context.words, found, year),
        *(button(cards.entry(context.town, context.words, one), cards.OPEN, one.id) for one in shown.entries),
        pager(shown, lambda to: (cards.PLAN, year, to)),
        context.offer("training-new", NEW) if keeps else None,
        context.offer("training-copy", COPY, year, count=copyable) if copyable else None,
        (
            context.offer("training-own", cards.OWN, context.today.year),
            context.offer("training-staff", STAFF, year) if keeps else None,
        ),
        (button(f"‹ {year - 1}", cards.PLAN, year - 1, 0), button(f"{year + 1} ›", cards.PLAN, year + 1, 0)),
    )


@router.press(COPY)
async def copied(context: Context, press: Press) -> Card:
    """Begin the plan with last year's sessions."""
    year = number_in(press.subject, least=FIRST, most=LAST)
    made = await sessions.copy(context, year)
    context.say.toast(context.words.plain("training-copied", count=len(made)))
    return await plan(context, year)


@router.press(NEW)
async def new(context: Context, press: Press) -> Card | None:
    """Show the subjects; of one, ask when it is."""
    require(context.actor, Action.KEEP_TRAINING)
    subjects = context.settings.training.subjects
    if not press.extra:
        offered = [button(cards.subject_name(context.settings, context.words, one), NEW, "", one) for one in subjects]
        return card_of(
            context.words("training-which-subject"),
            *in_rows(offered, 2),
            context.offer("button-back", cards.PLAN, context.today.year),
        )
    code = choice_in(press.extra, subjects)
    picker = date_picker.open_button(context, f"trainingnew.{NEW}")
    await WHEN.ask(context, NEW, context.words("training-when-ask"), picker, code=code)
    return None


@takes_time(router, WHEN, "trainingnew")
async def added(context: Context, kept: Kept, at: datetime) -> Card:
    """Put the session on the plan."""
    made = await sessions.add(context, kept["code"], at)
    return await view.organise(context, made.id)
