"""The notices about events of a case and their recipients: one table, one call."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Group
from models.enums import LIVE, OPEN, Action, AssignmentState, GroupPurpose, GroupState, Kind, Priority
from services.cards import wording
from services.cards.card import Card, button, lines
from services.cases import card as cases_card
from services.cases import facts
from services.cases.followers import followers_of
from services.core import journal
from services.core.act import Actor, Moment
from services.media import additions
from services.media.additions import Addition
from services.messaging import batching, messages
from services.messaging.kinds import MessageKind, Sound
from services.people import directory
from texts import Words


class Circle(Enum):
    """A group of people around a case."""

    DESK = auto()  # the people on duty; where no duty roster says, the station; everybody there for a danger to life
    UNIT = auto()  # head and handlers of the assignment's unit
    UNITS = auto()  # of every unit that still works on the case
    VERIFIED = auto()  # of every unit whose work was verified
    REPORTER = auto()
    FOLLOWERS = auto()
    VILLAGE = auto()  # the village's principal and administrator
    CHIEFS = auto()  # the station's chief and the directors


@dataclass(frozen=True, kw_only=True)
class Notice(MessageKind):
    """A kind of message about a case, and the people it concerns."""

    circles: tuple[Circle, ...]
    group: GroupPurpose | None = None  # bound groups that hear it too
    urgent: bool = False  # a matter of life when the case is one
    pictured: bool = False  # with the picture of the case as it stands (``facts.shown``)
    compared: bool = False  # with the one from before the work as well
    new: Action | None = None  # it quotes what this action has added, and shows its newest picture
    brief: bool = False  # a line with a button to the case, for people who have nothing to do now


LIFETIME = {Priority.RECEIPT: timedelta(days=3), Priority.REMINDER: timedelta(days=1)}
"""After this a message is no longer worth sending; life and order never lapse by themselves."""


def _notice(event: str, priority: Priority, *circles: Circle, **more: Any) -> Notice:
    """Return a row. News that can wait (REMINDER) is told with what else comes, and not at night."""
    waits = priority is Priority.REMINDER
    terms = {"lifetime": LIFETIME.get(priority), "may_wait": waits, "by_night": priority <= Priority.ORDER, **more}
    return Notice(event=event, priority=priority, circles=circles, **terms)


_D, _U, _US, _VERIFIED, _R, _F, _V, _L = Circle
_LIFE, _ORDER, _RECEIPT, _REMINDER = Priority.LIFE, Priority.ORDER, Priority.RECEIPT, Priority.REMINDER

FILED = _notice("filed", _ORDER, _D, group=GroupPurpose.STATION, urgent=True, pictured=True)
DANGER = _notice("danger", _ORDER, _V, urgent=True, pictured=True)
RECEIPT = _notice("receipt", _RECEIPT, _R, brief=True, by_night=True)
SPLIT = _notice("split", _RECEIPT, _R, brief=True)
SUPPLEMENTED = _notice("supplemented", _REMINDER, _D, _US, urgent=True, pictured=True, new=Action.SUPPLEMENT)
CORRECTED = _notice("corrected", _REMINDER, _D, _US, brief=True, new=Action.CORRECT)
DISMISSED = _notice("dismissed", _RECEIPT, _R, _F)
MERGED = _notice("merged", _RECEIPT, _R, _F, brief=True)
UNMERGED = _notice("unmerged", _RECEIPT, _R, _D)
DISPATCHED = _notice("dispatched", _RECEIPT, _R, _F, brief=True)
ISSUED = _notice("issued", _ORDER, _U, group=GroupPurpose.UNIT, urgent=True, pictured=True)
WITHDRAWN = _notice("withdrawn", _ORDER, _U, brief=True)
ACCEPTED = _notice("accepted", _RECEIPT, _D, _R, brief=True)
ETA = _notice("eta", _RECEIPT, _D, _R, brief=True)
LAPSED = _notice("lapsed", _ORDER, _D, _U, urgent=True)
ACCEPTED_PARTLY = _notice("accepted_partly", _ORDER, _D, urgent=True)
DECLINED = _notice("declined", _ORDER, _D, urgent=True)
FED_BACK = _notice("fed_back", _RECEIPT, _D, brief=True)
TO_VERIFY = _notice("to_verify", _ORDER, _D, _V, pictured=True, compared=True)
RETURNED = _notice("returned", _ORDER, _U, urgent=True)
EXTENSION_ASKED = _notice("extension_asked", _RECEIPT, _D)
EXTENSION_GRANTED = _notice("extension_granted", _RECEIPT, _U, brief=True)
EXTENSION_REFUSED = _notice("extension_refused", _ORDER, _U, brief=True)
PAUSED = _notice("paused", _REMINDER, _D, _R, brief=True)
RESUMED = _notice("resumed", _REMINDER, _D, _U, brief=True)
VERIFIED = _notice("verified", _RECEIPT, _D, pictured=True)
CLOSED = _notice("closed", _RECEIPT, _R, _F, _VERIFIED, pictured=True)
REOPENED = _notice("reopened", _ORDER, _D, _R, _F, urgent=True, pictured=True)
OVER = _notice("over", _ORDER, _D, _US, _R, _F, _V)
FOLLOW_UP = _notice("follow_up", _RECEIPT, _D, _R)
COUNTY_OWED = _notice("county_owed", _ORDER, _D)
COUNTY_ALARM = _notice("county_alarm", _LIFE, _D, _L, sound=Sound.ALARM)
COUNTY_ALARM_OFF = _notice("county_alarm_off", _ORDER, _D, _L, brief=True)
COUNTY_PHONED = _notice("county_phoned", _ORDER, _D, _L, brief=True)

KINDS = tuple(row for row in list(globals().values()) if isinstance(row, Notice))

_BOUND = sa.select(Group).where(Group.purpose == sa.bindparam("purpose"), Group.state == GroupState.BOUND)


async def tell(
    act: Moment,
    notice: Notice,
    case: Case,
    *,
    assignment: Assignment | None = None,
    only: Iterable[int] | None = None,
    known: facts.CaseFacts | None = None,
    **arguments: Any,
) -> None:
    """Queue a card for everybody a notice concerns, except the actor, who is answered directly.

    ``only`` replaces the circles by these person ids; ``known`` are facts that the caller has gathered already. The
    journal's number makes the event unique, so that telling twice queues once.
    """
    people = (
        await directory.by_ids(act.session, only)
        if only is not None
        else await _audience(act.session, notice, case, assignment, act.somebody, act.now)
    )
    if act.somebody is not None and notice is not RECEIPT:
        people = [one for one in people if one.person_id != act.somebody.person_id]
    known = known or await facts.gather(act, case)
    added = await additions.latest(act.session, case.id, notice.new) if notice.new is not None else None
    if added is not None:
        known = replace(known, picture=added.picture, result=None)
    if not notice.pictured:
        known = replace(known, picture=None, result=None)
    occasion = await journal.latest(act.session, journal.of_case(case.id))
    about = (case.id, assignment.id if assignment else 0, occasion)
    kind, head = _as_urgent_as(notice, case), _head(act, notice, known, assignment, arguments, added)
    draw = _drawing(act, notice, known, head)
    cards = {one.person_id: draw(one) for one in people}
    if kind.may_wait:

        def line(words: Words) -> str:
            return lines(words("case-drill") if case.drill else None, head(words))

        await batching.hold(act, people, cards, line, kind, about=about, case_id=case.id)
    else:
        await messages.tell(act, people, cards, kind, about=about, case_id=case.id)
    if notice.group is not None and only is None:
        groups = await _groups(act.session, notice, assignment)
        await messages.tell(act, groups, draw(None), kind, about=about, case_id=case.id)


def _as_urgent_as(notice: Notice, case: Case) -> MessageKind:
    """Return the notice as it is sent about a case: a danger to life first; nothing about a live incident waits."""
    if case.life_danger and notice.urgent:
        return replace(notice, priority=_LIFE, lifetime=None, may_wait=False, by_night=True)
    live = case.kind is Kind.INCIDENT and case.over_at is None and case.state in OPEN
    return replace(notice, may_wait=False, by_night=True) if live else notice


def _head(
    act: Moment,
    notice: Notice,
    known: facts.CaseFacts,
    assignment: Assignment | None,
    arguments: Mapping[str, Any],
    added: Addition | None,
) -> Callable[[Words], Markup]:
    """Return the function that puts the event into words."""
    about = {
        "number": known.case.number,
        "unit": known.units.get(assignment.unit_id, "") if assignment else "",
        **{key: wording.shortened(value) if isinstance(value, str) else value for key, value in arguments.items()},
    }

    def head(words: Words) -> Markup:
        quoted = {"said": wording.shortened(added.in_words(words))} if added is not None else {}
        said = words(f"notice-{notice.event.replace('_', '-')}", **about, **quoted)
        if act.at == act.now:
            return said
        zone = act.town.zone
        late = words("notice-late", at=words.time(act.at, zone), received=words.time(act.now, zone))
        return Markup("{}{}").format(said, late)

    return head


def _drawing(
    act: Moment, notice: Notice, known: facts.CaseFacts, head: Callable[[Words], Markup]
) -> Callable[[Actor | None], Card]:
    """Return the function that draws the card for a person, or for a group; equal cards are drawn once."""
    texts: dict[Words, Markup] = {}  # a group reads other names than a person of the same language
    cards: dict[tuple[Hashable, ...], Card] = {}

    def draw(one: Actor | None) -> Card:
        words = act.town.words(one.language if one else None)
        if notice.brief and one is not None:  # a drill is marked here too (I10)
            text = lines(words("case-drill") if known.case.drill else None, head(words))
            return Card(text=text, rows=((button(words.plain("button-view"), "view", known.case.id),),))
        if words not in texts:
            texts[words] = cases_card.body(act.town, known, words, act.now)
        card = cases_card.compose(act.town, known, one, texts[words], act.now, head(words))
        return card.model_copy(update={"beside": cases_card.before(known, words)}) if notice.compared else card

    def drawn(one: Actor | None) -> Card:
        alike = cases_card.reader(known, one) if one else ()
        if alike not in cards:
            cards[alike] = draw(one)
        return cards[alike]

    return drawn


async def _audience(
    session: AsyncSession, notice: Notice, case: Case, assignment: Assignment | None, actor: Actor | None, now: datetime
) -> list[Actor]:
    found: list[Actor] = []
    for circle in notice.circles:
        match circle:
            case Circle.DESK if case.life_danger:
                found += await directory.in_danger(session, now=now)
            case Circle.DESK:
                found += await directory.station_desk(session, now=now, incident=case.kind is Kind.INCIDENT)
            case Circle.UNIT if assignment is not None:
                found += await directory.of_unit(session, assignment.unit_id)
            case Circle.UNITS | Circle.VERIFIED:
                states = LIVE if circle is Circle.UNITS else (AssignmentState.VERIFIED,)
                for assignment in case.assignments:
                    if assignment.state in states:
                        found += await directory.of_unit(session, assignment.unit_id)
            case Circle.REPORTER if actor is not None and actor.person_id == case.reporter_id:
                found.append(actor)
            case Circle.REPORTER:
                found += await directory.by_ids(session, [case.reporter_id])
            case Circle.FOLLOWERS:
                found += await directory.by_ids(session, await followers_of(session, case.id))
            case Circle.CHIEFS:
                found += await directory.chief_and_directors(session)
            case Circle.VILLAGE if case.village_id is not None:
                found += await directory.of_village_point(session, case.village_id)
    return found


async def _groups(session: AsyncSession, notice: Notice, assignment: Assignment | None) -> list[Group]:
    """Return the groups that hear it too: the assignment's unit's, or all of that purpose."""
    scope = assignment.unit_id if assignment is not None and notice.group is GroupPurpose.UNIT else None
    found = await session.scalars(_BOUND, {"purpose": notice.group})
    return [group for group in found if scope in (None, group.scope)]
