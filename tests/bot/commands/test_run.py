"""``bihuan run`` as a process, as the operator meets it: it starts, or says in the operator's language why not."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest

import migrations
from patience import STANDSTILL
from sandbox_client import SandboxClient, fresh_token

ROOT = Path(__file__).parents[3]
NOWHERE = "http://127.0.0.1:9"

Running = Callable[..., AbstractAsyncContextManager[Process]]


@pytest.fixture
async def sandbox(sandbox_url: str, sandbox_client: httpx.AsyncClient) -> AsyncIterator[SandboxClient]:
    """The world around a bot; the process has a database of its own."""
    async with SandboxClient(sandbox_url, fresh_token(), sandbox_client) as world:
        yield world


@pytest.fixture
def running(tmp_path: Path) -> Running:
    """Run ``bihuan run`` in a folder with the demo's rules and an empty database; keywords are variables."""
    (tmp_path / "config.yaml").write_bytes((ROOT / "config.yaml").read_bytes())
    migrations.upgrade(f"sqlite+aiosqlite:///{tmp_path / 'var/bihuan.sqlite3'}")

    @asynccontextmanager
    async def run(*arguments: str, **variables: str) -> AsyncIterator[Process]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
        environment = {**kept, "PYTHONPATH": str(ROOT), **variables}
        command = (sys.executable, "-m", "bot.commands.cli", "run", *arguments)
        process = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=environment, stderr=PIPE)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(STANDSTILL):
                await process.communicate()

    return run


async def _until(process: Process, wanted: str) -> str:
    """Return everything that was said up to the line with ``wanted``."""
    assert process.stderr is not None
    said = ""
    async with asyncio.timeout(STANDSTILL):
        while line := (await process.stderr.readline()).decode():
            said += line
            if wanted in line:
                return said
    raise AssertionError(f"{wanted} is not said: {said}")


async def _everything(process: Process) -> str:
    async with asyncio.timeout(STANDSTILL):
        return (await process.communicate())[1].decode()


async def test_the_token_of_every_page_starts(sandbox: SandboxClient, running: Running) -> None:
    pages = ("README.md", "README.zh-CN.md", "docs/reference/commands.md")
    command = re.compile(r"BIHUAN_API_BASE=\S+ BIHUAN_TOKEN=(\S+) bihuan run")
    found = [command.search((ROOT / page).read_text(encoding="utf-8")) for page in pages]
    (token,) = {one[1] for one in found if one is not None}
    assert all(found)
    async with running(BIHUAN_TOKEN=token, BIHUAN_API_BASE=sandbox.url) as process:
        said = await _until(process, f'"delivery:{token.partition(":")[0]}"')
    assert "telegram_unreachable" not in said


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_a_refused_token_is_said_in_the_operator_s_language(
    sandbox: SandboxClient, running: Running, method: str
) -> None:
    await sandbox.fault(method, times=50, status=401)
    await sandbox.fault("setMyCommands", times=50, behave="drop_before")
    async with running(BIHUAN_TOKEN="123456:refused-token", BIHUAN_API_BASE=sandbox.url) as process:
        said = await _everything(process)
    assert process.returncode == 1
    assert "✗ BIHUAN_TOKEN" in said
    assert "Telegram 认可的令牌" in said
    assert "Traceback" not in said
    assert '"error"' not in said, "the sentence says it, no event besides"
    assert "refused-token" not in said


async def test_an_outage_is_said_once_and_names_the_setting(running: Running) -> None:
    async with running(BIHUAN_TOKEN="1:try", BIHUAN_API_BASE=NOWHERE) as process:
        await _until(process, "telegram_unreachable")
        await asyncio.sleep(3)
        process.send_signal(signal.SIGTERM)
        rest = await _everything(process)
    assert process.returncode == 0
    assert "unreachable" not in rest
    assert "failed" not in rest


async def test_a_console_that_is_not_there_is_said_in_words(running: Running) -> None:
    async with running("--roles", "console", BIHUAN_TOKEN="1:try", BIHUAN_API_BASE=NOWHERE) as process:
        said = await _everything(process)
    assert process.returncode == 1
    assert "没有网页控制台" in said
