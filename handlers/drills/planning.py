"""The plan of a drill: a new one, its kind, place, leader and people; another day; calling it off; telling people."""

from datetime import datetime

from handlers.drills import drills as view
from handlers.drills import running as run
from handlers.kit import Context, Kept, Press, Prompt, card_of, date_picker, in_rows, pager, prompts, router_of
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import asks_time, takes_time
from models import Drill
from models.enums import Action, DrillForm, DrillState
from services.cards import people as cards_people
from services.cards.card import Card, button, lines
from services.core.paging import cut
from services.drills import cards, drills, kinds, participants, planning
from services.drills.cards import OPEN
from services.drills.run import running
from services.people.access import Subject, require, villages_of
from services.people.places import villages
from services.settings import lines as settings_lines

FORM, LINE, LEADER, PLACE = "drill_form", "drill_line", "drill_leader", "drill_place"
WHEN, HELD = "drill_when", "drill_before"
TOWN, COMPREHENSIVE = "0", "-"
"""How a button names the whole town, and a drill of no single line."""

router = router_of("drill_planning")


async def _planned(context: Context, drill_id: int) -> Drill:
    return await drills.kept(context, drill_id, DrillState.PLANNED)


async def _known(context: Context, kept: Kept) -> object:
    require(context.actor, Action.PLAN_DRILL)
    return kept


WHEN_NEW = Prompt("drill_when", _known)
"""The next words are the time of a new drill, or of one that is planned once more."""


@router.press(view.NEW)
async def new(context: Context, press: Press) -> Card:
    """Ask whose drill it is: the town's, or which village's."""
    require(context.actor, Action.PLAN_DRILL)
    own = villages_of(context.actor, Action.PLAN_DRILL)
    shown = [(one, name) for one, name in await villages(context.session) if own is None or one in own]
    page = cut(shown, press.number, 10)
    return card_of(
        context.words("drill-new-whose"),
        context.offer("drill-new-town", WHEN, TOWN) if own is None else None,
        *in_rows([button(name, WHEN, one) for one, name in page.entries], 2),
        pager(page, lambda to: (view.NEW, "", to)),
        context.offer("list-back", cards.LIST, "", 0),
    )


@router.press(kinds.FROM_DUTY)
async def from_duty(context: Context, press: Press) -> Card | None:
    """Go from a duty to its drill on the plan, or to a new one."""
    drill, village_id = await drills.of_duty(context, press.id)
    if drill is not None:
        return await view.card(context, drill.id)
    await _ask_when(context, village_id or 0)
    return None


@router.press(WHEN)
async def whose(context: Context, press: Press) -> None:
    """Ask when it is."""
    await _ask_when(context, press.id)


async def _ask_when(context: Context, village_id: int, again: int = 0) -> None:
    require(context.actor, Action.PLAN_DRILL)
    picker = date_picker.open_button(context, f"drillnew.{WHEN}.{village_id}")
    held = None if again else context.offer("drill-held-before", HELD, village_id)
    asked = context.words("drill-when-ask")
    await WHEN_NEW.ask(context, f"{WHEN}.{village_id}", asked, picker, held, village=village_id, again=again)


async def _of_village(context: Context, village_id: int) -> None:
    require(context.actor, Action.PLAN_DRILL, Subject(village_id=village_id or None))


@router.asks(HELD, "drill-held-ask", _of_village)
async def entered(context: Context, village_id: int, said: str) -> Card:
    """Enter a drill that is on no plan, at the time that was typed."""
    drill, counted = await running.enter(context, village_id or None, prompts.past_said(context, said))
    return await run.held(context, drill.id, counted)


@router.press(view.AGAIN)
async def again(context: Context, press: Press) -> None:
    """Ask when it is planned once more."""
    await drills.kept(context, press.id, DrillState.HELD, DrillState.STOPPED)
    await _ask_when(context, 0, press.id)


@takes_time(router, WHEN_NEW, "drillnew")
async def planned(context: Context, kept: Kept, at: datetime) -> Card:
    """Plan it at this time."""
    if kept["again"]:
        drill = await planning.again(context, kept["again"], at)
    else:
        drill = await planning.plan(context, kept["village"] or None, at)
    return await view.card(context, drill.id, context.words("drill-planned", number=drill.number))


@router.press(view.CHANGE)
async def change(context: Context, press: Press) -> Card:
    """Show what of the plan can be changed."""
    drill = await drills.kept(context, press.id, DrillState.PLANNED)
    words = context.words
    village = await participants.village_name(context, drill)
    leader = await drills.leader(context, drill)
    other = DrillForm.TABLETOP if drill.form is DrillForm.LIVE else DrillForm.LIVE
    return card_of(
        lines(
            *cards.head(context.town, words, drill, village),
            words("drill-leader", name=cards_people.called(context.town, words, leader)),
        ),
        (
            context.offer(f"drill-form-to-{other.value}", FORM, drill.id, other.value),
            context.offer("drill-line-set", LINE, drill.id),
        ),
        (context.offer("drill-place-set", PLACE, drill.id), context.offer("drill-leader-set", LEADER, drill.id)),
        context.offer("button-back", OPEN, drill.id),
    )


@router.press(FORM)
async def form(context: Context, press: Press) -> Card:
    """Let it be live, or on a table."""
    wanted = DrillForm.TABLETOP if press.extra == DrillForm.TABLETOP.value else DrillForm.LIVE
    await planning.change(context, press.id, form=wanted)
    return await change(context, press)


@router.press(LINE)
async def line(context: Context, press: Press) -> Card:
    """Show the lines, or take the choice."""
    if press.extra:
        await planning.change(context, press.id, line=None if press.extra == COMPREHENSIVE else press.extra)
        return await change(context, press)
    await drills.kept(context, press.id, DrillState.PLANNED)
    language = context.words.language
    named = [(code, settings_lines.name(context.settings, code, language)) for code in context.settings.lines]
    return card_of(
        context.words("drill-line-ask"),
        context.offer("drill-line-none", LINE, press.id, COMPREHENSIVE),
        *in_rows([button(said, LINE, press.id, code) for code, said in named], 2),
        context.offer("button-back", view.CHANGE, press.id),
    )


@router.press(LEADER)
async def leader(context: Context, press: Press) -> Card:
    """Show a page of the people who may lead, or take the choice."""
    page, _, chosen = press.extra.partition(".")
    if chosen:
        await planning.change(context, press.id, leader_id=number_in(chosen))
        return await change(context, press)
    drill = await drills.kept(context, press.id, DrillState.PLANNED)
    shown = cut(await participants.leaders(context, drill.village_id), number_in(page, 0), 8)
    return card_of(
        context.words("drill-leader-ask"),
        *(
            button(
                cards_people.called(context.town, context.words, one), LEADER, drill.id, f"{shown.page}.{one.person_id}"
            )
            for one in shown.entries
        ),
        pager(shown, lambda to: (LEADER, drill.id, to)),
        context.offer("button-back", view.CHANGE, drill.id),
    )


@router.asks(PLACE, "drill-place-ask", _planned)
async def place_said(context: Context, drill_id: int, said: str) -> Card:
    """Note the place."""
    await planning.change(context, drill_id, place=said)
    return await view.card(context, drill_id)


@router.press(view.PEOPLE)
async def people(context: Context, press: Press) -> Card:
    """Show who can take part; a button puts each on the list or takes it off."""
    page, _, chosen = press.extra.partition(".")
    drill = await drills.kept(context, press.id, DrillState.PLANNED)
    if chosen:
        kind, _, one_id = chosen.partition("-")
        await participants.toggle(context, drill, kind, number_in(one_id))
    found = await participants.choices(context, drill)
    shown = cut(found, number_in(page, 0), 12)
    return card_of(
        context.words("drill-people-head", count=sum(one.chosen for one in found)),
        *in_rows(
            [
                context.offer(
                    "drill-choice",
                    view.PEOPLE,
                    drill.id,
                    f"{shown.page}.{one.kind}-{one.id}",
                    name=one.name,
                    chosen="yes" if one.chosen else "no",
                )
                for one in shown.entries
            ],
            2,
        ),
        pager(shown, lambda to: (view.PEOPLE, drill.id, to)),
        context.offer("button-back", OPEN, drill.id),
    )


@router.press(view.ANNOUNCE)
async def announce(context: Context, press: Press) -> Card:
    """Tell everybody who takes part of the plan."""
    count, unreached = await planning.announce(context, press.id)
    return await view.card(context, press.id, context.words("drill-announced", count=count, unreached=unreached))


@asks_time(router, view.MOVE, "drill-when-ask", _planned)
async def moved(context: Context, drill_id: int, at: datetime) -> Card:
    """Move it to another time."""
    await planning.move(context, drill_id, at)
    return await view.card(context, drill_id)


@router.asks(view.CANCEL, "drill-cancel-ask", _planned)
async def cancelled(context: Context, drill_id: int, said: str) -> Card:
    """Call it off, with the reason."""
    await planning.call_off(context, drill_id, said)
    return await view.card(context, drill_id)
