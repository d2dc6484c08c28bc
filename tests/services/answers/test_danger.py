"""Words that speak of people in danger are known in each language, whatever language the writer has chosen."""

import pytest

from services.answers.danger import sounds_deadly
from services.core.town import Town


@pytest.mark.parametrize("said", ["桥断了，有人落水", "三户被困二楼", "Two people TRAPPED", "老人被埋在里面"])
async def test_danger_is_heard(town: Town, said: str) -> None:
    assert sounds_deadly(town, said)


@pytest.mark.parametrize("said", ["", "村口路灯不亮", "屋后裂缝", "手压井坏了", "A lamp is broken"])
async def test_other_words_are_not(town: Town, said: str) -> None:
    assert not sounds_deadly(town, said)
