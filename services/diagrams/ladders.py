"""Draws ``config.yaml``: ``python -m services.diagrams.ladders`` writes ``docs/reference/ladders.md``."""

from datetime import timedelta
from pathlib import Path

import yaml

from models.enums import DeadlineKind, Kind, Severity
from services.cards import spans
from services.cases import deadlines
from services.core.labels import name
from services.deadlines.ladders import Policy
from services.settings.clocks import LadderStep, Rank
from services.settings.township import Township
from texts import Words
from texts.bundle import load

FILE = Path("docs/reference/ladders.md")
CONFIG = Path("config.yaml")

PERSONAL = ("remediation", "sign_on")
"""Ladders that begin with a person instead of a unit."""

HEAD = """# Reminders and ladders

`python -m services.diagrams.ladders` draws this page from `config.yaml` and the code. A test fails if it is out
of date.

A deadline keeps the ladder under which it was created. Waits count office hours for a hazard (隐患) and all hours for
an incident (险情). If a post is vacant, or chat does not reach its holders, the next step hears it as well. The last
step also creates a call task (📞); if chat reaches nobody up to there, so does every step, and it names vacant posts.
"""


def draw(words: Words, settings: Township) -> str:
    """Return the page in Markdown: a Mermaid picture for each ladder, and a table of what each step's deadline does."""
    pictures = []
    for title, steps in settings.ladders:
        said = words.plain("ladder-" + title.replace("_", "-"))
        pictures += [f"## {said}", "", *_picture(words, steps, personal=title in PERSONAL), ""]
    return "\n".join((HEAD, *pictures, "## Reminders and ladder of each deadline", "", *_table(words, settings), ""))


def _picture(words: Words, steps: tuple[LadderStep, ...], *, personal: bool) -> list[str]:
    lines = ["```mermaid", "flowchart LR"]
    for number, step in enumerate(steps):
        lines.append(f'    r{number}["{_rank(words, step.to, personal=personal)}{" 📞" if step.call else ""}"]')
        if number:
            wait = steps[number - 1].wait
            label = f"|{spans.spoken(words, wait)}| " if wait > timedelta() else " "
            lines.append(f"    r{number - 1} -->{label}r{number}")
    return [*lines, "```"]


def _rank(words: Words, rank: Rank, *, personal: bool) -> str:
    if rank is Rank.SUBSTITUTE:
        return words.plain("ladder-substitute")
    if personal and rank is Rank.HANDLER:
        return words.plain("ladder-person")
    return name(words, rank.role)


def _table(words: Words, settings: Township) -> list[str]:
    rows = ["| deadline | kind | clock | reminders | ladder |", "|---|---|---|---|---|"]
    for kind in DeadlineKind:
        for of in Kind:
            rules = deadlines.policy(settings, kind, of, Severity.ORDINARY)
            clock = "24 h" if rules.clock == "round" else "office hours"
            cells = (name(words, kind), name(words, of), clock, _reminded(words, rules), _climbs(words, rules))
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def _reminded(words: Words, rules: Policy) -> str:
    if rules.chase_every is not None:
        return f"every {spans.spoken(words, rules.chase_every)}, {rules.chase_times} times, then 📞"
    return "、".join(f"{share:.0%}" for share in rules.remind) or "—"


def _climbs(words: Words, rules: Policy) -> str:
    if not rules.ladder:
        return "—"
    if rules.ahead:
        return f"{spans.spoken(words, rules.ahead)} before it is due"
    return "from the start" if rules.from_start else "when due"


if __name__ == "__main__":
    township = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
    FILE.write_text(draw(load()["zh_CN"], township), encoding="utf-8")
