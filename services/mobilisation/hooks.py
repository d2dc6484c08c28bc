"""The plugs of mobilisations in other areas: the button on an incident's card, and the answers that it waits for."""

from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from models import Account, Case, Mobilisation, Person, Response, RollCallEntry, Squad, Team
from models.enums import OPEN, Action, Answer, Kind, MobilisationState
from services.answers import passing_on
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.calls.sources import CallSource, Matter
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.core.act import Act, Actor
from services.messaging.kinds import ROLL_CALL
from services.mobilisation import cards, kinds, mobilisations, responses, safety_checks
from services.people.access import Subject, may
from services.people.numbers import Callee
from texts import Words

ANSWERS: dict[Answer | None, dict[Meaning, Answer]] = {
    None: {
        Meaning.ACKNOWLEDGE: Answer.RECEIVED,
        Meaning.AGREE: Answer.RECEIVED,
        Meaning.ON_THE_WAY: Answer.COMING,
        Meaning.ARRIVED: Answer.ON_SCENE,
        Meaning.CANNOT: Answer.CANNOT,
        Meaning.REFUSE: Answer.CANNOT,
    },
    Answer.RECEIVED: {
        Meaning.ON_THE_WAY: Answer.COMING,
        Meaning.ARRIVED: Answer.ON_SCENE,
        Meaning.CANNOT: Answer.CANNOT,
    },
    Answer.COMING: {Meaning.ARRIVED: Answer.ON_SCENE, Meaning.CANNOT: Answer.CANNOT},
    Answer.CANNOT: {Meaning.ON_THE_WAY: Answer.COMING, Meaning.ARRIVED: Answer.ON_SCENE},
    Answer.ON_SCENE: {},
}
"""The answer that words give to a mobilisation, by the answer given before."""


MOST = 300
"""People of running mobilisations who are listed for a call."""


def _buttons(words: Words, viewer: Actor, subject: Subject, case: Case, _: Any, now: datetime) -> tuple[Button, ...]:
    wanted = case.kind is Kind.INCIDENT and case.state in OPEN and may(viewer, Action.MOBILISE, subject)
    return (button(words.plain("button-mobilise"), Action.MOBILISE.value, case.id),) if wanted else ()


async def _called(act: Act, words: Words) -> list[Waiting]:
    """Return the mobilisations that the actor was called to, answered or not."""
    on_it = sa.and_(
        RollCallEntry.roll_call_id == Mobilisation.roll_call_id, RollCallEntry.person_id == Response.person_id
    )
    rows = await act.session.execute(
        sa.select(Mobilisation, RollCallEntry.asked_at, RollCallEntry.answer)
        .join(Response, Response.mobilisation_id == Mobilisation.id)
        .join(RollCallEntry, on_it)
        .where(
            Response.person_id == act.actor.person_id,
            Response.relieved_at.is_(None),
            Mobilisation.state == MobilisationState.RUNNING,
        )
    )
    return [_call(act, words, one, asked_at, before) for one, asked_at, before in rows]


def _call(act: Act, words: Words, one: Mobilisation, asked_at: datetime, before: Answer | None) -> Waiting:
    offered = {
        said: cards.verb(words, one, f"mobilise-say-{said.value.replace('_', '-')}", cards.ANSWER, said.value)
        for said in (Answer.RECEIVED, Answer.COMING, Answer.ON_SCENE, Answer.CANNOT)
        if said in ANSWERS[before].values()
    }
    return Waiting(
        name=_name(words, one),
        since=asked_at,
        buttons=tuple(offered.values()),
        takes={meaning: offered[said] for meaning, said in ANSWERS[before].items()},
        subject=mobilisations.subject(one.id, act.actor.person_id),
        cards=(
            kinds.CALL.key(one),
            kinds.GROUP_CALL.key(one),
            ROLL_CALL.key(one.roll_call_id or 0),
            cards.live_card(one),
        ),
        owed=before is None,
        told=(one.commander_id,),
        keep=partial(_keep, one),
    )


async def _keep(one: Mobilisation, act: Act, said: str) -> None:
    """Keep words with the person's answer; of a person who cannot come they are the reason."""
    entry = await act.session.get(RollCallEntry, (one.roll_call_id, act.actor.person_id), populate_existing=True)
    if entry is not None and entry.answer is Answer.CANNOT:
        await responses.give_reason(act.session, act.actor, one.id, said[: responses.REASON_LENGTH])
    subject = mobilisations.subject(one.id, act.actor.person_id)
    await passing_on.tell(
        act, subject, _name(act.town.words(None), one), said, (one.commander_id,), drill=bool(one.drill)
    )


def _name(words: Words, one: Mobilisation) -> str:
    return words.plain("answers-mobilisation", number=one.number or "", drill="yes" if one.drill else "no")


async def _to_check_in(act: Act, words: Words) -> list[Waiting]:
    """Return the teams of which the actor is asked whether all is well."""
    rows = await act.session.execute(
        sa.select(Mobilisation, Team)
        .join(Response, Response.mobilisation_id == Mobilisation.id)
        .join(Team, sa.and_(Team.mobilisation_id == Mobilisation.id, Team.squad_id == Response.squad_id))
        .where(
            Response.person_id == act.actor.person_id,
            Mobilisation.state.in_(mobilisations.LIVE),
            Team.checked_at.is_not(None),
            Team.next_at.is_not(None),
        )
    )
    found = []
    for one, team in rows:
        heads = await safety_checks.heads(act.session, one, team.squad_id)
        well = cards.verb(words, one, "mobilise-check-in", cards.CHECK_IN)
        help_me = cards.verb(words, one, "mobilise-sos", cards.SOS)
        waiting = Waiting(
            name=words.plain("answers-check-in", number=one.number or ""),
            since=team.checked_at or act.now,
            buttons=(well, help_me),
            takes={Meaning.SAFE: well},
            subject=mobilisations.subject(one.id, act.actor.person_id),
            cards=(kinds.TEAM.key((one, team.squad_id)),),
            owed=team.asked > 0 and act.actor.person_id in {head.person_id for head in heads},
            told=(one.commander_id,),
        )
        found.append(waiting)
    return found


async def _to_command(act: Act, words: Words) -> list[Waiting]:
    """Return the actor's own mobilisations that run: ``误报，取消`` asks whether to stand down."""
    own = sa.select(Mobilisation).where(
        Mobilisation.commander_id == act.actor.person_id, Mobilisation.state == MobilisationState.RUNNING
    )
    found = []
    for one in await act.session.scalars(own):
        down = cards.verb(words, one, "mobilise-stand-down", cards.STAND_DOWN)
        waiting = Waiting(
            name=_name(words, one),
            since=one.started_at or one.created_at,
            buttons=(down,),
            takes={Meaning.FALSE_ALARM: down},
            subject=mobilisations.subject(one.id),
            cards=(kinds.LIVE_CARD.key(one), cards.live_card(one)),
            owed=False,
        )
        found.append(waiting)
    return found


async def _to_ring(act: Act) -> list[Matter]:
    """Return people of running mobilisations that the actor commands: in need of help, or silent and out of reach."""
    if not may(act.actor, Action.MOBILISE):
        return []
    answered = sa.and_(
        RollCallEntry.roll_call_id == Mobilisation.roll_call_id, RollCallEntry.person_id == Response.person_id
    )
    silent = sa.and_(RollCallEntry.answer.is_(None), sa.not_(sa.func.coalesce(Account.reachable, sa.false())))
    query = (
        sa.select(Mobilisation, Person, Squad.name, RollCallEntry.asked_at, Response.help_at)
        .join(Response, Response.mobilisation_id == Mobilisation.id)
        .join(Squad, Squad.id == Response.squad_id)
        .join(Person, Person.id == Response.person_id)
        .join(RollCallEntry, answered)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Mobilisation.state.in_(mobilisations.LIVE), sa.or_(silent, Response.help_at.is_not(None)))
        .order_by(Mobilisation.id.desc(), Person.id)
        .limit(MOST)
    )
    if not may(act.actor, Action.MOBILISE, Subject()):
        query = query.where(Mobilisation.commander_id == act.actor.person_id)
    words = act.town.words(act.actor.language)
    return [
        Matter(
            source="mobilisation" if help_at is None else "help",
            thing=one.id,
            of=person.id,
            name=person.name,
            callee=Callee.of(person),
            what=_name(words, one),
            why=words.plain("mobilise-call-help" if help_at else "mobilise-call-silent"),
            since=help_at or asked_at,
            priority=mobilisations.priority(one),
            where=squad,
            drill=bool(one.drill),
        )
        for one, person, squad, asked_at, help_at in await act.session.execute(query)
    ]


HOOKS = (
    CaseSection("mobilisation", buttons=_buttons),
    CallSource(("mobilisation", "help"), _to_ring),
    Awaits(_called, timed=False),
    Awaits(_to_check_in, timed=False),
    Awaits(_to_command),
)
