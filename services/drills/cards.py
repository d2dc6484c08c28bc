"""The cards of drills: the plan, the script, the run, and the messages about them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from models import Case, Deadline, Drill, DrillInject
from models.enums import DrillForm, DrillState, DrillStep
from services.cards import people as cards_people
from services.cards import spans, wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import hyphened, name
from services.core.town import Town
from services.drills.facts import Facts
from services.drills.standing import Standing
from services.settings import lines as settings_lines
from texts import Words

LIST, OPEN, RECEIVED, ANSWER, REVIEW = "drills", "drill", "drill_received", "drill_answer", "drill_note"
PAUSE, STOP = "drill_pause", "drill_stop"
"""The actions of the buttons in messages; the subject is the drill, of an answer the inject."""
NAMED = 12
"""Participants named on a card."""
SHORT = 80
"""Characters of an inject in a list."""


def title(town: Town, words: Words, drill: Drill, village: str | None) -> str:
    """Return a drill's name: whose it is, of which line, in which form."""
    line = settings_lines.name(town.settings, drill.line, words.language)
    return words.plain("drill-title", where=village or "no", line=line or "no", form=drill.form.value)


def see(words: Words, drill_id: int) -> Button:
    """Return the button that shows a drill."""
    return button(words.plain("drill-see"), OPEN, drill_id)


def head(town: Town, words: Words, drill: Drill, village: str | None) -> list[str | None]:
    """Return the first lines of each card of a drill: what, where, and when it is or was."""
    return [
        words("case-drill") if drill.drill else None,
        words("drill-head", title=title(town, words, drill, village), state=name(words, drill.state)),
        words("drill-number", number=drill.number),
        words("drill-when", at=words.time(drill.at, town.zone)) if drill.started_at is None else None,
        words(
            "drill-ran",
            began=words.time(drill.started_at, town.zone),
            over=words.time(drill.ended_at, town.zone) if drill.ended_at else "no",
        )
        if drill.started_at
        else None,
        words("drill-place", place=drill.place) if drill.place else None,
    ]


def one(town: Town, words: Words, facts: Facts, step: DrillStep | None) -> str:
    """Return a drill's card; ``step`` is the one that is next in its evaluation."""
    drill = facts.drill
    names = facts.names[:NAMED]
    more = len(facts.names) - len(names)
    return lines(
        *head(town, words, drill, facts.village),
        words("drill-leader", name=cards_people.called(town, words, facts.leader)),
        words("drill-participants", names=words.plain("list-comma").join(names) or "no", more=more),
        words("drill-reason", reason=drill.reason) if drill.reason else None,
        *_progress(town, words, facts),
        *(_steps(words, drill, step) if step is not None else ()),
        below(words(f"drill-do-{_next(facts, step)}")),
    )


def _next(facts: Facts, step: DrillStep | None) -> str:
    drill = facts.drill
    if drill.state is DrillState.PLANNED:
        return "start" if facts.injects else "script"
    if step is not None:
        return hyphened(step.value)
    if drill.state is DrillState.RUNNING:
        return "end" if facts.next_inject is None else drill.form.value
    return drill.state.value


def _progress(town: Town, words: Words, facts: Facts) -> list[Markup | None]:
    sent = sum(one.sent_at is not None for one in facts.injects)
    coming = facts.next_inject
    running = facts.drill.state in (DrillState.RUNNING, DrillState.PAUSED)
    return [
        words("drill-script-count", count=len(facts.injects), sent=sent) if facts.injects else None,
        words("drill-coming", at=_planned(town, words, coming), text=wording.teaser(coming.text, SHORT))
        if running and coming is not None
        else None,
        words("drill-open", numbers=words.plain("list-comma").join(facts.open)) if facts.open else None,
        words("drill-corrections-count", count=len(facts.corrections)) if facts.corrections else None,
    ]


def _planned(town: Town, words: Words, inject: DrillInject) -> str:
    if inject.due_at is None:
        return words.plain("drill-minute", minute=inject.minute)
    return words.time(inject.due_at, town.zone)


def _steps(words: Words, drill: Drill, step: DrillStep) -> list[Markup]:
    order = list(DrillStep)
    done = order.index(step)
    return [
        words(
            "drill-steps",
            steps=Markup("").join(
                words("drill-step", what=name(words, one), done="yes" if at < done else "next" if at == done else "no")
                for at, one in enumerate(order)
            ),
        )
    ]


def line(words: Words, one: DrillInject, names: Sequence[str] = ()) -> Markup:
    """Return an inject of the script in a line."""
    return words(
        "drill-inject-line",
        minute=one.minute,
        kind=name(words, one.kind),
        level=name(words, one.level) if one.level else "no",
        text=wording.teaser(one.text, SHORT),
        to=words.plain("list-comma").join(names) or "no",
        sent="failed" if one.failed else "yes" if one.sent_at else "no",
    )


def standing(words: Words, found: Standing) -> str:
    """Return the law's floor and the township's own rule."""
    return lines(
        words(
            "drills-floor",
            last=f"{found.last:%Y-%m-%d}" if found.last else "no",
            until=f"{found.floor:%Y-%m-%d}" if found.floor else "no",
        ),
        *(words("drills-own", scope=one.scope.value, done=one.done, owed=one.owed, late=one.late) for one in found.own),
    )


def told(town: Town, words: Words, drill: Drill, village: str | None, was: datetime | None) -> Card:
    """Return the news of a plan: new, at another time, or called off."""
    what = "off" if drill.state is DrillState.CANCELLED else "moved" if was else "new"
    return Card(
        text=lines(
            words("drill-told", what=what, was=words.time(was, town.zone) if was else "no"),
            *head(town, words, drill, village),
            words("drill-reason", reason=drill.reason) if what == "off" else None,
            below(words("drill-told-foot")) if what != "off" else None,
        ),
        rows=((see(words, drill.id),),),
    )


def inject(town: Town, words: Words, drill: Drill, village: str | None, one: DrillInject, late: timedelta) -> Card:
    """Return an inject as its recipients get it."""
    text = lines(
        words("case-drill"),
        words("drill-inject-head", title=title(town, words, drill, village), minute=one.minute),
        words("drill-inject-late", span=spans.spoken(words, late)) if late else None,
        below(words("drill-inject-supposed", kind=name(words, one.kind), text=one.text))
        if drill.form is DrillForm.TABLETOP
        else below(words("drill-inject-text", text=one.text)),
        below(words("drill-inject-foot")),
        words("broadcast-drill-foot"),
    )
    row = (
        button(words.plain("drill-received"), RECEIVED, one.id),
        button(words.plain("drill-answer"), ANSWER, one.id),
    )
    return Card(text=text, rows=(row,))


def sent(town: Town, words: Words, drill: Drill, one: DrillInject, late: timedelta, left: int) -> Card:
    """Return what the leader is told of an inject: late, failed, or the last."""
    return Card(
        text=lines(
            words("case-drill"),
            words("drill-sent-late", minute=one.minute, span=spans.spoken(words, late)) if late else None,
            words("drill-sent-failed", minute=one.minute, text=wording.teaser(one.text, SHORT), why=one.failed)
            if one.failed
            else None,
            words("drill-sent-last") if not left else None,
        ),
        rows=((see(words, drill.id),),),
    )


def interrupted(town: Town, words: Words, drill: Drill, since: datetime) -> Card:
    """Return what the leader is told when an outage has paused the drill."""
    said = words("drill-interrupted", number=drill.number, since=words.time(since, town.zone))
    return Card(text=lines(words("case-drill"), said), rows=((see(words, drill.id),),))


def real_incident(town: Town, words: Words, drill: Drill, village: str | None, case: Case) -> Card:
    """Return what the leader is told of a real incident while the drill goes on."""
    said = words(
        "drill-real-incident",
        number=case.number,
        text=wording.teaser(case.description, SHORT) or "no",
        title=title(town, words, drill, village),
    )
    ways = [("drill-stop", STOP)]
    if drill.state is DrillState.RUNNING:
        ways.insert(0, ("drill-pause", PAUSE))
    return Card(
        text=said,
        rows=(tuple(button(words.plain(key), action, drill.id) for key, action in ways), (see(words, drill.id),)),
    )


def answered(town: Town, words: Words, one: DrillInject, drill_id: int, who: Actor, said: str) -> Card:
    """Return what the leader is told of an answer in words."""
    name_ = cards_people.called(town, words, who)
    text = words("drill-answered", minute=one.minute, name=name_, text=wording.shortened(said))
    return Card(text=lines(words("case-drill"), text), rows=((see(words, drill_id),),))


def over(town: Town, words: Words, drill: Drill, village: str | None, key: str) -> Card:
    """Return the news that a drill is over, stopped, or entered afterwards."""
    said = words(key, title=title(town, words, drill, village), reason=drill.reason or "no")
    return Card(text=lines(words("case-drill"), said), rows=((see(words, drill.id),),))


def step_told(town: Town, words: Words, drill: Drill, village: str | None) -> Card:
    """Return the news about the evaluation."""
    what = title(town, words, drill, village)
    said = words("drill-reported-told" if drill.reported_at else "drill-step-told", title=what)
    return Card(text=lines(words("case-drill") if drill.drill else None, said), rows=((see(words, drill.id),),))


def due(town: Town, words: Words, drill: Drill, village: str | None, row: Deadline, now: datetime) -> Card:
    """Return the reminder of what is due about a drill."""
    said = words(
        f"{hyphened(row.kind)}-due",
        title=title(town, words, drill, village),
        at=words.time(row.due_at, town.zone),
        late="yes" if row.due_at <= now else "no",
    )
    return Card(text=lines(words("case-drill") if drill.drill else None, said), rows=((see(words, drill.id),),))
