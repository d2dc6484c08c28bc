"""The notices about events of a case and their recipients: one table, one call.

Everybody who was told of a case has one card of it in the chat. News to act on sends the card again; a word
that only they should hear answers it; and everybody else's card is edited, without a sound (``live``). A group has one
card as well: what it hears after that answers the card, which is pinned while it matters.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from models import Assignment, Case, Group
from models.enums import OPEN, Action, GroupPurpose, Kind, Manner, Priority
from services.answers.danger import tells_of_danger
from services.cards import wording
from services.cards.card import Card, button, lines
from services.cases import card as cases_card
from services.cases import facts
from services.cases.audience import Circle, groups_of, has_topic, is_pinned, listening, people_of
from services.core import journal
from services.core.act import Actor, Moment
from services.media import additions
from services.media.additions import Addition
from services.messaging import messages, outbox, standing
from services.messaging.kinds import MessageKind, Sound
from services.people import directory
from services.people.access import may
from texts import Words


@dataclass(frozen=True, kw_only=True)
class Notice(MessageKind):
    """A kind of message about a case, and the people it concerns."""

    circles: tuple[Circle, ...]
    group: GroupPurpose | None = None  # bound groups that hear it too; a brief word: those that have the card
    urgent: bool = False  # a matter of life when the case is one
    opens: bool = False  # somebody's first word of it: an alarm when lives are in danger
    pictured: bool = False  # with the picture of the case as it stands (``facts.shown``)
    compared: bool = False  # with it and the one from before the work side by side
    new: Action | None = None  # it quotes what this action has added, and shows its newest picture
    brief: bool = False  # a line that answers the case's card, for people who have nothing to do now
    incidents: bool = False  # a word about a live incident only
    near: tuple[Circle, ...] = ()  # they hear it, as those ``listening`` do; it makes no sound for others


LIFETIME = timedelta(days=3)
"""After this news is no longer worth sending; life and order never lapse by themselves."""


def _notice(event: str, priority: Priority, *circles: Circle, **more: Any) -> Notice:
    """Return a row. News that asks for no act waits for the morning, unless it makes no sound."""
    manner = Manner.REPLY if more.get("brief") else Manner.ANEW
    lifetime = LIFETIME if priority > Priority.ORDER else None
    if more.get("incidents"):  # the person who called for help hears that it comes
        more |= {"sound": Sound.NONE, "near": (Circle.REPORTER,)}
    terms = {"lifetime": lifetime, "by_night": lifetime is None, "manner": manner, **more}
    return Notice(event=event, priority=priority, circles=circles, **terms)


def _added(event: str, *circles: Circle, **more: Any) -> Notice:
    """Return a row for what was added to a case: it answers the card without a sound, unless lives are in danger."""
    return _notice(event, _RECEIPT, *circles, brief=True, by_night=True, sound=Sound.NONE, **more)


_D, _J, _U, _US, _VERIFIED, _R, _F, _V, _VS, _L = Circle
_LIFE, _ORDER, _RECEIPT = Priority.LIFE, Priority.ORDER, Priority.RECEIPT

FILED = _notice("filed", _ORDER, _D, group=GroupPurpose.STATION, urgent=True, opens=True, pictured=True)
DANGER = _notice("danger", _ORDER, _V, urgent=True, opens=True, pictured=True)
RECEIPT = _notice("receipt", _RECEIPT, _R, by_night=True, manner=Manner.EDIT)
SPLIT = _notice("split", _RECEIPT, _R, brief=True)
SUPPLEMENTED = _added("supplemented", _D, _US, urgent=True, pictured=True, new=Action.SUPPLEMENT)
CORRECTED = _added("corrected", _D, _US, new=Action.CORRECT)
DISMISSED = _notice("dismissed", _RECEIPT, _R, _F)
MERGED = _notice("merged", _RECEIPT, _R, _F, brief=True)
UNMERGED = _notice("unmerged", _RECEIPT, _R, _D)
DISPATCHED = _notice("dispatched", _RECEIPT, _R, brief=True, incidents=True)
ISSUED = _notice("issued", _ORDER, _U, group=GroupPurpose.UNIT, urgent=True, opens=True, pictured=True)
WITHDRAWN = _notice("withdrawn", _ORDER, _U, group=GroupPurpose.UNIT, brief=True)
ACCEPTED = _notice("accepted", _RECEIPT, _D, _R, brief=True, incidents=True)
ETA = _notice("eta", _RECEIPT, _D, _R, brief=True, incidents=True)
LAPSED = _notice("lapsed", _ORDER, _D, _U, urgent=True)
ACCEPTED_PARTLY = _notice("accepted_partly", _ORDER, _D, urgent=True)
DECLINED = _notice("declined", _ORDER, _D, urgent=True)
FED_BACK = _notice("fed_back", _RECEIPT, _D, brief=True, incidents=True)
TO_VERIFY = _notice("to_verify", _ORDER, _VS, pictured=True, compared=True)
RETURNED = _notice("returned", _ORDER, _U, urgent=True)
EXTENSION_ASKED = _notice("extension_asked", _RECEIPT, _J)
EXTENSION_GRANTED = _notice("extension_granted", _RECEIPT, _U, brief=True)
EXTENSION_REFUSED = _notice("extension_refused", _ORDER, _U, brief=True)
PAUSED = _notice("paused", _RECEIPT, _D, _R, brief=True, incidents=True)
RESUMED = _notice("resumed", _RECEIPT, _U, brief=True)
VERIFIED = _notice("verified", _RECEIPT, _J, pictured=True)
CLOSED = _notice("closed", _RECEIPT, _R, _F, pictured=True)
REOPENED = _notice("reopened", _ORDER, _D, _R, _F, urgent=True, opens=True, pictured=True)
OVER = _notice("over", _ORDER, _D, _US, _R, _F, _V, sound=Sound.NONE, near=(_US, _R, _F, _V))
FOLLOW_UP = _notice("follow_up", _RECEIPT, _D, _R)
COUNTY_OWED = _notice("county_owed", _ORDER, _D)
COUNTY_ALARM = _notice("county_alarm", _LIFE, _D, _L, sound=Sound.ALARM)
COUNTY_ALARM_OFF = _notice("county_alarm_off", _ORDER, _D, _L, brief=True)
COUNTY_PHONED = _notice("county_phoned", _ORDER, _D, _L, brief=True)

CARD = MessageKind("case_card", _RECEIPT, LIFETIME, sound=Sound.NONE, manner=Manner.EDIT)
"""The card of a case as it stands now, for everybody who was told of it and has nothing to do."""

FIRST = (FILED, DANGER, RECEIPT, ISSUED, SPLIT)
"""Notices that come with another, or before anybody has a card: they edit none."""

KINDS = (CARD, *(row for row in list(globals().values()) if isinstance(row, Notice)))


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
    live = _live(case)
    if only is not None:
        people = await directory.by_ids(act.session, only)
    elif notice.incidents and not live:
        people = []
    else:
        people = await people_of(act, notice.circles, case, assignment)
    if act.somebody is not None and notice is not RECEIPT:
        people = [one for one in people if one.person_id != act.somebody.person_id]
    known = known or await facts.gather(act, case)
    added = await additions.latest(act.session, case.id, notice.new) if notice.new is not None else None
    stands = known
    if added is not None:
        known = replace(known, picture=added.picture, result=None)
    if not notice.pictured:
        known = replace(known, picture=None, result=None)
    occasion = await journal.latest(act.session, journal.of_case(case.id))
    about = (case.id, assignment.id if assignment else 0, occasion)
    kind, head = _as_urgent_as(notice, case, live=live), _head(act, notice, known, assignment, arguments, added)
    draw, place = _drawing(act, known, notice, head), card_of(case)
    loud = frozenset[int]()
    if kind.sound is Sound.NONE and (live or notice is OVER):
        vital = added is not None and added.is_vital(act.town)
        loud = await listening(act, case, kind, place, near=notice.near, more_of=notice.new, vital=vital)
    for sound in {one.person_id in loud for one in people}:
        those = [one for one in people if (one.person_id in loud) is sound]
        heard = replace(kind, sound=Sound.NORMAL) if sound else kind
        cards = {one.person_id: draw(one) for one in those}
        await messages.tell(act, those, cards, heard, about=about, case_id=case.id, place=place)
    concerned, groups = list[Group](), list[Group]()
    if notice.group is not None and only is None:
        concerned = await groups_of(act.session, notice.group, assignment)
    if concerned:
        readers = await standing.readers(act, place)
        had = {messages.address(one.who) for one in readers}
        groups = [one for one in concerned if messages.address(one) not in had] if not notice.brief else []
        await _tell_groups(act, case, groups, draw(None), kind, about=about)
        again = [one for one in concerned if messages.address(one) in had]
        word = _word(act.town.words(None), known, head)
        await messages.tell(
            act, again, word, replace(kind, manner=Manner.REPLY), about=about, case_id=case.id, place=place
        )
    if notice not in FIRST:
        anew = kind.manner is Manner.ANEW
        await _refresh(act, case, stands, occasion, but=[*people, *groups] if anew else [])


def card_of(case: Case) -> str:
    """Return the name of the card of a case that stands in the chats of its readers."""
    return f"case:{case.id}"


async def _refresh(
    act: Moment, case: Case, known: facts.CaseFacts, occasion: int, *, but: Iterable[Actor | Group]
) -> None:
    """Edit the cards of everybody who was told of the case, without a sound; ``but`` get it again anyway."""
    told, place = {messages.address(one) for one in but}, card_of(case)
    told_now = outbox.sent_again(act.session, place)  # the words above their card come first
    readers = [one for one in await standing.readers(act, place) if messages.address(one.who) not in told]
    readers = [one for one in readers if one.who.chat_id not in told_now]
    draw = _drawing(act, known)
    on_top = [one.who for one in readers if one.pinned and case.state in OPEN]
    for held in {one.held_until for one in readers}:
        those = [one.who for one in readers if one.held_until == held]
        people = [one for one in those if isinstance(one, Actor) and may(one, Action.VIEW, known.subject)]
        groups = [one for one in those if isinstance(one, Group)]
        about = (case.id, occasion)
        cards = {one.person_id: draw(one).model_copy(update={"pinned": one in on_top}) for one in people}
        await messages.tell(act, people, cards, CARD, not_before=held, about=about, case_id=case.id, place=place)
        if groups:
            await _tell_groups(act, case, groups, draw(None), CARD, about=about, not_before=held)


async def _tell_groups(
    act: Moment, case: Case, groups: Iterable[Group], card: Card, kind: MessageKind, **terms: Any
) -> None:
    """Queue the card of a case for groups: at the top while it matters there, in a topic of its own where wanted."""
    settings = act.town.settings
    looks = {one.id: (is_pinned(settings, case, one), has_topic(settings, case, one)) for one in groups}
    for look in set(looks.values()):
        those, (top, apart) = [one for one in groups if looks[one.id] == look], look
        topic = card.topic if apart else None
        shown = card.model_copy(update={"pinned": top, "topic": topic, "over": case.state not in OPEN})
        await messages.tell(act, those, shown, kind, case_id=case.id, place=card_of(case), **terms)


def _live(case: Case) -> bool:
    """Whether it is an incident that is not over: nothing about it waits."""
    return case.kind is Kind.INCIDENT and case.over_at is None and case.state in OPEN


def _as_urgent_as(notice: Notice, case: Case, *, live: bool) -> MessageKind:
    """Return the notice as it is sent about a case: a danger to life first; nothing about a live incident waits."""
    if case.life_danger and notice.urgent:
        sound = Sound.ALARM if notice.opens and not case.drill else notice.sound
        return replace(notice, priority=_LIFE, lifetime=None, by_night=True, sound=sound)
    return replace(notice, by_night=True) if live else notice


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
        "life": _life(act, notice, known.case),
        "unit": known.units.get(assignment.unit_id, "") if assignment else "",
        **{key: wording.shortened(value) if isinstance(value, str) else value for key, value in arguments.items()},
    }

    def head(words: Words) -> Markup:
        quoted = {"said": wording.shortened(added.in_words(words))} if added is not None else {}
        place = cases_card.place(known, words)
        said = words(f"notice-{notice.event.replace('_', '-')}", **about, **quoted, place=place)
        if act.at == act.now:
            return said
        zone = act.town.zone
        late = words("notice-late", at=words.time(act.at, zone), received=words.time(act.now, zone))
        return Markup("{}{}").format(said, late)

    return head


def _life(act: Moment, notice: Notice, case: Case) -> str:
    """Return whether lives are in danger; "said" where only the words of a new report speak of it."""
    if cases_card.in_danger(case):
        return "yes"
    return "said" if notice is FILED and tells_of_danger(act.town, case.description) else "no"


def _drawing(
    act: Moment, known: facts.CaseFacts, notice: Notice | None = None, head: Callable[[Words], Markup] | None = None
) -> Callable[[Actor | None], Card]:
    """Return the function that draws the card for a person, or for a group; equal cards are drawn once.

    Without a notice it is the card as it stands.
    """
    heads: dict[Words, Markup] = {}
    cards: dict[tuple[Hashable, ...], Card] = {}

    def draw(one: Actor | None) -> Card:
        words = act.town.words(one.language if one else None)
        if notice is not None and head is not None and notice.brief and one is not None:
            row = (button(words.plain("button-view"), "view", known.case.id),)
            picture = known.shown if notice.new is not None else None
            return _word(words, known, head).model_copy(update={"rows": (row,), "picture": picture})
        if head is not None and words not in heads:
            heads[words] = head(words)
        text, both = cases_card.body(act.town, known, words, act.now), notice is not None and notice.compared
        return cases_card.compose(act.town, known, one, text, act.now, heads.get(words), side_by_side=both)

    def drawn(one: Actor | None) -> Card:
        alike = cases_card.reader(known, one) if one else ()
        if alike not in cards:
            cards[alike] = draw(one)
        return cards[alike]

    return drawn


def _word(words: Words, known: facts.CaseFacts, head: Callable[[Words], Markup]) -> Card:
    """Return the event as a line alone; a drill is marked here too (I10)."""
    return Card(text=lines(words("case-drill") if known.case.drill else None, head(words)))
