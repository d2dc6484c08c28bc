"""Orders from above (上级指令): the list with progress, filing one, answering upwards."""

from datetime import datetime

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.cases import view as cases_view
from handlers.drafts import cards
from handlers.drafts.cards import Collects
from handlers.kit import Context, Press, Waits, prompts, router_of, time_parser
from handlers.kit.date_picker import read_stamp
from handlers.orders import card
from handlers.orders.card import LONGEST, ORDER, draw
from models import Draft
from models.enums import ENDED, Action, CaseState, DraftKind
from services.cards import spans
from services.cards.card import Button, Card, button
from services.cards.card import lines as join
from services.cases import card as cases_card
from services.cases import facts
from services.core.errors import Refused
from services.drafts import drafts
from services.orders import orders
from services.orders.fields import OrderFields
from services.orders.orders import Progress
from services.people.access import require

LIST = "orders"
"""A page of the list; its extra is the page."""
NEW = "order_new"
SEE = "order_see"
ANSWER = "order_answer"
CHANGE = "order_change"
SURE = "order_sure"
PAGE = 8

router = router_of("orders")


class Answering(StatesGroup):
    """The next words are the answer upwards."""

    text = State()


@router.message(Command("orders"))
async def wanted(message: Message, context: Context) -> None:
    """Show the list."""
    context.say.send(await _list(context, 0))


@router.callback_query(Press.of(LIST))
async def turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show a page of the list."""
    context.say.edit(await _list(context, press.number))


@router.callback_query(Press.of(NEW))
async def new(query: CallbackQuery, context: Context) -> None:
    """Open the card of a new order."""
    require(context.actor, Action.FILE_ORDER)
    await context.state.clear()
    draft = await drafts.begin(context.session, context.actor, DraftKind.ORDER, now=context.now)
    asking = card.next_asked(card.fields_of(draft))
    await drafts.patch(context.session, draft, OrderFields, context.now, asking=asking)
    await cards.show(context, draft, draw)


@router.message(Collects(DraftKind.ORDER))
async def take_in(message: Message, context: Context, draft: Draft, more_of_album: bool = False) -> None:
    """Put what was sent on the card: the field that is asked for, else text and attachments."""
    require(context.actor, Action.FILE_ORDER)
    asking = card.fields_of(draft).asking
    text = (message.text or "").strip()
    if text and asking and "\n" not in text and len(text) <= LONGEST.get(asking, 40):
        if asking == "due":
            at = time_parser.read(text, context.now, context.zone)
            if at is None:
                context.say.send(context.words("ask-time-unclear"))
                return
            await _fill(context, draft, due_at=at)
        else:
            await _fill(context, draft, **{asking: text})
        await cards.show(context, draft, draw)
        return
    await cards.take_in(context, message, draft, draw, _check, more=more_of_album)


@router.callback_query(Press.of(ORDER))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do what a button of the card asks."""
    draft = await cards.pressed(context, DraftKind.ORDER, press.id)
    verb, choice = press.verb, press.choice
    match verb:
        case "file":
            order = await orders.file(context.act, draft)
            context.say.edit(await _see(context, order.id, head="done-file-order"))
            return
        case "issuer":
            known = await orders.recent_issuers(context.session)
            if int(choice) < len(known):
                await _fill(context, draft, issuer=known[int(choice)])
        case "ask" if choice in card.ASKED:
            await drafts.patch(context.session, draft, OrderFields, context.now, asking=choice)
        case "clear":
            await drafts.patch(context.session, draft, OrderFields, context.now, text="")
        case _:
            await drafts.cancel(context.session, draft, context.now)
            context.say.edit(context.words("order-cancelled"))
            return
    context.say.edit(await draw(context, draft))


@router.callback_query(Press.of("at_order"))
async def due_picked(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a deadline from a button or the calendar."""
    draft = await cards.pressed(context, DraftKind.ORDER, press.id)
    at = read_stamp(press.extra)
    if at <= context.now:
        raise Refused("error-due-past")
    await _fill(context, draft, due_at=at)
    context.say.edit(await draw(context, draft))


@router.callback_query(Press.of(SEE))
async def see(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show how far an order is."""
    context.say.edit(await _see(context, press.id))


@router.callback_query(Press.of(ANSWER))
async def answer(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the answer put together from what the units reported."""
    text = await _composed(context, press.id)
    if await context.state.get_state() == Answering.text.state:
        await context.state.clear()
    context.say.edit(await _answer_card(context, press.id, text))


@router.callback_query(Press.of(CHANGE))
async def change(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask for the answer in the person's own words."""
    await orders.open_for_answer(context.session, context.actor, press.id)
    about = f"answer.{press.id}"
    await prompts.begin(context, Answering.text, about, order=press.id)
    context.say.send(Card(text=context.words("order-answer-type"), rows=(prompts.stop(context.words, about),)))


@router.message(Waits(Answering.text), F.text)
async def typed(message: Message, context: Context) -> None:
    """Show what was typed, to be confirmed."""
    kept = await context.state.get_data()
    check = orders.open_for_answer(context.session, context.actor, int(kept["order"]))
    if not await prompts.still(context, check):
        return
    text = (message.text or "").strip()
    await context.state.set_data(kept | {"text": text})
    context.say.send(await _answer_card(context, int(kept["order"]), text))


@router.callback_query(Press.of(SURE))
async def sure(query: CallbackQuery, press: Press, context: Context) -> None:
    """Record that this was answered."""
    kept = await context.state.get_data()
    own = kept.get("order") == press.id and kept.get("text")
    text = own or await _composed(context, press.id)
    await orders.answer(context.act, press.id, text=str(text))
    if kept.get("order") == press.id:
        await context.state.clear()
    context.say.edit(await _see(context, press.id, head="done-answer-order"))


async def _composed(context: Context, order_id: int) -> str:
    return await orders.compose(context.act, order_id, context.words)


async def _list(context: Context, page: int) -> Card:
    words = context.words
    found = await orders.listed(context.session, context.actor, offset=page * PAGE, limit=PAGE + 1)
    rows: list[tuple[Button, ...]] = [(button(_label(context, one), SEE, one.order.id),) for one in found[:PAGE]]
    turn = []
    if page > 0:
        turn.append(button("◀", LIST, "", page - 1))
    if len(found) > PAGE:
        turn.append(button("▶", LIST, "", page + 1))
    if turn:
        rows.append(tuple(turn))
    rows.append((button(words.plain("orders-new"), NEW),))
    return Card(text=words("orders-head" if found else "orders-empty"), rows=tuple(rows))


def _label(context: Context, one: Progress) -> str:
    sign = context.words.plain("drill-sign") if one.case.drill else ""
    return sign + context.words.plain(
        "orders-entry",
        number=one.order.number,
        done=one.done,
        wanted=one.wanted,
        span=spans.rough(context.words, one.order.due_at - context.now),
        state="answered" if one.order.answered_at else ("late" if one.order.due_at < context.now else "open"),
    )


async def _see(context: Context, order_id: int, *, head: str | None = None) -> Card:
    found = await orders.progress(context.session, context.actor, order_id)
    order, case, words = found.order, found.case, context.words
    known = await facts.gather(context.act, case)
    text = order.text if len(order.text) <= card.TEXT_SHOWN else order.text[: card.TEXT_SHOWN] + "…"
    parts = [
        words("case-drill") if case.drill else None,
        Markup("{}\n").format(words(head, number=case.number)) if head else None,
        words("order-view", number=order.number, issuer=order.issuer),
        words("order-view-due", at=context.time(order.due_at)),
        words("order-text", text=text),
        words("order-view-progress", number=case.number, done=found.done, wanted=found.wanted),
        *(
            cases_card.assignment_lines(context.town, known, words, one, context.now)
            for one in case.assignments
            if one.state in facts.SHOWN
        ),
        words("order-view-answered", at=context.time(order.answered_at)) if order.answered_at else None,
        Markup("<pre>{}</pre>").format(order.answer) if order.answer else None,
        words(_next(found)),
    ]
    rows: list[tuple[Button, ...]] = []
    if case.state in (CaseState.SUBMITTED, CaseState.TRIAGED):
        action = Action.TRIAGE if case.state is CaseState.SUBMITTED else Action.DISPATCH
        rows.append((button(words.plain("action-dispatch"), action.value, case.id),))
    if order.answered_at is None and found.wanted and found.done == found.wanted:
        rows.insert(0, (button(words.plain("order-answer-button"), ANSWER, order.id),))
    rows.append(
        (
            button(words.plain("order-open-case"), cases_view.OPEN, case.id, f"{LIST}.0"),
            button(words.plain("list-back"), LIST, "", 0),
        )
    )
    return Card(text=join(*parts), rows=tuple(rows))


def _next(found: Progress) -> str:
    if found.order.answered_at is not None:
        return "order-next-done" if found.case.state in ENDED else f"case-next-{found.case.state.value}"
    if not found.wanted:
        return "order-next-dispatch"
    return "order-next-answer" if found.done == found.wanted else "order-next-wait"


async def _answer_card(context: Context, order_id: int, text: str) -> Card:
    words = context.words
    return Card(
        text=join(words("order-answer-shown"), Markup("<pre>{}</pre>").format(text[:3500])),
        rows=(
            (button(words.plain("order-answer-sure"), SURE, order_id),),
            (
                button(words.plain("order-answer-change"), CHANGE, order_id),
                button(words.plain("button-back"), SEE, order_id),
            ),
        ),
    )


async def _fill(context: Context, draft: Draft, **given: str | datetime) -> None:
    """Fill a field in, and ask for the next one that is empty."""
    await drafts.patch(context.session, draft, OrderFields, context.now, **given)
    asking = card.next_asked(card.fields_of(draft))
    await drafts.patch(context.session, draft, OrderFields, context.now, asking=asking)


async def _check(context: Context, draft: Draft) -> None:
    require(context.actor, Action.FILE_ORDER)
