"""Questions to a case's reporter, and the numbers of the people around a case."""

from datetime import timedelta

import sqlalchemy as sa

from models import Case, Inquiry, Message, MessageRef, Person, Unit
from models.enums import LIVE, Action
from services.cases.lifecycle import load_case, subject_of, subject_of_unit
from services.core import journal
from services.core.act import Act
from services.core.database import locked
from services.core.errors import Forbidden, Refused, Stale
from services.inquiries import cards, kinds
from services.messaging import messages
from services.people import directory
from services.people.access import Subject, require
from services.people.numbers import Callee, Whose, require_ring

LONGEST = 500
"""Characters of a question."""
LATELY = timedelta(days=1)
"""A question whose message the ledger does not know is looked for among those of this time."""
ANSWERED = "inquiry_answered"
"""The journal's action of an answer."""


async def may_ask(act: Act, case_id: int) -> Case:
    """Return a case about which the actor may ask its reporter. Raises ``Forbidden``, ``Stale`` or ``Refused``."""
    case = await load_case(act.session, case_id, lock=False)
    require(act.actor, Action.INQUIRE, await subject_of(act.session, case))
    if case.reporter_id == act.actor.person_id:
        raise Refused("inquiry-own")
    return case


async def ask(act: Act, case_id: int, text: str) -> Case:
    """Ask the reporter of a case; the question is a message, and stands in the journal of the case."""
    case = await may_ask(act, case_id)
    if len(text) > LONGEST:
        raise Refused("inquiry-too-long", limit=LONGEST)
    asked = Inquiry(
        case_id=case.id, asked_by_id=act.actor.person_id, to_id=case.reporter_id, text=text, asked_at=act.now
    )
    act.session.add(asked)
    await act.session.flush()
    await journal.record(act, journal.of_case(case.id), Action.INQUIRE.value, details={"text": text})
    reporter = await directory.by_ids(act.session, [case.reporter_id])
    if not reporter:
        raise Stale("error-person-gone")
    await messages.tell(
        act,
        reporter,
        lambda words: cards.question(act.town, words, case, asked, act.actor),
        kinds.ASKED,
        about=asked.id,
        case_id=case.id,
        drill=case.drill,
    )
    return case


async def may_answer(act: Act, inquiry_id: int) -> Inquiry:
    """Return a question to the actor. Raises ``Stale`` when there is none, ``Forbidden`` for a question to another."""
    asked = await locked(act.session, Inquiry, inquiry_id, "menu-button-gone")
    if asked.to_id != act.actor.person_id:
        raise Forbidden("error-forbidden")
    return asked


async def replied_to(act: Act, chat_id: int, message_id: int, said: str) -> int | None:
    """Return the question that a message of ours in a chat asks; None for another message.

    The ledger knows one message a question. A question that Telegram has sent twice, or whose number is not in the
    ledger yet, is known by its words (``said``).
    """
    at = sa.and_(Message.chat_id == chat_id, Message.message_id == message_id)
    known = (await act.session.execute(sa.select(Message.event, Message.dedupe).where(at).limit(1))).first()
    if known is not None:
        return int(known.dedupe.split(":")[1]) if known.event == kinds.ASKED.event else None
    lately = sa.select(Inquiry.id, Inquiry.text, Inquiry.case_id, Case.number).join(Case, Case.id == Inquiry.case_id)
    lately = lately.where(Inquiry.asked_at > act.now - LATELY, Inquiry.to_id == act.actor.person_id)
    found = await act.session.execute(lately.order_by(Inquiry.id.desc()))
    asked = next((one for one in found if one.number in said and one.text in said), None)
    if asked is None:
        return None
    if await act.session.get(MessageRef, (chat_id, message_id)) is None:  # more that answers it is about the case
        act.session.add(MessageRef(chat_id=chat_id, message_id=message_id, case_id=asked.case_id))
    return int(asked.id)


async def answer(act: Act, inquiry_id: int, text: str) -> Case:
    """Take the reporter's answer: into the journal of the case, and to the person who asked. It may be given again."""
    asked = await may_answer(act, inquiry_id)
    case = await load_case(act.session, asked.case_id, lock=False)
    asked.answer, asked.answered_at = text, act.at
    number = await journal.record(act, journal.of_case(case.id), ANSWERED, details={"text": text})
    await messages.tell(
        act,
        await directory.by_ids(act.session, [asked.asked_by_id]),
        lambda words: cards.answered(act.town, words, case, asked, act.actor),
        kinds.ANSWERED,
        about=(asked.id, number),
        case_id=case.id,
        drill=case.drill,
    )
    return case


async def reporter(act: Act, case_id: int) -> list[Callee]:
    """Return the people behind a report: the villager behind it, then the reporter. Raises ``Forbidden``."""
    case, subject = await _seen(act, case_id)
    require_ring(act.actor, Whose.REPORTER, subject)
    person = await act.session.get(Person, case.reporter_id)
    villager = case.on_behalf_name and case.on_behalf_phone and not case.anonymous
    told = [Callee(case.on_behalf_name or "", case.on_behalf_phone or "")] if villager else []
    return [*told, Callee.of(person)]


async def of_units(act: Act, case_id: int) -> tuple[Case, list[tuple[Unit, list[Callee]]]]:
    """Return the units that work on a case, each with its duty phone and its people. Raises ``Forbidden``."""
    case, subject = await _seen(act, case_id)
    live = [one.unit_id for one in case.assignments if one.state in LIVE]
    units = (await act.session.scalars(sa.select(Unit).where(Unit.id.in_(live)).order_by(Unit.id))).all()
    found = []
    for unit in units:
        require_ring(act.actor, Whose.UNIT, subject_of_unit(subject, unit.id))
        desk = [Callee(unit.name, unit.phone)] if unit.phone else []
        people = [Callee.of(one) for one in await directory.of_unit(act.session, unit.id)]
        found.append((unit, [*desk, *people]))
    return case, found


async def of_unit(act: Act, case_id: int, place: str) -> Callee:
    """Return one of the numbers of ``of_units``, by unit and place in the list. Raises ``Stale`` when it is gone."""
    _, units = await of_units(act, case_id)
    for unit, people in units:
        for one in people:
            if place == cards.place(unit.id, one):
                return one
    raise Stale("error-person-gone")


async def _seen(act: Act, case_id: int) -> tuple[Case, Subject]:
    case = await load_case(act.session, case_id, lock=False)
    subject = await subject_of(act.session, case)
    require(act.actor, Action.VIEW, subject)
    return case, subject
