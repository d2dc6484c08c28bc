"""The second person (DOMAIN §5.5): the people who are asked about what is grave, and how long an answer counts."""

from datetime import datetime

from models.enums import Action
from services.core.act import Act, Actor
from services.core.errors import Forbidden, Refused, Stale
from services.people import directory
from services.people.access import require
from services.people.on_duty import on_watch


async def others(act: Act) -> list[Actor]:
    """Return the station's leaders and the people on duty without the actor; the first answer counts.

    Raises ``Refused`` when no chat reaches any of them.
    """
    watch = await on_watch(act.session, act.now)
    there = (*await directory.station_leaders(act.session), *watch.officers, *watch.leaders)
    found = [one for one in act.others(list({one.person_id: one for one in there}.values())) if one.chat_id is not None]
    if not found:
        raise Refused("broadcast-nobody-consents")
    return found


def require_second(act: Act, author_id: int, asked_at: datetime | None) -> None:
    """Raise ``Forbidden`` for the author, ``Stale`` when the question has lapsed."""
    require(act.actor, Action.CONSENT)
    if author_id == act.actor.person_id:
        raise Forbidden("broadcast-own-consent")
    if asked_at is None or act.now - asked_at >= act.town.settings.broadcasts.consent_lasts:
        raise Stale("broadcast-consent-lapsed")
