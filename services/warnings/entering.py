"""A warning that the duty officer types in, from the picture or the words of a signal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.enums import Action, Colour
from services.core.act import Act
from services.core.errors import Keys, Refused
from services.people.access import require
from services.people.places import village_names
from services.settings.township import Township
from services.warnings import changes
from services.warnings.area import regions
from services.warnings.cap.alerts import Alert, Area, Info
from services.warnings.cap.writing import SEVERITIES
from services.warnings.meaning import colours, events
from services.warnings.register import intake, register
from services.warnings.register.intake import Origin, Piece, Said
from services.warnings.register.views import Warned

LONGEST = 2000
"""Characters of the words of a signal."""


@dataclass(frozen=True)
class Entry:
    """The fields of a warning that is typed in; None: missing."""

    text: str = ""
    kind: str | None = None
    colour: Colour | None = None
    everywhere: bool = False
    villages: tuple[int, ...] = ()
    begins: datetime | None = None
    """None: at once."""
    ends: datetime | None = None
    """None: as long as the setting says."""
    picture_id: int | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """The text keys of what is missing."""
        here = self.everywhere or bool(self.villages)
        checks = (("kind", self.kind), ("colour", self.colour), ("places", here))
        return tuple(f"warning-enter-lacks-{name}" for name, given in checks if not given)


def understood(settings: Township, text: str) -> tuple[str | None, Colour | None]:
    """Return the kind of event and the colour that words tell; None for one they do not."""
    alert = Alert("", infos=(Info(headline=text),))
    found = events.kinds(settings, alert)
    return (found[0] if found else None), colours.read(alert).colour


async def places(act: Act, text: str) -> tuple[bool, tuple[int, ...]]:
    """Return whether words name the whole township, else the villages that they name; the officer decides."""
    settings = act.town.settings
    names = {settings.name.in_language(code) for code in settings.languages}
    return regions.in_words(text, names, await village_names(act.session))


async def enter(act: Act, entry: Entry) -> Warned:
    """Take in a warning that was typed. Raises ``Forbidden``, ``Refused`` with what is missing or contradicts."""
    require(act.actor, Action.KEEP_WARNINGS)
    if entry.lacks or entry.kind is None or entry.colour is None:
        raise Refused("warning-enter-missing", missing=Keys(entry.lacks))
    if len(entry.text) > LONGEST:
        raise Refused("error-words-long", limit=LONGEST, count=len(entry.text))
    begins = entry.begins or act.now
    ends = entry.ends or begins + act.town.settings.warnings.lasts
    if ends <= max(begins, act.now) or ends > begins + timedelta(days=366):
        raise Refused("warning-enter-times")
    words = act.town.words(None)
    said = words.plain("warning-enter-issuer")
    info = Info(
        language=act.town.settings.language.replace("_", "-"),
        event=entry.text[:100] if entry.text else words.plain("warning-enter-typed"),
        event_codes=((events.OWN, entry.kind),),
        severity=SEVERITIES[entry.colour],
        onset=begins,
        expires=ends,
        sender_name=said,
        headline=entry.text[:200],
        description=entry.text if len(entry.text) > 200 else "",
        parameters=(("colour", entry.colour.value),),
        areas=(Area(name=act.town.settings.name.in_language(None)),),
    )
    name = f"{act.now:%Y%m%d%H%M%S%f}-{act.actor.person_id}"
    alert = Alert(name, "bihuan", act.now, scope="Restricted", infos=(info,))
    reach = Said(entry.everywhere, entry.villages)
    origin = Origin(person_id=act.actor.person_id, reach=reach, picture_id=entry.picture_id)
    taken = await intake.take(act, [Piece((alert,))], origin)
    (row,) = taken.rows
    row.colour, row.colour_by_id = entry.colour, act.actor.person_id
    await act.session.flush()
    await changes.taken(act, taken, besides=act.actor.person_id)
    return await register.find(act, row.warning_id or 0)
