"""The invitation in a squad's group: a link to the private chat with the bot, for people who have not logged in."""

import re
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Group, Squad
from models.enums import Action, GroupPurpose, GroupState
from services.cards.card import Button, Card, deep_link, lines
from services.core.act import Act
from services.core.errors import Refused
from services.messaging import messages
from services.squads import kinds, squads
from texts import Words

PREFIX = "join_"
INVITE = "squad_invite"
"""The action of the button; the subject is the squad."""
EVERY = timedelta(minutes=10)
"""The shortest time between two invitations in a group."""

_INVITED = re.compile(rf"/start(?:@\w+)?\s+{PREFIX}([\w-]{{1,32}})\s*", re.ASCII)


def invited_by(text: str) -> str | None:
    """Return the invitation's code out of ``/start join_…``, None when it is another start."""
    found = _INVITED.fullmatch(text)
    return found[1] if found else None


def invitation(words: Words, squad: Squad, group: Group, *, drill: bool = False) -> Card:
    """Return the card for a squad's group."""
    link = deep_link(f"{PREFIX}{group.join_code}")
    text = lines(words("case-drill") if drill else None, words("join-invitation", squad=squad.name))
    return Card(text=text, rows=((Button(text=words.plain("join-button"), url=link),),))


async def squad_group(session: AsyncSession, **which: int) -> Group | None:
    """Return the group that is bound to a squad now, the newest of several; by its ``scope`` or ``chat_id``."""
    return await session.scalar(
        sa.select(Group)
        .filter_by(purpose=GroupPurpose.SQUAD, state=GroupState.BOUND, **which)
        .order_by(Group.bound_at.desc(), Group.id.desc())
        .limit(1)
    )


async def invited_to(session: AsyncSession, code: str) -> Squad | None:
    """Return the squad that an invitation is for, while its group is bound."""
    return await session.scalar(
        sa.select(Squad)
        .join(Group, Group.scope == Squad.id)
        .where(Group.join_code == code, Group.state == GroupState.BOUND, Squad.active)
    )


async def invite(act: Act, squad_id: int) -> Group:
    """Post the invitation again. Raises ``Refused`` without a group, or when it was posted just now."""
    squad = await squads.opened(act.session, act.actor, squad_id, Action.BIND_GROUP)
    group = await squad_group(act.session, scope=squad.id)
    if group is None:
        raise Refused("squad-no-group")
    card = invitation(act.town.words(None), squad, group, drill=act.town.settings.drill)
    if not await messages.tell(
        act, [group], card, kinds.INVITED, about=int(act.now.timestamp() // EVERY.total_seconds())
    ):
        raise Refused("squad-invited-already")
    return group
