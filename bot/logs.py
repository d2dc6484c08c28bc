"""Logging: one line an event, never a stack's variables (personal data).

A terminal shows people the sentences of their language and what went wrong beside them; everything else is for machines
and goes out as JSON, with the sentence where there is one.
"""

import asyncio
import logging
import sys
from datetime import datetime

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from texts import Words

QUIET = ("aiogram.event", "aiogram.dispatcher", "alembic", "httpx", "uvicorn.access", "apscheduler", "aiogram_dialog")
"""Libraries whose events we log ourselves, or whose addresses hold the token; their warnings are kept."""
TROUBLE = frozenset({"warning", "error", "critical"})


def configure(*, words: Words | None = None, level: int = logging.INFO, json: bool | None = None) -> None:
    """Set logging up for a process, with the operator's ``words``.

    ``json`` by default when standard error is not a terminal.
    """
    if json is None:
        json = not sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([_sentences(words)] if words is not None else []),
            *([structlog.processors.format_exc_info] if json else []),
            structlog.processors.JSONRenderer(ensure_ascii=False) if json else _for_people(words is not None),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_no_cancellation)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _sentences(words: Words) -> Processor:
    """Add the sentence of an event that has one: ``telegram_unreachable`` has the text ``log-telegram-unreachable``."""

    def add(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        key = f"log-{str(event['event']).replace('.', '-').replace('_', '-')}"
        if words.has(key):
            said = {name: value for name, value in event.items() if isinstance(value, str) and name != "event"}
            event["sentence"] = words.plain(key, **said)
        return event

    return add


def _for_people(only_sentences: bool) -> Processor:
    """Show a sentence alone, and of what has none only trouble, unless there are no sentences at all."""
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)

    def render(logger: WrappedLogger, name: str, event: EventDict) -> str:
        if sentence := event.get("sentence"):
            whose = f"{event['town']}: " if "town" in event else ""
            return f"{datetime.now().astimezone():%H:%M:%S} {whose}{sentence}"
        if only_sentences and event["level"] not in TROUBLE:
            raise structlog.DropEvent
        return str(console(logger, name, event))

    return render


def _is_no_cancellation(record: logging.LogRecord) -> bool:
    """Return whether a library logs more than that a task was told to end, which is no error."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))
