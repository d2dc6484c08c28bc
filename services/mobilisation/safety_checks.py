"""Teams in the field (DOMAIN §3): each says every half hour that all is well; silence is an alarm."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Handover, Mobilisation, Post, Response, RollCallEntry, Squad, Team
from models.enums import SQUAD_LEADERS, Answer, HandoverState
from services.cards.card import Card
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Stale, existing
from services.messaging import messages
from services.mobilisation import alarms, deployed, kinds, mobilisations
from services.people import directory
from services.people.access import actors, with_posts
from texts import Words

ALARM_EVERY = timedelta(minutes=10)
ALARMS = 3
"""How often the alarm about a silent team is raised, the last time with a call."""
AT_ONCE = 50

_LEADERS = with_posts(Post.squad_id == sa.bindparam("squad"), Post.role.in_(SQUAD_LEADERS))


async def leaders(session: AsyncSession, squad_id: int) -> list[Actor]:
    """Return a squad's captain and deputies."""
    return await actors(session, _LEADERS, squad=squad_id)


async def heads(session: AsyncSession, one: Mobilisation, squad_id: int) -> list[Actor]:
    """Return the people who answer for a team now: captain and deputies, or their successors after a handover."""
    relieved = set(
        await session.scalars(
            sa.select(Response.person_id).where(Response.mobilisation_id == one.id, Response.relieved_at.is_not(None))
        )
    )
    own = await leaders(session, squad_id)
    if not relieved & {person.person_id for person in own}:
        return own
    rows = await session.execute(
        sa.select(Handover.giver_id, Handover.taker_id)
        .where(
            Handover.mobilisation_id == one.id,
            Handover.squad_id == squad_id,
            Handover.state == HandoverState.AGREED,
        )
        .order_by(Handover.answered_at, Handover.id)
    )
    after = {row[0]: row[1] for row in rows}
    found = set()
    for person in own:
        last, passed = person.person_id, {person.person_id}
        while last in relieved and after.get(last, last) not in passed:
            last = after[last]
            passed.add(last)
        found.add(last)
    there = found - relieved
    return await directory.by_ids(session, there or found)


async def team_of(session: AsyncSession, one: Mobilisation, squad_id: int) -> Team:
    """Return a squad's part in a mobilisation, locked: whatever is decided from its people is decided in turn."""
    return await session.get_one(Team, (one.id, squad_id), with_for_update=True, populate_existing=True)


async def on_scene(session: AsyncSession, one: Mobilisation, squad_id: int) -> list[Actor]:
    """Return the people of a squad who are on scene now: not relieved, and not counted back."""
    found = await session.scalars(
        deployed.people(one, Response.person_id).where(
            Response.squad_id == squad_id,
            Response.relieved_at.is_(None),
            Response.accounted_at.is_(None),
            RollCallEntry.answer == Answer.ON_SCENE,
        )
    )
    return await directory.by_ids(session, found)


async def went_out(act: Moment, one: Mobilisation, squad_id: int) -> None:
    """Start a team's timer when its first person is on scene."""
    team = await team_of(act.session, one, squad_id)
    if team.next_at is None:
        team.checked_at, team.asked = act.at, 0
        team.next_at = act.at + act.town.settings.roll_call.safety_warning


async def came_in(session: AsyncSession, one: Mobilisation, squad_id: int) -> None:
    """Ask a team no more once nobody of it is on scene."""
    team = await team_of(session, one, squad_id)
    if not await on_scene(session, one, squad_id):
        team.next_at = None
        await session.flush()


async def check_in(act: Act, mobilisation_id: int) -> Squad:
    """Take a team's word that all is well; any member on scene may say so. Its timer starts again.

    Raises ``Stale`` for a person who is not there, or no longer, and once the mobilisation is over.
    """
    one = await mobilisations.going_on(act.session, mobilisation_id, *mobilisations.LIVE)
    found: Response = existing(
        await act.session.get(Response, (one.id, act.actor.person_id), populate_existing=True), "roll-call-not-on-it"
    )
    team = await team_of(act.session, one, found.squad_id)
    if act.actor.person_id not in {person.person_id for person in await on_scene(act.session, one, found.squad_id)}:
        raise Stale("mobilise-check-in-not-there")
    team.checked_at, team.asked = max(act.at, team.checked_at or act.at), 0
    team.next_at = team.checked_at + act.town.settings.roll_call.safety_warning
    await act.session.flush()
    await journal.record(act, f"team:{one.id}:{found.squad_id}", "check_in")
    return await act.session.get_one(Squad, found.squad_id)


async def next_due(act: Moment) -> datetime | None:
    """Return when a team is asked next, or has been silent for too long."""
    return await act.session.scalar(sa.select(sa.func.min(Team.next_at)).where(Team.next_at.is_not(None)))


async def keep(act: Moment) -> int:
    """Ask teams that all is well, and raise the alarm about those that do not say so; returns how many."""
    rows = list(
        await act.session.scalars(
            sa.select(Team)
            .where(Team.next_at <= act.now)
            .order_by(Team.next_at)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    for team in rows:
        one = await act.session.get_one(Mobilisation, team.mobilisation_id, populate_existing=True)
        there = await on_scene(act.session, one, team.squad_id)
        if one.state not in mobilisations.LIVE or not there:
            team.next_at = None
            continue
        squad = await act.session.get_one(Squad, team.squad_id)
        late = team.checked_at is not None and act.now >= team.checked_at + act.town.settings.roll_call.safety_timer
        if team.asked == 0 and not late:
            await _ask(act, one, squad, team, there)
            team.asked, team.next_at = 1, (team.checked_at or act.now) + act.town.settings.roll_call.safety_timer
            continue
        team.asked = max(team.asked, 1) + 1
        last = team.asked > ALARMS
        await _alarm(act, one, squad, team, there, last=last)
        team.next_at = None if last else act.now + ALARM_EVERY
    await act.session.flush()
    return len(rows)


async def _spokespeople(session: AsyncSession, one: Mobilisation, squad_id: int, there: list[Actor]) -> list[Actor]:
    """Return who says of a team that all is well: its heads who are on scene, else everybody of it who is."""
    leading = {person.person_id for person in await heads(session, one, squad_id)}
    return [person for person in there if person.person_id in leading] or there


async def _ask(act: Moment, one: Mobilisation, squad: Squad, team: Team, there: list[Actor]) -> None:
    rules = act.town.settings.roll_call
    left = (rules.safety_timer - rules.safety_warning) // timedelta(minutes=1)
    await messages.tell(
        act,
        await _spokespeople(act.session, one, squad.id, there),
        lambda words: alarms.check_in(act.town, words, one, squad, left),
        kinds.TEAM,
        about=(one, *_check(team), "ask"),
        lifetime=rules.safety_timer,
    )


async def _alarm(act: Moment, one: Mobilisation, squad: Squad, team: Team, there: list[Actor], *, last: bool) -> None:
    """Tell the commander and the team's leaders, and ask the people on scene again.

    At the last time somebody telephones the leaders and the people asked.
    """
    since = act.town.on_the_wall(team.checked_at) if team.checked_at else ""
    asked_of = await _spokespeople(act.session, one, squad.id, there)
    leading = [person for person in await heads(act.session, one, squad.id) if person not in asked_of]
    commanders = await mobilisations.commanders(act, one)

    def overdue(words: Words) -> Card:
        return alarms.overdue(act.town, words, one, squad, since)

    def asked(words: Words) -> Card:
        return alarms.check_in(act.town, words, one, squad, 0)

    others = [person for person in commanders if person not in (*leading, *asked_of)]
    for people, draw, call in ((others, overdue, False), (leading, overdue, last), (asked_of, asked, last)):
        await messages.tell(act, people, draw, kinds.TEAM, about=(one, *_check(team), f"late{team.asked}"), call=call)


def _check(team: Team) -> tuple[int, int]:
    """Return what names the check that a team owes."""
    return team.squad_id, int(team.checked_at.timestamp()) if team.checked_at else 0


async def rest(session: AsyncSession, mobilisation_id: int) -> None:
    """Ask no team of a mobilisation any more."""
    await session.execute(sa.update(Team).where(Team.mobilisation_id == mobilisation_id).values(next_at=None))
