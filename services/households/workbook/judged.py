"""A judged row of either sheet, and what rows are compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models import Household
from services.roster.registers import judging
from services.roster.registers.judging import References
from services.roster.workbook.cells import folded
from services.roster.workbook.sheets import sheet_title
from texts import Words


class Sort(StrEnum):
    """The sheet of a row."""

    HOME = "homes"
    PERSON = "members"


@dataclass(frozen=True)
class Judged(judging.Judged):
    """A row of either sheet, and the household or person that it is about."""

    sheet: str = Sort.HOME
    code: str | None = None
    household_id: int | None = None
    member_id: int | None = None
    head: bool = False
    """Whether it is the head of a household that the file enters."""
    place: tuple[int, int | None] | None = None
    """The village and the grid of the household."""

    def titled(self, words: Words) -> str:
        """Return its sheet, and what it is about."""
        return f"{sheet_title(words, self.sheet)} {self.about}"


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
