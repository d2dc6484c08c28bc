"""The checklists: each line of the demo township has its questions in every language; config replaces them."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from patrol_steps import with_checklist
from services.core.town import Town
from services.patrols import checklists
from services.patrols.points import Pin
from services.settings.patrols import DEFAULTS, PatrolRules
from services.settings.township import Township


async def test_every_line_has_questions_in_every_language(town: Town) -> None:
    assert set(town.settings.lines) <= set(DEFAULTS)
    for line in (*town.settings.lines, "invented"):
        items = checklists.of_line(town, line)
        assert len(items) >= 5
        assert all(set(one.asked) == set(town.texts.languages) and all(one.asked.values()) for one in items)


async def test_a_version_changes_with_the_words_and_only_then(town: Town) -> None:
    first = checklists.version_of(checklists.of_line(with_checklist(town, "cracks", "drains"), "geology"))
    again = checklists.version_of(checklists.of_line(with_checklist(town, "cracks", "drains"), "geology"))
    other = checklists.version_of(checklists.of_line(with_checklist(town, "drains", "cracks"), "geology"))
    assert first == again != other


def test_config_names_a_question_once_and_a_line_that_is_there(township: Township) -> None:
    twice = [{"code": "cracks", "asks": {"zh_CN": "裂缝？", "en": "Cracks?"}}] * 2
    with pytest.raises(ValidationError, match="code cracks once"):
        PatrolRules.model_validate({"checklists": {"geology": twice}})
    with pytest.raises(ValidationError, match="line unknown"):
        Township.parse(township.model_dump(mode="json") | {"patrols": {"checklists": {"geologie": twice[:1]}}})


def test_a_pin_goes_on_in_a_button_for_half_an_hour() -> None:
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    pin = Pin(30.18612, -108.05214, now)
    assert len(pin.packed()) <= 28
    assert Pin.read(pin.packed(), now + timedelta(minutes=30)) == pin
    assert Pin.read(pin.packed(), now + timedelta(minutes=31)) is None
    for text in ("", "1", "a,b,c", "1,2", "99999999999,1,1", "1,1,99999999999999"):
        assert Pin.read(text, now) is None
