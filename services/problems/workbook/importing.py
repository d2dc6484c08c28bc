"""Judge the rows of a workbook before anything is written: new, changed, the same, doubtful, refused.

An empty cell changes nothing, and a second import of the same file changes nothing. A row without a number is the
problem with the same list, unit and words; one that is only similar is doubtful, and a person decides.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

import sqlalchemy as sa

from models import Problem
from models.enums import Action, ProblemList, ProblemOrigin, ProblemStep
from services.cards.masking import shown_name
from services.core.act import Act, Actor
from services.core.labels import name
from services.people import directory
from services.people.access import require
from services.problems import decisions, filing, lifecycle
from services.problems.filing import ProblemFields
from services.problems.workbook.reading import Line, time_of, words_of
from services.roster.registers import judging
from services.roster.workbook.cells import cleaned, folded, phone
from services.roster.workbook.tables import Verdict

ALIKE = 0.8
"""From this similarity on two problems of a list and unit may be the same."""
REPLACED = ("source", "text")
"""Fields whose new words simply replace the old ones."""
_YES = frozenset({"是", "瞒报", "√", "✓", "1", "yes", "y", "true"})
_NO = frozenset({"否", "未瞒报", "×", "0", "no", "n", "false"})


@dataclass(frozen=True)
class Judged(judging.Judged):
    """A row about the number of a problem, or the beginning of its words; ``fields`` are those that change."""

    entered: ProblemFields = field(default_factory=ProblemFields)
    problem: Problem | None = None


@dataclass
class _Known:
    """The problems and words that rows are compared with."""

    by_number: dict[str, Problem]
    by_words: dict[tuple[object, ...], list[Problem]]
    units: dict[str, int]
    vocabulary: dict[str, ProblemList | ProblemOrigin]
    new: dict[tuple[object, ...], list[str]] = field(default_factory=dict)
    """Words of the new problems of the file."""
    seen: set[object] = field(default_factory=set)
    """Rows of the file that were judged before."""


async def judge(act: Act, lines: Sequence[Line]) -> list[Judged]:
    """Say what an import would do with each row; nothing is written. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_PROBLEM)
    require(act.actor, Action.FILE_PROBLEM)
    known = await _known(act)
    return [await _judge(act, known, line) for line in lines]


async def take_over(act: Act, found: Sequence[Judged]) -> Counter[Verdict]:
    """Write what is new and what has changed; doubtful and refused rows are left. Returns how many of each."""
    for one in found:
        if one.verdict is Verdict.NEW:
            await filing.enter(act, one.entered)
        elif one.verdict is Verdict.CHANGED and one.problem is not None:
            await _change(act, one.problem.id, one.fields)
    return Counter(one.verdict for one in found)


async def _known(act: Act) -> _Known:
    problems = list(await act.session.scalars(sa.select(Problem).order_by(Problem.id)))
    by_words: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        by_words.setdefault((one.on_list, one.unit_id), []).append(one)
    languages = [act.town.texts[language] for language in act.town.texts.languages]
    vocabulary: dict[str, ProblemList | ProblemOrigin] = {}
    for member in (*ProblemList, *ProblemOrigin):
        for words in languages:
            kind = "list" if isinstance(member, ProblemList) else "origin"
            others = words.plain(f"problem-words-{kind}-{member.value}").split("、")
            for said in (member.value, name(words, member).unescape(), *others):
                vocabulary[f"{kind} {folded(said)}"] = member
    units = {folded(said): unit_id for unit_id, said in await filing.units(act.session, act.actor)}
    return _Known({one.number: one for one in problems}, by_words, units, vocabulary)


async def _judge(act: Act, known: _Known, line: Line) -> Judged:
    said, faults = _read(act, known, line)
    about = cleaned(line.said.get("number") or line.said.get("text"))[:24]
    number = cleaned(line.said.get("number")).upper()
    if number and number not in known.by_number:
        faults.append("problem-import-number")
    problem = known.by_number.get(number) or _same(known, said)
    unit_id = said.get("unit_id") or (problem.unit_id if problem else None)
    if "person" in line.said and unit_id is not None:
        faults += await _person(act, said, line.said["person"], unit_id, problem)
    if faults:
        return Judged(line.row, Verdict.REFUSED, about, tuple(faults))
    key: object = problem.id if problem else (said.get("on_list"), unit_id, folded(str(said.get("text"))))
    if key in known.seen:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("problem-import-twice",))
    known.seen.add(key)
    if problem is not None:
        return _of_known(line, about, problem, said)
    return _of_new(act, known, line, about, said)


def _read(act: Act, known: _Known, line: Line) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that a row says, and the text keys of what cannot be read."""
    said: dict[str, Any] = {}
    faults: list[str] = []
    for column, value in line.said.items():
        plain = folded(cleaned(value))
        match column:
            case "list" | "origin":
                member = known.vocabulary.get(f"{column} {plain}")
                said["on_list" if column == "list" else "origin"] = member
                faults += [] if member else [f"problem-import-{column}"]
            case "unit":
                said["unit_id"] = known.units.get(plain)
                faults += [] if plain in known.units else ["problem-import-unit"]
            case "due":
                zone, hours = act.town.zone, act.town.settings.working_time.hours
                said["due_at"] = time_of(value, zone, hours[-1].end)
                faults += [] if said["due_at"] else ["problem-import-due"]
            case "concealed":
                said["concealed"] = plain in _YES
                faults += [] if plain in (*_YES, *_NO) else ["problem-import-concealed"]
            case "source" | "text":
                said[column] = words_of(value)
                if column == "source" and len(said[column]) > filing.SOURCE_LONGEST:
                    faults.append("problem-import-source")
    return said, faults


def _same(known: _Known, said: Mapping[str, Any]) -> Problem | None:
    """Return the problem with the same list, unit and words: the open one, else the last."""
    alike = known.by_words.get((said.get("on_list"), said.get("unit_id")), [])
    same = [one for one in alike if folded(one.text) == folded(str(said.get("text")))]
    return next((one for one in same if one.state in lifecycle.OPEN), same[-1] if same else None)


async def _person(act: Act, said: dict[str, Any], value: object, unit_id: int, problem: Problem | None) -> list[str]:
    """Look the person up among the people of the unit, by number or name; their masked name changes nothing."""
    people = await directory.of_unit(act.session, unit_id)
    present = next((one for one in people if problem is not None and one.person_id == problem.person_id), None)
    text = cleaned(value)
    if present is not None and folded(text) in (folded(present.name), folded(shown_name(act.town, present.name))):
        return []
    found: list[Actor] = [one for one in people if one.phone == phone(value) or folded(one.name) == folded(text)]
    if len(found) == 1:
        said["person_id"] = found[0].person_id
        return []
    return ["problem-import-person-twice" if found else "problem-import-person"]


def _of_known(line: Line, about: str, problem: Problem, said: Mapping[str, Any]) -> Judged:
    changes = {key: value for key, value in said.items() if value is not None and _differs(problem, key, value)}
    if not changes:
        return Judged(line.row, Verdict.SAME, problem.number)
    if "on_list" in changes or "origin" in changes:
        return Judged(line.row, Verdict.REFUSED, problem.number, ("problem-import-fixed",))
    if problem.state not in lifecycle.OPEN:
        return Judged(line.row, Verdict.REFUSED, problem.number, ("problem-import-ended",))
    if changes.get("concealed") and not decisions.may_be_marked(problem):
        return Judged(line.row, Verdict.REFUSED, problem.number, ("problem-self-found-not-concealed",))
    why = tuple(f"problem-import-changes-{key.removesuffix('_id').removesuffix('_at')}" for key in changes)
    return Judged(line.row, Verdict.CHANGED, problem.number, why, problem=problem, fields=changes)


def _differs(problem: Problem, key: str, value: Any) -> bool:
    present = getattr(problem, key)
    if isinstance(value, datetime):
        return bool(present != value)
    return folded(present) != folded(value) if key in REPLACED else bool(present != value)


def _of_new(act: Act, known: _Known, line: Line, about: str, said: Mapping[str, Any]) -> Judged:
    fields = ProblemFields.model_validate({key: value for key, value in said.items() if value is not None})
    missing = filing.lacks(fields)
    if fields.due_at is not None and fields.due_at <= act.now:
        missing.append("problem-import-past")
    if fields.concealed and fields.origin is ProblemOrigin.SELF:
        missing.append("problem-self-found-not-concealed")
    if missing:
        return Judged(line.row, Verdict.REFUSED, about, tuple(missing))
    where = (fields.on_list, fields.unit_id)
    present = [one.text for one in known.by_words.get(where, []) if one.state in lifecycle.OPEN]
    present += known.new.setdefault(where, [])
    if any(_alike(text, fields.text) for text in present):
        return Judged(line.row, Verdict.DOUBTFUL, about, ("problem-import-alike",))
    known.new[where].append(fields.text)
    return Judged(line.row, Verdict.NEW, about, entered=fields)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio() >= ALIKE


async def _change(act: Act, problem_id: int, changes: Mapping[str, Any]) -> None:
    """Write the changes of a row, each by the step that a person would take."""
    reason = act.town.words(None).plain("problem-import-reason")
    if words := {key: changes[key] for key in REPLACED if key in changes}:
        problem = await lifecycle.problem_for(act, problem_id, ProblemStep.CORRECT)
        before = {key: getattr(problem, key) for key in words}
        for key, value in words.items():
            setattr(problem, key, value)
        await lifecycle.move(act, problem, ProblemStep.CORRECT, before=before, after=words)
    if "unit_id" in changes or "person_id" in changes:
        problem = await lifecycle.load(act.session, problem_id)
        unit_id, person_id = changes.get("unit_id", problem.unit_id), changes.get("person_id")
        await decisions.assign(act, problem_id, unit_id=unit_id, person_id=person_id)
    if "due_at" in changes:
        await decisions.move_due(act, problem_id, changes["due_at"])
    if "concealed" in changes:
        await decisions.mark(act, problem_id, reason, concealed=changes["concealed"])
