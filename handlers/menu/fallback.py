"""The last answers: to buttons of an older release, and to windows whose time has passed."""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from handlers.kit.answers import Answers, current

router = Router(name="leftovers")


@router.callback_query()
async def unknown_button(query: CallbackQuery, say: Answers) -> None:
    """Say that the button no longer does anything."""
    if say.words is not None:
        say.toast(say.words.plain("menu-button-gone"), alert=True)


async def outdated_window(event: ErrorEvent) -> None:
    """Say that a button has no effect: its window was closed or replaced."""
    say = current.get()
    if say.words is not None:
        say.toast(say.words.plain("menu-window-gone"), alert=True)


OUTDATED = ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState)
