"""Getting in (I8): strangers are asked who they are and told whom to call; the station issues one-time codes."""

import unicodedata
from datetime import datetime

import structlog
from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts.middleware import is_command
from handlers.kit import Context, Press, router_of
from handlers.kit.answers import Answers
from handlers.menu.menu import Menu, hint
from models import Draft
from models.enums import Action
from services.accounts import login
from services.accounts.login import Admission, Entry
from services.accounts.one_time_codes import CODE_DIGITS
from services.cards.card import Card, button
from services.cards.masking import masked_phone
from services.core.act import Act, Actor, Moment
from services.core.town import Town
from services.people import affiliation, directory
from services.people.access import require
from services.squads import invitations
from services.squads import joining as squads_joining
from texts import Words

log = structlog.get_logger(__name__)

strangers = Router(name="strangers")
router = router_of("identity")

ISSUE = "issue_code"
JOIN = "join"
"""Under this the conversation of somebody who still has to log in keeps by which invitation they came."""


async def is_stranger(event: TelegramObject, actor: Actor | None = None) -> bool:
    """Whether nobody of the roster acts."""
    return actor is None


for observer in (strangers.message, strangers.edited_message, strangers.callback_query):
    observer.filter(is_stranger)


@strangers.message()
async def meet(
    message: Message,
    session: AsyncSession,
    town: Town,
    words: Words,
    say: Answers,
    now: datetime,
    state: FSMContext,
    menu: Menu,
) -> None:
    """Let a stranger in by the stranger's own contact or a code; anything else is refused, and logged without content.

    A stranger with a squad's invitation is asked to log in first; then the invitation counts.
    """
    if message.from_user is None:
        return
    moment, account, call = Moment(session, town, now), message.from_user.id, town.settings.login.call
    code = unicodedata.normalize("NFKC", message.text or "").replace(" ", "")
    if message.contact is not None:
        contact = message.contact
        admission = await login.enter_by_contact(
            moment, telegram_id=account, contact_user_id=contact.user_id, phone=contact.phone_number
        )
    elif code.isdecimal() and len(code) == CODE_DIGITS:
        admission = await login.enter_by_code(moment, telegram_id=account, code=code)
    elif is_command(message) and (message.text or "").startswith("/start"):
        if (invitation := invitations.invited_by(message.text or "")) is not None:
            await state.update_data({JOIN: invitation})
        town_name = town.settings.name.in_language(words.language)
        say.send(words("identity-hello", town=town_name, call=call), reply_keyboard=_sharing(words))
        return
    else:
        log.info("stranger_refused", telegram_id=account, content_type=str(message.content_type))
        say.send(words("identity-refused", call=call), reply_keyboard=_sharing(words))
        return
    log.info("stranger_tried", telegram_id=account, outcome=admission.entry.value, left=admission.left)
    if admission.actor is None or admission.entry not in (Entry.WELCOME, Entry.ALREADY):
        _refuse(admission, words, say, call)
        return
    act = moment.by(admission.actor)
    await welcome(act, say, menu)
    if (invitation := (await state.get_data()).get(JOIN)) is not None:
        await state.set_data({})
        await _arrive(act, invitation, say, menu)


@strangers.callback_query()
async def refuse_press(query: CallbackQuery, town: Town, words: Words, say: Answers) -> None:
    """Refuse an old button of somebody who has left, or of a forwarded card."""
    log.info("stranger_refused", telegram_id=query.from_user.id, content_type="press")
    say.toast(words.plain("identity-no-entry", call=town.settings.login.call), alert=True)


@strangers.edited_message()
async def pass_over(message: Message) -> None:
    """Nothing a stranger wrote was taken in, so there is nothing to correct."""


def _refuse(admission: Admission, words: Words, say: Answers, call: str) -> None:
    """Say why a stranger is not let in, and how many attempts are left."""
    key = f"identity-{admission.entry.value.replace('_', '-')}"
    if admission.entry in (Entry.UNKNOWN, Entry.NOT_YOUR_CONTACT) and admission.left == 0:
        key = "identity-locked"
    if key == "identity-locked":
        say.send(words(key, call=call), reply_keyboard=ReplyKeyboardRemove())
        return
    arguments = {"left": admission.left} if admission.entry is not Entry.NO_POST else {}
    say.send(words(key, call=call, **arguments), reply_keyboard=_sharing(words))


async def welcome(act: Act, say: Answers, menu: Menu) -> None:
    """Greet a person by name and posts, in the person's language, and show the menu."""
    words = act.town.words(act.actor.language)
    posts = await affiliation.posts_of(act, words)
    said = "\n".join(words("identity-post", post=post) for post in posts)
    say.person_id = act.actor.person_id
    greeting = words("identity-welcome", name=act.actor.name)
    menu.home(act.actor, words, say, greeting + "\n" + said + "\n\n" + hint(act.actor, words))


def _sharing(words: Words) -> ReplyKeyboardMarkup:
    assignment = KeyboardButton(text=words.plain("identity-share"), request_contact=True)
    return ReplyKeyboardMarkup(keyboard=[[assignment]], resize_keyboard=True, is_persistent=True)


@router.message(Command("start"))
async def start(message: Message, context: Context, menu: Menu) -> None:
    """Greet a person who is known already; one who was invited into a squad is told how that stands."""
    if (invitation := invitations.invited_by(message.text or "")) is not None:
        await _arrive(context.act, invitation, context.say, menu)
        return
    await welcome(context.act, context.say, menu)


async def _arrive(act: Act, invitation: str, say: Answers, menu: Menu) -> None:
    words = act.town.words(act.actor.language)
    arrival, squad = await squads_joining.arrive(act, invitation)
    name = squad.name if squad is not None else ""
    menu.home(act.actor, words, say, words(f"join-{arrival.value.replace('_', '-')}", squad=name))


async def is_code_again(event: TelegramObject, draft: Draft | None = None, raw_state: str | None = None) -> bool:
    """Whether somebody who is known sends six digits out of nowhere: a login code, once more."""
    text = event.text or "" if isinstance(event, Message) and event.chat.type == ChatType.PRIVATE else ""
    return draft is None and raw_state is None and text.isdecimal() and len(text) == CODE_DIGITS


@router.message(is_code_again)
async def code_again(message: Message, context: Context) -> None:
    """Say that no code is needed; it is no report."""
    context.say.send(context.words("identity-code-again"))


class Asking(StatesGroup):
    """What the next words are for."""

    for_whom = State()


@router.message(Command("code"))
async def code(message: Message, command: CommandObject, context: Context) -> None:
    """Issue a one-time code to a person named by phone or name; without either, ask for it."""
    require(context.actor, Action.ISSUE_CODE)
    if not command.args:
        await context.state.set_state(Asking.for_whom)
        context.say.send(context.words("code-ask"))
        return
    await _look_up(context, command.args)


@router.message(StateFilter(Asking.for_whom), F.text | F.contact)
async def named(message: Message, context: Context) -> None:
    """Issue the code to whom the words, or a contact card, name; asked again until somebody is found."""
    wanted = message.contact.phone_number if message.contact else message.text
    if wanted and await _look_up(context, wanted):
        await context.state.clear()


async def _look_up(context: Context, wanted: str) -> bool:
    words = context.words
    found = await login.find(context.session, context.actor, wanted)
    if not found:
        context.say.send(words("code-nobody", wanted=wanted[:40]))
        return False
    if len(found) == 1:
        await _issue(context, found[0].person_id)
        return True
    rows = []
    for person in found:
        posts = await affiliation.posts_of(context.act.by(person), words)
        label = words.plain(
            "code-person", name=person.name, phone=masked_phone(person.phone), post=posts[0] if posts else ""
        )
        rows.append((button(label, ISSUE, person.person_id),))
    context.say.send(Card(text=words("code-several", wanted=wanted[:40]), rows=tuple(rows)))
    return True


@router.callback_query(Press.of(ISSUE))
async def issue(query: CallbackQuery, press: Press, context: Context) -> None:
    """Issue the code to the person chosen among several."""
    await _issue(context, press.id)


async def _issue(context: Context, person_id: int) -> None:
    issued, ends = await login.issue_code(context.act, context.actor, person_id)
    name = (await directory.names(context.session, [person_id])).get(person_id, "")
    text = context.words("code-issued", name=name, code=issued, until=context.time(ends))
    context.say.show(text, in_place=context.say.pressed is not None)
