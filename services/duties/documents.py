"""The plan of a year's duties (责任事项年度计划) as a Word file: the rules, and what is due in each month."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from services.core.act import Act
from services.core.errors import Stale
from services.core.labels import hyphened
from services.documents import documents
from services.documents.content import Content
from services.documents.documents import Document
from services.duties import cards, lists
from services.duties.planning import preview
from services.duties.planning.preview import Planned
from services.settings.duties import DutyRule
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class RuleRow:
    """A rule of the plan."""

    number: int
    duty: str
    owed_by: str
    rhythm: str
    basis: str


@dataclass(frozen=True)
class DueRow:
    """A duty that is due in a month."""

    due: str
    duty: str
    owed_by: str
    times: int
    note: str


@dataclass(frozen=True, kw_only=True)
class Plan(Content):
    """The plan of a year."""

    rules: tuple[RuleRow, ...]
    planned: tuple[DueRow, ...]


async def plan(act: Act, year: int) -> Plan:
    """Return the plan of a year. Raises ``Forbidden`` for who does not see the township's duties, ``Stale``."""
    lists.may_see_all(act)
    if not 2000 < year < 2200:
        raise Stale("menu-button-gone")
    found, settings = await preview.of_year(act, year), act.town.settings
    first: dict[str, Planned] = {}
    for one in found:
        first.setdefault(one.rule, one)
    return Plan(
        **documents.head(act, "document-title-duties", year=str(year)),
        rules=tuple(
            _rule(act, number, settings.duties[code], one) for number, (code, one) in enumerate(first.items(), start=1)
        ),
        planned=tuple(
            _due(act, one)
            for _, those in groupby(sorted(found, key=_month), key=_month)
            for one in preview.folded(list(those))
        ),
    )


def _month(one: Planned) -> int:
    return one.period.day.month


def _rule(act: Act, number: int, rule: DutyRule, one: Planned) -> RuleRow:
    words = act.town.words(None)
    seasons = ((denser.each, denser.every, denser.times) for denser in rule.seasons)
    rhythms = [
        words.plain("document-rhythm", each=hyphened(each), every=every, times=times)
        for each, every, times in ((rule.each, rule.every, rule.times), *seasons)
    ]
    return RuleRow(
        number,
        cards.rule_name(act.town.settings, words, one.rule),
        _owed_by(words, rule, one.owed_by),
        words.plain("document-rhythms", usual=rhythms[0], season=rhythms[1] if len(rhythms) > 1 else "no"),
        cards.basis(act.town, words, one.rule),
    )


def _owed_by(words: Words, rule: DutyRule, count: int) -> str:
    return words.plain("document-owed-by", owing=hyphened(rule.owes.value), count=count)


def _due(act: Act, one: Planned) -> DueRow:
    words = act.town.words(None)
    return DueRow(
        documents.short_day(act, one.due_at),
        cards.rule_name(act.town.settings, words, one.rule),
        _owed_by(words, act.town.settings.duties[one.rule], one.owed_by),
        one.period.rhythm.times,
        "" if one.settled else words.plain("document-unsettled"),
    )


def _write(paper: "Paper") -> None:
    paper.title()
    paper.heading("rules")
    paper.table("rules", {"number": 12, "duty": 38, "owed_by": 26, "rhythm": 28, "basis": 52})
    paper.heading("planned")
    paper.table("planned", {"due": 24, "duty": 40, "owed_by": 28, "times": 12, "note": 52})
    paper.signature()


PLAN = Document("duties", "document-duties", Plan, plan, _write)
DOCUMENTS = (PLAN,)
