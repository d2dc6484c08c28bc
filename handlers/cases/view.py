"""Opening a case: its card, its timeline, its files, its place. The same for everybody who may see it."""

from aiogram.methods import SendLocation

from handlers.kit import Context, Press, router_of, with_rows
from handlers.kit.buttons import number_in
from models import Case
from models.enums import Action
from services.cards.card import Card, Picture
from services.cases import actions, facts, timeline
from services.cases import card as cases_card
from services.cases.lifecycle import load_case, subject_of
from services.cases.lists import ListedCase
from services.media import attachments
from services.people.access import require
from texts import Words

OPEN = "open"
"""Open a case out of a list; the extra is the list's action and the place in it: ``queue.todo.-.0``."""

COMPARE = "compare"
"""Send the pictures from before and after the work."""

router = router_of("case")
links = router_of("case_links")


async def case_card(context: Context, case_id: int, *, more: bool = False) -> Card:
    """Return a case's card for the actor. Raises ``Forbidden`` or ``Stale``."""
    known = await facts.gather(context, await _seen(context, case_id))
    card = cases_card.card(context.town, known, context.actor, context.now)
    if not more:
        return card
    rows = actions.rows(known, context.actor, context.words, context.now, more=True)
    return card.model_copy(update={"rows": rows})


async def _seen(context: Context, case_id: int) -> Case:
    """Return a case the actor may see. Raises ``Forbidden`` or ``Stale``."""
    case = await load_case(context.session, case_id, lock=False)
    require(context.actor, Action.VIEW, await subject_of(context.session, case))
    return case


@links.scan(cases_card.LINK, r"\d{1,15}")
async def linked(context: Context, scanned: str) -> Card:
    """Show the case whose card in a group was opened here."""
    return await case_card(context, int(scanned))


@router.press("view", "more")
async def view(context: Context, press: Press) -> Card:
    """Show the case's card in place of the message, with the everyday or the rare buttons."""
    more = press.action == "more"
    if not more:
        await context.release_card()
    return await case_card(context, press.id, more=more)


@router.press("timeline")
async def show_timeline(context: Context, press: Press) -> Card:
    """Show a page of the timeline, the newest first time round."""
    return await timeline.page(context, press.id, number=number_in(press.extra, -1))


@router.press("files")
async def show_files(context: Context, press: Press) -> None:
    """Send every file of the case, each with its purpose."""
    words = context.words
    case = await _seen(context, press.id)
    context.say.files(
        Picture.of(
            one.media, label=words("case-file", number=case.number, purpose=words(f"purpose-{one.purpose.value}"))
        )
        for one in await attachments.of_case(context.session, case.id)
    )


@router.press(COMPARE)
async def compare(context: Context, press: Press) -> None:
    """Send the pictures from before and after the work, each with its label."""
    known = await facts.gather(context, await _seen(context, press.id))
    context.say.files(cases_card.compared(known, context.words))


@router.press("map")
async def show_map(context: Context, press: Press) -> None:
    """Send the case's pin."""
    case, say = await _seen(context, press.id), context.say
    if case.latitude is not None and case.longitude is not None and say.chat_id is not None:
        say.call(SendLocation(chat_id=say.chat_id, latitude=case.latitude, longitude=case.longitude))


@router.press(OPEN)
async def open_case(context: Context, press: Press) -> Card:
    """Show a case in place of the list, with the way back to the place in it."""
    card = await case_card(context, press.id)
    return with_rows(card, context.offer("list-back", press.verb, "", press.choice))


def village(words: Words, entry: ListedCase) -> str:
    """Return where a case of a list is, in a word."""
    return entry.village or (words.plain("case-outside") if entry.case.outside else "-")
