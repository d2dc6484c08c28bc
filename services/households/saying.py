"""A field of a household or a person as it is typed in chat. Unclear answers are refused with what was expected."""

import re
from typing import Any

import sqlalchemy as sa

from models import Grid, Household, Person, RiskPoint, Shelter
from models.enums import Sex
from services.core.act import Act
from services.core.errors import Refused
from services.core.labels import name
from services.households import members, register
from services.households.workbook.sheets import born, needs
from services.roster.workbook.cells import cleaned, folded, phone

PLACE, HELPER, POINTS, SHELTER, GRID = "pin", "helper", "points", "shelter", "grid"
"""Fields that are more than words: a pin, a person, and what is chosen by name."""
PEOPLE = {"monitor": "monitor_phone", "signaller": "signaller_phone", "medical_head": "medical_phone"}
"""Names that come with a number."""
COUNTS = ("people", "vulnerable")
WORDS = ("address", "house", "hazard", "position", "trigger", "mind", "signal", "route", "medical")
FIELDS = (HELPER, POINTS, SHELTER, GRID, PLACE, "phone", *COUNTS, *WORDS, *PEOPLE)
"""The fields of a household in the order of their buttons."""
OF_PERSON = ("name", "sex", "born", "phone", "needs", "remark")
"""The fields of a person."""
NOTHING = ("无", "-", "—", "none")
"""Words that empty a field."""
MOST_PEOPLE, LONGEST_REMARK = 99, 256
_APART = re.compile(r"[、,，;；/\s]+")
_LENGTHS = {key: column.type.length for key, column in Household.__table__.c.items() if hasattr(column.type, "length")}


async def take(act: Act, household_id: int, field: str, said: str) -> None:
    """Change a field of a household to what was typed. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    nothing = said.strip().casefold() in NOTHING
    if field == POINTS:
        found = [] if nothing else [await _named(act, RiskPoint, one) for one in _APART.split(said.strip()) if one]
        await register.threatened_by(act, household_id, found)
        return
    await register.change(act, household_id, await _fields(act, household_id, field, said.strip(), nothing))


async def _fields(act: Act, household_id: int, field: str, said: str, nothing: bool) -> dict[str, Any]:
    if field == SHELTER:
        return {"shelter_id": None if nothing else await _named(act, Shelter, said)}
    if field == GRID:
        village_id = (await register.load(act, household_id)).village_id
        return {"grid_id": None if nothing else await _named(act, Grid, said, Grid.village_id == village_id)}
    if field == HELPER:
        return await _helper(act, said, nothing)
    if field in PEOPLE:
        called, number = _person(said, nothing)
        return {field: called, PEOPLE[field]: number}
    if field == "phone":
        return {"phone": _phone(said, nothing)}
    if field in COUNTS:
        if not (said.isascii() and said.isdigit() and int(said[:6]) <= MOST_PEOPLE):
            raise Refused("household-count-unclear", most=MOST_PEOPLE)
        return {field: int(said)}
    if len(said) > _LENGTHS[field]:
        raise Refused("error-words-long", limit=_LENGTHS[field], count=len(said))
    return {field: None if nothing else said}


async def _helper(act: Act, said: str, nothing: bool) -> dict[str, Any]:
    """Return the helper: a person of the roster by number or by an unmistakable name, else a name with a number."""
    called, number = _person(said, nothing)
    if called is None:
        return {"helper_id": None, "helper": None, "helper_phone": None}
    wanted = Person.phone == number if number else Person.name == called
    found = list(await act.session.scalars(sa.select(Person.id).where(Person.active, wanted).limit(2)))
    if len(found) == 1:
        return {"helper_id": found[0], "helper": None, "helper_phone": None}
    if number is None:
        raise Refused("household-helper-unclear", several="yes" if found else "no")
    return {"helper_id": None, "helper": called, "helper_phone": number}


def _person(said: str, nothing: bool) -> tuple[str | None, str | None]:
    words = said.split()
    number = phone(words[-1]) if len(words) > 1 else None
    called = cleaned(" ".join(words[:-1] if number else words))
    if nothing:
        return None, None
    if not called or len(called) > members.LONGEST or (number is None and any(sign.isdigit() for sign in called)):
        raise Refused("household-person-unclear")
    return called, number


def _phone(said: str, nothing: bool) -> str | None:
    number = phone(said)
    if not nothing and number is None:
        raise Refused("household-phone-unclear")
    return number


async def _named(act: Act, table: type[RiskPoint | Shelter | Grid], said: str, *of: sa.ColumnElement[bool]) -> int:
    """Return the id of what has this code or name. Raises ``Refused`` for none or several."""
    rows = await act.session.execute(sa.select(table.id, table.code, table.name).where(table.active, *of))
    found = [row.id for row in rows if folded(said) in (folded(row.code), folded(row.name))]
    if len(found) != 1:
        raise Refused("household-named-unclear", said=said[:40], several="yes" if found else "no")
    return int(found[0])


async def take_of_person(act: Act, member_id: int, field: str, said: str) -> Household:
    """Change a field of a person to what was typed. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    await members.change(act, member_id, of_person(act, field, said.strip()))
    return (await members.load(act, member_id))[0]


def of_person(act: Act, field: str, said: str) -> dict[str, Any]:
    """Return what somebody typed about a person, as fields. Raises ``Refused``."""
    nothing = said.casefold() in NOTHING
    match field:
        case "sex":
            spoken = [act.town.texts[language] for language in act.town.texts.languages]
            known = {folded(str(name(words, sex).unescape())): sex for words in spoken for sex in Sex}
            if not nothing and folded(said) not in known:
                raise Refused("household-sex-unclear")
            return {"sex": known.get(folded(said))}
        case "born":
            found = None if nothing else born(said)
            if found is None and not nothing:
                raise Refused("household-born-unclear")
            return {"born_in": found[0] if found else None, "born_on": found[1] if found else None}
        case "phone":
            return {"phone": _phone(said, nothing)}
        case "needs":
            needed = [] if nothing else needs(said, act.town.texts)
            if needed is None:
                raise Refused("household-needs-unclear")
            return {"vulnerable": needed}
        case "remark":
            if len(said) > LONGEST_REMARK:
                raise Refused("error-words-long", limit=LONGEST_REMARK, count=len(said))
            return {"remark": None if nothing else said}
        case _:
            return {"name": said}
