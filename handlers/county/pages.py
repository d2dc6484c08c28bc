"""What the pages of the reports to the county show: how they stand, each version, whom to telephone."""

from markupsafe import Markup

from handlers.kit import Context, in_rows
from models import CountyReport
from models.enums import Action, ReportingState, ReportKind
from services.cards.card import COPY_LIMIT, Button, Card, below, button
from services.cards.card import lines as join
from services.cards.masking import shown_name
from services.cases.lifecycle import subject_of
from services.county import phone_alarm, status
from services.county import text as county_text
from services.county.figures import NAMES, Figures
from services.county.standing import Standing, latest
from services.people import directory
from services.people.access import may
from services.settings import lines

VERSION = "county_version"
"""Show one version; the subject is the report."""
CORRECT = "county_correct"
SHEET = "county_sheet"
STABLE, SURE_STABLE = "county_stable", "county_stable_sure"
CALLED = "county_called"
"""The county was telephoned; the subject is the case, the extra which number of the settings."""
LISTED = 20
"""Versions that have a button, the newest; the Excel file has all."""


async def page(context: Context, found: Standing, *, head: str | None = None) -> Card:
    """Return how the reports about a case stand: what is owed, what was reported last, every version."""
    words, case = context.words, found.case
    owed = await status.of_case(context.session, case.id)
    last = found.last
    shown = found.reports[-LISTED:]
    text = join(
        Markup("{}\n").format(head) if head else None,
        words("case-drill") if case.drill else None,
        words(
            "county-page",
            number=case.number,
            line=lines.name(context.settings, case.line, words.language) or "",
        ),
        status.line(context.town, words, owed, context.now) if owed else None,
        words("county-page-event", at=context.time(found.reporting.event_at)),
        words("county-page-waived", reason=found.reporting.waived_for)
        if found.reporting.state is ReportingState.WAIVED and found.reporting.waived_for
        else None,
        words("county-page-phoned", at=context.time(found.reporting.phoned_at)) if found.reporting.phoned_at else None,
        below(words("county-page-last", label=label(context, last), figures=said(context, last))) if last else None,
        below(words("county-page-versions", count=len(found.reports)) if found.reports else words("county-page-none")),
    )
    rows: list[tuple[Button, ...]] = []
    subject = await subject_of(context.session, case)
    if owed is not None and may(context.actor, Action.REPORT_COUNTY, subject):
        rows += _actions(context, found, owed)
    versions = [button(_listed(context, one, found), VERSION, one.id) for one in shown]
    rows += in_rows(versions, 2)
    last_row = [button(words.plain("county-open-case"), "view", case.id)]
    if found.reports:
        last_row.insert(0, button(words.plain("county-excel"), SHEET, case.id))
    return Card(text=text, rows=(*rows, tuple(last_row)))


def _actions(context: Context, found: Standing, owed: status.Owed) -> list[tuple[Button, ...]]:
    words, case, state = context.words, found.case, found.reporting.state
    rows: list[tuple[Button, ...]] = []
    if owed.call:
        rows.append((button(words.plain("county-button-call"), status.CALLED, case.id),))
    kind = found.kind
    if kind is not None:
        what = words.plain(f"report-kind-{kind.value.replace('_', '-')}")
        row = [button(words.plain("county-button-write", what=what), status.WRITE, case.id)]
        if kind is ReportKind.FOLLOW_UP and found.last is not None:
            row.append(button(words.plain("county-button-zero"), status.ZERO, case.id))
        rows.append(tuple(row))
    if state is ReportingState.FOLLOWING:
        rows.append((button(words.plain("county-button-stable"), STABLE, case.id),))
    if state is ReportingState.STABLE:
        rows.append((button(words.plain("county-button-resume"), Action.RESUME_REPORTS.value, case.id),))
    waivable = state is ReportingState.FIRST_DUE and not phone_alarm.known(found.reporting).rings
    if waivable and may(context.actor, Action.WAIVE_REPORT):
        rows.append((button(words.plain("county-button-waive"), Action.WAIVE_REPORT.value, case.id),))
    return rows


def _listed(context: Context, report: CountyReport, found: Standing) -> str:
    other = "" if report.case_id == found.case.id else context.words.plain("county-merged-sign")
    return f"{other}{label(context, report)} · {context.time(report.sent_at)}"


def label(context: Context, report: CountyReport) -> str:
    """Return what a version is called."""
    return county_text.label(context.words, report.kind, report.number, report.edition, zero=report.zero)


def said(context: Context, report: CountyReport) -> str:
    """Return a version's figures in a line."""
    figures = Figures.model_validate(report.figures)
    return context.words.plain("list-comma").join(county_text.figure(context.words, name, figures) for name in NAMES)


async def version(context: Context, found: Standing, report: CountyReport) -> Card:
    """Return one version as it was sent, with who sent it how, and whether a newer one replaced it."""
    words = context.words
    names = await directory.names(context.session, [report.made_by_id])
    newest = latest(found.reports, report)
    rows: list[tuple[Button, ...]] = []
    if newest.id == report.id and may(context.actor, Action.CORRECT_REPORT):
        rows.append((button(words.plain("county-button-correct"), CORRECT, report.id),))
    rows.append((button(words.plain("button-back"), status.PAGE, found.case.id),))
    return Card(
        text=join(
            words("county-version", label=label(context, report), number=found.case.number),
            words(
                "county-version-sent",
                to=report.sent_to,
                way=words.plain(f"report-way-{report.way.value}"),
                at=context.time(report.sent_at),
                name=shown_name(context.town, names.get(report.made_by_id)),
            ),
            words("county-version-replaced", label=label(context, newest)) if newest.id != report.id else None,
            Markup("<pre>{}</pre>").format(report.text),
        ),
        rows=tuple(rows),
    )


def to_copy(context: Context, text: str) -> Card:
    """Return a message that holds nothing but the text, to be copied or forwarded."""
    rows: tuple[tuple[Button, ...], ...] = ()
    if len(text) <= COPY_LIMIT:
        rows = ((Button(text=context.words.plain("county-copy"), copied=text),),)
    return Card(text=Markup("<pre>{}</pre>").format(text), rows=rows)


def call_text(context: Context, found: Standing) -> str:
    """Return "telephone first": why, and the numbers; in a drill nobody calls."""
    words, alarm = context.words, phone_alarm.known(found.reporting)
    attention = "yes" if alarm.attention else "no"
    drill = found.case.drill
    phones = context.settings.county_reports.phones
    return join(
        words("case-drill") if drill else None,
        words("county-call", number=found.case.number),
        words("county-alarm", dead=alarm.dead, missing=alarm.missing, attention=attention),
        *(words("county-call-number", name=one.name, number=one.number) for one in phones if not drill),
        words("county-call-unknown") if not phones and not drill else None,
        below(words("county-call-drill" if drill else "county-call-what")),
    )


def called_choices(context: Context) -> list[str]:
    """Return whom the county may have been reached at: the numbers of the settings, else the office."""
    rules = context.settings.county_reports
    return [one.name for one in rules.phones] or [rules.to or context.town.words(None).plain("county-to-default")]


def call_page(context: Context, found: Standing) -> Card:
    """Return "telephone first" outside of a card that is being filled in."""
    words = context.words
    rows = [
        (button(words.plain("county-called", name=name), CALLED, found.case.id, index),)
        for index, name in enumerate(called_choices(context))
    ]
    rows.append((button(words.plain("button-back"), status.PAGE, found.case.id),))
    return Card(text=call_text(context, found), rows=tuple(rows))
