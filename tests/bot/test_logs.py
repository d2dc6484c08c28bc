"""A terminal shows sentences, machines get JSON with the same sentence."""

import asyncio
import logging
from collections.abc import Iterator

import orjson
import pytest
import structlog

from bot import logs
from texts.bundle import load

BASE = "https://api.telegram.org"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield
    root.handlers, root.level = handlers, level
    structlog.configure(**before)


def said(capsys: pytest.CaptureFixture[str], language: str, *, json: bool) -> list[str]:
    logs.configure(words=load()[language], json=json)
    log = structlog.get_logger("a test")
    log.info("lease_held", lease="intake:1")
    log.warning("telegram_unreachable", base=BASE, way="direct", look_at="BIHUAN_PROXY", reason="No route to host")
    log.warning("odd_thing", reason="nobody has words for it")
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "连不上 Telegram"), ("en", "cannot be reached")])
def test_a_terminal_shows_sentences_and_trouble(capsys: pytest.CaptureFixture[str], language: str, words: str) -> None:
    unreachable, odd = said(capsys, language, json=False)
    assert words in unreachable
    assert "BIHUAN_PROXY" in unreachable
    assert "telegram_unreachable" not in unreachable
    assert "odd_thing" in odd


def test_machines_get_every_event(capsys: pytest.CaptureFixture[str]) -> None:
    held, unreachable, odd = map(orjson.loads, said(capsys, "zh_CN", json=True))
    assert (held["event"], odd["event"]) == ("lease_held", "odd_thing")
    assert "BIHUAN_PROXY" in unreachable["sentence"]
    assert "sentence" not in held


def test_a_task_that_was_told_to_end_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(json=True)
    for error in (asyncio.CancelledError(), ValueError("broken")):
        try:
            raise error
        except (asyncio.CancelledError, ValueError):
            logging.getLogger("apscheduler.executors").exception("job failed")
    shown = capsys.readouterr().err
    assert "CancelledError" not in shown
    assert "ValueError: broken" in shown
