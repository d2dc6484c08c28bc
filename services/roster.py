"""The roster's door: the workbook is written, read and imported through here (the only writer of its tables)."""

from services.roster_import import import_roster
from services.roster_reader import read_workbook
from services.roster_rows import Counts, Fault, RosterRefused, Summary, Workbook
from services.roster_template import write_template

__all__ = [
    "Counts",
    "Fault",
    "RosterRefused",
    "Summary",
    "Workbook",
    "import_roster",
    "read_workbook",
    "write_template",
]
