"""A patrol: the checklist of the point's line, the place, words and photos at each question, and the submission."""

from functools import partial
from typing import Literal

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.drafts import content
from handlers.drafts.cards import Collects, replace
from handlers.kit import Context, Press, Shown, card_of, router_of
from handlers.kit.buttons import choice_in, number_in, parts_in
from handlers.patrols import points as points_handlers
from handlers.patrols.card import FORM, draw
from handlers.patrols.records import record_card
from models import Draft
from models.enums import DraftKind, DraftState, Kind, PatrolAnswer
from services.cards.card import Card
from services.core.errors import Refused
from services.core.labels import hyphened
from services.drafts import drafts
from services.patrols import cards, edits, findings, noting, patrols, records
from services.patrols.fields import PLACE, PatrolFields
from services.patrols.points import Pin

router, collecting = router_of("patrolling"), router_of("patrol_card")


@router.press(cards.BEGIN)
async def begin(context: Context, press: Press) -> None:
    """Begin a patrol of a point, or take it up again."""
    await _begin(context, await patrols.begin(context, press.id, pin=Pin.read(press.extra, context.now)))


@router.press(cards.FROM_DUTY)
async def from_duty(context: Context, press: Press) -> Shown:
    """Go from a duty to a patrol of its point; of a duty that is about no point, to the list."""
    point_id = await patrols.point_of_duty(context, press.id)
    if point_id is None:
        return await points_handlers.listed(context, Press(action=cards.LIST))
    await _begin(context, await patrols.begin(context, point_id, duty_id=press.id))
    return None


@router.press(cards.ALL_NORMAL)
async def all_normal(context: Context, press: Press) -> Shown:
    """Submit that all is normal, with the place of the list's pin; without one it is asked for."""
    await context.state.clear()
    pin = Pin.read(press.extra, context.now)
    made = await records.just_made(context, press.id) if pin is not None else None  # without it, the place is asked for
    if made is not None:
        return await record_card(context, made, head=context.words("patrol-just-made"))
    draft = await patrols.begin(context, press.id, pin=pin)
    done = await _rest(context, draft, "")
    if done is None:
        await FORM.show(context, draft)
    return done


async def _begin(context: Context, draft: Draft) -> None:
    await context.state.clear()
    await FORM.show(context, draft)


@collecting.message_of(Collects(DraftKind.PATROL))
async def take_in(message: Message, context: Context, draft: Draft, more_of_album: bool = False) -> Shown:
    """Put a message on the patrol: a pin is the place, a word may be the answer, all else belongs to the question."""
    point = content.place_of(message)
    if point is not None:
        forwarded = message.forward_origin
        at = min(context.at, forwarded.date) if forwarded is not None else context.at
        return await _placed(context, draft, Pin(*point, at))
    said = content.words_of(message)
    answer = _answer_in(context, said) if said is not None and content.file_of(message) is None else None
    fields = drafts.fields(draft, PatrolFields)
    if answer is not None and fields.at < len(fields.items) and fields.page != PLACE:
        await patrols.answer(context, draft, fields.at, answer)
    else:
        await _note(context, message, draft, said, more_of_album)
    if not more_of_album:
        await FORM.show(context, draft)
    return None


@collecting.edited_message()
async def edited(message: Message, context: Context) -> None:
    """Take the edit of a message in that went into a patrol; any other edit is for others."""
    said = content.words_of(message)
    at = {"chat_id": message.chat.id, "message_id": message.message_id}
    found = await edits.correct(context, text=said, **at) if said is not None else None
    if found is None:
        raise SkipHandler
    if isinstance(found, Draft):
        if found.state is DraftState.OPEN and found.card_message_id is not None:
            context.say.edit(await draw(context, found), message_id=found.card_message_id)
    else:
        open_it = context.offer("patrol-record-view", cards.RECORD, found.id)
        context.say.send(card_of(context.words("patrol-corrected"), open_it))


async def _note(context: Context, message: Message, draft: Draft, said: str | None, more: bool) -> None:
    """Note words and a file. A file that is refused leaves its words behind."""
    media_id = None
    try:
        media_id = await content.media_of(context, message)
    except Refused as refusal:
        content.file_refused(context, message, refusal)
        if said is None:
            return
    if said is None and media_id is None:
        raise Refused("collect-not-kept")
    sent = noting.Sent(message.chat.id, message.message_id, said, media_id, message.media_group_id, more)
    if await noting.note(context, draft, sent) is None:
        context.say.send(context.words("patrol-file-twice"))


async def _placed(context: Context, draft: Draft, pin: Pin) -> Shown:
    """Take a pin; where it was waited for, the patrol is submitted with it."""
    await patrols.place(context, draft, pin)
    shown: Card | None = None
    if drafts.fields(draft, PatrolFields).page == PLACE:
        shown = await _submit(context, draft, "")
    replace(context, draft, shown or await draw(context, draft))
    return None


def _answer_in(context: Context, said: str) -> PatrolAnswer | None:
    """Return the answer that a short message says in so many words."""
    bare = said.strip(" 。.!！").casefold()
    texts = context.town.texts
    for one in PatrolAnswer:
        key = f"patrol-words-{hyphened(one.value)}"
        if any(bare in texts[language].plain(key).split("|") for language in texts.languages):
            return one
    return None


async def _say(context: Context, draft: Draft, choice: str) -> None:
    place, value = parts_in(choice, 2)
    await patrols.answer(context, draft, _place_in(draft, place), choice_in(value, PatrolAnswer))


async def _take_back(context: Context, draft: Draft, choice: str) -> None:
    await patrols.take_back(context, draft, _place_in(draft, choice))


def _place_in(draft: Draft, choice: str, *, beside: bool = False) -> int:
    count = len(drafts.fields(draft, PatrolFields).items)
    return number_in(choice, most=count if beside else count - 1)


async def _go(context: Context, draft: Draft, choice: str) -> None:
    await patrols.turn(context, draft, _place_in(draft, choice))


async def _next(context: Context, draft: Draft, choice: str) -> None:
    fields = drafts.fields(draft, PatrolFields)
    await patrols.turn(context, draft, patrols.next_open(fields, _place_in(draft, choice)))


async def _file(context: Context, draft: Draft, choice: str, *, kind: Kind) -> None:
    case = await findings.file(context, draft, _place_in(draft, choice, beside=True), kind)
    context.say.toast(context.words.plain("patrol-filed", number=case.number), alert=True)


async def _same(context: Context, draft: Draft, choice: str) -> None:
    case = await findings.join(context, draft, _place_in(draft, choice))
    context.say.toast(context.words.plain("patrol-joined", number=case.number), alert=True)


async def _rest(context: Context, draft: Draft, choice: str) -> Card | None:
    fields = await patrols.rest_normal(context, draft)
    if fields.unanswered:
        context.say.toast(context.words.plain("patrol-what-of", number=fields.unanswered[0] + 1), alert=True)
        return None
    return await _submit(context, draft, "")


async def _submit(context: Context, draft: Draft, choice: str) -> Card | None:
    """Submit; where the place is missing or far, ask first."""
    fields, point = drafts.fields(draft, PatrolFields), await patrols.point_of(context, draft)
    missing = patrols.lacks(context, fields, point)
    if missing is not None:
        if fields.unanswered:
            raise missing
        await drafts.patch(context.session, draft, PatrolFields, context.now, page=PLACE)
        return None
    done = await patrols.submit(context, draft)
    numbers = [part.number for part in drafts.fields(draft, PatrolFields).parts if part.number]
    return card_of(
        cards.result(context.town, context.words, point, done.patrol, done.duties, numbers),
        context.offer("patrol-record-view", cards.RECORD, done.patrol.id),
        context.offer("patrol-back", cards.LIST),
    )


async def _here(context: Context, draft: Draft, choice: str) -> Card | None:
    await drafts.patch(context.session, draft, PatrolFields, context.now, far_confirmed=True)
    return await _submit(context, draft, "")


async def _no_place(context: Context, draft: Draft, choice: str) -> Card | None:
    await drafts.patch(context.session, draft, PatrolFields, context.now, no_place=True)
    return await _submit(context, draft, "")


async def _back(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, PatrolFields, context.now, page="")


async def _show(context: Context, draft: Draft, choice: str) -> Literal[False]:
    """Bring a patrol that was broken off back to the end of the chat; the next message belongs to it."""
    await _back(context, draft, choice)
    await FORM.show(context, draft)
    return False


async def _later(context: Context, draft: Draft, choice: str) -> Card:
    """Put the patrol aside; the list of points brings it back."""
    await drafts.shelve(context.session, draft, context.now)
    return card_of(context.words("patrol-shelved"), FORM.offer(context, draft, "patrol-go-on", "show"))


FORM.answer(
    router,
    "patrol-cancelled",
    {
        "say": _say,
        "redo": _take_back,
        "show": _show,
        "go": _go,
        "next": _next,
        "hazard": partial(_file, kind=Kind.HAZARD),
        "incident": partial(_file, kind=Kind.INCIDENT),
        "same": _same,
        "rest": _rest,
        "submit": _submit,
        "here": _here,
        "noplace": _no_place,
        "back": _back,
        "later": _later,
    },
)
