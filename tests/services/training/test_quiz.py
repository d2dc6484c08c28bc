"""The quiz: broken off is not failed, an attempt ends on its own questions, the best counts, years stay apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from models import Media, Message, TrainingAttempt, TrainingQuestion, TrainingSheet
from models.enums import MediaKind, MediaState, SheetKind, SheetState
from scheduler import ticks
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.media.store import Store
from services.roster.workbook.tables import Verdict
from services.training import hours, sessions
from services.training.quiz import attempts, questions, results
from services.training.quiz.results import Result
from services.training.sheets import sheets
from township import TownshipDriver
from training_steps import AT, asks, held, invited, people


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def answers(driver: TownshipDriver, who: str, session_id: int, *letters: str) -> TrainingAttempt:
    attempt: TrainingAttempt = await driver.by(who, attempts.begin, session_id)
    for said in letters:
        attempt = await driver.by(who, attempts.answer, attempt.id, len(attempt.answers), said)
    return attempt


async def result_of(driver: TownshipDriver, who: str, session_id: int) -> Result:
    found = await driver.by("duty", results.of_session, session_id)
    return next(one for one in found if one.person.id == driver.people[who])


async def test_a_quiz_broken_off_at_its_first_question_is_not_failed_and_goes_on(driver: TownshipDriver) -> None:
    session = await invited(driver)
    await asks(driver, session.id)
    with pytest.raises(Refused, match="training-quiz-early"):
        await driver.by("night", attempts.begin, session.id)
    driver.clock.at = AT
    with pytest.raises(Forbidden):
        await driver.by("officer", attempts.begin, session.id)
    begun = await answers(driver, "night", session.id)
    found = await result_of(driver, "night", session.id)
    assert (found.best, found.finished, found.answered) == (None, 0, 0)
    driver.forward(days=2)
    again = await answers(driver, "night", session.id, "B")
    assert (again.id, again.answers) == (begun.id, ["B"])
    old_button = await driver.by("night", attempts.answer, begun.id, 0, "A")
    assert old_button.answers == ["B"]
    with pytest.raises(Refused, match="training-quiz-choose"):
        await driver.by("night", attempts.answer, begun.id, 1, "")
    done = await driver.by("night", attempts.answer, begun.id, 1, "CA")
    score = attempts.score(done)
    assert score is not None
    assert (score.written, score.out_of) == ("60×1 + 40×1 = 100", 100)
    with pytest.raises(Stale):
        await driver.by("duty", attempts.answer, begun.id, 1, "A")


async def test_an_attempt_ends_on_its_own_questions_and_the_best_of_several_counts(driver: TownshipDriver) -> None:
    session = await invited(driver)
    await asks(driver, session.id)
    driver.clock.at = AT
    await answers(driver, "night", session.id, "B")
    async with driver.town.database.transaction() as writing:
        await writing.execute(sa.update(TrainingQuestion).where(TrainingQuestion.number == 2).values(right="B"))
    await answers(driver, "night", session.id, "AC")
    await answers(driver, "night", session.id, "A", "B")
    await answers(driver, "duty", session.id, "B", "A")
    found = await result_of(driver, "night", session.id)
    assert found.best is not None
    assert (found.best.points, found.finished) == (100, 2)
    assert results.average(await driver.by("duty", results.of_session, session.id)) == "(100+60)÷2 = 80"
    driver.forward(days=31, hours=2, minutes=1)
    with pytest.raises(Refused, match="training-quiz-over"):
        await driver.by("night", attempts.begin, session.id)


async def test_next_years_round_begins_from_zero_and_last_years_stays_readable(driver: TownshipDriver) -> None:
    session = await held(driver, AT, "night")
    await asks(driver, session.id)
    await answers(driver, "night", session.id, "B", "AC")
    driver.clock.at = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    (new,) = await driver.by("duty", sessions.copy, 2027)
    async with driver.town.database.reading() as reading:
        copied = list(await reading.scalars(sa.select(TrainingQuestion).filter_by(session_id=new.id)))
    assert [(one.number, one.right) for one in copied] == [(1, "B"), (2, "AC")]
    assert await driver.by("duty", results.of_session, new.id) == []
    assert (await result_of(driver, "night", session.id)).finished == 1
    driver.clock.at = datetime(2027, 6, 1, 2, 0, tzinfo=UTC)
    (year,) = await driver.by("night", hours.own)
    assert (year.year, year.minutes, year.passed(0.6)) == (2026, [120], 1)


async def test_a_question_that_is_left_out_is_asked_no_more(driver: TownshipDriver) -> None:
    session = await invited(driver)
    await asks(driver, session.id)
    _, (first, _) = await driver.by("duty", questions.kept, session.id)
    with pytest.raises(Forbidden):
        await driver.by("principal", questions.switch, first.id)
    await driver.by("duty", questions.switch, first.id)
    driver.clock.at = AT
    attempt = await answers(driver, "night", session.id, "AC")
    score = attempts.score(attempt)
    assert score is not None
    assert score.written == "40×1 = 40"


def book(*rows: Sequence[object]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


@pytest.fixture
async def stored(driver: TownshipDriver, tmp_path: Path) -> TownshipDriver:
    """The township with a media store of its own."""
    files = driver.town.settings.files.model_copy(update={"store": f"file://{tmp_path}/media"})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"files": files}))
    return driver


async def arrives(driver: TownshipDriver, session_id: int, kind: SheetKind, data: bytes | None) -> TrainingSheet:
    """Let a file arrive that is fetched (or, None, cannot be), and be read."""
    driver.made += 1
    sha256 = Store(driver.town.settings.files.store).put(data) if data is not None else None
    state = MediaState.STORED if data is not None else MediaState.FAILED

    async def arriving(act: Act) -> TrainingSheet:
        row = {"unique_id": f"s{driver.made}", "file_id": "f", "kind": MediaKind.DOCUMENT, "sha256": sha256}
        media = Media(**row, state=state, created_at=act.now)
        act.session.add(media)
        await act.session.flush()
        return await sheets.receive(act, session_id, kind, media.id)

    sheet: TrainingSheet = await driver.by("duty", arriving)
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as reading:
        return await reading.get_one(TrainingSheet, sheet.id)


async def told(driver: TownshipDriver, sheet: TrainingSheet) -> Any:
    async with driver.town.database.reading() as reading:
        row = await reading.scalar(
            sa.select(Message).where(Message.event == "training_sheet").order_by(Message.id.desc()).limit(1)
        )
        assert row is not None
        assert row.dedupe.startswith(f"training_sheet:{sheet.session_id}:{sheet.id}:")
        return row.content


async def test_a_sheet_is_read_shown_and_taken_over_once(stored: TownshipDriver) -> None:
    session = await invited(stored)
    data = book(
        ("题号", "题目", "选项A", "选项B", "答案"),
        (1, "先打哪个电话？", "110", "119", "B"),
        (2, "只有一个选项", "甲", None, "A"),
    )
    sheet = await arrives(stored, session.id, SheetKind.QUESTIONS, data)
    assert sheet.state is SheetState.READ
    shown = str(await told(stored, sheet))
    assert "新增 1，改动 0，不变 0，存疑 0，不导入 1" in shown
    assert sheet.marked is not None
    with pytest.raises(Forbidden):
        await stored.by("principal", sheets.take, sheet.id)
    assert await stored.by("duty", sheets.take, sheet.id) == {Verdict.NEW: 1, Verdict.REFUSED: 1}
    with pytest.raises(Stale, match="training-sheet-taken"):
        await stored.by("duty", sheets.take, sheet.id)
    again = await arrives(stored, session.id, SheetKind.QUESTIONS, data)
    assert await stored.by("duty", sheets.take, again.id) == {Verdict.SAME: 1, Verdict.REFUSED: 1}
    _, content = await stored.by("duty", sheets.template, session.id)
    back = await arrives(stored, session.id, SheetKind.QUESTIONS, content)
    assert await stored.by("duty", sheets.take, back.id) == {Verdict.SAME: 1}


async def test_a_file_that_cannot_be_read_or_fetched_is_told_to_its_sender(stored: TownshipDriver) -> None:
    session = await invited(stored)
    for data, said in ((b"hello", "另存为"), (None, "请重新发一次"), (book(("甲", "乙")), "没有找到“题目”一栏")):
        sheet = await arrives(stored, session.id, SheetKind.QUESTIONS, data)
        assert sheet.state is SheetState.UNREADABLE
        assert said in str(await told(stored, sheet))


async def test_a_list_of_names_notes_who_was_there_and_corrects_a_list_that_was_entered(stored: TownshipDriver) -> None:
    session = await invited(stored)
    with pytest.raises(Refused, match="training-roll-early"):
        await stored.by("duty", sheets.typed, session.id, "李夜班")
    stored.clock.at = AT + timedelta(hours=1)
    signed = book(("姓名", "签到"), ("李夜班", "√"), ("冯书记", "缺席"))
    sheet = await arrives(stored, session.id, SheetKind.NAMES, signed)
    await stored.by("duty", sheets.take, sheet.id)
    found = await people(stored, session)
    assert {who: row.present for who, row in found.items() if row.present is not None} == {"night": True}
    session = await held(stored, AT + timedelta(days=3), "night")
    with pytest.raises(Refused, match="training-names-none"):  # kept as a report: it may be a danger
        await stored.by("duty", sheets.typed, session.id, "后山垮了，快来人")
    typed = await stored.by("duty", sheets.typed, session.id, "冯书记、查无此人")
    await stored.by("duty", sheets.take, typed.id)
    assert (await people(stored, session))["principal"].present is True
