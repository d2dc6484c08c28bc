"""Who is told what when something happens to a case: one table, one function that queues."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Group
from models.enums import LIVE, OPEN, AssignmentState, GroupPurpose, GroupState, Kind, Priority
from services.calendar import quiet_hours
from services.cards import wording
from services.cards.card import Card, button, lines
from services.cases import card as cases_card
from services.cases import facts
from services.cases.followers import followers_of
from services.core import journal
from services.core.act import Actor, Moment
from services.core.town import Town
from services.messaging import batching
from services.messaging.outbox import Parcel, To, queue_many
from services.people import directory
from texts import Words


class Audience(Enum):
    """Groups of people around a case."""

    DESK = auto()  # who is on duty; where no duty roster says, the station; everybody there for a danger to life
    UNIT = auto()  # head and handlers of the assignment's unit
    UNITS = auto()  # of every unit that still works on the case
    VERIFIED = auto()  # of every unit whose work was verified
    REPORTER = auto()
    FOLLOWERS = auto()
    VILLAGE = auto()  # the village's principal and administrator
    CHIEFS = auto()  # the station's chief and the directors


@dataclass(frozen=True)
class Notice:
    """One row: whom an event concerns, and how urgent it is when no life is in danger."""

    audience: tuple[Audience, ...]
    priority: Priority
    """REMINDER: news that can wait. It is told with what else comes within two minutes, and not at night; of an
    incident that is not over, everything is told at once (``services.messaging.batching``)."""
    group: GroupPurpose | None = None  # bound groups that hear it too


_D, _U, _US, _W, _R, _F, _V, _L = (
    Audience.DESK,
    Audience.UNIT,
    Audience.UNITS,
    Audience.VERIFIED,
    Audience.REPORTER,
    Audience.FOLLOWERS,
    Audience.VILLAGE,
    Audience.CHIEFS,
)
_LIFE, _ORDER, _RECEIPT, _REMINDER = Priority.LIFE, Priority.ORDER, Priority.RECEIPT, Priority.REMINDER

TABLE: dict[str, Notice] = {
    "filed": Notice((_D,), _ORDER, GroupPurpose.STATION),
    "danger": Notice((_V,), _ORDER),
    "receipt": Notice((_R,), _RECEIPT),
    "split": Notice((_R,), _RECEIPT),
    "supplemented": Notice((_D, _US), _REMINDER),
    "corrected": Notice((_D, _US), _REMINDER),
    "dismissed": Notice((_R, _F), _RECEIPT),
    "merged": Notice((_R, _F), _RECEIPT),
    "unmerged": Notice((_R, _D), _RECEIPT),
    "dispatched": Notice((_R, _F), _RECEIPT),
    "issued": Notice((_U,), _ORDER, GroupPurpose.UNIT),
    "withdrawn": Notice((_U,), _ORDER),
    "accepted": Notice((_D, _R), _RECEIPT),
    "eta": Notice((_D, _R), _RECEIPT),
    "lapsed": Notice((_D, _U), _ORDER),
    "accepted_partly": Notice((_D,), _ORDER),
    "declined": Notice((_D,), _ORDER),
    "fed_back": Notice((_D,), _RECEIPT),
    "to_verify": Notice((_D, _V), _ORDER),
    "returned": Notice((_U,), _ORDER),
    "extension_asked": Notice((_D,), _RECEIPT),
    "extension_granted": Notice((_U,), _RECEIPT),
    "extension_refused": Notice((_U,), _ORDER),
    "paused": Notice((_D, _R), _REMINDER),
    "resumed": Notice((_D, _U), _REMINDER),
    "verified": Notice((_D,), _RECEIPT),
    "closed": Notice((_R, _F, _W), _RECEIPT),
    "reopened": Notice((_D, _R, _F), _ORDER),
    "over": Notice((_D, _US, _R, _F, _V), _ORDER),
    "follow_up": Notice((_D, _R), _RECEIPT),
    "county_owed": Notice((_D,), _ORDER),
    "county_alarm": Notice((_D, _L), _LIFE),
    "county_alarm_off": Notice((_D, _L), _ORDER),
    "county_phoned": Notice((_D, _L), _ORDER),
}

URGENT = frozenset(
    {"lapsed", "filed", "danger", "issued", "declined", "accepted_partly", "returned", "reopened", "supplemented"}
)
"""Sent as a matter of life when the case is one."""
PICTURED = frozenset({"filed", "danger", "issued", "to_verify", "reopened"})
"""Shown with the report's picture: whoever reads these has to judge or act on what it shows."""
BRIEF = frozenset(
    {"receipt", "split", "dispatched", "accepted", "eta", "fed_back", "merged", "withdrawn", "paused", "resumed"}
    | {"extension_granted", "extension_refused", "corrected", "county_alarm_off", "county_phoned"}
)
"""Told in a line with a button to the case: news for whoever has nothing to do now."""
LIFETIME = {
    Priority.RECEIPT: timedelta(days=3),
    Priority.REMINDER: timedelta(days=1),
    Priority.DIGEST: timedelta(hours=12),
}
"""After this a message is no longer worth sending; life and order never lapse by themselves."""


_BOUND = sa.select(Group.id, Group.chat_id, Group.scope).where(
    Group.purpose == sa.bindparam("purpose"), Group.state == GroupState.BOUND
)


async def tell(
    act: Moment,
    event: str,
    case: Case,
    *,
    actor: Actor | None,
    assignment: Assignment | None = None,
    only: Iterable[int] | None = None,
    known: facts.Facts | None = None,
    **arguments: Any,
) -> None:
    """Queue a card for everybody the event concerns, except the actor, who is answered directly.

    ``only`` replaces the audience by these person ids; ``known`` spares gathering again what the caller has just
    gathered. The journal's number makes the event unique, so that telling
    twice queues once.
    """
    notice = TABLE[event]
    listeners = (
        await directory.by_ids(act.session, only)
        if only is not None
        else await _audience(act.session, notice, case, assignment, actor, act.now)
    )
    known = known or await facts.gather(act, case)
    if event not in PICTURED:
        known = replace(known, picture=None)
    occasion = await journal.latest(act.session, journal.of_case(case.id))
    priority = Priority.LIFE if case.life_danger and event in URGENT else notice.priority
    about = {
        "number": case.number,
        "unit": known.units.get(assignment.unit_id, "") if assignment else "",
        **{key: wording.shortened(value) if isinstance(value, str) else value for key, value in arguments.items()},
    }
    share = assignment.id if assignment else 0
    texts: dict[str, Markup] = {}

    def first(words: Words) -> Markup:
        return words(f"notice-{event.replace('_', '-')}", **about)

    def card(listener: Actor | None) -> Card:
        """Return the card for a person, or for a group; what is long is drawn once for all who read a language."""
        words = act.town.words(listener.language if listener else None)
        head = first(words)
        if event in BRIEF and listener is not None:
            return _brief(known, words, head)
        if words.language not in texts:
            texts[words.language] = cases_card.body(act.town, known, words, act.now)
        return cases_card.compose(act.town, known, listener, words, texts[words.language], act.now, head)

    cards: dict[tuple[Hashable, ...], Card] = {}
    parcels, holding = [], []
    waits = can_wait(case, priority)
    for listener in {person.person_id: person for person in listeners}.values():
        if actor is not None and listener.person_id == actor.person_id and event != "receipt":
            continue
        alike = cases_card.reader(known, listener)
        if alike not in cards:
            cards[alike] = card(listener)
        dedupe = f"{event}:{case.id}:{share}:{occasion}:{listener.person_id}"
        if waits:
            words = act.town.words(listener.language)
            head = lines(words("case-drill") if case.drill else None, first(words))
            holding.append(batching.Holding(listener.person_id, head, cards[alike], dedupe))
        else:
            parcels.append(Parcel(To(person_id=listener.person_id, chat_id=listener.chat_id), cards[alike], dedupe))
    await batching.hold(act, case, event, holding)
    if notice.group is not None and only is None:
        scope = assignment.unit_id if assignment is not None and notice.group is GroupPurpose.UNIT else None
        shown = card(None)
        parcels += [
            Parcel(
                To(group_id=group.id, chat_id=group.chat_id),
                shown,
                f"{event}:{case.id}:{share}:{occasion}:g{group.id}",
            )
            for group in await _groups(act.session, notice.group, scope)
        ]
    await queue_many(
        act.session,
        parcels,
        event=event,
        priority=priority,
        now=act.now,
        case_id=case.id,
        lifetime=LIFETIME.get(priority),
        not_before=act.now if event == "receipt" else earliest(act.town, case, priority, act.now),
    )


def _brief(known: facts.Facts, words: Words, head: Markup) -> Card:
    """Return one line with a button that opens the case; a drill is marked here too (I10)."""
    text = lines(words("case-drill") if known.case.drill else None, head)
    return Card(text=text, rows=((button(words.plain("button-view"), "view", known.case.id),),))


async def _audience(
    session: AsyncSession, notice: Notice, case: Case, assignment: Assignment | None, actor: Actor | None, now: datetime
) -> list[Actor]:
    found: list[Actor] = []
    for audience in notice.audience:
        match audience:
            case Audience.DESK if case.life_danger:
                found += await directory.in_danger(session, now=now)
            case Audience.DESK:
                found += await directory.station_desk(session, now=now, incident=case.kind is Kind.INCIDENT)
            case Audience.UNIT if assignment is not None:
                found += await directory.of_unit(session, assignment.unit_id)
            case Audience.UNITS:
                for share in case.assignments:
                    if share.state in LIVE:
                        found += await directory.of_unit(session, share.unit_id)
            case Audience.REPORTER if actor is not None and actor.person_id == case.reporter_id:
                found.append(actor)
            case Audience.VERIFIED:
                for share in case.assignments:
                    if share.state is AssignmentState.VERIFIED:
                        found += await directory.of_unit(session, share.unit_id)
            case Audience.REPORTER:
                found += await directory.by_ids(session, [case.reporter_id])
            case Audience.FOLLOWERS:
                found += await directory.by_ids(session, await followers_of(session, case.id))
            case Audience.CHIEFS:
                found += await directory.chief_and_directors(session)
            case Audience.VILLAGE if case.village_id is not None:
                found += await directory.of_village_point(session, case.village_id)
    return found


async def _groups(session: AsyncSession, purpose: GroupPurpose, scope: int | None) -> list[Any]:
    rows = await session.execute(_BOUND, {"purpose": purpose})
    return [row for row in rows if scope in (None, row.scope)]


def can_wait(case: Case, priority: Priority) -> bool:
    """Whether a notice of this priority about the case can wait. Of what is happening now nothing can."""
    return priority is Priority.REMINDER and not _live(case)


def earliest(town: Town, case: Case, priority: Priority, now: datetime) -> datetime:
    """Return when a notice that is not held may go: now, unless the township lets results wait for the morning."""
    passes = priority in (Priority.LIFE, Priority.ORDER) or _live(case)
    return now if passes else quiet_hours.until(town, priority, now)


def _live(case: Case) -> bool:
    return case.kind is Kind.INCIDENT and case.over_at is None and case.state in OPEN
