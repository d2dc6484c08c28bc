"""Logging: one line an event, JSON unless a terminal shows it, never a stack's variables (personal data)."""

import logging
import sys

import structlog

QUIET = ("aiogram.event", "aiogram.dispatcher", "httpx", "uvicorn.access", "apscheduler", "aiogram_dialog")
"""Libraries whose events we log ourselves, or whose addresses hold the token; their warnings are kept."""


def configure(*, level: int = logging.INFO, json: bool | None = None) -> None:
    """Set logging up for a process; ``json`` by default when standard error is not a terminal."""
    if json is None:
        json = not sys.stderr.isatty()
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([structlog.processors.format_exc_info] if json else []),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
