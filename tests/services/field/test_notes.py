"""Reports from the field: in the mobilisation's record and on the case's timeline, told to the commander together."""

from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from mobilisation_steps import A, B, forward, opened_with_squads, running, says, told
from models import Attachment, Draft, FieldNote, Media
from models.enums import Answer, DraftKind, DraftState, MediaKind, Priority, Purpose
from services.cases import timeline
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.core.town import Town
from services.demobilisation import record as demobilisation_record
from services.demobilisation import stand_down
from services.drafts import drafts
from services.field import note_drafts
from services.field import notes as field_notes
from services.field.notes import NoteContent
from services.filing import filing
from services.filing.fields import ReportFields
from services.media import attachments, files
from services.triage import merging
from township import SLOPE, TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def photo(driver: TownshipDriver, name: str = "p1") -> int:
    async with driver.town.database.transaction() as session:
        return await files.remember(
            session,
            unique_id=name,
            file_id=f"file-{name}",
            kind=MediaKind.PHOTO,
            file_name=None,
            mime_type=None,
            size=1000,
            settings=driver.town.settings.files,
            now=driver.now,
        )


async def sends(driver: TownshipDriver, who: str, number: int, **what: Any) -> FieldNote | None:
    _, note = await driver.by(who, field_notes.add, number, NoteContent(**what))
    return note


async def notes(driver: TownshipDriver, number: int) -> list[str | None]:
    async with driver.town.database.reading() as session:
        return [row.note.text for row in await field_notes.of(session, number)]


async def test_what_is_sent_stands_in_the_record_and_on_the_cases_timeline_with_its_file(
    driver: TownshipDriver,
) -> None:
    case = await driver.files(kind="incident", life_danger=True)
    number = await running(driver, case=case.id)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await sends(driver, "a1", number, text="水已到门槛 <b>", media_id=await photo(driver), message_id=7)
    assert await notes(driver, number) == ["水已到门槛 <b>"]
    actor = await driver.actor("duty")
    async with driver.town.database.reading() as session:
        page = await timeline.page(Act(session, driver.town, driver.now, actor), case.id, number=-1)
        kept = [one for one in await attachments.of_case(session, case.id) if one.purpose is Purpose.FIELD]
        assert [fault async for fault in journal.audit(session)] == []
    assert "现场情况" in page.text
    assert "水已到门槛 &lt;b&gt;" in page.text
    assert [(one.person_id, one.media.file_id) for one in kept] == [(driver.people["a1"], "file-p1")]


async def test_a_merged_cases_timeline_is_the_others(driver: TownshipDriver) -> None:
    case, other = await driver.files(kind="incident"), await driver.files(text="同一处", kind="incident")
    number = await running(driver, case=case.id)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await driver.by("duty", merging.merge, case.id, into=other.id)
    await sends(driver, "a1", number, text="已封路", message_id=1)
    assert "field_note" in dict(await driver.journal(other))
    assert "field_note" not in dict(await driver.journal(case))


async def test_the_same_message_twice_and_the_same_photo_twice_are_one_note(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a1")
    assert await sends(driver, "a1", number, text="路断了", message_id=7) is not None
    assert await sends(driver, "a1", number, text="路断了", message_id=7) is None
    media = await photo(driver)
    assert await sends(driver, "a1", number, media_id=media, message_id=8) is not None
    assert await sends(driver, "a1", number, media_id=media, message_id=9) is None
    assert await notes(driver, number) == ["路断了", None]


async def test_only_who_is_out_reports_and_only_while_it_runs(driver: TownshipDriver) -> None:
    number = await running(driver, A, B)
    with pytest.raises(Refused, match="field-not-out"):
        await sends(driver, "a1", number, text="还没出门", message_id=1)
    with pytest.raises(Stale, match="roll-call-not-on-it"):
        await sends(driver, "r1", number, text="不在名单", message_id=1)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    await says(driver, number, Answer.CANNOT, "b1")
    with pytest.raises(Refused, match="field-not-out"):
        await sends(driver, "b1", number, text="不去", message_id=1)
    await driver.by("duty", stand_down.stand_down, number)
    await sends(driver, "a1", number, text="返回途中，路面结冰", message_id=2)
    await driver.by("a1", stand_down.back, number)
    with pytest.raises(Refused, match="field-not-out"):
        await sends(driver, "a1", number, text="到家了", message_id=3)
    await driver.by("a2", stand_down.back, number)
    await driver.by("duty", stand_down.end, number)
    with pytest.raises(Stale, match="mobilise-over"):
        await sends(driver, "a2", number, text="晚了", message_id=1)
    assert await notes(driver, number) == ["返回途中，路面结冰"]


async def test_the_commander_hears_all_of_a_minute_in_one_message_under_the_newest_photo(
    driver: TownshipDriver,
) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    for at in range(10):
        await sends(driver, "a1", number, media_id=await photo(driver, f"p{at}"), message_id=at + 1)
    await sends(driver, "a2", number, text="三组已撤离 <12> 户", message_id=1)
    assert await forward(driver, 0.9, "field_note") == []
    assert await forward(driver, 0.2, "field_note") == ["duty"]
    ((_, row),) = await told(driver, "field_note")
    assert "现场情况</b> 11 条" in row.content["text"]
    assert "前面还有 3 条" in row.content["text"]
    assert "三组已撤离 &lt;12&gt; 户" in row.content["text"]
    assert row.content["picture"] == {"kind": "photo", "file_id": "file-p9"}
    assert row.priority is Priority.ORDER
    assert await forward(driver, 5, "field_note") == [], "nothing new, nothing said"
    await sends(driver, "a2", number, text="全部撤离", message_id=2)
    assert await forward(driver, 1.1, "field_note") == ["duty"]


async def test_the_commanders_own_words_are_not_told_back(driver: TownshipDriver) -> None:
    number = await running(driver, who="principal")
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.text("UPDATE mobilisations SET commander_id = :p WHERE id = :n"), {"p": driver.people["a0"], "n": number}
        )
    await says(driver, number, Answer.ON_SCENE, "a0")
    await sends(driver, "a0", number, text="我在堤上", message_id=1)
    assert await forward(driver, 5, "field_note") == []
    assert await notes(driver, number) == ["我在堤上"]


async def test_another_hazard_comes_out_again_as_a_report_of_its_own(driver: TownshipDriver) -> None:
    case = await driver.files(kind="incident")
    number = await running(driver, case=case.id)
    await says(driver, number, Answer.ON_SCENE, "a1")
    stays = await sends(driver, "a1", number, text="堤上渗水", message_id=1)
    wrong = await sends(
        driver, "a1", number, text="桥头路灯漏电", media_id=await photo(driver), point=SLOPE, message_id=2
    )
    assert stays is not None
    assert wrong is not None

    async def out(who: str) -> Any:
        return await driver.by(who, note_drafts.take_out, number, first=wrong.id, last=wrong.id)

    with pytest.raises(Stale, match="error-files-moved"):
        await out("a2")
    _, draft = await out("a1")
    assert await notes(driver, number) == ["堤上渗水"]
    fields = drafts.fields(draft, ReportFields)
    assert (fields.text, fields.latitude, fields.outside) == ("桥头路灯漏电", SLOPE[0], False)
    async with driver.town.database.reading() as session:
        assert len(await drafts.files(session, draft)) == 1
        kept = await session.scalars(sa.select(Attachment).where(Attachment.purpose == Purpose.FIELD))
        assert list(kept) == []
    assert "correct" in dict(await driver.journal(case))
    with pytest.raises(Stale, match="error-files-moved"):
        await out("a1")


async def carded(driver: TownshipDriver, who: str, text: str) -> Draft:
    """A filing card with words and a photo on it."""
    actor, media = await driver.actor(who), await photo(driver, text)
    async with driver.town.database.transaction() as session:
        draft = await drafts.begin(session, actor, DraftKind.REPORT, now=driver.now, text=text)
        await drafts.attach(session, draft, media, person_id=actor.person_id, caption=None, now=driver.now, most=30)
        return draft


async def fresh(driver: TownshipDriver, draft: Draft) -> Draft:
    async with driver.town.database.reading() as session:
        return await session.get_one(Draft, draft.id)


async def becomes_notes(driver: TownshipDriver, who: str, draft: Draft, number: int) -> list[FieldNote]:
    actor = await driver.actor(who)
    async with driver.town.database.transaction() as session:
        card = await session.get_one(Draft, draft.id)
        return (await note_drafts.take_in(Act(session, driver.town, driver.now, actor), card, number))[1]


async def test_what_stands_on_a_filing_card_becomes_notes_once(driver: TownshipDriver) -> None:
    case = await driver.files(kind="incident")
    number = await running(driver, case=case.id)
    draft = await carded(driver, "a1", "坝顶裂缝")
    with pytest.raises(Refused, match="field-not-out"):
        await becomes_notes(driver, "a1", draft, number)
    assert (await fresh(driver, draft)).state is DraftState.OPEN, "the report is not lost"
    await says(driver, number, Answer.ON_SCENE, "a1")
    made = await becomes_notes(driver, "a1", draft, number)
    assert len(made) == 2
    assert await notes(driver, number) == ["坝顶裂缝", None]
    assert (await fresh(driver, draft)).state is DraftState.SENT
    with pytest.raises(Stale, match="error-draft-ended"):
        await becomes_notes(driver, "a1", draft, number)
    async with driver.town.database.reading() as session:
        kept = [one.purpose for one in await attachments.of_case(session, case.id)]
    assert kept.count(Purpose.FIELD) == 1


async def test_a_danger_to_life_that_was_sent_ahead_stays_a_case(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    draft = await carded(driver, "a1", "有人落水")
    actor = await driver.actor("a1")
    async with driver.town.database.transaction() as session:
        card = await session.get_one(Draft, draft.id)
        await filing.send_ahead(Act(session, driver.town, driver.now, actor), card)
    with pytest.raises(Refused, match="field-sent-ahead"):
        await becomes_notes(driver, "a1", draft, number)
    assert await notes(driver, number) == []


async def test_the_record_has_a_sheet_of_it_and_a_drill_says_so(driver: TownshipDriver) -> None:
    number = await running(driver, drill=True)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await sends(driver, "a1", number, text="=1+1", media_id=await photo(driver), point=SLOPE, message_id=1)
    await forward(driver, 2)
    ((_, row),) = await told(driver, "field_note")
    assert (row.drill, row.priority) == (True, Priority.RECEIPT)
    assert "演练" in row.content["text"]
    async with driver.town.database.reading() as session:
        actor = await driver.actor("duty")
        file, content = await demobilisation_record.workbook(Act(session, driver.town, driver.now, actor), number)
    assert file.startswith("演练")
    sheet = load_workbook(BytesIO(content))["现场情况"]
    assert [cell.value for cell in sheet[2]][1:] == ["队*（尾号7001）", A, "=1+1", "照片", "30.18610, 108.05210"]
    assert sheet["D2"].data_type == "s"


async def test_the_file_of_a_note_is_fetched_like_any_other(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await sends(driver, "a1", number, media_id=await photo(driver), message_id=1)
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Media.id)).where(Media.state == "wanted")) == 1
