"""The colours of buttons: one table, of actions that exist."""

import pytest

from handlers.kit.buttons import Press
from handlers.kit.routers import PRESSES
from models.enums import Action
from services.cards.card import Button, button
from services.cards.styles import ROWS, STYLES, Style, style_of


def test_the_table_names_each_action_once_and_only_what_somebody_answers() -> None:
    named = [name for names in ROWS.values() for name in names.split()]
    assert len(named) == len(set(named))
    actions = {name.partition(".")[0] for name in named} - {"*"}
    assert actions - PRESSES.keys() == set(), "every action of the table has a handler"


@pytest.mark.parametrize(
    ("data", "style"),
    [
        (("accept", 7), Style.SUCCESS),
        (("accept", 7, 30), Style.SUCCESS),
        (("decline", 7), Style.DANGER),
        (("report", 7, "submit"), Style.PRIMARY),
        (("report", 7, "cancel"), Style.DANGER),
        (("report", 7, "line.geology"), None),
        (("mu", 7, "coming"), Style.SUCCESS),
        (("mu", 7, "cannot"), Style.DANGER),
        (("view", 7), None),
        (("bc_look", 7), Style.PRIMARY),
        (("bc_look", 7, 2), None),
    ],
)
def test_a_button_has_the_colour_of_its_action_and_verb(data: tuple[str | int, ...], style: Style | None) -> None:
    assert style_of(button("…", *map(str, data))) is style


def test_what_is_no_press_has_no_colour() -> None:
    assert style_of(Button(text="打开", url="bot:case_1")) is None
    assert style_of(Button(text="旧", data="accept")) is None


def test_what_takes_an_assignment_or_a_case_away_is_red() -> None:
    for action in (Action.DECLINE, Action.WITHDRAW, Action.DISMISS, Action.DECLARE_OVER, Action.RETURN):
        assert STYLES[action.value] is Style.DANGER
    assert Press.__prefix__ == "p", "the data that the table reads"
