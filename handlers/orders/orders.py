"""Orders from above (上级指令): the list with progress, filing one, answering upwards."""

from aiogram.types import Message
from markupsafe import Markup

from handlers.cases import view as cases_view
from handlers.drafts.cards import Collects
from handlers.kit import Context, Kept, Press, Prompt, Shown, card_of, prompts, router_of, turns
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import time_to_come
from handlers.orders import card
from handlers.orders.card import FORM, LONGEST, fill
from models import Draft
from models.enums import ENDED, Action, CaseState, DraftKind
from services.cards import spans, wording
from services.cards.card import Card, button, copying, lines
from services.cases import card as cases_card
from services.cases import facts
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
ANSWER_SHOWN = 3500
"""Characters of an answer on its card."""
ANSWER_TEXT = Prompt(
    "order_answer",
    lambda context, kept: orders.open_for_answer(context.session, context.actor, kept["order"]),
    stays=True,
)
"""The next words are the answer upwards."""

router = router_of("orders")


@router.command("orders")
@router.press(LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the list."""
    page = press.number
    found = await orders.listed(context.session, context.actor, offset=page * PAGE, limit=PAGE + 1)
    return card_of(
        context.words("orders-head" if found else "orders-empty"),
        *(button(_label(context, one), SEE, one.order.id) for one in found[:PAGE]),
        turns(page, len(found) > PAGE, lambda to: (LIST, "", to)),
        context.offer("orders-new", NEW),
    )


@router.press(NEW)
async def new(context: Context) -> None:
    """Open the card of a new order."""
    require(context.actor, Action.FILE_ORDER)
    await context.state.clear()
    draft = await drafts.begin(context.session, context.actor, DraftKind.ORDER, now=context.now)
    await fill(context, draft)
    await FORM.show(context, draft)


@router.message_of(Collects(DraftKind.ORDER))
async def take_in(message: Message, context: Context, draft: Draft, said: str, more_of_album: bool = False) -> Shown:
    """Put what was sent on the card: the field that is asked for, else text and attachments."""
    require(context.actor, Action.FILE_ORDER)
    asking = card.fields_of(draft).asking
    if not (said and asking and "\n" not in said and len(said) <= LONGEST.get(asking, 40)):
        return await FORM.take_in(context, message, draft, more_of_album)
    if asking == "due":
        await fill(context, draft, due_at=prompts.time_said(context, said))
    else:
        await fill(context, draft, **{asking: said})
    await FORM.show(context, draft)
    return None


async def _file(context: Context, draft: Draft, choice: str) -> Card:
    order = await orders.file(context, draft)
    return await see(context, Press(action=SEE, subject=str(order.id)), "done-file-order")


async def _issuer(context: Context, draft: Draft, choice: str) -> None:
    known = await orders.recent_issuers(context.session)
    if (place := number_in(choice)) < len(known):
        await fill(context, draft, issuer=known[place])


async def _ask(context: Context, draft: Draft, choice: str) -> None:
    if choice in card.ASKED:
        await drafts.patch(context.session, draft, OrderFields, context.now, asking=choice)


FORM.answer(router, "order-cancelled", {"file": _file, "issuer": _issuer, "ask": _ask})


@router.picked("order", back="ask.due")
async def due_picked(context: Context, press: Press) -> Card:
    """Take a deadline from a button or the calendar."""
    draft = await FORM.load(context, press.id)
    await fill(context, draft, due_at=time_to_come(context, press.extra))
    return await card.draw(context, draft)


@router.press(ANSWER)
async def answer(context: Context, press: Press) -> Card:
    """Show the answer put together from what the units reported."""
    text = await orders.compose(context, press.id, context.words)
    await ANSWER_TEXT.leave(context)
    return _answer_card(context, press.id, text)


@router.press(CHANGE)
async def change(context: Context, press: Press) -> None:
    """Ask for the answer in the person's own words."""
    await orders.open_for_answer(context.session, context.actor, press.id)
    await ANSWER_TEXT.ask(context, f"answer.{press.id}", context.words("order-answer-type"), order=press.id)


@router.answer(ANSWER_TEXT)
async def typed(context: Context, kept: Kept, said: str) -> Card:
    """Show what was typed, for a second look."""
    await context.state.set_data(kept | {"text": said})
    return _answer_card(context, kept["order"], said)


@router.press(SURE)
async def sure(context: Context, press: Press) -> Card:
    """Record that this was answered."""
    kept = await context.state.get_data()
    open_here = kept.get("order") == press.id
    text = (open_here and kept.get("text")) or await orders.compose(context, press.id, context.words)
    await orders.answer(context, press.id, text=str(text))
    if open_here:
        await context.state.clear()
    return await see(context, press, "done-answer-order")


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


@router.press(SEE)
async def see(context: Context, press: Press, head: str | None = None) -> Card:
    """Show how far an order is; ``head`` is the text key of what was done."""
    found = await orders.progress(context.session, context.actor, press.id)
    order, case, words = found.order, found.case, context.words
    known = await facts.gather(context, case)
    finished = order.answered_at is None and found.wanted and found.done == found.wanted
    action = {CaseState.SUBMITTED: Action.TRIAGE, CaseState.TRIAGED: Action.DISPATCH}.get(case.state)
    return card_of(
        lines(
            words("case-drill") if case.drill else None,
            Markup("{}\n").format(words(head, number=case.number)) if head else None,
            words("order-view", number=order.number, issuer=order.issuer),
            words("order-view-due", at=context.time(order.due_at)),
            words("order-text", text=wording.shortened(order.text, card.TEXT_SHOWN)),
            words("order-view-progress", number=case.number, done=found.done, wanted=found.wanted),
            *(
                cases_card.assignment_lines(context.town, known, words, one, context.now)
                for one in case.assignments
                if one.state in facts.SHOWN
            ),
            words("order-view-answered", at=context.time(order.answered_at)) if order.answered_at else None,
            _quoted(order.answer) if order.answer else None,
            words(_next(found)),
        ),
        context.offer("order-answer-button", ANSWER, order.id) if finished else None,
        context.offer("action-dispatch", action.value, case.id) if action is not None else None,
        (
            context.offer("order-open-case", cases_view.OPEN, case.id, f"{LIST}.0"),
            context.offer("list-back", LIST, "", 0),
        ),
    )


def _next(found: Progress) -> str:
    if found.order.answered_at is not None:
        return "order-next-done" if found.case.state in ENDED else f"case-next-{found.case.state.value}"
    if not found.wanted:
        return "order-next-dispatch"
    return "order-next-answer" if found.done == found.wanted else "order-next-wait"


def _quoted(answer: str) -> Markup:
    return Markup("<pre>{}</pre>").format(wording.shortened(answer, ANSWER_SHOWN))


def _answer_card(context: Context, order_id: int, text: str) -> Card:
    return card_of(
        lines(context.words("order-answer-shown"), _quoted(text)),
        context.offer("order-answer-sure", SURE, order_id),
        copying(context.words.plain("county-copy"), text),
        (context.offer("order-answer-change", CHANGE, order_id), context.offer("button-back", SEE, order_id)),
    )
