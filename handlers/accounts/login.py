"""Getting in (I8): strangers say who they are and learn the number to call; the station issues one-time codes."""

import unicodedata

import structlog
from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import (
    CallbackQuery,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)

from handlers.accounts import overheard
from handlers.accounts.groups import OPEN_TO_GROUPS
from handlers.drafts.commands import is_command, split
from handlers.filing.words import speaks
from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.answers import Answers
from handlers.kit.routers import LINKS, any_words
from handlers.menu.menu import Menu, hint
from handlers.menu.order import SOS
from models import Draft
from models.enums import Action
from services.accounts import introductions, login
from services.accounts import strangers as unknown
from services.accounts.login import Admission, LoginResult
from services.accounts.one_time_codes import CODE_DIGITS
from services.cards.card import Card
from services.cards.masking import masked_phone
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused
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
    """Whether the sender is not on the roster."""
    return actor is None


for observer in (strangers.message, strangers.edited_message, strangers.callback_query):
    observer.filter(is_stranger)


@strangers.message()
async def meet(message: Message, moment: Moment, words: Words, say: Answers, state: FSMContext, menu: Menu) -> None:
    """Let a stranger in by the stranger's own contact or a code; anything else is refused, and logged without content.

    A stranger with a squad's invitation is asked to log in first; then the invitation counts. A stranger who
    writes on and on is answered rarely.
    """
    if message.from_user is None:
        return
    town, account, call = moment.town, message.from_user.id, moment.town.settings.login.call
    await unknown.count(moment, account)
    code = unicodedata.normalize("NFKC", message.text or "").replace(" ", "")
    if message.contact is not None:
        contact = message.contact
        admission = await login.enter_by_contact(
            moment, telegram_id=account, contact_user_id=contact.user_id, phone=contact.phone_number
        )
    elif code.isdecimal() and len(code) == CODE_DIGITS:
        admission = await login.enter_by_code(moment, telegram_id=account, code=code)
    elif split(message.text or "") == (SOS, ""):
        await overheard.expect(message, state, moment)
        if await unknown.is_due(moment, account, SOS):
            say.send(words("identity-sos", call=call), reply_keyboard=_sharing(words))
        return
    elif is_command(message) and (message.text or "").startswith(("/start", "/help")):
        if (invitation := invitations.invited_by(message.text or "")) is not None:
            await state.update_data({JOIN: invitation})
        if await unknown.is_due(moment, account, "hello"):
            town_name = town.settings.name.in_language(words.language)
            key = "identity-scanned" if invitation is None and _is_link(message.text or "") else "identity-hello"
            say.send(words(key, town=town_name, call=call), reply_keyboard=_sharing(words))
        return
    else:
        heard = await overheard.from_stranger(moment, message, state)
        log.info("stranger_refused", telegram_id=account, content_type=str(message.content_type), told=heard)
        if heard or await unknown.is_due(moment, account, f"refused {message.content_type}"):
            say.send(
                words("identity-heard" if heard else "identity-refused", call=call), reply_keyboard=_sharing(words)
            )
        return
    log.info("stranger_tried", telegram_id=account, outcome=admission.result.value, left=admission.left)
    if admission.actor is None or admission.result not in (LoginResult.WELCOME, LoginResult.ALREADY):
        if await unknown.is_due(moment, account, f"{admission.result.value} {admission.left}"):
            _refuse(admission, words, say, call)
        return
    act = moment.by(admission.actor)
    await welcome(act, say, menu)
    if (invitation := (await state.get_data()).get(JOIN)) is not None:
        await state.set_data({})
        await _arrive(act, invitation, say, menu)


def _is_link(text: str) -> bool:
    """Whether /start came from a code on a printed card."""
    return text.partition(" ")[2].strip().casefold().startswith(tuple(LINKS))


async def is_alone(query: CallbackQuery) -> bool:
    """Whether a button is not one that everybody in a group may press."""
    in_group = query.message is not None and query.message.chat.type != ChatType.PRIVATE
    return not (in_group and (query.data or "").startswith(OPEN_TO_GROUPS))


@strangers.callback_query(is_alone)
async def refuse_press(query: CallbackQuery, moment: Moment, words: Words, say: Answers) -> None:
    """Refuse an old button of somebody who has left, or of a forwarded card."""
    log.info("stranger_refused", telegram_id=query.from_user.id, content_type="press")
    say.toast(words.plain("identity-no-entry", call=moment.town.settings.login.call), alert=True)


@strangers.edited_message()
async def edited(message: Message, moment: Moment, state: FSMContext) -> None:
    """Hear a danger that a stranger has written into an earlier message; any other edit changes nothing."""
    await overheard.from_stranger(moment, message, state)


def _refuse(admission: Admission, words: Words, say: Answers, call: str) -> None:
    """Say why a stranger is not let in, and how many attempts are left."""
    key = f"identity-{admission.result.value.replace('_', '-')}"
    if admission.result in (LoginResult.UNKNOWN, LoginResult.NOT_YOUR_CONTACT) and admission.left == 0:
        key = "identity-locked"
    locked = key == "identity-locked"
    arguments = {} if locked or admission.result is LoginResult.NO_POST else {"left": admission.left}
    keyboard = ReplyKeyboardRemove() if locked else _sharing(words)
    say.send(words(key, call=call, **arguments), reply_keyboard=keyboard)


async def welcome(act: Act, say: Answers, menu: Menu) -> None:
    """Greet a person by name and posts, in the person's language, and show the menu."""
    words = act.town.words(act.actor.language)
    posts = await affiliation.posts_of(act, words)
    said = "\n".join(words("identity-post", post=post) for post in posts)
    say.person_id = act.actor.person_id
    if act.actor.chat_id is not None:
        await introductions.again(act.session, act.actor.chat_id)
    greeting = words("identity-welcome", name=act.actor.name)
    menu.home(act.actor, words, say, greeting + "\n" + said + "\n\n" + hint(act.actor, words))


def _sharing(words: Words) -> ReplyKeyboardMarkup:
    share = KeyboardButton(text=words.plain("identity-share"), request_contact=True)
    return ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, is_persistent=True)


LINKS.add(invitations.PREFIX)


@router.command("start", takes=lambda words: words.casefold().startswith(tuple(LINKS)))
async def start(message: Message, context: Context, menu: Menu) -> None:
    """Greet a person who is known already; an invitation into a squad is answered instead."""
    if (invitation := invitations.invited_by(message.text or "")) is not None:
        await _arrive(context, invitation, context.say, menu)
        return
    await welcome(context, context.say, menu)


async def _arrive(act: Act, invitation: str, say: Answers, menu: Menu) -> None:
    words = act.town.words(act.actor.language)
    arrival, squad = await squads_joining.arrive(act, invitation)
    name = squad.name if squad is not None else ""
    menu.home(act.actor, words, say, words(f"join-{arrival.value.replace('_', '-')}", squad=name))


async def is_code_again(event: TelegramObject, draft: Draft | None = None, raw_state: str | None = None) -> bool:
    """Whether a known person sends six digits that nothing asked for: a login code, once more."""
    text = event.text or "" if isinstance(event, Message) and event.chat.type == ChatType.PRIVATE else ""
    return draft is None and raw_state is None and text.isdecimal() and len(text) == CODE_DIGITS


@router.message_of(is_code_again)
async def code_again(message: Message, context: Context) -> str:
    """Say that no code is needed; it is no report. A code that was used here works nowhere else any more."""
    others = await login.spend(context, unicodedata.normalize("NFKC", message.text or ""))
    return context.words("identity-code-of-another" if others else "identity-code-again")


FOR_WHOM = State("for_whom", "Asking")
"""The next words name the person who gets a code."""


@router.command("code", takes=any_words)
async def code(command: CommandObject, context: Context) -> Card | str:
    """Issue a one-time code to a person named by phone or name; without either, ask for it."""
    require(context.actor, Action.ISSUE_CODE)
    if not command.args:
        await context.state.set_state(FOR_WHOM)
        return context.words("code-ask")
    return await _look_up(context, command.args)


@router.message_of(StateFilter(FOR_WHOM), F.text | F.contact)
async def named(message: Message, context: Context) -> Card | str | None:
    """Issue the code to the person that the words, or a contact card, name; asked again until somebody is found."""
    wanted, card = message.text, message.contact
    if card is not None:  # the card of a Telegram account has the country code, an entry of an address book may not
        wanted = (login.telegrams_phone(card.phone_number) if card.user_id else None) or card.phone_number
    return await _look_up(context, wanted) if wanted else None


async def _look_up(context: Context, wanted: str) -> Card | str:
    words = context.words
    found = await login.find(context.session, context.actor, wanted)
    if not found:
        if speaks(context, wanted):
            raise Refused("code-nobody", wanted=wanted[:40])
        return words("code-nobody", wanted=wanted[:40])
    if await context.state.get_state() == FOR_WHOM.state:
        await context.state.clear()
    if len(found) == 1:
        return await issue(Press(action=ISSUE, subject=str(found[0].person_id)), context)
    rows = []
    for person in found:
        post = next(iter(await affiliation.posts_of(context.by(person), words)), "")
        phone = masked_phone(person.phone)
        rows.append(context.offer("code-person", ISSUE, person.person_id, name=person.name, phone=phone, post=post))
    return card_of(words("code-several", wanted=wanted[:40]), *rows)


@router.press(ISSUE)
async def issue(press: Press, context: Context) -> str:
    """Issue the code to one person, also to the one chosen among several."""
    issued, ends = await login.issue_code(context, context.actor, press.id)
    name = (await directory.names(context.session, [press.id])).get(press.id, "")
    return context.words("code-issued", name=name, code=issued, until=context.time(ends))
