"""Sheets: asking for one, taking the file or the typed names in, the look at its rows, and taking it over."""

from aiogram import F
from aiogram.types import Message

from handlers.drafts import content
from handlers.kit import Context, Kept, Press, Prompt, router_of
from handlers.kit.buttons import choice_in
from handlers.training import session as view
from models.enums import MediaKind, SheetKind, TrainingState
from services.cards.card import Card
from services.core.errors import Refused, Stale
from services.roster.workbook.tables import Verdict
from services.training import cards, loading
from services.training.sheets import cards as sheet_cards
from services.training.sheets import sheets

router = router_of("training_sheets")


async def _check(context: Context, kept: Kept) -> object:
    return await loading.kept(context, kept["session"], *loading.OPEN, TrainingState.HELD)


FILE = Prompt("training_sheet", _check)
"""The next file is a sheet; of names, the next words are names as well."""


@router.press(cards.SHEET)
async def wanted(context: Context, press: Press) -> None:
    """Ask for the sheet."""
    kind = choice_in(press.extra, SheetKind)
    await _check(context, {"session": press.id})
    template = context.offer("training-sheet-template", sheet_cards.TEMPLATE, press.id)
    await FILE.ask(
        context,
        f"{cards.SHEET}.{press.id}",
        context.words(f"training-ask-{kind.value}"),
        template if kind is SheetKind.QUESTIONS else None,
        session=press.id,
        kind=kind.value,
    )


@router.answer(FILE, F.text | F.document | F.photo)
async def sent(context: Context, kept: Kept, message: Message, said: str) -> Card | str | None:
    """Keep the file, which is read as soon as it is fetched, or the names."""
    session_id, kind = kept["session"], SheetKind(kept["kind"])
    file = content.file_of(message)
    if file is not None and file.kind is MediaKind.DOCUMENT:
        media_id = await content.media_of(context, message)
        await sheets.receive(context, session_id, kind, media_id or 0)
        return context.words("training-sheet-reading")
    if kind is SheetKind.QUESTIONS or file is not None:
        raise Refused("training-sheet-wanted")
    sheet = await sheets.typed(context, session_id, said)
    return await _look(context, sheet.id)


@router.press(sheet_cards.SEE)
async def looked(context: Context, press: Press) -> Card:
    """Show what taking the sheet over would do."""
    return await _look(context, press.id)


async def _look(context: Context, sheet_id: int) -> Card:
    sheet, session, judged = await sheets.opened(context, sheet_id)
    return sheet_cards.preview(context.town, context.words, session, sheet, judged)


@router.press(sheet_cards.TAKE)
async def taken(context: Context, press: Press) -> Card:
    """Take the sheet over."""
    counts = await sheets.take(context, press.id)
    count = counts[Verdict.NEW] + counts[Verdict.CHANGED]
    context.say.toast(context.words.plain("training-sheet-done", count=count))
    _, session, _ = await sheets.opened(context, press.id)
    return await view.organise(context, session.id)


@router.press(sheet_cards.MARKED)
async def marked(context: Context, press: Press) -> None:
    """Send the marked copy."""
    sheet, session, _ = await sheets.opened(context, press.id)
    if sheet.marked is None:
        raise Stale("training-gone")
    title = cards.title(context.town, context.words, session)
    context.say.document(f"{context.words.plain('training-marked', title=title)}.xlsx", sheet.marked, busy=True)


@router.press(sheet_cards.TEMPLATE)
async def template(context: Context, press: Press) -> None:
    """Send a sheet to fill in, with the questions that are there."""
    context.say.document(*await sheets.template(context, press.id), busy=True)
