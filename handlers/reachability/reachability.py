"""The reachability test in chat (联络测试): the people it would ask, the sending, the answer, the result."""

from handlers.kit import Context, Press, card_of, pager, router_of
from models import ReachabilityTest
from models.enums import Action
from services.cards.card import Card
from services.core.paging import cut
from services.messaging import roll_calls
from services.people.access import villages_of
from services.people.affiliation import Places
from services.reachability import asking, blockers, cards, result, workbook
from services.reachability.cards import A_PAGE, ANSWER, LOOK, OUT, SEE, SEND, SHEET, UNREACHED
from services.remediation import tasks

router = router_of("reachability")


@router.command("reachtest")
@router.press(LOOK)
async def preview(context: Context) -> Card:
    """Show the people that a test would ask."""
    open_tasks, _ = await tasks.count(context)
    return cards.preview(
        context.town,
        context.words,
        await asking.look(context),
        await Places.load(context.session),
        await blockers.of(context, villages_of(context.actor, Action.TEST_REACHABILITY)),
        await asking.newest(context.session, context.actor),
        open_tasks,
    )


@router.press(UNREACHED)
async def away(context: Context, press: Press) -> Card:
    """Name who cannot be reached now, by pages."""
    found = await asking.look(context)
    listing = cut([one for one in found.people if one.person_id in found.unreached], press.number, A_PAGE)
    text = cards.unreached(context.town, context.words, listing, found)
    return card_of(text, pager(listing, lambda to: (UNREACHED, "", to)), context.offer("reach-back", LOOK))


@router.press(SEND)
async def send(context: Context) -> Card:
    """Send the test; a second presser learns that it was sent just now."""
    test = await asking.start(context)
    context.say.toast(context.words.plain("reach-sent"))
    return await _result(context, test)


@router.press(ANSWER)
async def received(context: Context, press: Press) -> None:
    """Take a person's answer, also a late one."""
    test, key = await asking.answer(context, press.id)
    context.say.toast(context.words.plain(key))
    card = cards.answered(context.words, test, key)
    await context.show_standing(roll_calls.place(test.roll_call_id), card, card.text)


@router.press(SEE)
async def seen(context: Context, press: Press) -> Card:
    """Show how a test stands."""
    return await _result(context, await asking.seen_by(context.session, context.actor, press.id))


@router.press(OUT)
async def out(context: Context, press: Press) -> Card:
    """Name the people that a test did not reach, gravest first, by pages."""
    test = await asking.seen_by(context.session, context.actor, press.id)
    listing = cut(await result.out_of_reach(context.session, test), press.number, A_PAGE)
    text = cards.out_of_reach(context.town, context.words, test, listing)
    return card_of(text, pager(listing, lambda to: (OUT, test.id, to)), context.offer("reach-back", SEE, test.id))


@router.press(SHEET)
async def sheet(context: Context, press: Press) -> None:
    """Send the result as an Excel file."""
    context.say.document(*await workbook.workbook(context, press.id), busy=True)


async def _result(context: Context, test: ReachabilityTest) -> Card:
    return cards.result(context.town, context.words, await result.of(context.session, test))
