"""The audience of a training session: posts, villages, units, squads, lines, and the full-time staff of the station."""

from markupsafe import Markup
from pydantic import BaseModel

from models import Post, TrainingSession
from models.enums import STATION
from services.broadcasts import choices
from services.core import journal
from services.core.act import Act, Moment
from services.messaging import audiences
from services.messaging.audiences import KINDS, Audience, Match, Selection
from services.people.access import actors, with_posts
from services.training.loading import kept, subject
from texts import Words

FULL_TIME, EVERYONE, MATCH = "full_time", "all", "match"
"""The choices beside those of ``KINDS``."""


class Chosen(BaseModel, frozen=True):
    """The choice of an audience, as the session's row keeps it."""

    selection: Selection = Selection()
    full_time: bool = False

    @classmethod
    def of(cls, session: TrainingSession) -> "Chosen":
        """Return what was chosen for a session."""
        return cls.model_validate(session.audience)


async def toggle(act: Act, session_id: int, kind: str, value: int | str = "") -> TrainingSession:
    """Take one choice more, or less."""
    session = await kept(act, session_id)
    chosen = Chosen.of(session)
    selection, full_time = chosen.selection, chosen.full_time
    if kind == FULL_TIME:
        full_time = not full_time
    elif kind == EVERYONE:
        selection = Selection(everyone=not selection.everyone)
    elif kind == MATCH:
        other = Match.ANY if selection.match is Match.ALL else Match.ALL
        selection = selection.model_copy(update={"match": other})
    else:
        selection = selection.toggled(kind, value)
    changed = Chosen(selection=selection, full_time=full_time)
    session.audience = changed.model_dump(mode="json", exclude_defaults=True)
    await act.session.flush()
    await journal.record(act, subject(session.id), "audience", details=session.audience)
    return session


async def people(act: Moment, session: TrainingSession) -> Audience:
    """Return the people of a session's audience now, and why some are out of reach in chat."""
    chosen = Chosen.of(session)
    found = {one.person_id: one for one in (await audiences.find(act.session, act.town, chosen.selection)).people}
    if chosen.full_time:
        of_station = with_posts(Post.role.in_(STATION), Post.full_time.is_(True))
        found |= {one.person_id: one for one in await actors(act.session, of_station)}
    everybody = tuple(found[one] for one in sorted(found))
    return Audience(everybody, await audiences.unreached(act.session, everybody))


async def said(act: Act, words: Words, session: TrainingSession) -> Markup:
    """Return the choice in words."""
    chosen = Chosen.of(session)
    selection = chosen.selection
    told = [words("broadcast-for-everyone")] if selection.everyone else []
    for kind in KINDS:
        if getattr(selection, kind):
            named: dict[int | str, str] = dict(await choices.options(act, words, kind))
            names = tuple(named.get(one, str(one)) for one in getattr(selection, kind))
            told.append(words("broadcast-for", kind=kind, names=names))
    if len(selection.kinds) > 1:
        told.append(words(f"broadcast-match-{selection.match.value}"))
    if chosen.full_time:
        told.append(words("training-for-full-time"))
    return Markup("\n").join(told or [words("training-for-nobody")])
