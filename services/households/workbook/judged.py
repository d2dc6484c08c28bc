"""A judged row of either sheet, and what rows are compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models import Household
from services.core.errors import Refused
from services.roster.registers.judging import References
from services.roster.workbook.cells import folded
from services.roster.workbook.sheets import column_title
from services.roster.workbook.tables import Verdict
from texts import Words


class Sort(StrEnum):
    """The sheet of a row."""

    HOME = "homes"
    PERSON = "members"


@dataclass(frozen=True)
class Judged:
    """A row, what becomes of it, and why."""

    sort: Sort
    row: int
    verdict: Verdict
    about: str
    why: tuple[str, ...] = ()
    """Text keys."""
    columns: tuple[str, ...] = ()
    """The columns that changed, or that cannot be read."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    code: str | None = None
    household_id: int | None = None
    member_id: int | None = None
    head: bool = False
    """Whether it is the head of a household that the file enters."""
    place: tuple[int, int | None] | None = None
    """The village and the grid of the household."""

    refusal: Refused | None = None
    """The reason why the register did not take it."""

    @property
    def may_be_new(self) -> bool:
        """Whether a person may decide that a doubtful row is another household or person."""
        return self.verdict is Verdict.DOUBTFUL and bool(self.fields)

    def explained(self, words: Words) -> list[str]:
        """Return why, in words."""
        refused = [self.refusal.in_words(words).unescape()] if self.refusal else []
        columns = [column_title(words, self.sort, key) for key in self.columns]
        return [*refused, *(words.plain(key) for key in self.why), *columns]


@dataclass
class Known:
    """The register, and the names that rows refer to."""

    by_code: Mapping[str, Household]
    risks: Mapping[int, set[int]]
    refers: References
    points: Mapping[str, list[int]]
    shelters: Mapping[str, list[int]]
    fresh: dict[str, Judged] = field(default_factory=dict)
    """Households of the file that are new, by number."""

    def heads(self) -> dict[tuple[int, str], list[Household]]:
        """Return the open households by village and the folded name of the householder."""
        found: dict[tuple[int, str], list[Household]] = {}
        for one in self.by_code.values():
            for member in one.members:
                if one.active and member.householder and member.left_on is None:
                    found.setdefault((one.village_id, folded(member.name)), []).append(one)
        return found
