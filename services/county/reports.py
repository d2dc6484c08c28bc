"""Reports to the county (初报、续报、核报): begun from the last one, looked at twice, sent in versions that stay."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import CountyReport, Draft
from models.enums import Action, DeadlineOutcome, DraftKind, ReportKind, ReportWay
from services.cards import whole
from services.cases.facts import gather
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Keys, Refused, Stale
from services.county import clock, phone_alarm, text
from services.county import figures as county_figures
from services.county.fields import CountyFields
from services.county.figures import MOVING, NAMES, CaseFigures, Doubt, Figures
from services.county.filling import measures
from services.county.phone_alarm import Alarm
from services.county.standing import Standing, latest, of_version, standing
from services.drafts import drafts
from services.people import directory


def fields_of(draft: Draft) -> CountyFields:
    """Return what is filled in."""
    return CountyFields.model_validate(draft.data)


def lacks(fields: CountyFields, kind: ReportKind, *, correction: bool = False) -> list[str]:
    """Return what a report still needs, as text keys: a verified one every figure, a correction its reason."""
    found = []
    if kind is ReportKind.VERIFIED and any(
        getattr(fields.figures, name) is None for name in NAMES if name not in MOVING
    ):
        found.append("county-lacks-figures")
    if correction and not fields.reason.strip():
        found.append("county-lacks-reason")
    return found


def doubts(found: Standing, fields: CountyFields) -> list[Doubt]:
    """Return the doubts that must be confirmed. A correction may lower a wrong figure without being asked."""
    before = found.last if fields.corrects is None else None
    last = Figures.model_validate(before.figures) if before else None
    # Figures that have not changed were confirmed with the last report.
    asked = [] if last == fields.figures else county_figures.doubts(fields.figures, last)
    if fields.corrects is None:
        asked += _fewer(found, fields.figures, last, {doubt.name for doubt in asked})
    return asked


def _fewer(found: Standing, figures: Figures, last: Figures | None, asked: set[str]) -> list[Doubt]:
    """Return where a report says less than a colleague's card or call did; the missing may have been found since."""
    known = phone_alarm.known(found.reporting)
    told = {"dead": known.dead, "missing": known.missing if last is None else 0}
    return [
        Doubt("less", name, before, getattr(figures, name) or 0)
        for name, before in told.items()
        if name not in asked and before > (getattr(figures, name) or 0)
    ]


async def of_draft(
    session: AsyncSession, actor: Actor, draft: Draft, *, lock: bool = False
) -> tuple[Standing, CountyReport | None]:
    """Return what a card is about, and the version it corrects. Raises ``Stale`` when its step has passed."""
    fields = fields_of(draft)
    action = Action.REPORT_COUNTY if fields.corrects is None else Action.CORRECT_REPORT
    found = await standing(session, actor, draft.subject_id or 0, action, lock=lock)
    return found, await _still(session, found, fields)


async def begin(act: Act, case_id: int, *, zero: bool = False) -> Draft:
    """Open the card of the next report with the figures of the last one; ``zero``: nothing has changed."""
    found = await standing(act.session, act.actor, case_id, Action.REPORT_COUNTY)
    last = found.last
    if zero and last is None:
        raise Refused("error-zero-first")
    fresh = CountyFields(
        base=last.id if last else 0,
        figures=Figures.model_validate(last.figures) if last else Figures(),
        attention=last.attention if last else False,
        event_at=found.reporting.event_at,
        zero=zero,
        text="" if zero else await measures.taken(act, found),
    )
    draft = await drafts.begin(act.session, act.actor, DraftKind.COUNTY_REPORT, now=act.now, subject_id=case_id)
    fields = fields_of(draft)
    filled = fields.base == fresh.base and fields.zero >= zero  # else a new card, or somebody has reported since
    changes = {"zero": zero} if filled else fresh.model_dump()
    changes |= await _listed(act, case_id, fields if filled else fresh)
    await drafts.patch(act.session, draft, CountyFields, act.now, **changes)
    return draft


async def _listed(act: Act, case_id: int, fields: CountyFields) -> dict[str, Any]:
    """Return the changes by the figures that other areas know now. A figure that somebody typed stays."""
    known: dict[str, int] = {}
    for source in act.town.registry.of(CaseFigures):
        known |= await source.load(act, case_id)
    there = fields.figures.model_dump()
    new = {
        name: value
        for name, value in known.items()
        if there[name] in (None, fields.listed.get(name)) or (name not in fields.listed and not fields.zero)
    }
    if not new:
        return {}
    return {"figures": {**there, **new}, "listed": known, "zero": fields.zero and new.items() <= there.items()}


async def begin_correction(act: Act, report_id: int) -> Draft:
    """Open the card that corrects a report, with what its newest version says."""
    found, report = await of_version(act.session, act.actor, report_id, Action.CORRECT_REPORT)
    newest = latest(found.reports, report)
    subject_id = found.case.id
    draft = await drafts.begin(act.session, act.actor, DraftKind.COUNTY_CORRECTION, now=act.now, subject_id=subject_id)
    fresh = CountyFields(
        corrects=newest.id,
        base=newest.id,
        figures=Figures.model_validate(newest.figures),
        attention=newest.attention,
        event_at=newest.event_at,
        text=newest.situation,
    )
    changes = {} if fields_of(draft).corrects == newest.id else fresh.model_dump()
    await drafts.patch(act.session, draft, CountyFields, act.now, **changes)
    return draft


async def send(act: Act, draft: Draft, *, way: ReportWay) -> CountyReport:
    """Note that the report of a card was sent to the county, and let the clock go on. The version stays for good.

    Raises ``Stale`` when somebody else has reported since the card was opened, ``Refused`` while something is missing
    or has not been looked at twice.
    """
    fields = fields_of(draft)
    found, corrected = await of_draft(act.session, act.actor, draft, lock=True)
    action = Action.CORRECT_REPORT if corrected else Action.REPORT_COUNTY
    if corrected is None and found.kind is None:
        raise Stale("error-reporting-moved-on", state=found.reporting.state.value, action=action.value)
    report = version_of(act, found, fields)
    missing = lacks(fields, report.kind, correction=corrected is not None)
    if missing:
        raise Refused("error-report-incomplete", missing=Keys(missing))
    if fields.sure != county_figures.agreed(doubts(found, fields)):
        raise Refused("error-county-doubts")
    if report.sent_at > act.now or report.sent_at < found.reporting.event_at:
        raise Refused("error-sent-at", event=act.town.on_the_wall(found.reporting.event_at))
    report.text, report.way = whole.shown(await compose(act, found, fields)), way
    act.session.add(report)
    await drafts.finish(act.session, draft, act.now)
    await _journal(act, found, report, action)
    if corrected is None:
        await _go_on(act, found)
    alarm = Alarm.of(fields.figures, attention=fields.attention)
    newest = corrected is None or (found.last is not None and found.last.id == corrected.id)
    if newest and alarm != phone_alarm.known(found.reporting):
        await phone_alarm.flag(act, found.case.id, alarm)
    await act.session.flush()
    return report


def version_of(act: Act, found: Standing, fields: CountyFields) -> CountyReport:
    """Return the version that a card would become if it were sent now, without its text and way."""
    corrected = _corrected(found, fields)
    office = act.town.settings.county_reports.to or act.town.words(None).plain("county-to-default")
    return CountyReport(
        case_id=corrected.case_id if corrected else found.case.id,
        kind=corrected.kind if corrected else found.kind or ReportKind.FOLLOW_UP,
        number=corrected.number if corrected else found.number,
        edition=corrected.edition + 1 if corrected else 1,
        zero=fields.zero,
        figures=fields.figures.kept(),
        attention=fields.attention,
        event_at=fields.event_at or found.reporting.event_at,
        situation=fields.text.strip(),
        reason=fields.reason.strip() or None if corrected else None,
        sent_to=fields.sent_to.strip() or office,
        sent_at=fields.sent_at or act.at,
        made_by_id=act.actor.person_id,
        made_at=act.now,
    )


async def compose(act: Act, found: Standing, fields: CountyFields) -> str:
    """Return the text of a card as it goes to the county, in the township's language."""
    last, phoned_at = _corrected(found, fields) or found.last, found.reporting.phoned_at
    known = await gather(act, found.case)
    return text.compose(act.town, version_of(act, found, fields), known, last=last, phoned_at=phoned_at)


def _corrected(found: Standing, fields: CountyFields) -> CountyReport | None:
    return next((one for one in found.reports if one.id == fields.corrects), None)


async def _still(session: AsyncSession, found: Standing, fields: CountyFields) -> CountyReport | None:
    """Return the version a card corrects, None for a new report; ``Stale`` when somebody was faster."""
    corrected, newest = _corrected(found, fields), found.last
    if fields.corrects is not None:
        if corrected is None:
            raise Stale("error-draft-ended")
        newest = latest(found.reports, corrected)
    if newest is not None and newest.id != fields.base:
        names = await directory.names(session, [newest.made_by_id])
        raise Stale("error-county-faster", name=names.get(newest.made_by_id, ""))
    return corrected


async def _go_on(act: Moment, found: Standing) -> None:
    """Let the clock go on after a report. A follow-up of a day covers that day's; one more covers no other day's."""
    reporting, owed = found.reporting, found.owed
    after = clock.next_state(reporting, Action.REPORT_COUNTY)
    day = act.today
    follows = found.kind is ReportKind.FOLLOW_UP
    if follows and owed is not None and day < owed.due_at.astimezone(act.town.zone).date():
        return
    await clock.enter(act, found.case, reporting, after, outcome=DeadlineOutcome.MET, covered=follows)


async def _journal(act: Act, found: Standing, report: CountyReport, action: Action) -> None:
    words = act.town.words(None)
    said = words.plain(
        "county-journal",
        label=text.label(words, report),
        to=report.sent_to,
        way=words.plain(f"report-way-{report.way.value}"),
        at=words.time(report.sent_at, act.town.zone),
    )
    await journal.record(
        act,
        journal.of_case(found.case.id),
        action.value,
        reason=report.reason,
        details={
            "report": [report.kind.value, report.number, report.edition],
            "figures": report.figures,
            "attention": report.attention,
            "text": said,
        },
    )
