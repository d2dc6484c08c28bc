"""The list of drills under the law's floor and the township's own rule, and one drill with what may be done now."""

from handlers.kit import Context, Press, Row, card_of, pager, router_of
from models.enums import Action, DrillForm, DrillState, DrillStep
from services.cards.card import Button, Card, button, lines
from services.core.labels import hyphened, name
from services.documents.documents import offer
from services.drills import cards, drills, facts, standing
from services.drills.cards import LIST, OPEN, PAUSE, STOP
from services.drills.documents import report as documents
from services.drills.documents.plan import PLAN
from services.drills.evaluation import steps
from services.drills.facts import Facts
from services.people.access import may

NEW, SCRIPT, LOOK, CHANGE, PEOPLE = "drill_new", "drill_script", "drill_look", "drill_change", "drill_people"
MOVE, CANCEL, RECORD, ANNOUNCE, AGAIN = "drill_move", "drill_cancel", "drill_held", "drill_announce", "drill_again"
RESUME, NEXT, END, UNDO = "drill_resume", "drill_next", "drill_end", "drill_undo"
ITEMS, REPORT, CORRECTIONS, CORRECT = "drill_items", "drill_report", "drill_corrections", "drill_correct"
"""The actions of the buttons on a drill's card."""

router = router_of("drills")


@router.command("drills")
@router.press(LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the drills."""
    found = await drills.listed(context, page=press.number)
    words, town = context.words, context.town
    return card_of(
        lines(
            words("drills-head" if found.total else "drills-none"),
            cards.standing(words, await standing.standing(context)),
        ),
        *(
            button(
                words.plain(
                    "drills-entry",
                    title=cards.title(town, words, one, village),
                    at=context.time(one.started_at or one.at),
                    state=name(words, one.state).unescape(),
                ),
                OPEN,
                one.id,
            )
            for one, village in found.entries
        ),
        pager(found, lambda to: (LIST, "", to)),
        context.offer("drills-new", NEW) if may(context.actor, Action.PLAN_DRILL) else None,
    )


@router.press(OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a drill and what the reader may do about it."""
    return await card(context, press.id)


async def card(context: Context, drill_id: int, said: str | None = None) -> Card:
    """Return a drill's card, below what was just done."""
    found = await facts.facts_of(context, await drills.seen(context, drill_id))
    drill, held = found.drill, found.drill.state is DrillState.HELD
    step = await steps.current(context, drill) if held else None
    text = cards.one(context.town, context.words, found, step)
    keeps = drills.may_keep(context, drill)
    return card_of(
        lines(said, "", text) if said else text,
        *(_planning(context, found) if keeps and drill.state is DrillState.PLANNED else []),
        *(_running(context, found) if keeps else []),
        *(await _evaluating(context, found, step) if step is not None else []),
        *(_after(context, found) if keeps else []),
        context.offer("list-back", LIST, "", 0) if may(context.actor, Action.SEE_DRILLS) else None,
    )


def _planning(context: Context, found: Facts) -> list[Row]:
    one = found.drill.id
    return [
        context.offer("drill-start", LOOK, one) if found.injects else None,
        (
            context.offer("drill-script", SCRIPT, one, count=len(found.injects)),
            context.offer("drill-people", PEOPLE, one),
        ),
        (context.offer("drill-change", CHANGE, one), context.offer("drill-announce", ANNOUNCE, one)),
        (context.offer("drill-move", MOVE, one), context.offer("drill-cancel", CANCEL, one)),
        (
            context.offer("drill-held-already", RECORD, one),
            offer(context.words, PLAN, one) if found.injects else None,
        ),
    ]


def _running(context: Context, found: Facts) -> list[Row]:
    drill, coming = found.drill, found.next_inject
    if drill.state not in (DrillState.RUNNING, DrillState.PAUSED):
        return []
    runs = drill.state is DrillState.RUNNING
    key = "drill-next" if drill.form is DrillForm.TABLETOP else "drill-next-now"
    return [
        context.offer(key, NEXT, drill.id, coming.id) if runs and coming is not None else None,
        context.offer("drill-end", END, drill.id) if coming is None else None,
        (
            context.offer("drill-pause", PAUSE, drill.id) if runs else context.offer("drill-resume", RESUME, drill.id),
            context.offer("drill-end-early", END, drill.id) if coming is not None else None,
            context.offer("drill-stop", STOP, drill.id),
        ),
        context.offer("drill-times", REPORT, drill.id),
    ]


async def _evaluating(context: Context, found: Facts, step: DrillStep) -> list[Row]:
    """Return the buttons of the steps that the reader may enter now, or once more."""
    drill, rows = found.drill, list[Row]()
    allowed = await steps.allowed(context, drill)
    if DrillStep.ASSESSMENT in allowed:
        rows.append(context.offer("drill-assess", ITEMS, drill.id))
    offered: list[Button] = [
        context.offer(f"drill-enter-{hyphened(one.value)}", cards.REVIEW, drill.id, one.value)
        for one in steps.IN_WORDS
        if one in allowed
    ]
    rows += [offered[at : at + 2] for at in range(0, len(offered), 2)]
    if DrillStep.CORRECTIONS in allowed and may(context.actor, Action.DISPATCH):
        rows.append(context.offer("drill-correct", CORRECT, drill.id))
    rows.append(
        (
            context.offer("drill-report", REPORT, drill.id),
            context.offer("drill-corrections", CORRECTIONS, drill.id) if found.corrections else None,
        )
    )
    rows.append(offer(context.words, documents.REPORT, drill.id))
    return rows


def _after(context: Context, found: Facts) -> list[Row]:
    state = found.drill.state
    return [
        (
            context.offer("drill-again", AGAIN, found.drill.id)
            if state in (DrillState.HELD, DrillState.STOPPED)
            else None,
            context.offer("drill-undo", UNDO, found.drill.id) if state is DrillState.HELD else None,
        )
    ]
