"""Words that speak of people in danger are known in each language, whatever language the writer has chosen."""

import pytest

from services.answers.danger import sounds_deadly, tells_of_danger
from services.core.town import Town


@pytest.mark.parametrize("said", ["桥断了，有人落水", "三户被困二楼", "Two people TRAPPED", "老人被埋在里面"])
async def test_danger_is_heard(town: Town, said: str) -> None:
    assert sounds_deadly(town, said)


@pytest.mark.parametrize("said", ["", "村口路灯不亮", "屋后裂缝", "手压井坏了", "A lamp is broken"])
async def test_other_words_are_not(town: Town, said: str) -> None:
    assert not sounds_deadly(town, said)


@pytest.mark.parametrize(
    "said", ["边坡塌方，无人员伤亡", "暂无人员受伤、未发现人员被困", "Slope slid, nobody was injured"]
)
async def test_that_nobody_is_hurt_tells_of_no_danger(town: Town, said: str) -> None:
    assert not tells_of_danger(town, said)


@pytest.mark.parametrize(
    "said",
    [
        "无人员伤亡，但有人被困",
        "有无人员伤亡不清楚",
        "有没有人被埋还不知道",
        "没有人救我",
        "Nobody is injured, two trapped",
    ],
)
async def test_danger_beside_it_and_doubt_do(town: Town, said: str) -> None:
    assert tells_of_danger(town, said)
