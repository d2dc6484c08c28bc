"""The command line as an operator meets it: exit codes, words, JSON."""

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import httpx
import pytest
import sqlalchemy as sa
import typer
import yaml
from openpyxl import load_workbook
from typer.testing import CliRunner

import migrations
from bot.commands import terminal
from bot.commands.checks import examine
from bot.commands.cli import app
from bot.demo import workbook as demo_workbook
from bot.faults import Fault
from bot.settings import Environment, Settings, parsed
from models import Account, Assignment, Case, Code, DutySeries, Feed, Group, JournalEntry, Person
from models.enums import GroupPurpose, GroupState, Kind, Part, Severity, Source
from patience import STANDSTILL
from services.calendar.working_time import is_known
from services.core import journal
from services.core.database import Database
from services.documents import poster
from services.ledgers.cases import write_cases
from services.operations import leases
from services.operations.held_lease import machine_now
from services.settings.areas.warnings import FeedRule
from services.settings.township import Township
from texts.bundle import load

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
NOW = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
TOKEN = "123456:ABCDEFGHIJKLMNOP"


@dataclass(frozen=True)
class Ended:
    """A command's end."""

    returncode: int
    stdout: str
    stderr: str


Bihuan = Callable[..., Ended]


@pytest.fixture
def bihuan(tmp_path: Path) -> Bihuan:
    """Run ``bihuan`` in an empty folder with the demo's config.yaml; keyword arguments are environment variables.

    A process of its own for each command would cost seconds, nearly all of them for imports.
    """
    (tmp_path / "config.yaml").write_bytes(CONFIG.read_bytes())

    def run(*arguments: str | Path, **variables: str) -> Ended:
        environment = {name: None for name in os.environ if name.startswith("BIHUAN_")} | variables
        with contextlib.chdir(tmp_path), ThreadPoolExecutor(1) as thread:  # some tests have a loop that runs
            result = thread.submit(CliRunner().invoke, app, list(map(str, arguments)), env=environment).result()
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    demo_workbook.write(tmp_path / "roster.xlsx", SETTINGS)
    return tmp_path / "roster.xlsx"


def test_help_is_quick_because_nothing_heavy_is_imported(bihuan: Bihuan) -> None:
    code = (
        "import sys, bot.commands.cli, typer.testing\n"
        "assert typer.testing.CliRunner().invoke(bot.commands.cli.app, ['--help']).exit_code == 0\n"
        "heavy = {'aiogram', 'telegram', 'sqlalchemy', 'nicegui', 'openpyxl', 'pydantic', 'alembic', 'phonenumbers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
    listed = bihuan("--help").stdout
    for command in ("run", "sandbox", "demo", "migrate", "check", "roster", "audit", "backup", "restore", "export"):
        assert command in listed


def test_a_check_imports_neither_telegram_library_nor_what_writes_files(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.sqlite3"
    migrations.upgrade(url.replace(":", "+aiosqlite:", 1))
    code = (
        "import sys, bot.commands.cli\n"
        "sys.argv = ['bihuan', 'check']\n"
        "try:\n    bot.commands.cli.main()\n"
        "finally:\n"
        "    heavy = 'aiogram telegram nicegui openpyxl alembic docx shapely numpy rich uvicorn lxml'.split()\n"
        "    heavy.append('models.cases')\n"
        "    print([name for name in heavy if sys.modules.get(name)])"
    )
    environment = {**os.environ, "BIHUAN_DATABASE_URL": url, "BIHUAN_LANGUAGE": "en"}
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment)
    assert shown.returncode == 1, shown.stderr  # the roster is empty
    assert shown.stdout.splitlines()[-1] == "[]"


def test_the_sandbox_alone_shows_the_phones_and_plays_people() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "bot.commands.cli", "sandbox", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline().strip() == f"sandbox: http://127.0.0.1:{port}"
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=STANDSTILL, trust_env=False) as browser:
                assert "模拟手机" in browser.get("/").text
                assert browser.post("/sandbox/users", json={"first_name": "王"}).json()["id"] > 0
        finally:
            running.send_signal(signal.SIGTERM)
            assert running.wait(timeout=STANDSTILL) == 0


@pytest.mark.parametrize(
    "arguments", [["fly"], ["roster", "import"], ["run", "--roles", "cook"], ["demo", "--port", "x"]]
)
def test_wrong_usage_is_2(bihuan: Bihuan, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.logs.configure", lambda **_: None)  # the tests have a log of their own
    assert bihuan(*arguments, BIHUAN_TOKEN=TOKEN).returncode == 2


def test_run_as_a_process_without_a_token_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes(CONFIG.read_bytes())
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
    command = [sys.executable, "-m", "bot.commands.cli", "run"]
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "BIHUAN_TOKEN" in ended.stderr
    assert "BotFather" in ended.stderr


async def test_from_nothing_to_a_town(bihuan: Bihuan, workbook: Path, database_url: str, tmp_path: Path) -> None:
    await asyncio.to_thread(_from_nothing, bihuan, workbook, database_url, tmp_path)  # each command runs its own loop
    database = Database(database_url)
    async with database.reading() as session:
        owing = set(await session.scalars(sa.select(DutySeries.owing)))
    await database.close()
    assert {"risk_point", "village", "post"} <= owing, "who was imported owes duties at once, not only from tonight"


def _from_nothing(bihuan: Bihuan, workbook: Path, database_url: str, tmp_path: Path) -> None:
    where = {"BIHUAN_DATABASE_URL": database_url, "BIHUAN_TOKEN": TOKEN}
    assert bihuan("migrate", **where).returncode == 0
    tried = bihuan("roster", "import", workbook, "--dry-run", **where)
    assert tried.returncode == 0, tried.stderr
    assert "未写入" in tried.stdout
    assert "人员：新增 389" in tried.stdout
    assert bihuan("code", "138 0000 1001", **where).returncode == 1, "a dry run leaves nobody behind"
    assert bihuan("roster", "import", workbook, **where).returncode == 0
    again = bihuan("roster", "import", workbook, BIHUAN_LANGUAGE="en", **where)
    assert "Persons: 0 new, 0 updated, 389 unchanged, 0 deactivated" in again.stdout
    points = bihuan("points", "import", workbook, "--by", "13800001003", **where)
    assert "新增 0，修改 0，不变 24，存疑 0，不导入 0" in points.stdout, points.stderr
    issued = bihuan("code", "13800001001", **where)
    assert issued.returncode == 0, issued.stderr
    assert "李建国的登录码：" in issued.stdout
    assert "完好" in bihuan("audit", **where).stdout
    assert bihuan("audit", "YH20990101-0001", **where).returncode == 1
    assert bihuan("backup", tmp_path / "b.zip", **where).returncode == 0
    assert bihuan("backup", tmp_path / "b.zip", **where).returncode == 1, "never over a file unasked"
    assert bihuan("backup", tmp_path / "b.zip", "--force", **where).returncode == 0
    refused = bihuan("restore", tmp_path / "b.zip", **where)
    assert (refused.returncode, "空库" in refused.stderr) == (1, True)
    copy = {"BIHUAN_DATABASE_URL": f"sqlite:///{tmp_path / 'copy.sqlite3'}"}
    restored = bihuan("restore", tmp_path / "b.zip", **copy)
    assert restored.returncode == 0, restored.stderr
    assert "完好" in bihuan("audit", **copy).stdout


def test_a_faulty_roster_is_named_cell_by_cell_and_nothing_is_imported(
    bihuan: Bihuan, workbook: Path, tmp_path: Path
) -> None:
    book = load_workbook(workbook)
    book["人员"]["A5"], book["网格"]["C3"] = "123", "XX"
    book.save(workbook)
    assert bihuan("migrate").returncode == 0
    ended = bihuan("roster", "import", workbook)
    assert ended.returncode == 1
    assert "《人员》第 5 行“手机号”（A5）：123 → 应为有效的手机号码" in ended.stderr
    assert "《网格》第 3 行“村社编码”（C3）" in ended.stderr
    copy = workbook.with_name("roster-需修改.xlsx")
    assert str(copy) in ended.stderr.splitlines()[-1]
    assert copy.stat().st_mode & 0o077 == 0, "it holds what the roster holds"
    comment = load_workbook(copy)["人员"]["A5"].comment
    assert comment is not None
    assert "应为有效的手机号码" in comment.text
    again = bihuan("roster", "import", copy)
    assert str(workbook.with_name("roster-需修改1.xlsx")) in again.stderr, "what is being corrected is not written over"
    assert "Warning" not in ended.stderr + again.stderr
    assert "人员 389" not in ended.stdout
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'var/bihuan.sqlite3'}")
    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(Person)) == 0
    engine.dispose()


def test_the_template_is_not_written_over_a_filled_one(bihuan: Bihuan, tmp_path: Path) -> None:
    assert bihuan("roster", "template", tmp_path / "t.xlsx").returncode == 0
    assert "人员" in load_workbook(tmp_path / "t.xlsx").sheetnames
    assert bihuan("roster", "template", tmp_path / "t.xlsx").returncode == 1
    assert bihuan("roster", "template", tmp_path / "t.xlsx", "--force").returncode == 0
    english = bihuan("roster", "template", tmp_path / "e.xlsx", BIHUAN_LANGUAGE="en")
    assert "Wrote" in english.stdout
    assert "Persons" in load_workbook(tmp_path / "e.xlsx").sheetnames


def test_commands_that_need_the_database_say_to_migrate(bihuan: Bihuan, workbook: Path) -> None:
    for arguments in (("roster", "import", workbook), ("audit",), ("export", "cases", "c.xlsx")):
        ended = bihuan(*arguments)
        assert ended.returncode == 1
        assert "bihuan migrate" in ended.stderr


def test_a_database_that_is_away_is_a_sentence_without_the_password(bihuan: Bihuan) -> None:
    ended = bihuan("audit", BIHUAN_DATABASE_URL="postgresql://u:verysecret@127.0.0.1:1/d")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "verysecret" not in ended.stderr + ended.stdout


def test_check_says_every_fault_as_json(bihuan: Bihuan, tmp_path: Path) -> None:
    text = (
        CONFIG.read_text(encoding="utf-8").replace("claim: 5 min", "claim: 5").replace("radius_m: 200", "radius_m: 0")
    )
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    ended = bihuan("check", "--json")
    assert ended.returncode == 1
    answer = json.loads(ended.stdout)
    assert answer["ok"] is False
    assert {fault["where"] for fault in answer["faults"]} == {"clocks.claim", "duplicates.radius_m"}
    assert all(set(fault) == {"where", "met", "expected", "mend"} for fault in answer["faults"])
    assert answer["alarms"] == []
    plain = bihuan("check")
    assert plain.returncode == 1
    assert "clocks.claim" in plain.stderr


def test_check_of_a_fresh_folder_says_to_migrate_and_makes_no_file(bihuan: Bihuan, tmp_path: Path) -> None:
    answer = json.loads(bihuan("check", "--json").stdout)
    assert "BIHUAN_DATABASE_URL" in {fault["where"] for fault in answer["faults"]}
    assert not (tmp_path / "var").exists()


def test_word_templates_are_written_changed_and_checked(bihuan: Bihuan, tmp_path: Path) -> None:
    assert bihuan("documents", "write", "模板").returncode == 0
    assert bihuan("documents", "write", "模板").returncode == 1, "a clerk's work is not written over"
    folder = tmp_path / "模板"
    assert len(list(folder.glob("*.docx"))) > 5
    guide = (folder / "模板占位符说明.txt").read_text(encoding="utf-8-sig")
    assert "会议纪要.docx：标题、镇名、落款单位" in guide
    assert "议题（逐条，每条有：序号、报送单位、内容、备注）" in guide
    text = CONFIG.read_text(encoding="utf-8").replace("  # folder: 模板", "  folder: 模板")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")

    def faults() -> list[dict[str, str]]:
        found = json.loads(bihuan("check", "--json").stdout)["faults"]
        return [fault for fault in found if fault["where"].endswith((".docx", "documents.folder"))]

    assert faults() == []
    paper = docx.Document(str(folder / "会议纪要.docx"))
    paper.add_paragraph("{{ 会议地点儿 }}")
    paper.save(str(folder / "会议纪要.docx"))
    (folder / "检查记录.docx").write_bytes(b"rubbish")
    (folder / "请柬.docx").write_bytes(b"rubbish")
    found = faults()
    assert [(one["where"], one["met"]) for one in found] == [
        ("会议纪要.docx", "{{ 会议地点儿 }}"),
        ("检查记录.docx", "打不开"),
    ]
    assert "会议地点" in found[0]["expected"]
    assert found[0]["mend"] == "是不是想写“会议地点”？改正或删去"
    assert "“请柬.docx”不是模板" in bihuan("check").stdout
    shutil.rmtree(folder)
    assert [one["where"] for one in faults()] == ["documents.folder"]


# What check finds behind the settings, without a process for each.


def settings_of(database_url: str, **environment: str) -> Settings:
    return Settings(
        Environment(database_url=database_url, **environment),  # type: ignore[arg-type]
        SETTINGS,
    )


@pytest.fixture(scope="module")
async def populated(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demo township, to be copied."""
    file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("town") / "town.sqlite3"))
    database = Database(f"sqlite+aiosqlite:///{file}")
    await demo_workbook.populate(database, SETTINGS, now=NOW)
    await database.close()
    return file


@pytest.fixture
def town_url(populated: Path, tmp_path: Path) -> str:
    """The URL of a database with the demo township."""
    return f"sqlite+aiosqlite:///{shutil.copy(populated, tmp_path / 'town.sqlite3')}"


async def test_a_whole_town_has_no_faults(town_url: str) -> None:
    report = await examine(settings_of(town_url), NOW)
    assert report.faults == []
    assert any("BIHUAN_TOKEN" in note for note in report.notes)


async def test_check_names_the_processes_that_handle_messages(town_url: str) -> None:
    database = Database(town_url)
    async with database.transaction() as session:
        lease = {"now": machine_now(), "lifetime": timedelta(minutes=5)}
        await leases.acquire_each(session, ["intake:1", "intake:1:1"], "here:4711:1:x", **lease)
        await leases.acquire_each(session, ["intake:1:2"], "there:4712:1:x", **lease)
    await database.close()
    notes = (await examine(settings_of(town_url), NOW)).notes
    (first,) = [note for note in notes if "here:4711" in note]
    (other,) = [note for note in notes if "there:4712" in note]
    assert "2 份" in first
    assert "收取" in first
    assert "1 份" in other
    assert "收取" not in other


async def test_an_empty_roster_is_a_fault(database_url: str) -> None:
    report = await examine(settings_of(database_url), NOW)
    assert [fault.where for fault in report.faults] == ["花名册"]


async def test_a_lost_group_is_a_fault(town_url: str) -> None:
    database = Database(town_url)
    async with database.transaction() as session:
        for chat, state in ((-1, GroupState.LOST), (-2, GroupState.BOUND)):
            session.add(
                Group(
                    chat_id=chat,
                    title=f"群{chat}",
                    purpose=GroupPurpose.STATION,
                    state=state,
                    bound_by_id=1,
                    bound_at=NOW,
                )
            )
        session.add(Account(telegram_id=5, person_id=1, bound_at=NOW, via="code"))
    await database.close()
    report = await examine(settings_of(town_url), NOW)
    assert [(fault.where, fault.met) for fault in report.faults] == [("群聊绑定", "群-1")]
    assert any("已绑定账号 1 人" in note for note in report.notes)


async def test_a_feed_that_failed_at_its_last_look_is_a_fault(town_url: str, tmp_path: Path) -> None:
    feeds = [
        FeedRule(name="气象局", address="https://example.cn/cap.xml"),
        FeedRule(name="文件夹", address=str(tmp_path / "none")),
        FeedRule(name="县局", address="https://example.cn/other.xml"),
    ]
    database = Database(town_url)
    async with database.transaction() as session:
        fault = ["warning-feed-status", {"status": 503}]
        session.add(Feed(address=feeds[0].address, fault=fault, heard_at=NOW, failed_since=NOW, looks_at=NOW, parts={}))
    await database.close()
    rules = SETTINGS.warnings.model_copy(update={"feeds": tuple(feeds)})
    settings = replace(settings_of(town_url), township=SETTINGS.model_copy(update={"warnings": rules}))
    found = {fault.where: fault.met for fault in (await examine(settings, NOW)).faults}
    assert set(found) == {"预警源“气象局”", "预警源“文件夹”"}
    assert "503" in found["预警源“气象局”"]
    assert "上次正常" in found["预警源“气象局”"]


async def test_a_year_without_holidays_is_an_alarm_sixty_days_ahead_and_a_fault_once_begun(
    town_url: str,
) -> None:
    report = await examine(settings_of(town_url), datetime(2098, 11, 15, tzinfo=UTC))
    assert [(fault.where, fault.alarm) for fault in report.faults] == [
        ("working_time.years.2098", False),
        ("working_time.years.2099", True),
    ]
    assert report.as_json()["alarms"] == ["working_time.years.2099"]
    assert report.as_json()["ok"] is False, "both are faults by the contract"
    report = await examine(settings_of(town_url), datetime(2098, 6, 1, tzinfo=UTC))
    assert [fault.where for fault in report.faults] == ["working_time.years.2098"]


async def test_a_township_without_the_county_s_numbers_hears_of_it(town_url: str) -> None:
    reports = SETTINGS.county_reports.model_copy(update={"phones": ()})
    settings = replace(settings_of(town_url), township=SETTINGS.model_copy(update={"county_reports": reports}))
    assert any("county_reports.phones" in note for note in (await examine(settings, NOW)).notes)
    assert not any("county_reports.phones" in note for note in (await examine(settings_of(town_url), NOW)).notes)


async def test_the_alarm_says_that_the_service_runs_and_its_example_mends_it(town_url: str) -> None:
    ahead = datetime(2098, 12, 1, tzinfo=UTC)
    alarm = next(fault for fault in (await examine(settings_of(town_url), ahead)).faults if fault.alarm)
    assert "服务照常运行" in alarm.expected
    example = re.search(r"working_time.years.*(years: \{.*\}\})", alarm.mend)
    assert example is not None
    written = parsed(CONFIG.read_text(encoding="utf-8").replace("  # years:\n", f"  {example[1]}\n"))
    assert is_known(Township.parse(written).working_time, 2099)


def test_faults_and_alarms_are_told_apart_and_both_end_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    words = load()["zh_CN"]
    alarm, fault = Fault("a", "b", "c", "d", alarm=True), Fault("e", "f", "g", "h")
    with pytest.raises(typer.Exit) as ended:
        terminal.faulty([alarm, fault], words)
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err.splitlines() == [
        "✗ e：f → g。h",
        "共 1 处要改。",
        "⚠ a：b → c。d",
        "1 处预警：现在不影响运行，要赶在用到之前改好。",
    ]


async def test_an_unreachable_api_is_a_note_not_a_fault(town_url: str) -> None:
    report = await examine(settings_of(town_url, token=TOKEN, api_base="http://127.0.0.1:1"), NOW)
    assert report.faults == []
    assert any("127.0.0.1:1" in note for note in report.notes)
    assert not any(TOKEN in note for note in report.notes)


async def test_an_old_schema_is_a_fault(town_url: str) -> None:
    database = Database(town_url)
    async with database.transaction() as session:
        await session.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    await database.close()
    report = await examine(settings_of(town_url), NOW)
    assert [fault.where for fault in report.faults] == ["BIHUAN_DATABASE_URL"]
    assert migrations.head() not in report.faults[0].met


async def test_audit_finds_what_was_changed_behind_the_journals_back(town_url: str, bihuan: Bihuan) -> None:
    database = Database(town_url)
    async with database.transaction() as session:
        await session.execute(sa.update(JournalEntry).where(JournalEntry.subject == "person:3").values(reason="forged"))
    await database.close()
    ended = bihuan("audit", BIHUAN_DATABASE_URL=town_url)
    assert ended.returncode == 1
    assert "正在核对日志链" in ended.stderr
    assert "person:3 第 1 条被改动过" in ended.stderr


async def test_the_ledger_of_cases_shows_no_formula(town_url: str, tmp_path: Path, bihuan: Bihuan) -> None:
    database = Database(town_url)
    async with database.transaction() as session:
        case = Case(
            number="YH20260601-0001",
            source=Source.REPORT,
            kind=Kind.HAZARD,
            severity=Severity.MAJOR,
            line="geology",
            description='=HYPERLINK("http://x")\x07',
            landmark="#REF!",
            reporter_id=1,
            submitted_at=NOW,
        )
        session.add(case)
        await session.flush()
        times = {"issued_at": NOW, "started_at": NOW, "due_at": NOW}
        session.add(Assignment(case_id=case.id, unit_id=1, part=Part.LEAD, issued_by_id=1, **times))
        await journal.append(session, journal.of_case(case.id), "file", now=NOW, actor_id=1)
    told = list[tuple[int, int]]()
    async with database.reading() as session:
        english = tmp_path / "en.xlsx", SETTINGS, load()["en"]
        assert await write_cases(session, *english, lambda *far: told.append(far)) == 1
        assert await session.scalar(sa.select(sa.func.count()).select_from(Code)) == 0
    await database.close()
    assert told == [(1, 2), (2, 2)]
    assert bihuan("export", "cases", "c.xlsx", BIHUAN_DATABASE_URL=town_url).returncode == 0
    book = load_workbook(tmp_path / "c.xlsx")
    sheet = book["事项"]
    row = {title.value: cell for title, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["情况"].value == '=HYPERLINK("http://x")'
    assert row["情况"].data_type == "s"
    assert (row["位置"].value, row["位置"].data_type) == ("#REF!", "s")
    assert book["交办单"]["A2"].value == "YH20260601-0001"
    assert (row["条线"].value, row["等级"].value, row["状态"].value) == ("地质灾害", "重大", "待研判")
    assert row["上报时间"].value == "2026-06-01 15:00"
    assert "共 1 条" in bihuan("audit", "yh20260601-0001", BIHUAN_DATABASE_URL=town_url).stdout


async def test_a_font_that_cannot_be_used_is_a_fault_and_none_at_all_a_note(
    town_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = SETTINGS.documents.model_copy(update={"picture_font": str(tmp_path / "none.ttf")})
    settings = replace(settings_of(town_url), township=SETTINGS.model_copy(update={"documents": documents}))
    assert [fault.where for fault in (await examine(settings, NOW)).faults] == ["documents.picture_font"]
    monkeypatch.setattr(poster, "FOLDERS", (str(tmp_path),))
    report = await examine(settings_of(town_url), NOW)
    assert report.faults == []
    assert any("documents.picture_font" in note for note in report.notes)
