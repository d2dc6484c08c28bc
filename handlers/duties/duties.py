"""A person's duties, the board of the township, one duty with its excuse and its other day, the year's plan."""

from itertools import groupby

from handlers.kit import Context, Press, card_of, date_picker, pager, router_of
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import time_to_come
from models.enums import DutyState
from services.calendar import months
from services.cards.card import Button, Card, button, lines
from services.documents.documents import offer
from services.duties import cards, documents, fulfilment, lists, missed
from services.duties.entering import ways
from services.duties.planning import colours, preview
from services.people import directory
from services.people.places import village_names

router = router_of("duties")


@router.command("duties")
@router.press(cards.LIST)
async def own(context: Context, press: Press) -> Card:
    """Show the actor's open duties, and the ways to the board and the year's plan."""
    found = await lists.own(context, page=press.number)
    words, town = context.words, context.town
    told = [
        lines(
            words("duty-group", what=cards.rule_name(town.settings, words, rule)),
            *(cards.line(town, words, one.duty, one.behind, context.now) for one in those),
        )
        for rule, those in groupby(found.entries, key=lambda one: one.duty.rule)
    ]
    return card_of(
        lines(words("duties-head" if found.total else "duties-none", count=found.total), *told),
        *(cards.entry_button(town, words, one.duty, one.behind) for one in found.entries),
        pager(found, lambda to: (cards.LIST, "", to)),
        await _missed(context),
        context.offer("duties-board", cards.BOARD) if lists.sees_all(context) else None,
    )


async def _missed(context: Context) -> list[Button]:
    """Return the ways to what was missed in this month and the last, where anything was."""
    this = months.holding(context.today)
    last, now = await missed.counts(context, missed.seen_by(context))
    found = ((months.before(this), last), (this, now))
    return [cards.missed_button(context.words, month) for month, count in found if count]


@router.press(cards.BOARD)
async def board(context: Context) -> Card:
    """Show a line for each rule: done of how many, late, missed, excused."""
    words, town = context.words, context.town
    found, in_force = await lists.board(context), await colours.now(context)
    names = await village_names(context.session)
    told = [
        words(
            "duties-tally",
            what=cards.rule_name(town.settings, words, one.rule),
            track="yes" if one.track else "no",
            done=one.done,
            of=one.of,
            late=one.late,
            missed=one.missed,
            excused=one.excused,
        )
        for one in found
    ]
    return card_of(
        lines(words("duties-board-head"), *(cards.in_force(town, words, one, names) for one in in_force), *told),
        *(
            button(cards.rule_name(town.settings, words, one.rule), cards.RULE, one.rule)
            for one in found
            if one.of and not one.track
        ),
        context.offer("duties-plan", cards.PLAN, f"{context.today:%Y%m}"),
        await _missed(context),
        context.offer("duties-own", cards.LIST),
    )


@router.press(cards.RULE)
async def of_rule(context: Context, press: Press) -> Card:
    """Show a rule's duties of today's periods; open ones stand first."""
    words, town = context.words, context.town
    found = await lists.of_rule(context, press.subject, page=press.number)
    what = cards.rule_name(town.settings, words, press.subject)
    told = [cards.line(town, words, one.duty, one.behind, context.now) for one in found.entries]
    return card_of(
        lines(
            words("duties-rule-head", what=what, count=found.total),
            *told,
        ),
        *(button(cards.called(one.duty, one.behind, town), cards.OPEN, one.duty.id) for one in found.entries),
        pager(found, lambda to: (cards.RULE, press.subject, to)),
        context.offer("duties-board", cards.BOARD),
    )


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show one duty and what may be done about it."""
    return await one(context, press.id)


async def one(context: Context, duty_id: int) -> Card:
    """Return a duty's card with what the actor may do about it."""
    found = await lists.opened(context, duty_id)
    duty = found.duty
    facts = (await fulfilment.facts_of(context, [duty.id]))[duty.id]
    by = (await directory.names(context.session, [duty.settled_by_id])).get(duty.settled_by_id or 0)
    card = cards.one(context.town, context.words, duty, found.behind, facts, context.now, by)
    judges = fulfilment.judges(context, duty)
    open_ = judges and duty.state is DutyState.OPEN
    return card_of(
        card.text,
        *(context.offer(way.key, way.action, duty.id) for way in await ways.of(context, duty)),
        context.offer("duty-excuse", cards.EXCUSE, duty.id)
        if judges and duty.state in (DutyState.OPEN, DutyState.MISSED)
        else None,
        (
            date_picker.open_button(context, f"duty.{duty.id}", "duty-move"),
            context.offer(
                *("duty-resume", cards.RESUME) if duty.paused_until else ("duty-pause", cards.PAUSE), duty.id
            ),
        )
        if open_
        else None,
        context.offer("duty-unexcuse", cards.UNEXCUSE, duty.id) if judges and duty.state is DutyState.EXCUSED else None,
        context.offer("duties-own", cards.LIST),
    )


@router.asks(cards.EXCUSE, "duty-excuse-why", fulfilment.may_judge)
async def excused(context: Context, duty_id: int, said: str) -> Card:
    """Excuse it with the reason that was typed."""
    await fulfilment.excuse(context, duty_id, said)
    return await one(context, duty_id)


@router.press(cards.UNEXCUSE)
async def unexcuse(context: Context, press: Press) -> Card:
    """Take the excuse back."""
    await fulfilment.unexcuse(context, press.id)
    return await one(context, press.id)


@router.picked("duty", back="")
async def moved(context: Context, press: Press) -> Card:
    """Let it be due at the time that was picked."""
    await fulfilment.move(context, press.id, time_to_come(context, press.extra))
    return await one(context, press.id)


@router.press(cards.PLAN)
async def plan(context: Context, press: Press) -> Card:
    """Show a month of the year's plan: what will be owed, by when, by how many."""
    lists.may_see_all(context)
    first = months.read(number_in(press.subject), context.today)
    found = [one for one in await preview.of_year(context, first.year) if one.period.day.month == first.month]
    words, town = context.words, context.town
    told = [
        words(
            "duties-planned",
            what=cards.rule_name(town.settings, words, one.rule),
            due=words.time(one.due_at, town.zone),
            count=one.owed_by,
            times=one.period.rhythm.times,
            settled="yes" if one.settled else "no",
        )
        for one in preview.folded(found)
    ]
    if not all(one.settled for one in found):
        told.append(words("duties-unsettled"))
    turn = (("‹", months.before(first)), ("›", months.after(first)))
    return card_of(
        lines(words("duties-plan-head", year=str(first.year), month=first.month), *told)
        if told
        else words("duties-plan-empty", year=str(first.year), month=first.month),
        [button(sign, cards.PLAN, f"{to:%Y%m}") for sign, to in turn],
        offer(words, documents.PLAN, first.year),
        context.offer("duties-board", cards.BOARD),
    )
