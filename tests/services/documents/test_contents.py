"""What the documents say, from what was entered once; on both databases."""

import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import sqlalchemy as sa

from document_steps import content, document
from models import Meeting, MeetingMember
from models.enums import Attendance, DraftKind, MediaKind, Member
from patrol_steps import NORMAL, PROBLEM, patrolled, risk_point, with_checklist
from problem_steps import accepts, finished, found
from scheduler import ticks
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.documents import making
from services.drafts import drafts
from services.inspections import inspections
from services.inspections.fields import Found, InspectionFields
from services.media import files as media_files
from services.media import store
from services.meetings import meetings, members, minutes, resolutions
from services.meetings.minutes import MinutesFields
from services.triage.handing_out import HandingOutFields
from township import TownshipDriver

FIFTEENTH = datetime(2026, 12, 15, 1, 0, tzinfo=UTC)
"""A Tuesday, 9:00 in Shanghai."""


def png(width: int, height: int) -> bytes:
    """Return a picture of one colour."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes((width + 1) * height))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


async def test_the_minutes_name_who_was_there_and_how_each_resolution_stands(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        meeting = (await session.scalars(sa.select(Meeting))).one()
    await driver.by("chief", meetings.move, meeting.id, FIFTEENTH)
    await driver.by("chief", meetings.at_place, meeting.id, "镇政府三楼会议室")
    await driver.by("chief", meetings.call, meeting.id)

    async with driver.town.database.reading() as session:
        rows = {
            (row.member, row.member_id): row.id
            for row in await session.scalars(sa.select(MeetingMember).filter_by(meeting_id=meeting.id))
        }
    land = rows[Member.UNIT, driver.units["natural-resources"]]
    shangwan, xiahe = (rows[Member.VILLAGE, driver.villages[name]] for name in ("shangwan", "xiahe"))
    await driver.by("land", members.answer, land, Attendance.SENDS, "副所长杨")
    await driver.by("principal", members.answer, shangwan, Attendance.CANNOT, "在县里开会")
    agenda = await content(driver, "land", "agenda", meeting.id)
    assert (agenda.title, agenda.held) == ("2026年第四季度联席会议议程", "2026年12月15日9:00")
    assert "自然资源所（副所长杨）" in agenda.members
    with pytest.raises(Stale, match="minutes-none"):
        await content(driver, "land", "minutes", meeting.id)

    driver.forward(days=22)

    async def holding(act: Act) -> None:
        await members.call_roll(act, meeting.id, [land])
        for row in (shangwan, xiahe):
            await members.call_roll(act, meeting.id, [row])
            await members.call_roll(act, meeting.id, [row])
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.MINUTES,
            now=act.now,
            subject_id=meeting.id,
            form=MinutesFields,
            text="会议研究了搬迁。",
        )
        await minutes.enter(act, draft)
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.RESOLUTION,
            now=act.now,
            subject_id=meeting.id,
            form=HandingOutFields,
            text="完成后山滑坡点搬迁方案",
            units=(driver.units["natural-resources"],),
            due_at=datetime(2026, 12, 28, 9, 30, tzinfo=UTC),
        )
        await resolutions.issue(act, draft)

    await driver.by("duty", holding)
    said = await content(driver, "chief", "minutes", meeting.id)
    assert (said.present, said.excused, said.absent) == ("自然资源所（副所长杨）", "上湾村", "下河村")
    (resolution,) = said.resolutions
    assert (resolution.units, resolution.due, resolution.state) == ("自然资源所", "2026.12.28", "待签收")
    with pytest.raises(Stale, match="meeting-is-held"):
        await content(driver, "chief", "agenda", meeting.id)
    with pytest.raises(Forbidden):
        await content(driver, "officer", "minutes", meeting.id)

    made = await driver.by(
        "chief", making.prepare, document(driver, "minutes"), meeting.id, store.reader("file://nowhere")
    )
    assert made.name == "2026年第四季度联席会议纪要.docx"
    assert made.make().startswith(b"PK")
    async with driver.town.database.reading() as session:
        (entry,) = await journal.history(session, f"document:minutes:{meeting.id}")
    assert (entry.action, entry.actor_id) == ("send", driver.people["chief"])


async def test_an_inspection_has_its_photos_with_the_finding_that_each_belongs_to(town: Town, tmp_path: Path) -> None:
    driver = await TownshipDriver.open(town)
    url = f"file://{tmp_path}"
    kept = store.Store(url)

    async def attach(act: Act, draft: Any, name: str, content: bytes | None, kind: MediaKind = MediaKind.PHOTO) -> int:
        media_id = await media_files.remember(
            act.session,
            unique_id=name,
            file_id=name,
            kind=kind,
            file_name=None,
            mime_type=None,
            size=len(content or b""),
            settings=act.town.settings.files,
            now=act.now,
        )
        if content is not None:
            await media_files.stored(act.session, media_id, sha256=kept.put(content), size=len(content))
        by = act.actor.person_id
        await drafts.attach(act.session, draft, media_id, person_id=by, caption=None, now=act.now, most=20)
        return media_id

    async def entering(act: Act) -> int:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.INSPECTION,
            now=act.now,
            form=InspectionFields,
            text="到砖厂检查",
            village_id=driver.villages["shangwan"],
            day=datetime(2026, 11, 23, tzinfo=UTC).date(),
        )
        wide = await attach(act, draft, "wide", png(400, 300))
        await attach(act, draft, "high", png(300, 400))
        await attach(act, draft, "broken", b"\xff\xd8 no picture")
        await attach(act, draft, "not fetched yet", None)
        await attach(act, draft, "voice", b"voice", MediaKind.VOICE)
        await drafts.patch(
            act.session,
            draft,
            InspectionFields,
            act.now,
            found=(Found(text="配电房堆放杂物", files=(wide,), line="industry"),),
        )
        return (await inspections.submit(act, draft)).inspection.id

    record = await driver.by("director", entering)
    said = await content(driver, "director", "inspection", record)
    assert (said.leader, said.place, said.inspected) == ("吴书记", "上湾村", "2026年11月23日")
    assert [(one.finding, one.handler, one.state) for one in said.findings] == [
        ("配电房堆放杂物", "应急管理站", "待研判")
    ]
    captions = [caption for one in said.photos for caption in (one.left_caption, one.right_caption)]
    assert (captions, said.photos_left) == (["问题1", "", "", ""], "2"), (
        "the voice and the photo that is still at Telegram"
    )
    with pytest.raises(Forbidden):
        await content(driver, "road", "inspection", record)

    made = await driver.by("director", making.prepare, document(driver, "inspection"), record, store.reader(url))
    paper = docx.Document(BytesIO(made.make()))
    wide, high = ((round(one.width.mm), round(one.height.mm)) for one in paper.inline_shapes)
    assert wide == (72, 54)
    assert high == (40, 54), "a picture keeps its form"
    cells = "".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert "照片无法读取" in cells
    assert any("另有2件照片、文件未附" in one.text for one in paper.paragraphs)


async def test_problems_points_patrols_and_duties_are_those_that_a_person_may_see(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    driver.town = with_checklist(driver.town, "cracks", "drains")
    point = await risk_point(driver)
    await driver.by("land", patrolled, point, NORMAL, PROBLEM)
    late = await found(driver)
    await accepts(driver, "deputy", await finished(driver))

    ledger = await content(driver, "chief", "points")
    assert [(one.name, one.level, one.patrolled) for one in ledger.points] == [
        ("后山滑坡点", "重大风险（红）", "2026.11.23")
    ]
    assert (await content(driver, "road", "points")).points == ()
    month = await content(driver, "chief", "patrols", 202611)
    assert (month.title, month.patrols, month.faulty) == ("2026年11月风险点巡查情况汇总", 1, 1)
    (line,) = month.lines
    assert [(one.question, one.normal, one.faulty) for one in line.questions] == [
        ("cracks如何？", 1, 0),
        ("drains如何？", 0, 1),
    ]
    with pytest.raises(Stale):
        await content(driver, "chief", "patrols", 202613)

    driver.forward(days=10)  # in December: nothing was entered this month
    notice = await content(driver, "duty", "problems")
    assert (notice.month, notice.open, notice.closed, notice.new_count) == ("2026年12月", 1, 1, 0)
    assert [one.problem for one in notice.late] == [late.number]
    assert (await content(driver, "road", "problems")).open == 0
    with pytest.raises(Forbidden):
        await content(driver, "officer", "problems")

    plan = await content(driver, "chief", "duties", 2027)
    assert plan.title == "2027年责任事项计划"
    by_name = {one.duty: one for one in plan.rules}
    assert by_name["较大以上风险点检查"].rhythm == "每月1次"
    assert by_name["较大以上风险点检查"].owed_by == "风险点1处"
    assert sum(one.duty == "较大以上风险点检查" for one in plan.planned) == 12
    with pytest.raises(Forbidden):
        await content(driver, "land", "duties", 2027)


async def test_a_drill_is_marked_in_every_title(town: Town) -> None:
    settings = town.settings.model_copy(update={"drill": True})
    driver = await TownshipDriver.open(replace(town, settings=settings))
    for code, about in (("points", 0), ("problems", 0), ("patrols", 202611), ("duties", 2026)):
        assert (await content(driver, "chief", code, about)).title.endswith("（演练）")
