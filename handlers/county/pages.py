"""The pages of the reports to the county: how they stand, each version, the numbers to telephone."""

from markupsafe import Markup

from handlers.kit import Context, Rows, card_of, in_rows, rows_of
from models import CountyReport
from models.enums import Action, ReportingState, ReportKind
from services.cards import people as cards_people
from services.cards import whole
from services.cards.card import Card, below, button, copying
from services.cards.card import lines as join
from services.cases.lifecycle import subject_of
from services.county import phone_alarm, status
from services.county import text as county_text
from services.county.figures import Figures
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
"""The county was telephoned; the subject is the case, the extra is the place of the number in the settings."""
LISTED = 20
"""Versions that have a button, the newest; the Excel file has all."""


async def page(context: Context, found: Standing, *, head: str | None = None) -> Card:
    """Return how the reports about a case stand: what is owed, what was reported last, every version."""
    words, case, reporting, last = context.words, found.case, found.reporting, found.last
    owed = await status.of_case(context, case.id)
    count = len(found.reports)
    waived = reporting.waived_for if reporting.state is ReportingState.WAIVED else None
    line = lines.name(context.settings, case.line, words.language) or ""
    acts = owed is not None and may(context.actor, Action.REPORT_COUNTY, await subject_of(context.session, case))
    versions = [button(_listed(context, one, found), VERSION, one.id) for one in found.reports[-LISTED:]]
    return card_of(
        join(
            Markup("{}\n").format(head) if head else None,
            words("case-drill") if case.drill else None,
            words("county-page", number=case.number, line=line),
            status.line(context.town, words, owed, context.now) if owed else None,
            words("county-page-event", at=context.time(reporting.event_at)),
            words("county-page-waived", reason=waived) if waived else None,
            words("county-page-phoned", at=context.time(reporting.phoned_at)) if reporting.phoned_at else None,
            _latest(context, last) if last else None,
            below(words("county-page-versions", count=count) if count else words("county-page-none")),
        ),
        *(_actions(context, found, owed) if owed is not None and acts else ()),
        *in_rows(versions, 2),
        (
            context.offer("county-excel", SHEET, case.id) if found.reports else None,
            context.offer("county-open-case", "view", case.id),
        ),
    )


def _actions(context: Context, found: Standing, owed: status.ReportDue) -> Rows:
    case, state, kind = found.case, found.reporting.state, found.kind
    write = None
    if kind is not None:
        what = context.words.plain(f"report-kind-{kind.value.replace('_', '-')}")
        write = context.offer("county-button-write", status.WRITE, case.id, what=what)
    zero = kind is ReportKind.FOLLOW_UP and found.last is not None
    waivable = state is ReportingState.FIRST_DUE and not phone_alarm.known(found.reporting).rings
    waives = waivable and may(context.actor, Action.WAIVE_REPORT)
    stable, resumes = state is ReportingState.FOLLOWING, state is ReportingState.STABLE
    return rows_of(
        context.offer("county-button-call", status.CALLED, case.id) if owed.call else None,
        (write, context.offer("county-button-zero", status.ZERO, case.id) if zero else None),
        context.offer("county-button-stable", STABLE, case.id) if stable else None,
        context.offer("county-button-resume", Action.RESUME_REPORTS.value, case.id) if resumes else None,
        context.offer("county-button-waive", Action.WAIVE_REPORT.value, case.id) if waives else None,
    )


def _listed(context: Context, report: CountyReport, found: Standing) -> str:
    other = "" if report.case_id == found.case.id else context.words.plain("county-merged-sign")
    return f"{other}{label(context, report)} · {context.time(report.sent_at)}"


def label(context: Context, report: CountyReport) -> str:
    """Return the name of a version."""
    return county_text.label(context.words, report)


def _latest(context: Context, report: CountyReport) -> str:
    words, figures = context.words, Figures.model_validate(report.figures)
    said = county_text.listed(words, figures)
    return below(words("county-page-last", label=label(context, report), figures=said))


async def version(context: Context, found: Standing, report: CountyReport) -> Card:
    """Return one version as it was sent, with who sent it how, and whether a newer one replaced it."""
    words = context.words
    names = await directory.names(context.session, [report.made_by_id])
    newest = latest(found.reports, report)
    corrects = newest.id == report.id and may(context.actor, Action.CORRECT_REPORT)
    return card_of(
        join(
            words("county-version", label=label(context, report), number=found.case.number),
            words(
                "county-version-sent",
                to=report.sent_to,
                way=words.plain(f"report-way-{report.way.value}"),
                at=context.time(report.sent_at),
                name=cards_people.colleague(context.town, context.words, names.get(report.made_by_id)),
            ),
            words("county-version-replaced", label=label(context, newest)) if newest.id != report.id else None,
            Markup("<pre>{}</pre>").format(report.text),
            whole.hidden(_unsaid(context, report)) or None,
        ),
        context.offer("county-button-correct", CORRECT, report.id) if corrects else None,
        context.offer("button-back", status.PAGE, found.case.id),
    )


def _unsaid(context: Context, report: CountyReport) -> list[Markup]:
    """Return the words of a version that its text had no room for."""
    parts = (("situation", report.situation), ("reason", report.reason))
    return [
        context.words(f"county-card-{key}", text=text)
        for key, text in parts
        if text and text.strip() not in report.text
    ]


def to_copy(context: Context, text: str) -> Card:
    """Return a message that holds nothing but the text, to be copied or forwarded."""
    shown = whole.shown(text)
    return card_of(Markup("<pre>{}</pre>").format(text), copying(context.words.plain("county-copy"), shown))


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
    """Return the places where the county may have been reached: the numbers of the settings, else the office."""
    rules = context.settings.county_reports
    return [one.name for one in rules.phones] or [rules.to or context.town.words(None).plain("county-to-default")]


async def phoned(context: Context, case_id: int, index: int) -> str:
    """Note that the county was told by telephone, and return the place it was reached at."""
    names = called_choices(context)
    whom = names[min(index, len(names) - 1)]
    await phone_alarm.phoned(context, case_id, whom=whom)
    return whom


def call_page(context: Context, found: Standing) -> Card:
    """Return "telephone first" outside of a card that is being filled in."""
    return card_of(
        call_text(context, found),
        *(
            context.offer("county-called", CALLED, found.case.id, index, name=name)
            for index, name in enumerate(called_choices(context))
        ),
        context.offer("button-back", status.PAGE, found.case.id),
    )
