"""Draws the transition tables: ``python -m services.diagrams.lifecycle`` writes ``docs/reference/lifecycle.md``."""

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from models.enums import Action, AssignmentState, CaseState
from services.cases.lifecycle import ASSIGNMENT, CASE, Transition
from services.core.labels import name
from texts import Words
from texts.bundle import load

Table = Mapping[tuple[CaseState, Action], Transition] | Mapping[tuple[AssignmentState, Action], Transition]
FILE = Path("docs/reference/lifecycle.md")

HEAD = """# States of a case and of an assignment

`python -m services.diagrams.lifecycle` draws this page from the transition tables of the code. A test fails if it is
out of date.

The state of a dispatched case follows from all its assignments, including those of the co-units. If no lead unit is
left (declined or withdrawn), the case waits for dispatch again. When every unit has given feedback, the case waits for
verification by a person who handled none of it.
"""


def draw(words: Words) -> str:
    """Return the page in Markdown with two Mermaid diagrams and the table of what may be done where."""
    return "\n".join(
        (
            HEAD,
            "## Case",
            "",
            *_mermaid(words, CASE, CaseState, "[*] --> submitted", (CaseState.CLOSED, CaseState.DISMISSED)),
            "",
            "## Assignment",
            "",
            *_mermaid(words, ASSIGNMENT, AssignmentState, "[*] --> issued", (AssignmentState.VERIFIED,)),
            "",
            "## Actions by state",
            "",
            *_list(words, CASE, CaseState),
            "",
            *_list(words, ASSIGNMENT, AssignmentState),
            "",
        )
    )


def _mermaid(
    words: Words,
    table: Table,
    states: type[Enum],
    first: str,
    last: tuple[Enum, ...],
) -> list[str]:
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (state, action), step in table.items():
        for to in _follows(state, action, step):
            arrows[state.value, to.value].append(name(words, action))
    if states is CaseState:
        for before, to, action in _ROLLUP:
            arrows[before.value, to.value].append(name(words, action))
    return [
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {name(words, state)}" for state in states),
        f"    {first}",
        *(f"    {a} --> {b}: {'、'.join(dict.fromkeys(labels))}" for (a, b), labels in arrows.items() if a != b),
        *(f"    {state.value} --> [*]" for state in last),
        "```",
    ]


_ROLLUP = (
    (CaseState.DISPATCHED, CaseState.HANDLING, Action.ACCEPT),
    (CaseState.DISPATCHED, CaseState.TRIAGED, Action.DECLINE),
    (CaseState.HANDLING, CaseState.FEEDBACK, Action.FEED_BACK),
    (CaseState.FEEDBACK, CaseState.HANDLING, Action.RETURN),
    (CaseState.HANDLING, CaseState.TRIAGED, Action.WITHDRAW),
)
"""The states that a dispatched case takes over from its assignments (``rollup``), for the picture."""


def _follows(state: Enum, action: Action, step: Transition) -> list[Enum]:
    if step.to is not None:
        return [step.to]
    if action is Action.RESUME:
        return [AssignmentState.ACCEPTED, AssignmentState.RETURNED]
    return []


def _list(
    words: Words,
    table: Table,
    states: type[Enum],
) -> list[str]:
    rows = ["| state | actions |", "|---|---|"]
    for state in states:
        here = [name(words, action) for (where, action) in table if where is state]
        rows.append(f"| {name(words, state)} | {'、'.join(dict.fromkeys(here)) or '—'} |")
    return rows


if __name__ == "__main__":
    FILE.write_text(draw(load()["zh_CN"]), encoding="utf-8")
