"""The commands for many towns, as the county office meets them."""

import asyncio
import json
import os
import shutil
import signal
import sys
import zipfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

import migrations
from bot.commands.cli import app
from bot.towns.folder import read_town
from county import ROOT, County
from patience import STANDSTILL

both = pytest.mark.parametrize("county", ["sqlite", "postgres"], indirect=True)


@asynccontextmanager
async def bihuan(*arguments: str | Path) -> AsyncIterator[Process]:
    """Run a command as a process."""
    command = (sys.executable, "-m", "bot.commands.cli", *map(str, arguments))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def done(*arguments: str | Path) -> tuple[int, str, str]:
    """Return the exit code of a command, and everything that it said. It runs in this process, on a loop of its own."""
    environment = {"BIHUAN_TOWN": None}  # ``--town`` sets it
    with patch("bot.logs.configure"):  # the tests have a log of their own
        result = await asyncio.to_thread(CliRunner().invoke, app, list(map(str, arguments)), env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


async def at_head(county: County, name: str) -> bool:
    url = read_town(county.folder / name, None).database_url
    exists = not url.startswith("sqlite") or migrations.sqlite_exists(url)
    return exists and await migrations.current(url) == migrations.head()


@both
async def test_a_killed_migration_is_taken_up_again(county: County) -> None:
    names = [f"镇{number}" for number in range(6)]
    for name in names:
        await county.town(name, migrated=False)
    async with bihuan("migrate", "--towns", county.folder) as process, asyncio.timeout(STANDSTILL):
        assert process.stdout is not None
        for number in (1, 2):
            assert (await process.stdout.readline()).decode().startswith(f"{number}/6 镇{number - 1}：数据库已升级")
        await asyncio.sleep(0.05)  # the third is being migrated
        process.kill()
        await process.communicate()
    killed = [await at_head(county, name) for name in names]
    assert killed[:2] == [True, True]
    assert not all(killed)

    code, out, _ = await done("migrate", "--towns", county.folder)
    assert (code, "6 个乡镇，办成 6 个" in out) == (0, True)
    assert out.count("已是最新") == sum(killed)
    assert [await at_head(county, name) for name in names] == [True] * 6


async def test_a_town_that_cannot_be_migrated_is_named_and_the_others_are_done(county: County) -> None:
    for name in ("a", "b", "c"):
        await county.town(name, migrated=False)
    (county.folder / "a" / "bihuan.sqlite3").write_bytes(b"this is no database" * 100)
    (county.folder / "b" / "config.yaml").write_text("lines: {")
    code, out, err = await done("migrate", "--towns", county.folder)
    assert code == 1
    assert "3/3 c：数据库已升级" in out
    assert "3 个乡镇，办成 1 个" in out
    assert "没办成的：a、b" in err
    assert "Traceback" not in err
    assert await at_head(county, "c")


async def test_check_and_backup_take_all_towns_and_any_command_takes_one(county: County) -> None:
    first, _ = await county.town("上湾镇"), await county.town("b")
    await first.officer("张三")
    shutil.copy(first.folder / ".env", county.folder / "b" / ".env")
    code, out, _ = await done("check", "--json", "--towns", county.folder)
    towns = json.loads(out)["towns"]
    assert (code, set(towns)) == (1, {"上湾镇", "b"})
    twice = [fault for fault in towns["上湾镇"]["faults"] if fault["met"] == "b"]
    assert [fault["where"] for fault in twice] == ["BIHUAN_TOKEN"], "two towns with one bot"

    target = county.folder.parent / "backups"
    code, out, _ = await done("backup", "--towns", county.folder, target)
    assert (code, sorted(file.name for file in target.iterdir())) == (0, ["b.zip", "上湾镇.zip"])
    with zipfile.ZipFile(target / "上湾镇.zip") as archive:
        assert "张三" in archive.read("tables/persons.jsonl").decode()
    with zipfile.ZipFile(target / "b.zip") as archive:
        assert archive.read("tables/persons.jsonl") == b""

    phone = f"+86138{(await first.officer('李四')).id % 10**8:08}"
    code, out, _ = await done("--town", first.folder, "code", phone)
    assert (code, "李四的登录码" in out) == (0, True)
    assert (await done("--town", county.folder / "b", "code", phone))[0] == 1, "nobody of that town"


async def test_the_process_runs_until_it_is_told_to_stop(county: County) -> None:
    await county.town("a")
    await county.town("b", BIHUAN_TOKEN="")
    async with bihuan("run", "--towns", county.folder) as process, asyncio.timeout(STANDSTILL):
        assert process.stderr is not None
        heard = ""
        while '"intake_working"' not in heard or "town_settings_faulty" not in heard:
            heard += (await process.stderr.readline()).decode()
        process.send_signal(signal.SIGTERM)
        _, rest = await process.communicate()
    assert process.returncode == 0
    lines = [json.loads(line) for line in (heard + rest.decode()).splitlines() if line.startswith("{")]
    (faulty,) = [line for line in lines if line["event"] == "town_settings_faulty"]
    assert (faulty["town"], faulty["where"]) == ("b", "BIHUAN_TOKEN")
    assert "其他乡镇照常工作" in faulty["sentence"]
    assert [line["town"] for line in lines if line["event"] == "stopped"] == ["a"]


async def test_a_folder_without_towns_is_said(county: County) -> None:
    code, _, err = await done("migrate", "--towns", county.folder)
    assert (code, "没有乡镇" in err) == (1, True)
    code, _, err = await done("run", "--towns", county.folder / "nowhere")
    assert (code, "打不开" in err) == (1, True)
