"""Check what no single section of the settings can see, and restate every fault so that all are reported at once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from models.enums import Language, Severity
from services.settings.assessment.table import unknown
from services.settings.clocks import QuietHours, RollCallTimes


def contradictions(data: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield what no single section can see; works on raw data, so that it is said along with every other fault."""
    committees, lines, severities = (_section(data, name) for name in ("committees", "lines", "severities"))
    for code, line in lines.items():
        if not isinstance(line, Mapping):
            continue
        committee, lead, co = line.get("committee"), line.get("lead"), line.get("co")
        if committees and isinstance(committee, str) and committee not in committees:
            yield _fault("committee_unknown", ("lines", code, "committee"), committee, known=_all(committees))
        helpers = list(co) if isinstance(co, list | tuple) else []
        for at, helper in enumerate(helpers):
            if helper == lead or helper in helpers[:at]:
                yield _fault("unit_twice", ("lines", code, "co", at), helper)
    if severities:
        for severity in Severity:
            if severity not in severities:
                yield _fault("severity_missing", ("severities", severity.value), None)
    for code in _section(_section(data, "patrols"), "checklists"):
        if lines and code not in lines:
            yield _fault("line_unknown", ("patrols", "checklists", code), code, known=_all(lines))
    line = _section(data, "shelters").get("line")
    if lines and line is not None and line not in lines:
        yield _fault("line_unknown", ("shelters", "line"), line, known=_all(lines))
    for where, line in _lines_of_duties(_section(data, "duties")):
        if lines and line not in lines:
            yield _fault("line_unknown", ("duties", *where), line, known=_all(lines))
    for code, event in _section(_section(data, "warnings"), "events").items():
        named = event.get("lines") if isinstance(event, Mapping) else None
        for at, line in enumerate(named if isinstance(named, list | tuple) else ()):
            if lines and line not in lines:
                yield _fault("line_unknown", ("warnings", "events", code, "lines", at), line, known=_all(lines))
    for code, key, met in unknown(_section(data, "assessment").get("items"), committees, lines):
        known = committees if key == "committee" else lines
        if known:
            where = ("assessment", "items", code, "only", key)
            yield _fault("committee_unknown" if key == "committee" else "line_unknown", where, met, known=_all(known))
    yield from _test_at_night(data)
    languages, language = data.get("languages"), data.get("language", Language.ZH_CN.value)
    if isinstance(languages, list) and language not in languages:
        yield _fault("language_unlisted", ("language",), language)


def _lines_of_duties(rules: Mapping[Any, Any]) -> Iterator[tuple[tuple[int | str, ...], object]]:
    """Yield every line that a rule names, with its place."""
    for code, rule in rules.items():
        if not isinstance(rule, Mapping):
            continue
        named, warnings = rule.get("lines"), rule.get("warnings")
        for at, line in enumerate(named if isinstance(named, list | tuple) else ()):
            yield (code, "lines", at), line
        for at, row in enumerate(warnings if isinstance(warnings, list | tuple) else ()):
            if isinstance(row, Mapping) and row.get("line") is not None:
                yield (code, "warnings", at, "line"), row["line"]


def _test_at_night(data: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """A reachability test never comes in quiet hours, neither its question nor what it asks again."""
    if data.get("quiet_hours", {}) is None:
        return
    try:
        rules = RollCallTimes.model_validate(_section(data, "roll_call"))
        quiet = QuietHours.model_validate(_section(data, "quiet_hours"))
    except ValidationError:
        return  # said already
    begins = datetime.combine(date(2000, 1, 1), rules.test_at)
    if rules.test_on is not None and any(quiet.holds(at.time()) for at in (begins, begins + rules.test)):
        yield _fault("test_at_night", ("roll_call", "test_at"), f"{rules.test_at:%H:%M}")


def _all(codes: Iterable[object]) -> str:
    return ", ".join(map(str, codes))


def _section(data: Mapping[str, Any], name: str) -> Mapping[Any, Any]:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}


def _fault(kind: str, where: tuple[int | str, ...], met: object, **context: str) -> InitErrorDetails:
    return InitErrorDetails(
        type=PydanticCustomError(kind, kind.replace("_", " "), context or None),
        loc=where,
        input=met,
    )


def again(fault: ErrorDetails) -> InitErrorDetails:
    """Restate a fault pydantic found, so that it can be raised along with ours."""
    context = fault.get("ctx") or {}
    kind = PydanticCustomError(fault["type"], "{message}", {"message": fault["msg"], **context})
    return InitErrorDetails(type=kind, loc=fault["loc"], input=fault["input"])
