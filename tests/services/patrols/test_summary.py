"""A month of patrols: each answer under the question that it was given to; on both databases."""

from decimal import Decimal

from patrol_steps import NORMAL, PROBLEM, SKIPPED, patrolled, risk_point, with_checklist
from services.core.town import Town
from services.patrols import records, summary
from services.patrols.scores import Score
from services.settings.patrols import PatrolRules
from township import TownshipDriver


def reworded(town: Town, code: str, words: str) -> Town:
    rules = town.settings.patrols.model_dump()
    for one in rules["checklists"]["geology"]:
        if one["code"] == code:
            one["asks"]["zh_CN"] = words
    town.settings.__dict__["patrols"] = PatrolRules.model_validate(rules)
    return town


async def test_each_answer_stands_under_its_own_question(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    driver.town = with_checklist(driver.town, "cracks", "drains", "trees")
    first, second = await risk_point(driver), await risk_point(driver, "二号挡墙")
    await driver.by("land", patrolled, first, NORMAL, PROBLEM, SKIPPED)
    wrong = await driver.by("officer", patrolled, second, PROBLEM, PROBLEM, PROBLEM)
    await driver.by("officer", records.withdraw, wrong.patrol.id, "选错了点")
    await driver.by("officer", patrolled, second, SKIPPED, SKIPPED, SKIPPED)
    driver.town = reworded(with_checklist(driver.town, "signs", "drains", "cracks"), "drains", "排水沟是否清掏？")
    await driver.by("land", patrolled, second, NORMAL, NORMAL, NORMAL)
    (line,) = await driver.by("chief", summary.of_month, 2026, 11)
    assert (len(line.patrols), len(line.points), line.score) == (3, 2, Score(4, 1, 4))
    assert line.average == Decimal("75.0"), "50 and 100; the one without a score is left out"
    assert dict(line.by_question("zh_CN")) == {
        "cracks如何？": Score(2, 0, 1),
        "drains如何？": Score(0, 1, 1),
        "trees如何？": Score(0, 0, 2),
        "signs如何？": Score(1, 0, 0),
        "排水沟是否清掏？": Score(1, 0, 0),
    }
    assert await driver.by("chief", summary.of_month, 2026, 12) == []
    assert await driver.by("road", summary.of_month, 2026, 11) == [], "another unit sees nothing of it"
