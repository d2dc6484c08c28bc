"""A message to many in chat (群发): put together on one card, looked at with its list, sent or sent on for consent."""

import unicodedata

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.broadcasts.audience import DRAFT, PICK, chosen
from handlers.kit import Context, Press, Waits, lists, prompts, router_of
from models import Broadcast
from models.enums import Action, BroadcastLevel, BroadcastState
from services.broadcasts import broadcasts, cards, consent, sending
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.errors import Refused, Stale
from services.core.paging import cut
from services.messaging.audiences import Audience
from services.people.access import require

HOME, NEW = "bc_home", "bc_new"
LOOK = "bc_look"
"""The preview; its extra is the page of names."""
SEND, TAKE_BACK = "bc_send", "bc_undo"
NAMES = 15
"""Persons on a page of the preview."""

router = router_of("broadcast")


class Writing(StatesGroup):
    """What the next words are."""

    text = State()
    count = State()


@router.message(Command("broadcast"))
async def wanted(message: Message, context: Context) -> None:
    """Show what was sent lately, and offer a new one."""
    context.say.send(await home(context))


@router.callback_query(Press.of(HOME))
async def back_home(query: CallbackQuery, context: Context) -> None:
    """Show the list in place of a card."""
    context.say.edit(await home(context))


async def home(context: Context) -> Card:
    """Return the newest messages, each leading to how it stands."""
    words = context.words
    found = await broadcasts.recent(context.session, context.actor)
    rows: list[tuple[Button, ...]] = [(button(words.plain("broadcast-new"), NEW),)]
    rows += [(button(cards.title(context.town, words, one), cards.SEE, one.id),) for one in found]
    return Card(text=words("broadcast-home", count=len(found)), rows=tuple(rows))


@router.callback_query(Press.of(NEW))
async def new(query: CallbackQuery, context: Context) -> None:
    """Open the actor's draft; words that are sent now are its text."""
    draft = await broadcasts.begin(context.act)
    await listen(context, draft)
    context.say.edit(await draft_card(context, draft))


@router.callback_query(Press.of(DRAFT))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do what a button of the card asks."""
    session, actor, number = context.session, context.actor, press.id
    verb, choice = press.verb, press.choice
    match verb:
        case "l":
            draft = await broadcasts.grade(context.act, number, BroadcastLevel(choice))
        case "d" if not context.settings.drill:
            draft = await broadcasts.change(session, actor, number, drill=choice == "1")
        case "c":
            draft = await broadcasts.change(session, actor, number, confirmed=choice == "1")
        case "g":
            draft = await broadcasts.change(session, actor, number, groups=choice == "1")
        case "t" if choice:
            templates = context.settings.broadcasts.templates
            if int(choice) >= len(templates):  # the settings have changed since the list was shown
                raise Stale("broadcast-template-gone")
            draft = await broadcasts.change(session, actor, number, text=templates[int(choice)].text)
        case "t":
            draft = await broadcasts.own(session, actor, number)
            context.say.edit(_templates(context, draft))
            return
        case "drop":
            await broadcasts.drop(context.act, number)
            await prompts.stopped(context, f"{DRAFT}.{number}")
            context.say.edit(context.words("broadcast-dropped"))
            return
        case _:
            draft = await broadcasts.own(session, actor, number)
    await listen(context, draft)
    context.say.edit(await draft_card(context, draft))


@router.message(Waits(Writing.text), F.text)
async def written(message: Message, context: Context) -> None:
    """Take the words; what was there before is replaced, and the card says so."""
    number = int((await context.state.get_data())["broadcast"])
    check = broadcasts.own(context.session, context.actor, number)
    if not await prompts.still(context, check):
        return
    draft = await broadcasts.change(context.session, context.actor, number, text=(message.text or "").strip())
    await listen(context, draft)
    context.say.send(await draft_card(context, draft))


@router.message(Waits(Writing.text), ~F.text)
async def not_words(message: Message, context: Context) -> None:
    """Say that words are wanted: a picture would go nowhere."""
    context.say.send(context.words("ask-words-wanted"))


@router.callback_query(Press.of(LOOK))
async def look(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the message as everybody gets it, and the list by names."""
    draft, found = await broadcasts.look(context.act, press.id)
    await prompts.stopped(context, f"{DRAFT}.{draft.id}")
    context.say.edit(preview(context, draft, found, press.number))


@router.callback_query(Press.of(SEND))
async def send(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send, or ask the second person; for the whole town the head-count is typed first."""
    draft = await broadcasts.own(context.session, context.actor, press.id)
    if broadcasts.selection(draft).everyone:
        found = await broadcasts.audience(context.act, draft)
        about = f"{SEND}.{draft.id}"
        await prompts.begin(context, Writing.count, about, broadcast=draft.id)
        text = context.words("broadcast-type-count", count=len(found.people))
        context.say.send(Card(text=text, rows=(prompts.stop(context.words, about),)))
        return
    sent = await consent.send(context.act, draft.id)
    context.say.edit(await after(context, sent))


@router.message(Waits(Writing.count), F.text)
async def typed(message: Message, context: Context) -> None:
    """Take the head-count that confirms a message to the whole town."""
    number = int((await context.state.get_data())["broadcast"])
    if not await prompts.still(context, broadcasts.own(context.session, context.actor, number)):
        return
    said = unicodedata.normalize("NFKC", message.text or "").strip()
    count = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
    try:
        sent = await consent.send(context.act, number, typed=count)
    except Refused as refusal:
        if refusal.key != "broadcast-type-count":
            await context.state.clear()
        context.say.send(refusal.in_words(context.words))
        return
    await context.state.clear()
    context.say.send(await after(context, sent))


@router.callback_query(Press.of(TAKE_BACK))
async def taken_back(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take the question for consent back: the draft can be changed again."""
    draft = await consent.take_back(context.act, press.id)
    context.say.edit(await draft_card(context, draft))


async def after(context: Context, sent: Broadcast) -> Card:
    """Return what the author sees once it is sent, or while the second person is asked."""
    words = context.words
    if sent.state is BroadcastState.AWAITING:
        minutes = context.settings.broadcasts.consent_lasts.total_seconds() // 60
        rows = ((button(words.plain("broadcast-take-back"), TAKE_BACK, sent.id),),)
        return Card(
            text=wording.marked(words, words("broadcast-asked", minutes=int(minutes)), drill=sent.drill), rows=rows
        )
    return await state_card(context, sent)


async def state_card(context: Context, sent: Broadcast) -> Card:
    """Return how a message that was sent stands."""
    stand = await sending.standing(context.session, sent)
    return cards.sent(context.town, context.words, sent, stand.counts, stand.failed, corrected=stand.corrected)


async def draft_card(context: Context, draft: Broadcast) -> Card:
    """Return the card on which a message is put together."""
    words = context.words
    found = await broadcasts.audience(context.act, draft)
    lacks = broadcasts.faults(draft, found)
    rows: list[tuple[Button, ...]] = []
    if draft.corrects_id is None:
        rows += cards.level_buttons(words, draft, DRAFT)
        rows += _choices(context, draft)
    if not lacks:
        rows.append((button(words.plain("broadcast-look"), LOOK, draft.id),))
    rows.append(
        (button(words.plain("broadcast-drop"), DRAFT, draft.id, "drop"), button(words.plain("broadcast-list"), HOME))
    )
    text = lines(
        words("broadcast-draft"),
        await chosen(context, draft),
        cards.who(words, found, groups=draft.groups),
        below(words("broadcast-quote", text=draft.text) if draft.text else words("broadcast-no-text")),
        below(words("broadcast-lacks", missing=words.plain("list-comma").join(words.plain(one) for one in lacks)))
        if lacks
        else None,
    )
    return Card(text=text, rows=tuple(rows))


def _choices(context: Context, draft: Broadcast) -> list[tuple[Button, ...]]:
    words, rows = context.words, []
    if not context.settings.drill:
        rows.append(cards.live_or_drill(words, DRAFT, draft.id, draft.drill))
    first = [button(words.plain("broadcast-pick"), PICK, draft.id)]
    if context.settings.broadcasts.templates:
        first.append(button(words.plain("broadcast-template"), DRAFT, draft.id, "t"))
    rows.append(tuple(first))
    rows.append(
        tuple(
            button(
                words.plain(f"broadcast-option-{key}", chosen="yes" if on else "no"),
                DRAFT,
                draft.id,
                f"{key[0]}.{int(not on)}",
            )
            for key, on in (("confirm", draft.confirmed), ("groups", draft.groups))
        )
    )
    return rows


def _templates(context: Context, draft: Broadcast) -> Card:
    templates = context.settings.broadcasts.templates
    rows = [(button(one.name, DRAFT, draft.id, f"t.{number}"),) for number, one in enumerate(templates)]
    rows.append((button(context.words.plain("broadcast-back"), DRAFT, draft.id),))
    return Card(text=context.words("broadcast-which-template"), rows=tuple(rows))


def preview(context: Context, draft: Broadcast, found: Audience, page: int) -> Card:
    """Return the message as it will be seen, and a page of the list by names."""
    words, town = context.words, context.town
    shown = cut(found.people, page, NAMES)
    listed = [cards.person(town, words, one, found.unreached.get(one.person_id)) for one in shown.entries]
    grave = broadcasts.needs_consent(town, draft)
    text = lines(
        words("broadcast-preview"),
        words("broadcast-quote", text=Markup(cards.message(town, words, draft).text)),
        below(cards.who(words, found, groups=draft.groups)),
        words("broadcast-names", page=shown.page + 1, pages=shown.pages),
        *listed,
    )
    go = button(words.plain("broadcast-ask" if grave else "broadcast-send", count=len(found.people)), SEND, draft.id)
    rows = lists.pager(shown, lambda to: (LOOK, str(draft.id), str(to)))
    rows += [(go,), (button(words.plain("broadcast-back"), DRAFT, draft.id),)]
    return Card(text=text, rows=tuple(rows))


async def listen(context: Context, draft: Broadcast) -> None:
    """Take what is written next for the draft's text."""
    require(context.actor, Action.BROADCAST)
    await prompts.begin(context, Writing.text, f"{DRAFT}.{draft.id}", broadcast=draft.id)
