"""An officer's own cases: open, ended and followed ones; each opens its card."""

import re
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message, TelegramObject
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, Select
from aiogram_dialog.widgets.text import Format
from markupsafe import Markup

from handlers.cases.view import case_card
from handlers.kit import Context, Press, router_of, with_rows
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.routers import context_from
from services.cards.card import Card
from services.cards.wording import fitted, in_one_line
from services.cases import card as cases_card
from services.cases import lists, opening
from services.cases.lists import ListedCase, OwnFilter
from services.core.errors import Forbidden
from services.core.labels import name

router = router_of("own")

BACK = "own"
WHAT_SHOWN = 40
"""Columns of a case's words in the list."""
_NUMBER = re.compile(r"[A-Za-z]{2}\d{8}-\d{1,6}")


class Own(StatesGroup):
    """The states of the window."""

    listed = State()


async def contents(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Return the content of the window: the tab's page of cases."""
    context = context_from(dialog_manager.middleware_data)
    words, chosen = context.words, dialog_manager.dialog_data
    kind = OwnFilter(chosen.get("tab", OwnFilter.OPEN.value))
    listing = await lists.of_person(context, kind, page=int(chosen.get("page", 0)))
    parts = [words("own-head", tab=words.plain(f"own-{kind.value}"), total=listing.total)]
    parts += [_line(context, entry) for entry in listing.entries]
    parts.append(words("own-pick") if listing.entries else words(f"own-empty-{kind.value}"))
    if listing.pages > 1:
        parts.append(words("own-page", page=listing.page + 1, pages=listing.pages))
    return {
        "text": "\n".join(parts),
        "tabs": [(("● " if tab is kind else "") + words.plain(f"own-{tab.value}"), tab.value) for tab in OwnFilter],
        "cases": [(f"{cases_card.mark(words, one.case)} {one.case.number}", one.case.id) for one in listing.entries],
        "has_previous": listing.page > 0,
        "has_next": listing.page + 1 < listing.pages,
        "previous": words.plain("filing-button-previous"),
        "next": words.plain("filing-button-next"),
    }


def _line(context: Context, entry: ListedCase) -> Markup:
    words = context.words
    return words(
        "own-line",
        mark=cases_card.mark(words, entry.case),
        number=entry.case.number,
        state=name(words, entry.case.state),
        what=fitted(in_one_line(entry.case.description), WHAT_SHOWN) or name(words, entry.case.kind),
        village=entry.village or words.plain("case-outside" if entry.case.outside else "case-no-place"),
        at=context.time(entry.case.submitted_at),
    )


async def _started(data: Any, manager: DialogManager) -> None:
    manager.dialog_data.update(data or {})


async def _choose_tab(query: Any, select: Any, manager: DialogManager, tab: str) -> None:
    manager.dialog_data.update(tab=choice_in(tab, OwnFilter).value, page=0)


async def _turn(query: Any, pressed: Button, manager: DialogManager) -> None:
    step = 1 if pressed.widget_id == "next" else -1
    manager.dialog_data["page"] = max(0, int(manager.dialog_data.get("page", 0)) + step)


async def _open(query: Any, select: Any, manager: DialogManager, case_id: str) -> None:
    context = context_from(manager.middleware_data)
    card = await case_card(context, number_in(case_id))
    place = f"{manager.dialog_data.get('tab', OwnFilter.OPEN.value)}.{manager.dialog_data.get('page', 0)}"
    context.say.edit(with_rows(card, context.offer("own-back", BACK, "", place)))
    manager.show_mode = ShowMode.NO_UPDATE
    await manager.done()


dialog = Dialog(
    Window(
        Format("{text}"),
        Row(Select(Format("{item[0]}"), "tab", lambda tab: tab[1], items="tabs", on_click=_choose_tab)),
        Column(Select(Format("{item[0]}"), "case", lambda case: case[1], items="cases", on_click=_open)),
        Row(
            Button(Format("{previous}"), "previous", on_click=_turn, when="has_previous"),
            Button(Format("{next}"), "next", on_click=_turn, when="has_next"),
        ),
        state=Own.listed,
        getter=contents,
        parse_mode="HTML",
    ),
    on_start=_started,
)


@router.command("my")
async def my(dialog_manager: DialogManager) -> None:
    """Open the list."""
    await dialog_manager.start(Own.listed, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


@router.press(BACK)
async def back(context: Context, press: Press, dialog_manager: DialogManager) -> None:
    """Return from a case to the list, to the page it was opened from."""
    pressed = context.say.pressed
    in_place = isinstance(pressed, Message) and pressed.text is not None  # a card with a picture cannot be
    await dialog_manager.start(
        Own.listed,
        data={"tab": choice_in(press.verb, OwnFilter).value, "page": number_in(press.choice, 0)},
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.EDIT if in_place else ShowMode.DELETE_AND_SEND,
    )


async def is_number(event: TelegramObject) -> bool:
    """Whether somebody sent nothing but a case's number."""
    return isinstance(event, Message) and _NUMBER.fullmatch((event.text or "").strip()) is not None


@router.message_of(is_number)
async def by_number(context: Context, said: str) -> Card | str:
    """Open the case whose number was sent."""
    case = await opening.by_number(context.session, said)
    if case is None:
        return context.words("own-no-such", number=said.upper())
    try:
        return await case_card(context, case.id)
    except Forbidden:
        return context.words("own-not-yours", number=case.number, call=context.settings.login.call)
