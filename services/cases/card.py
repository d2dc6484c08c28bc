"""A case as a card: its facts, its state and the next step, with the buttons this person may press now."""

from collections.abc import Callable, Hashable
from datetime import datetime

from markupsafe import Markup

from models import Assignment, Case, Order
from models.enums import LIVE, OPEN, AssignmentState, Kind, Part, Severity, Source
from services.cards import people as cards_people
from services.cards.card import Card, Picture
from services.cards.card import lines as join
from services.cards.masking import shown_name
from services.cards.wording import capital, columns, fitted, in_one_line, in_private, quoted, shortened
from services.cases import deadlines
from services.cases.actions import copies, rows
from services.cases.facts import SHOWN, CaseFacts
from services.core import geo
from services.core.act import Actor
from services.core.labels import name
from services.core.town import Town
from services.people.access import reach
from services.settings import lines
from services.settings.township import Township
from texts import Words

LINK = "case_"
"""The beginning of the words of a link that opens a case in the private chat; its id follows."""
WORDS_SHOWN = 160
"""Characters shown of the words of a unit or the station about an assignment."""
TOPIC_SHOWN = 40
"""Columns of a place or of words in the name of a topic."""
ROW_SHOWN, WHAT_SHOWN, PLACE_SHOWN, LINE_SHOWN = 46, 12, 8, 8
"""Columns of a case in a list: of all, of its words at least, of its place and its line at most."""


def card(town: Town, facts: CaseFacts, viewer: Actor | None, now: datetime, *, head: str | None = None) -> Card:
    """Return a case's card for one person; for a group (``viewer`` None) without names and buttons to press."""
    words = town.words(viewer.language if viewer else None)
    return compose(town, facts, viewer, body(town, facts, words, now), now, head)


def compose(
    town: Town,
    facts: CaseFacts,
    viewer: Actor | None,
    text: Markup,
    now: datetime,
    head: str | None = None,
    *,
    side_by_side: bool = False,
) -> Card:
    """Return the card of a text that was drawn already: many readers of one language share it.

    Each area adds its lines for those only who may read them. ``side_by_side``: with the pictures from before and
    after the work below it, where there are both.
    """
    words = town.words(viewer.language if viewer else None)
    both = compared(facts, words) if side_by_side else ()
    if facts.worked:
        text = Markup("{}\n{}").format(text, words("case-pictures-both" if both else "case-picture-after"))
    if viewer is not None:
        drawn = (one.line(town, words, viewer, facts.subject, known, now) for one, known in facts.sections if one.line)
        text = Markup(join(text, *drawn))
    if head:
        text = Markup("{}\n\n{}").format(head, text)
    if viewer is None:  # steps are taken in the private chat
        link = in_private(words, f"{LINK}{facts.case.id}")
        text = Markup("{}\n{}").format(text, words("case-in-group"))
        rows_below = ((link,), tuple(copies(words, facts.case)))
        return Card(text=text, rows=rows_below, picture=facts.shown, topic=topic(words, facts))
    picture = None if both else facts.shown
    return Card(text=text, rows=rows(facts, viewer, words, now), picture=picture, beside=both)


def compared(facts: CaseFacts, words: Words) -> tuple[Picture, ...]:
    """Return the pictures from before and after the work, each with its label; none while one of them is missing."""
    if not facts.worked or facts.picture is None or facts.result is None:
        return ()
    return tuple(
        one.model_copy(update={"label": words(f"case-label-{when}", number=facts.case.number)})
        for when, one in (("before", facts.picture), ("after", facts.result))
    )


def reader(facts: CaseFacts, viewer: Actor) -> tuple[Hashable, ...]:
    """Return everything about a person that changes a card: two people with the same value see the same card."""
    who, case = viewer.person_id, facts.case
    mine = who == case.reporter_id, who == case.claimed_by_id
    return viewer.language, mine, reach(viewer, facts.subject, facts.units)


def title(words: Words, town: Town, case: Case) -> Markup:
    """Return the first line: number, kind, severity, line."""
    return words(
        "case-title",
        mark=mark(words, case),
        number=case.number,
        kind=capital(name(words, case.source if case.source is Source.ORDER else case.kind)),
        severity=capital(name(words, case.severity)),
        line=lines.name(town.settings, case.line, words.language) or words("case-no-line"),
    )


def row(
    settings: Township,
    words: Words,
    case: Case,
    *,
    village: str | None,
    state: str,
    late: bool = False,
    line: bool = True,
) -> str:
    """Return a case as a button of a list: sign, number, how it stands, its words, place, line.

    A phone shows one line of a button and cuts its end off, so that the least important part stands last.
    """
    place = village or (words.plain("case-outside") if case.outside else "")
    named = lines.name(settings, case.line, words.language) if line else ""
    head = f"{'⏰' if late else ''}{mark(words, case)} {case.number.rpartition('-')[2]} {state}"
    rest = [part for part in (fitted(in_one_line(place), PLACE_SHOWN), _short(in_one_line(named))) if part]
    said = in_one_line(case.description) or in_one_line(case.landmark) or capital(name(words, case.kind))
    left = ROW_SHOWN - columns(" · ".join((head, "", *rest)))
    return " · ".join((head, fitted(said, max(left, WHAT_SHOWN)), *rest))


def _short(named: str) -> str:
    """Return a line's name as short as it is still told from the others: two Han characters, or a word's beginning."""
    return named[:2] if columns(named) == 2 * len(named) else fitted(named, LINE_SHOWN)


def topic(words: Words, facts: CaseFacts) -> str:
    """Return the name of a case's topic in a group: sign, number, its landmark, its words or its village."""
    case = facts.case
    said = fitted(in_one_line(case.landmark or case.description or facts.village or ""), TOPIC_SHOWN)
    return f"{mark(words, case)} {case.number} {said}".rstrip()


def state_line(town: Town, words: Words, case: Case) -> Markup:
    """Return the state, and when the case was filed; where it became known long after, both times."""
    at = words.time(case.submitted_at, town.zone)
    received = words.time(case.received_at, town.zone) if case.received_at else "none"
    return words("case-state", state=name(words, case.state), at=at, received=received)


def mark(words: Words, case: Case) -> str:
    """Return the coloured sign of a case: the gravest are red at a glance, a drill says so in every line (I10)."""
    return f"{words.plain('drill-sign')}{_sign(case)}" if case.drill else _sign(case)


def _sign(case: Case) -> str:
    if in_danger(case) or case.severity is Severity.EXTRAORDINARY:
        return "🆘"
    if case.kind is Kind.INCIDENT:
        return "🔴"
    return {Severity.MAJOR: "🔴", Severity.CONSIDERABLE: "🟠"}.get(case.severity, "🟡")


def in_danger(case: Case) -> bool:
    """Whether lives are in danger now: no longer once the emergency was declared over."""
    return case.life_danger and case.over_at is None


def body(town: Town, facts: CaseFacts, words: Words, now: datetime) -> Markup:
    """Return a case's card text in HTML, villagers masked (I9); each text is drawn once for the same facts."""
    if (words, now) not in facts.texts:
        facts.texts[words, now] = _body(town, facts, words, now)
    return facts.texts[words, now]


def _body(town: Town, facts: CaseFacts, words: Words, now: datetime) -> Markup:
    case = facts.case

    def at(moment: datetime) -> str:
        return words.time(moment, town.zone)

    description = quoted(words, shortened(case.description))
    still_open = "yes" if case.state in OPEN else "no"
    claimed = case.claimed_until if case.claimed_until and case.claimed_until > now else None
    claimer = cards_people.colleague(town, words, facts.people.get(case.claimed_by_id or 0))
    return Markup(
        join(
            words("case-drill") if case.drill else None,
            title(words, town, case),
            words("case-life-danger") if in_danger(case) else None,
            state_line(town, words, case),
            words("case-merged", number=facts.merged_into) if facts.merged_into else None,
            words("case-parent", number=facts.parent) if facts.parent else None,
            _order(facts.order, words, at) if facts.order else None,
            words("case-place", place=place(facts, words)) if not facts.order or facts.village else None,
            words("case-description", text=description) if description else None,
            words("case-people", count=case.people_at_risk) if case.people_at_risk is not None else None,
            words(
                "case-registrar" if facts.order else "case-reporter",
                name=cards_people.colleague(town, words, facts.people.get(case.reporter_id)),
                files=facts.files,
                followers=facts.followers,
            ),
            words("case-on-behalf", name=shown_name(town, case.on_behalf_name)) if case.on_behalf_name else None,
            words("case-anonymous") if case.anonymous else None,
            words("case-over", at=at(case.over_at), open=still_open) if case.over_at else None,
            words("case-reopened", count=case.reopened) if case.reopened else None,
            words("case-claimed", name=claimer, until=at(claimed)) if claimed else None,
            *(
                assignment_lines(town, facts, words, assignment, now)
                for assignment in sorted(case.assignments, key=_shown_first)
                if assignment.state in SHOWN
            ),
            words("case-next-" + case.state.value),
        )
    )


def _order(order: Order, words: Words, at: Callable[[datetime], str]) -> Markup:
    if order.answered_at is not None:
        return words("case-order-answered", number=order.number, issuer=order.issuer, at=at(order.answered_at))
    return words("case-order", number=order.number, issuer=order.issuer, due=at(order.due_at))


def _shown_first(assignment: Assignment) -> tuple[bool, bool]:
    return assignment.state is AssignmentState.DECLINED, assignment.part is not Part.LEAD


def place(facts: CaseFacts, words: Words) -> str:
    """Return where a case is, in words."""
    case = facts.case
    parts = geo.nested(facts.village, facts.grid)
    parts += [case.landmark] if case.landmark else []
    if case.latitude is not None and not parts:
        parts = [f"{case.latitude:.5f}, {case.longitude:.5f}"]
    if case.outside:
        parts.append(words("case-outside"))
    return " · ".join(parts) or words("case-no-place")


def assignment_lines(town: Town, facts: CaseFacts, words: Words, assignment: Assignment, now: datetime) -> Markup:
    """Return one unit's assignment in a line or two."""
    state = assignment.state
    owing = state in LIVE and state is not AssignmentState.FED_BACK
    late = "none" if not owing else ("yes" if assignment.due_at < now else "no")
    more: tuple[tuple[str, bool, str | None, datetime | None], ...] = (
        ("instructions", owing, assignment.instructions, None),
        ("eta", state is AssignmentState.ACCEPTED, None, assignment.eta_at),
        ("not-ours", True, assignment.not_ours, None),
        ("declined", True, assignment.declined_for, None),
        ("feedback", True, assignment.feedback, None),
        ("returned", state is AssignmentState.RETURNED, assignment.returned_for, None),
        ("extension", True, assignment.extension_for, assignment.extension_until),
        ("paused", state is AssignmentState.PAUSED, assignment.paused_for, assignment.paused_until),
    )
    return Markup(
        join(
            words(
                "assignment-lead" if assignment.part is Part.LEAD else "assignment-co",
                unit=facts.units.get(assignment.unit_id, "?"),
                state=name(words, state),
                due=words.time(assignment.due_at, town.zone),
                late=late,
            ),
            words("assignment-provisional") if owing and _provisional(town, facts.case, assignment, now) else None,
            *(
                words(
                    f"assignment-{key}",
                    text=quoted(words, shortened(text, WORDS_SHOWN)),
                    at=words.time(at, town.zone) if at else "",
                )
                for key, holds, text, at in more
                if holds and (text or at)
            ),
        )
    )


def _provisional(town: Town, case: Case, assignment: Assignment, now: datetime) -> bool:
    """Whether the deadline reaches into a year whose holidays are not published yet."""
    return not deadlines.calendar_known(town, case, now, assignment.due_at)
