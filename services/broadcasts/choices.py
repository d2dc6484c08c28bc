"""The squads, villages, units, lines and posts that a broadcast's author can choose from."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Squad, Unit
from models.enums import Action, Role
from services.core.act import Act
from services.core.labels import name
from services.people import places
from services.people.access import villages_of
from services.settings import lines
from texts import Words

Choice = tuple[int | str, str]


async def options(act: Act, words: Words, kind: str) -> list[Choice]:
    """Return what can be chosen of a kind, within the reach of the actor's posts."""
    villages = villages_of(act.actor, Action.BROADCAST)
    match kind:
        case "villages":
            return [one for one in await places.villages(act.session) if villages is None or one[0] in villages]
        case "squads":
            within = sa.true() if villages is None else Squad.village_id.in_(villages)
            return await _named(act.session, Squad, within)
        case "units":
            return await _named(act.session, Unit) if villages is None else []
        case "lines":
            settings = act.town.settings
            named = [(code, lines.name(settings, code, words.language)) for code in settings.lines]
            return [*named] if villages is None else []
        case _:
            return [(role.value, name(words, role)) for role in Role]


async def _named(session: AsyncSession, table: type[Squad] | type[Unit], *within: Any) -> list[Choice]:
    found = await session.execute(sa.select(table.id, table.name).where(table.active, *within).order_by(table.id))
    return [(row[0], row[1]) for row in found]
