"""The same danger reported twice: what is known nearby is shown on the card, and the officer says (DOMAIN §5.7)."""

from markupsafe import Markup

from handlers.kit import Context
from models import Draft
from models.enums import CaseState
from services.cards import wording
from services.cards.card import Button, lines
from services.core.labels import name
from services.filing import duplicates
from services.filing.duplicates import PossibleDuplicate
from services.filing.fields import ReportFields

REPORT = "report"
"""The action of every button on the card; its subject is the draft, its extra says what is asked: ``verb.choice``."""
OF_FIELD = "field"
"""The verb that takes the report into a mobilisation's record; ``handlers.field.notes`` answers it."""
KNOWN_SHOWN = 3
EXCERPT = 24
"""Characters of a known case's description."""


async def find(context: Context, draft: Draft, fields: ReportFields) -> list[PossibleDuplicate]:
    """Return cases that may be the same danger, once it is known where it is."""
    if fields.different or draft.case_id is not None:
        return []
    point = (fields.latitude, fields.longitude)
    return await duplicates.find(
        context.session,
        context.settings,
        line=fields.line,
        point=point if point[0] is not None and point[1] is not None else None,  # type: ignore[arg-type]
        grid_id=fields.grid_id,
        now=context.now,
        drill=context.settings.drill,
    )


def text(context: Context, alike: list[PossibleDuplicate]) -> Markup:
    """Return what is known already, two lines a case."""
    words = context.words
    found = [words("filing-alike-head")]
    for known in alike[:KNOWN_SHOWN]:
        said = known.case.description.strip().replace("\n", " ")
        found.append(
            words(
                "filing-alike",
                number=known.case.number,
                state=name(words, CaseState(known.case.state)),
                at=context.time(known.case.submitted_at),
                away=duplicates.away(known),
                metres=max(10, int(round(known.distance_m or 0, -1))),
                text=wording.shortened(said, EXCERPT),
            )
        )
    return Markup(lines(*found))


def rows(context: Context, draft: Draft, alike: list[PossibleDuplicate]) -> list[Button]:
    """Return the buttons: the same as one of them, or something else."""
    if not alike:
        return []
    same = [
        context.offer("filing-same", REPORT, draft.id, f"same.{known.case.id}", number=known.case.number)
        for known in alike[:KNOWN_SHOWN]
    ]
    return [*same, context.offer("filing-different", REPORT, draft.id, "different")]
