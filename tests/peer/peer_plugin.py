"""A plugin of pytest that sends the requests of the library's tests to the sandbox, and writes their outcomes.

`run.py` loads it by name. It selects the classes that make requests, leaves out what `left_out.toml` names, and
declares the marker that their own plugin would declare.
"""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

TELEGRAM = "https://api.telegram.org"
SANDBOX = os.environ["PEER_SANDBOX"]
LEFT_OUT = tomllib.loads(Path(__file__).with_name("left_out.toml").read_text(encoding="utf-8"))

_results: dict[str, dict[str, str]] = {"green": {}, "red": {}, "skipped": {}, "left out": {}}


def pytest_configure(config: pytest.Config) -> None:
    """Point the library at the sandbox, and know the marker of a plugin that repeats failed tests."""
    config.addinivalue_line("markers", "flaky: repeated by a plugin that is not installed here")
    from telegram.request import HTTPXRequest

    ask = HTTPXRequest.do_request

    async def ask_sandbox(self: HTTPXRequest, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        return await ask(self, url.replace(TELEGRAM, SANDBOX), *args, **kwargs)

    HTTPXRequest.do_request = ask_sandbox  # type: ignore[method-assign]


def why_left_out(name: str) -> str | None:
    """Return the reason why a test is left out, or None for a test that counts."""
    path, _, test = name.partition("::")
    for group in LEFT_OUT.values():
        for left in group["tests"]:
            in_file, _, known = left.partition("::")
            names = (test, test.partition("[")[0], test.partition("::")[0], "")
            if path.endswith(in_file) and known in names:
                return str(group["reason"])
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the classes that make requests, without the tests that are left out."""
    kept, dropped = [], []
    for item in items:
        makes_requests = item.parent is not None and item.parent.name.endswith("WithRequest")
        reason = why_left_out(item.nodeid) if makes_requests else None
        if reason is not None:
            _results["left out"][item.nodeid] = reason
        (kept if makes_requests and reason is None else dropped).append(item)
    config.hook.pytest_deselected(items=dropped)
    items[:] = kept


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count a test as red when any part of it fails, and keep the last line of the reason."""
    if report.failed:
        crash = getattr(report.longrepr, "reprcrash", None)
        text = crash.message if crash is not None else str(report.longrepr)
        _results["red"][report.nodeid] = text.strip().splitlines()[0] if text.strip() else report.when or ""
        _results["green"].pop(report.nodeid, None)
    elif report.skipped:
        _results["skipped"][report.nodeid] = getattr(report, "wasxfail", "") or str(report.longrepr)
    elif report.when == "call" and report.nodeid not in _results["red"]:
        _results["green"][report.nodeid] = ""


def pytest_sessionfinish() -> None:
    """Write the outcomes where `run.py` reads them."""
    Path(os.environ["PEER_RESULTS"]).write_text(json.dumps(_results, ensure_ascii=False), encoding="utf-8")
