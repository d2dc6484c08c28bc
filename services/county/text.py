"""The text of a report as it goes to the county: in the township's language, from what the card and the case say."""

from datetime import datetime
from decimal import Decimal

from models import CountyReport
from models.enums import ReportKind
from services.cards import wording
from services.cases import card as cases_card
from services.cases.facts import CaseFacts
from services.core.town import Town
from services.county.figures import NAMES, Figures, shown
from services.settings import lines
from texts import Words

DESCRIPTION = 500
"""Characters of what happened; the whole message has 4,096 (Telegram)."""
STOPS = "。．.；;，, "
"""Signs at the end of typed words; the text ends the sentence by itself."""
SITUATION = 1500
"""Characters of what is being done."""
REASON = 300
"""Characters of the reason of a correction."""


def label(words: Words, report: CountyReport) -> str:
    """Return the name of a version: 初报, 续报3, 续报3（零报告）, 核报（更正1）."""
    named = words.plain(f"report-kind-{report.kind.value.replace('_', '-')}")
    if report.kind is ReportKind.FOLLOW_UP or report.number > 1:
        named += str(report.number)
    if report.edition > 1:
        return words.plain("county-label-corrected", label=named, count=report.edition - 1)
    return words.plain("county-label-zero", label=named) if report.zero else named


def compose(
    town: Town, report: CountyReport, known: CaseFacts, *, last: CountyReport | None, phoned_at: datetime | None
) -> str:
    """Return the whole text of a version; ``last`` is the report before it, or the version it corrects.

    It names no person: it goes by chat and by messenger (I9). It fits one message; the words that it cuts can be read
    (``services.cards.whole``) until the text is kept.
    """
    words, case, figures = town.words(None), known.case, Figures.model_validate(report.figures)
    at = moment(words, town, report.sent_at)
    named = town.settings.name.in_language(words.language)
    line = lines.name(town.settings, case.line, words.language)
    parts = [
        words.plain("case-drill") if case.drill else None,
        words.plain(
            "county-text-title",
            town=named,
            number=case.number,
            label=label(words, report),
        ),
        words.plain("county-text-to", to=report.sent_to),
        words.plain("county-text-correction", reason=wording.shortened(report.reason, REASON) or "…")
        if report.edition > 1
        else None,
        words.plain(
            "county-text-event",
            at=moment(words, town, report.event_at),
            place=cases_card.place(known, words),
            line=line or "none",
            what=wording.shortened(case.description.strip().rstrip(STOPS), DESCRIPTION)
            or words.plain("county-text-no-words"),
        ),
        words.plain("county-text-zero") if report.zero else None,
        words.plain("county-text-figures", at=at, figures=listed(words, figures)),
        _changes(words, figures, last) if last is not None and not report.zero else None,
        words.plain("county-text-attention") if report.attention else None,
        words.plain("county-text-situation", text=wording.shortened(report.situation, SITUATION))
        if report.situation
        else None,
        words.plain("county-text-phoned", at=moment(words, town, phoned_at)) if phoned_at else None,
        words.plain("county-text-going-on") if report.kind is not ReportKind.VERIFIED else None,
        words.plain("county-text-foot", town=named, call=town.settings.login.call, at=at),
    ]
    return "\n".join(part for part in parts if part)


def _changes(words: Words, figures: Figures, last: CountyReport) -> str | None:
    """Return what is other than before, so that nobody has to compare two reports; a fall is called one."""
    before = Figures.model_validate(last.figures)
    changed = [
        words.plain(
            "county-text-change",
            name=words.plain(f"county-name-{name}"),
            before=value(words, was),
            after=value(words, now),
            less="yes" if was is not None and now is not None and now < was else "no",
        )
        for name, was, now in ((name, getattr(before, name), getattr(figures, name)) for name in NAMES)
        if was != now
    ]
    return words.plain("county-text-changes", changes=words.plain("list-comma").join(changed)) if changed else None


def listed(words: Words, figures: Figures) -> str:
    """Return every figure with its name and unit, in a line."""
    return words.plain("list-comma").join(figure(words, name, figures) for name in shown(figures))


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
    parts = {part: str(getattr(local, part)) for part in ("year", "month", "day", "hour")}
    return words.plain("county-moment", **parts, minute=f"{local.minute:02}")
