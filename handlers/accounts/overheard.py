"""Words to the bot that nobody is served for: in a group, and from people who are not logged in.

A danger among them still reaches the station. The bot still reads nothing that people say to each other.
"""

from dataclasses import replace

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.drafts.commands import split
from handlers.filing import refused, taking_in
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, card_of
from models import Case
from models.enums import DraftKind, DraftState
from services.core.act import Moment
from services.drafts import contents, drafts
from services.filing import filing
from services.filing import refused as filing_refused
from services.filing.fields import ReportFields
from services.filing.refused import Speaker
from services.filing.supplements import LATE_WINDOW
from services.messaging import messages
from services.messaging.kinds import ANSWER
from texts import Words

OF_GROUPS = frozenset({"bind", "help", "start"})
"""Commands that a group has an answer to."""
MOST_HEARD = 10
"""Messages of one stranger that the station is told within half an hour, from the one on that names a danger."""
UNTIL, COUNT = "heard_until", "heard"


async def is_meant(message: Message, bot: Bot) -> bool:
    """Whether a message in a group is for the bot: a command, or an answer to something that the bot said."""
    said = message.text or message.caption or ""
    name, _ = split(said)
    if name is not None and name not in OF_GROUPS:
        asked = said.split()[0].partition("@")[2]
        return not asked or asked.casefold() == ((await bot.me()).username or "").casefold()
    answered = message.reply_to_message
    return name is None and answered is not None and answered.from_user is not None and answered.from_user.id == bot.id


async def in_group(context: Context, message: Message, *, more: bool) -> bool:
    """Keep what somebody of the roster says to the bot in a group; ``/sos`` there is an alarm like any other.

    Answers that name no danger, like "on my way", are for the people there.
    """
    name, _ = split(message.text or message.caption or "")
    has_content = drafts_content.has_content(message)
    if name != "sos" and not (has_content and refused.worth_keeping(context, message, answer=name is None)):
        return False
    if name == "sos":
        await _alarm(context, message)
        return True
    draft = await filing_refused.beside(context)
    await taking_in.put(context, draft, message, more=more)
    said = filing_words.said_in(context, message)
    speaker = filing_refused.of_roster(context, context.actor, message.chat.title)
    await filing_refused.tell(context, said, speaker, draft=draft)
    card = card_of(
        context.words("refused-beside", told="yes"), context.offer("refused-open", REPORT, draft.id, "resume")
    )
    await messages.tell(context, [context.actor], card, ANSWER, about=("kept", *said.about))
    if not more:
        context.say.send(context.words("group-heard"))
    return True


async def corrected(context: Context, message: Message) -> bool:
    """Whether an edited message had been kept; then its new words are too."""
    at = {"chat_id": message.chat.id, "message_id": message.message_id}
    if (text := drafts_content.words_of(message)) is not None:
        found = await filing.correct(context, text=text, **at)
        if isinstance(found, Case):
            await filing_words.alarm(context, message, found)
    return await filing.knows(context.session, **at)


async def _alarm(context: Context, message: Message) -> None:
    """Send a danger to life from a group; the reporter goes on in the private chat, by the receipt."""
    draft = await drafts.keep(
        context.session,
        context.actor,
        DraftKind.REPORT,
        ReportFields(),
        now=context.now,
        subject_id=None,
        state=DraftState.SHELVED,
    )
    if drafts_content.has_content(message):
        await taking_in.put(context, draft, message)
    else:
        at = {"chat_id": message.chat.id, "message_id": message.message_id}
        await contents.refer(context.session, **at, draft_id=draft.id, case_id=None, text="")
    case = await filing.send_ahead(context, draft)
    await drafts.finish(context.session, draft, context.now, case_id=case.id)
    context.say.send(context.words("group-sos", number=case.number))


async def expect(message: Message, state: FSMContext, moment: Moment) -> None:
    """Have the station told of what a stranger says next, after a ``/sos`` that said nothing."""
    data, now = await state.get_data(), moment.now.timestamp()
    if now >= data.get(UNTIL, 0):
        await state.update_data({UNTIL: now + LATE_WINDOW.total_seconds(), COUNT: 1})


async def from_stranger(moment: Moment, message: Message, state: FSMContext) -> bool:
    """Tell the station what a stranger says about a danger, and the next messages; not without end.

    Somebody who has left the roster is known, and is heard whatever the words are.
    """
    if message.from_user is None or not drafts_content.has_content(message):
        return False
    said, data, now = filing_words.said_in(moment, message), await state.get_data(), moment.now.timestamp()
    count = data.get(COUNT, 0) if now < data.get(UNTIL, 0) else 0
    user = message.from_user
    alarm = split(message.text or message.caption or "")[0] == "sos"
    former = await filing_refused.former(moment, user.id)
    if count >= MOST_HEARD or not (count or alarm or said.deadly or former is not None):
        return False
    until = data[UNTIL] if count else now + LATE_WINDOW.total_seconds()
    await state.update_data({UNTIL: until, COUNT: count + 1})
    account = f"@{user.username}" if user.username else str(user.id)

    def called(words: Words) -> str:
        return words.plain("refused-stranger", name=user.full_name, account=account)

    speaker = replace(former or Speaker(called), group=message.chat.title)
    await filing_refused.tell(moment, said, speaker)
    return True
