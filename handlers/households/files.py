"""Files with full names: the printed card of a household, those of a village, the register as Excel.

Each needs an open window; where there is none, the reason is asked for first.
"""

from collections.abc import Callable

from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from models.enums import Action
from services.cards.card import Card
from services.households import cards, printed, reach, register
from services.households.workbook import writing
from services.people.access import require

router = router_of("household_files")


async def _may_see(context: Context, kept: Kept) -> None:
    require(context.actor, Action.SEE_PEOPLE)


REASON = Prompt("household_file_reason", _may_see)
"""The next words say why full names are needed in a file."""


@router.press(cards.PRINT)
async def one(context: Context, press: Press) -> None:
    """Send the card of a household as PDF."""
    require(context.actor, Action.SEE_PEOPLE, reach.subject_of(await register.load(context, press.id)))
    await _wanted(context, cards.PRINT, press.id)


@router.press(cards.PRINT_ALL)
async def village(context: Context, press: Press) -> Card | None:
    """Offer the villages where there are several, then send the cards of one as PDF."""
    known = dict(await printed.villages(context))
    if not press.extra and len(known) != 1:
        offered = [
            context.offer("household-village", cards.PRINT_ALL, "", id_, name=name) for id_, name in known.items()
        ]
        return card_of(context.words("household-ask-print", count=len(known)), *in_rows(offered, 2))
    await _wanted(context, cards.PRINT_ALL, int(choice_in(press.extra or str(next(iter(known))), map(str, known))))
    return None


@router.press(cards.EXPORT)
async def exported(context: Context) -> None:
    """Send the register, as far as the actor may see full names, as an Excel file."""
    require(context.actor, Action.SEE_PEOPLE)
    await _wanted(context, cards.EXPORT, 0)


async def _wanted(context: Context, what: str, about: int) -> None:
    if await reach.window(context) is not None:
        await _send(context, what, about)
        return
    minutes = int(context.settings.households.window.total_seconds()) // 60
    text = context.words("household-ask-reason", minutes=minutes)
    await REASON.ask(context, f"{what}.{about}", text, what=what, of=about)


@router.answer(REASON, words_only=True)
async def reasoned(context: Context, kept: Kept, said: str) -> None:
    """Open the window and send the file."""
    await reach.open_window(context, said)
    await _send(context, kept["what"], kept["of"])


async def _send(context: Context, what: str, about: int) -> None:
    name, make = await _made(context, what, about)
    context.say.document_later(
        name,
        make,
        caption=context.words("household-file-kept"),
        failed=context.words("document-failed", name=name),
    )


async def _made(context: Context, what: str, about: int) -> tuple[str, Callable[[str], bytes]]:
    if what == cards.EXPORT:
        return await writing.workbook(context)
    found = await (printed.of_household if what == cards.PRINT else printed.of_village)(context, about)
    return f"{found.name}.pdf", found.make
