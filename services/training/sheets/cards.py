"""The card of a sheet: what taking it over would do with each row."""

from collections import Counter
from collections.abc import Sequence

from models import TrainingSession, TrainingSheet
from models.enums import SheetKind, SheetState
from services.cards.card import Card, below, button, lines
from services.core.labels import name
from services.core.town import Town
from services.roster.workbook.tables import Verdict
from services.training import cards
from services.training.sheets.tables import Judged
from texts import Words

SEE, TAKE, MARKED, TEMPLATE = "training_look", "training_take_in", "training_marked", "training_template"
"""The actions of the buttons; the subject is the sheet, of ``TEMPLATE`` the session."""
SHOWN = 12
"""Rows named on the card; a file has the others beside its cells."""


def preview(town: Town, words: Words, session: TrainingSession, sheet: TrainingSheet, judged: Sequence[Judged]) -> Card:
    """Return the card, with the buttons that take it over and send the marked copy."""
    counts = Counter(one.verdict for one in judged)
    waits = sheet.state is SheetState.READ
    first = {verdict: at for at, verdict in enumerate(reversed(Verdict))}
    told = sorted((one for one in judged if one.verdict is not Verdict.SAME), key=lambda one: first[one.verdict])
    writes = counts[Verdict.NEW] + counts[Verdict.CHANGED]
    names = "yes" if sheet.kind is SheetKind.NAMES else "no"
    text = lines(
        words("training-sheet-head", kind=name(words, sheet.kind), title=cards.title(town, words, session)),
        words("training-sheet-counts", names=names, **{one.value: counts[one] for one in Verdict}),
        *(_line(words, one, names) for one in told[:SHOWN]),
        words("training-sheet-more", count=len(told) - SHOWN) if len(told) > SHOWN else None,
        below(words("training-sheet-next", writes=writes, taken="no" if waits else "yes")),
    )
    take = button(words.plain("training-sheet-take", count=writes), TAKE, sheet.id) if writes and waits else None
    marked = button(words.plain("training-sheet-marked"), MARKED, sheet.id) if sheet.marked else None
    back = button(words.plain("button-back"), cards.EDIT, session.id)
    return Card(text=text, rows=tuple((one,) for one in (take, marked, back) if one is not None))


def _line(words: Words, one: Judged, names: str) -> str:
    return words(
        "training-sheet-line",
        row=str(one.row),
        verdict=one.verdict.value,
        about=one.about or "-",
        why=words.plain(one.why) if one.why else "no",
        names=names,
    )


def unreadable(words: Words, session: TrainingSession, sheet: TrainingSheet, why: str) -> Card:
    """Return what was expected, and the way to send another file."""
    again = button(words.plain("training-sheet-again"), cards.SHEET, session.id, sheet.kind.value)
    return Card(text=lines(words("training-sheet-refused", kind=name(words, sheet.kind)), why), rows=((again,),))
