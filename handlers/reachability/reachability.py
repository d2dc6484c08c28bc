"""The reachability test in chat (联络测试): whom it would ask, one press that sends it, the answer, the result."""

from aiogram.filters import Command
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.kit import Context, Press, router_of
from handlers.kit.lists import pager
from models import ReachabilityTest
from models.enums import Action
from services.cards.card import Card, button
from services.core.paging import cut
from services.people.access import villages_of
from services.people.affiliation import Places
from services.reachability import asking, blockers, cards, result, workbook
from services.reachability.cards import A_PAGE, ANSWER, LOOK, OUT, SEE, SEND, SHEET, UNREACHED
from services.remediation import tasks

router = router_of("reachability")


@router.message(Command("reachtest"))
async def wanted(message: Message, context: Context) -> None:
    """Show whom a test would ask."""
    context.say.send(await _preview(context))


@router.callback_query(Press.of(LOOK))
async def looked(query: CallbackQuery, context: Context) -> None:
    """Come back to it."""
    context.say.edit(await _preview(context))


@router.callback_query(Press.of(UNREACHED))
async def away(query: CallbackQuery, press: Press, context: Context) -> None:
    """Name who cannot be reached now, by pages."""
    found = await asking.look(context.act)
    listing = cut([one for one in found.people if one.person_id in found.unreached], press.number, A_PAGE)
    text = cards.unreached(context.town, context.words, listing, found)
    rows = pager(listing, lambda to: (UNREACHED, "", str(to)))
    context.say.edit(Card(text=text, rows=(*rows, (button(context.words.plain("reach-back"), LOOK),))))


@router.callback_query(Press.of(SEND))
async def send(query: CallbackQuery, context: Context) -> None:
    """Send it; a second presser is told that it was sent just now."""
    test = await asking.start(context.act)
    context.say.toast(context.words.plain("reach-sent"))
    context.say.edit(await _result(context, test))


@router.callback_query(Press.of(ANSWER))
async def received(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a person's answer, also a late one."""
    test, key = await asking.answer(context.act, press.id)
    context.say.toast(context.words.plain(key))
    context.say.edit(cards.answered(context.words, test, key))


@router.callback_query(Press.of(SEE))
async def seen(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show how a test stands."""
    test = await asking.seen_by(context.session, context.actor, press.id)
    context.say.edit(await _result(context, test))


@router.callback_query(Press.of(OUT))
async def out(query: CallbackQuery, press: Press, context: Context) -> None:
    """Name whom a test did not reach, gravest first, by pages."""
    test = await asking.seen_by(context.session, context.actor, press.id)
    found = await result.out_of_reach(context.session, test)
    listing = cut(found, press.number, A_PAGE)
    text = cards.out_of_reach(context.town, context.words, test, listing)
    rows = pager(listing, lambda to: (OUT, str(test.id), str(to)))
    context.say.edit(Card(text=text, rows=(*rows, (button(context.words.plain("reach-back"), SEE, test.id),))))


@router.callback_query(Press.of(SHEET))
async def sheet(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send it as an Excel file."""
    name, content = await workbook.workbook(context.act, press.id)
    if context.say.chat_id is not None:
        context.say.action("upload_document")
        context.say.call(SendDocument(chat_id=context.say.chat_id, document=BufferedInputFile(content, filename=name)))


async def _preview(context: Context) -> Card:
    found = await asking.look(context.act)
    villages = villages_of(context.actor, Action.TEST_REACHABILITY)
    open_tasks, _ = await tasks.count(context.act)
    return cards.preview(
        context.town,
        context.words,
        found,
        await Places.load(context.session),
        await blockers.of(context.act, villages),
        await asking.newest(context.session, context.actor),
        open_tasks,
    )


async def _result(context: Context, test: ReachabilityTest) -> Card:
    found = await result.of(context.session, test)
    return cards.result(context.town, context.words, found)
