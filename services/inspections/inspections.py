"""The record of an inspection (检查记录, D9): entered once, corrected as a new edition, withdrawn with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from models import Draft, Inspection, InspectionCompanion, InspectionFinding, RiskPoint
from models.enums import STATION, Action, DraftState
from services.answers.danger import sounds_deadly
from services.core import journal, numbering
from services.core.act import Act, Actor
from services.core.errors import Forbidden, Keys, Refused, Stale
from services.core.errors import reason as needed
from services.drafts import drafts
from services.inspections import counting, findings, notices, records
from services.inspections.counting import Counted
from services.inspections.fields import InspectionFields
from services.media import attachments
from services.people import directory
from services.people.access import may, require

PREFIX = "JC"
NAME_LENGTH = 64


@dataclass(frozen=True)
class Entered:
    """A record as it stands now, and what became of the duties."""

    inspection: Inspection
    counted: Counted = field(default_factory=Counted)


def lacks(act: Act, fields: InspectionFields, files: int) -> list[str]:
    """Return what a record still needs, as text keys."""
    placed = fields.village_id is not None or fields.latitude is not None or fields.landmark
    deadly = sounds_deadly(act.town, fields.text) and not fields.found and not fields.harmless
    wanted = {
        "inspection-lacks-place": not placed,
        "inspection-lacks-content": not (fields.text.strip() or files or fields.found),
        "inspection-lacks-danger": deadly,
        "inspection-lacks-line": any(findings.lacks_line(act.town, one) for one in fields.found),
        "inspection-lacks-due": any(one.due_at is not None and one.due_at <= act.now for one in fields.found),
    }
    return [key for key, missing in wanted.items() if missing]


async def leader_of(act: Act, leader_id: int | None) -> Actor:
    """Return who led it: the actor, or for the station anybody who may. Raises ``Forbidden``, ``Refused``."""
    require(act.actor, Action.INSPECT)
    if leader_id in (None, act.actor.person_id):
        return act.actor
    if not act.actor.roles & STATION:
        raise Forbidden("inspection-for-another")
    found = await directory.by_ids(act.session, [leader_id or 0])
    if not found or not may(found[0], Action.INSPECT):
        raise Refused("inspection-leader-gone")
    return found[0]


async def submit(act: Act, draft: Draft) -> Entered:
    """Enter the record that a draft holds, once, with a case for each finding; or correct the record it is about.

    Raises ``Refused`` while something is missing, ``Stale`` when it was entered already.
    """
    if draft.state is DraftState.SENT:
        raise Stale("inspection-entered-already", number=await records.number_of(act.session, draft) or "")
    fields = drafts.fields(draft, InspectionFields)
    missing = lacks(act, fields, await attachments.count(act.session, draft))
    if draft.subject_id is not None:
        return await _correct(act, draft, fields, [key for key in missing if key != "inspection-lacks-content"])
    if missing or fields.day is None:
        raise Refused("inspection-incomplete", missing=Keys(missing))
    leader = await leader_of(act, fields.leader_id)
    inspection = Inspection(
        number=await numbering.next_of(act.session, PREFIX, now=act.now, zone=act.town.zone),
        entered_by_id=act.actor.person_id,
        draft_id=draft.id,
        drill=act.town.settings.drill,
        submitted_at=act.now,
        companions=[],
        findings=[],
    )
    await _fill_in(act, inspection, fields, leader)
    act.session.add(inspection)
    await act.session.flush()
    await findings.become_cases(act, inspection, draft, fields.found)
    await drafts.finish(act.session, draft, act.now)
    details = {
        "number": inspection.number,
        "record": records.edition(inspection),
        "findings": _cases(inspection.findings),
    }
    await journal.record(act, records.subject(inspection.id), "enter", details=details)
    counted = await counting.count(act, inspection)
    await notices.entered(act, inspection, leader, counted)
    return Entered(inspection, counted)


async def _correct(act: Act, draft: Draft, fields: InspectionFields, missing: Sequence[str]) -> Entered:
    """Make a new edition; the former one stays in the journal (突发事件应对法 61)."""
    inspection = await records.may_correct(act, draft.subject_id or 0)
    if inspection.version != fields.base:
        raise Stale("inspection-changed-meanwhile", number=inspection.number)
    if missing:
        raise Refused("inspection-incomplete", missing=Keys(missing))
    same_leader = fields.leader_id == inspection.leader_id
    leader = None if same_leader else await leader_of(act, fields.leader_id)
    before, weighty, known = records.edition(inspection), _weighty(inspection), len(inspection.findings)
    await _fill_in(act, inspection, fields, leader)
    await findings.become_cases(act, inspection, draft, fields.found)
    files, new = await attachments.count(act.session, draft), inspection.findings[known:]
    if before == records.edition(inspection) and not files and not new:
        raise Refused("inspection-nothing-changed", number=inspection.number)
    inspection.corrected += 1
    await act.session.flush()
    await drafts.finish(act.session, draft, act.now)
    details = {"before": before, "after": records.edition(inspection), "files": files, "findings": _cases(new)}
    await journal.record(act, records.subject(inspection.id), "correct", details=details)
    counted = await counting.recount(act, inspection) if weighty != _weighty(inspection) else Counted()
    await notices.corrected(act, inspection, counted, former=int(before["leader"]))
    return Entered(inspection, counted)


async def withdraw(act: Act, inspection_id: int, reason: str) -> Entered:
    """Withdraw a record with a reason. It stays readable, its cases go on, and the period is open again."""
    inspection = await records.may_correct(act, inspection_id)
    why = needed(reason)
    inspection.withdrawn_at, inspection.withdrawn_by_id, inspection.withdrawn_for = act.now, act.actor.person_id, why
    await act.session.flush()
    await journal.record(act, records.subject(inspection.id), "withdraw", reason=why)
    counted = await counting.withdraw(act, inspection, why)
    await notices.withdrawn(act, inspection, counted)
    return Entered(inspection, counted)


def _weighty(inspection: Inspection) -> tuple[object, ...]:
    """Return what decides for which duties a record counts."""
    return inspection.leader_id, inspection.day, inspection.village_id, inspection.risk_point_id


def _cases(found: Sequence[InspectionFinding]) -> list[int]:
    return [one.case_id for one in found]


async def _fill_in(act: Act, inspection: Inspection, fields: InspectionFields, leader: Actor | None) -> None:
    """Put the fields of the form into a record; ``leader`` is None where it stays the same."""
    if leader is not None:
        inspection.leader_id, inspection.counts_for = leader.person_id, counting.posts_of(leader)
    inspection.day = fields.day or inspection.day
    inspection.text, inspection.landmark = fields.text.strip(), fields.landmark
    inspection.village_id, inspection.risk_point_id = fields.village_id, fields.point_id
    inspection.latitude, inspection.longitude = fields.latitude, fields.longitude
    if fields.point_id is not None and fields.village_id is None:
        inspection.village_id = (await act.session.get_one(RiskPoint, fields.point_id)).village_id
    names = await directory.names(act.session, fields.people)
    wanted: list[tuple[int | None, str]] = [(one, names[one]) for one in fields.people if one in names]
    wanted += [(None, name[:NAME_LENGTH]) for name in fields.names]
    if wanted != [(one.person_id, one.name) for one in inspection.companions]:
        inspection.companions = [InspectionCompanion(person_id=id_, name=name) for id_, name in wanted]
