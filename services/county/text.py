"""The text of a report as it goes to the county: in the township's language, from what the card and the case say."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from models import CountyReport
from models.enums import ReportKind
from services.cards import wording
from services.cases import card as cases_card
from services.cases.facts import CaseFacts
from services.core.town import Town
from services.county import figures as county_figures
from services.county.fields import CountyFields
from services.county.figures import NAMES, Figures
from services.settings import lines
from texts import Words

DESCRIPTION = 500
"""Characters of what happened; the whole message has 4,096 (Telegram)."""
STOPS = "。．.；;，, "
"""What people end their words with; the text ends the sentence by itself."""
SITUATION = 1500
"""Characters of what is being done."""


REASON = 300
"""Characters of why it was corrected."""


@dataclass(frozen=True)
class Said:
    """What one version of a report says."""

    kind: ReportKind
    number: int
    edition: int
    fields: CountyFields
    event_at: datetime
    last: CountyReport | None  # the report before it, or the version it corrects
    phoned_at: datetime | None


def label(words: Words, kind: ReportKind, number: int, edition: int, *, zero: bool = False) -> str:
    """Return what a version is called: 初报, 续报3, 续报3（零报告）, 核报（更正1）."""
    named = words.plain(f"report-kind-{kind.value.replace('_', '-')}")
    if kind is ReportKind.FOLLOW_UP or number > 1:
        named += str(number)
    if edition > 1:
        return words.plain("county-label-corrected", label=named, count=edition - 1)
    return words.plain("county-label-zero", label=named) if zero else named


def compose(town: Town, said: Said, known: CaseFacts, *, now: datetime) -> str:
    """Return the whole text. Names of persons are not in it: it goes by chat and by messenger (I9)."""
    words, fields, case = town.words(None), said.fields, known.case
    at = fields.sent_at or now
    named = town.settings.name.in_language(words.language)
    to = fields.sent_to.strip() or town.settings.county_reports.to or words.plain("county-to-default")
    line = lines.name(town.settings, case.line, words.language)
    corrected = said.edition > 1
    parts = [
        words.plain("case-drill") if case.drill else None,
        words.plain(
            "county-text-title",
            town=named,
            number=case.number,
            label=label(words, said.kind, said.number, said.edition, zero=fields.zero),
        ),
        words.plain("county-text-to", to=to),
        words.plain("county-text-correction", reason=wording.shortened(fields.reason, REASON) or "…")
        if corrected
        else None,
        words.plain(
            "county-text-event",
            at=moment(words, town, said.event_at),
            place=cases_card.place(known, words),
            line=line or "none",
            what=wording.shortened(case.description, DESCRIPTION).rstrip(STOPS) or words.plain("county-text-no-words"),
        ),
        words.plain("county-text-zero") if fields.zero else None,
        words.plain(
            "county-text-figures",
            at=moment(words, town, at),
            figures=words.plain("list-comma").join(figure(words, name, fields.figures) for name in NAMES),
        ),
        _changes(words, said),
        words.plain("county-text-attention") if fields.attention else None,
        words.plain("county-text-situation", text=wording.shortened(fields.text, SITUATION))
        if fields.text.strip()
        else None,
        words.plain("county-text-phoned", at=moment(words, town, said.phoned_at)) if said.phoned_at else None,
        words.plain("county-text-going-on") if said.kind is not ReportKind.VERIFIED else None,
        words.plain("county-text-foot", town=named, call=town.settings.login.call, at=moment(words, town, at)),
    ]
    return "\n".join(part for part in parts if part)


def _changes(words: Words, said: Said) -> str | None:
    """Return what is other than before, so that nobody has to compare two reports; a fall is called one."""
    if said.fields.zero or said.last is None:
        return None
    before = Figures.model_validate(said.last.figures)
    found = county_figures.changes(said.fields.figures, before)
    if not found:
        return None
    changed = [
        words.plain(
            "county-text-change",
            name=words.plain(f"county-name-{name}"),
            before=value(words, was),
            after=value(words, now),
            less="yes" if was is not None and now is not None and now < was else "no",
        )
        for name, was, now in found
    ]
    return words.plain("county-text-changes", changes=words.plain("list-comma").join(changed))


def figure(words: Words, name: str, figures: Figures) -> str:
    """Return a figure with its name and unit."""
    known = getattr(figures, name)
    if known is None:
        return words.plain("county-figure-unknown", name=words.plain(f"county-name-{name}"))
    return words.plain(
        "county-figure",
        name=words.plain(f"county-name-{name}"),
        value=value(words, known),
        unit=words.plain(f"county-unit-{name}"),
    )


def value(words: Words, known: int | Decimal | None) -> str:
    """Return a figure alone."""
    if known is None:
        return words.plain("county-unknown")
    return f"{known:.2f}" if isinstance(known, Decimal) else str(known)


def moment(words: Words, town: Town, at: datetime) -> str:
    """Return an instant as a letter to an office writes it."""
    local = at.astimezone(town.zone)
    return words.plain(
        "county-moment",
        year=str(local.year),
        month=str(local.month),
        day=str(local.day),
        hour=str(local.hour),
        minute=f"{local.minute:02}",
    )
