"""Kinds of messages: each has its own event, stands in the registry and is told somewhere; nothing goes past them."""

import importlib
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import services
from models.enums import Priority
from services.messaging.kinds import MessageKind
from services.registry import KINDS

ROOT = Path(services.__file__).parents[1]
SOURCES = {
    path: path.read_text("utf-8")
    for floor in ("services", "bot", "handlers", "scheduler", "delivery")
    for path in sorted((ROOT / floor).rglob("*.py"))
}
TELL = "services/messaging/messages.py"
"""The one place that queues rows of the outbox."""
DEMO = "bot/demo/squad.py"
"""It sets the stage before there is a township to tell anything."""


def defined() -> dict[str, MessageKind]:
    """Return every kind that a module of the areas defines, by the module's and its own name."""
    found = {}
    for path, source in SOURCES.items():
        if "MessageKind" not in source:
            continue
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, value in vars(module).items():
            if isinstance(value, MessageKind) and re.search(rf"^{name} = ", source, re.MULTILINE):
                found[f"{module.__name__}.{name}"] = value
    return found


def test_no_two_kinds_share_an_event() -> None:
    assert [event for event, number in Counter(kind.event for kind in KINDS).items() if number > 1] == []


def test_every_kind_is_in_the_registry() -> None:
    assert {name for name, kind in defined().items() if kind not in KINDS} == set()
    assert len(defined()) == len(KINDS)


def told_in(source: str, module: str, constant: str) -> bool:
    """Whether another module's source names a kind, by the module or imported by itself."""
    package, _, leaf = module.rpartition(".")
    by_name = re.search(rf"^from {module} import [^\n]*\b{constant}\b", source, re.MULTILINE)
    by_module = re.search(rf"^from {package} import [^\n]*\b{leaf}\b(?: as (\w+))?", source, re.MULTILINE)
    return bool(by_name) or bool(by_module and f"{by_module[1] or leaf}.{constant}" in source)


def test_every_kind_is_used() -> None:
    idle = []
    for name in defined():
        module, _, constant = name.rpartition(".")
        own = SOURCES[ROOT.joinpath(*module.split(".")).with_suffix(".py")]
        at_home = len(re.findall(rf"\b{constant}\b", own)) > 2  # beside its definition and the area's tuple
        if not at_home and not any(told_in(source, module, constant) for source in SOURCES.values()):
            idle.append(name)
    assert idle == []


def test_rows_of_the_outbox_are_written_by_kind_only() -> None:
    """Who tells hands over a kind, which carries the event: no module names one by itself."""
    past = {
        path.relative_to(ROOT).as_posix()
        for path, source in SOURCES.items()
        if re.search(r"(?<!def )\bqueue(_all)?\(|insert\((Message|outbox)", source)
    }
    assert past == {TELL, DEMO}
    assert [path for path, source in SOURCES.items() if re.search(r'event\s*[!=]?=\s*f?"', source)] == []


def test_danger_to_life_never_lapses_and_never_waits() -> None:
    for kind in KINDS:
        if kind.priority is Priority.LIFE:
            assert (kind.lifetime, kind.by_night) == (None, True), kind.event


def test_a_name_tells_the_kind_the_thing_and_the_recipient() -> None:
    kind = MessageKind("told", Priority.ORDER, timedelta(days=1))
    assert kind.key(7, 3) == "told:7:3"
    assert kind.key((7, "late"), "g5") == "told:7:late:g5"
    assert kind.key(7) == "told:7:", "what the names for all recipients begin with"
