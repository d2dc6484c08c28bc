"""The script (脚本): injects on a timeline, typed as lines such as ``+10 …``, or taken from config.

A line is ``+minutes``, then a word for its kind with a colon where it is no mere text (``险情：``, ``橙色广播：``), and
``@name`` for each unit, village or squad that it is for. A line that cannot be read is named; the others are taken.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from models import Drill, DrillInject
from models.enums import BroadcastLevel, DrillState, InjectKind
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale, existing
from services.drills import drills, participants
from services.drills.participants import ROLES, STATION_ROLES, Choice
from services.messaging.audiences import Match, Selection
from services.settings.areas.drills import LATEST, LONGEST, MOST, TemplateInject
from texts import Texts

_HEAD = re.compile(
    r"[tTＴ]?\s*[+＋]\s*(?:(?P<hours>\d{1,2})[:：](?P<minutes>[0-5]\d)|(?P<number>\d{1,9}(?![\d-]|[.．]\d))"
    r"(?P<unit>\s*分钟|\s*小时|分(?=[\s,，、:：])|\s*min\b|\s*h\b)?)[\s,，、:：]*(?P<rest>.*)",
    re.DOTALL,
)
_WORD = re.compile(r"(?P<word>[^@:：]{1,24}?)\s*[:：]\s*(?P<rest>.*)", re.DOTALL)
_AT = re.compile(r"[@＠]")
LEVELS = tuple(BroadcastLevel)
KINDS = (InjectKind.TEXT, InjectKind.HAZARD, InjectKind.INCIDENT, InjectKind.MOBILISATION, InjectKind.BROADCAST)


@dataclass(frozen=True)
class Fault:
    """A line that cannot be used: which one, why (a text key), and its first words."""

    line: int
    key: str
    said: str


@dataclass(frozen=True)
class Line:
    """A line that was read."""

    minute: int
    kind: InjectKind
    level: BroadcastLevel | None
    text: str
    recipients: Selection = field(default_factory=Selection)


@dataclass(frozen=True)
class Added:
    """The result of typed lines."""

    new: int
    known: int
    """Lines that the script had already."""
    faults: tuple[Fault, ...]


def is_script(text: str) -> bool:
    """Whether words look like a script: a line begins with a time."""
    return any(_HEAD.fullmatch(line.strip()) for line in text.splitlines())


def read(texts: Texts, text: str, known: Iterable[Choice]) -> tuple[list[Line], list[Fault]]:
    """Return the injects of typed lines, and the lines that cannot be used."""
    words, names = _kind_words(texts), sorted(known, key=lambda one: -len(one.name))
    lines, faults = [], []
    for number, said in enumerate(text.splitlines(), start=1):
        if not said.strip():
            continue
        found = _read(said.strip(), words, names)
        if isinstance(found, Line):
            lines.append(found)
        else:
            faults.append(Fault(number, found, said.strip()[:40]))
    return lines, faults


def _read(said: str, words: Mapping[str, tuple[InjectKind, BroadcastLevel | None]], names: list[Choice]) -> Line | str:
    """Return a line, or the key of what is wrong with it."""
    head = _HEAD.fullmatch(said)
    if head is None:
        return "drill-line-time"
    minute = int(head["hours"] or 0) * 60 + int(head["minutes"] or head["number"])
    if (head["unit"] or "").strip() in ("小时", "h"):
        minute *= 60
    if minute > LATEST:
        return "drill-line-late"
    found = _named(head["rest"], names)  # first: "@村 险情：…" is an incident as well
    if isinstance(found, str):
        return found
    text, chosen = found
    kind, level = InjectKind.TEXT, None
    if (word := _WORD.fullmatch(text)) and _plain(word["word"]) in words:
        (kind, level), text = words[_plain(word["word"])], word["rest"]
    if not text:
        return "drill-line-empty"
    return "drill-line-long" if len(text) > LONGEST else Line(minute, kind, level, text, chosen)


def _named(text: str, names: list[Choice]) -> tuple[str, Selection] | str:
    """Return the words without the names, and the recipients; or the key of what is wrong with a name."""
    chosen: dict[str, list[int]] = {}
    while at := _AT.search(text):
        after = text[at.end() :].lstrip()
        one = next((one for one in names if after.startswith(one.name)), None)
        if one is None:
            return "drill-line-name"
        chosen.setdefault(one.kind, []).append(one.id)
        text = f"{text[: at.start()].rstrip()} {after[len(one.name) :].lstrip(' 、，,:：')}"
    station = {ROLES: STATION_ROLES} if chosen.pop(ROLES, None) else {}
    ids = {kind: tuple(dict.fromkeys(found)) for kind, found in chosen.items()}
    return text.strip(), Selection.model_validate({"match": Match.ANY, **ids, **station} if ids or station else {})


def _kind_words(texts: Texts) -> dict[str, tuple[InjectKind, BroadcastLevel | None]]:
    """Return the words by which a line says its kind, in every language: ``险情``, ``橙色广播``."""
    found: dict[str, tuple[InjectKind, BroadcastLevel | None]] = {}
    for language in texts.languages:
        words = texts[language]
        for kind in KINDS:
            for said in words.plain(f"drill-says-{kind.value}").split("|"):
                found[_plain(said)] = (kind, None)
                if kind is InjectKind.BROADCAST:
                    for level in LEVELS:
                        for colour in words.plain(f"drill-says-{level.value}").split("|"):
                            found[_plain(f"{colour}{said}")] = (kind, level)
    return found


def _plain(word: str) -> str:
    return "".join(word.split()).casefold()


async def of(act: Moment, drill_id: int) -> list[DrillInject]:
    """Return the injects of a drill in the order of the script."""
    rows = await act.session.scalars(
        sa.select(DrillInject).where(DrillInject.drill_id == drill_id).order_by(DrillInject.minute, DrillInject.id)
    )
    return list(rows)


async def add(act: Act, drill_id: int, text: str) -> Added:
    """Add typed lines to the script. Raises ``Forbidden``, ``Refused``, ``Stale`` when the drill has begun."""
    drill = await drills.kept(act, drill_id, DrillState.PLANNED)
    lines, faults = read(act.town.texts, text, await participants.choices(act, drill))
    new = await _add(act, drill, lines)
    await journal.record(act, drills.subject(drill.id), "script", details={"lines": new, "text": text})
    return Added(new, len(lines) - new, tuple(faults))


async def use(act: Act, drill_id: int, number: int) -> Added:
    """Add the lines of a script of config. Raises ``Stale`` when config has it no more."""
    drill = await drills.kept(act, drill_id, DrillState.PLANNED)
    templates = act.town.settings.drills.templates
    if number >= len(templates):
        raise Stale("drill-template-gone")
    lines = [_of_template(one) for one in templates[number].injects]
    new = await _add(act, drill, lines)
    await journal.record(act, drills.subject(drill.id), "script", details={"template": templates[number].name})
    return Added(new, len(lines) - new, ())


def _of_template(one: TemplateInject) -> Line:
    return Line(one.minute, one.kind, one.level, one.text)


async def _add(act: Moment, drill: Drill, lines: Iterable[Line]) -> int:
    """Add the lines that the script does not have yet; returns how many. Raises ``Refused`` when it is full."""
    known = {(one.minute, one.kind, one.text) for one in await of(act, drill.id)}
    before = len(known)
    for one in lines:
        if (key := (one.minute, one.kind, one.text)) in known:
            continue
        known.add(key)
        inject = DrillInject(
            drill_id=drill.id,
            minute=one.minute,
            kind=one.kind,
            level=one.level,
            text=one.text,
            recipients=one.recipients.model_dump(mode="json") if one.recipients.kinds else {},
            told=[],
        )
        act.session.add(inject)
    if len(known) > MOST:
        raise Refused("drill-script-full")
    await act.session.flush()
    return len(known) - before


async def opened(act: Act, inject_id: int) -> tuple[Drill, DrillInject]:
    """Return an inject that can still be changed, with its drill. Raises ``Forbidden``, ``Stale``."""
    inject = existing(await act.session.get(DrillInject, inject_id), "drill-inject-gone")
    return await drills.kept(act, inject.drill_id, DrillState.PLANNED), inject


async def set_kind(act: Act, inject_id: int, kind: InjectKind) -> DrillInject:
    """Let an inject be of another kind: words that name a hazard become one."""
    drill, inject = await opened(act, inject_id)
    before, inject.kind, inject.level = inject.kind, kind, None
    await act.session.flush()
    await journal.record(
        act, drills.subject(drill.id), "inject_kind", from_state=before, to_state=kind, details={"inject": inject.id}
    )
    return inject


async def remove(act: Act, inject_id: int) -> Drill:
    """Take an inject out of the script; the journal keeps its words."""
    drill, inject = await opened(act, inject_id)
    details = {"minute": inject.minute, "kind": inject.kind, "text": inject.text}
    await act.session.delete(inject)
    await act.session.flush()
    await journal.record(act, drills.subject(drill.id), "remove_inject", details=details)
    return drill


def recipients(inject: DrillInject) -> Selection:
    """Return the recipients that an inject names; nobody: everybody who takes part."""
    return Selection.model_validate(inject.recipients)
