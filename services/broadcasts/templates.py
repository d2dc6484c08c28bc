"""Templates of messages to many: words with their level and their posts, a look away from being sent."""

from models import Broadcast
from models.enums import Action, BroadcastLevel
from services.broadcasts import broadcasts
from services.core.act import Act
from services.core.errors import Stale
from services.messaging.audiences import Selection
from services.people.access import require
from services.settings.areas.broadcasts import Template


def ready(templates: tuple[Template, ...]) -> list[tuple[int, Template]]:
    """Return the templates that carry their posts, each with its place in the settings."""
    return [(place, one) for place, one in enumerate(templates) if one.to]


def at(templates: tuple[Template, ...], place: int) -> Template:
    """Return a template. Raises ``Stale`` when the settings have changed since the list was shown."""
    if place >= len(templates):
        raise Stale("broadcast-template-gone")
    return templates[place]


async def begin(act: Act, template: Template, *, drill: bool) -> Broadcast:
    """Return a draft with the template's words, level and posts; words of the author's own stay in another draft."""
    require(act.actor, Action.BROADCAST)
    opened = await broadcasts.begin(act)
    written = {"", *(one.text for one in act.town.settings.broadcasts.templates)}
    if opened.text not in written:
        opened = await broadcasts.new(act, signed=opened.signed, drill=opened.drill)
    loud = template.level is not BroadcastLevel.NOTICE
    return await broadcasts.change(
        act.session,
        act.actor,
        opened.id,
        now=act.now,
        text=template.text,
        level=template.level,
        drill=drill,
        audience=Selection(roles=template.to).model_dump(mode="json", exclude_defaults=True),
        confirmed=loud,
        groups=loud,
    )
