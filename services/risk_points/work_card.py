"""The words of a point's card (防灾工作明白卡) as they are shown and typed in chat, and the card as it is printed."""

from typing import Any

import sqlalchemy as sa

from models import Grid, Household, HouseholdRisk, Person, RiskPoint, RiskPointCard, Shelter, Unit, Village
from models.enums import Action
from services.cards import wording
from services.cards.card import lines
from services.cards.masking import shown_name
from services.core import geo, journal
from services.core.act import Act
from services.core.errors import Refused
from services.documents import documents
from services.documents.leaflet import Field, Leaflet, Part, Printed, number
from services.risk_points import cards, register
from services.roster.importing import card_words
from services.roster.importing.card_words import TASKS
from services.roster.importing.risk_points import subject
from services.roster.workbook.cells import folded, phone
from texts import Words

SIGNALLER = "signaller"
WORDS = ("hazard", "trigger", "signs", "means", "criterion", "mind", "signal", "route")
FIELDS = (*WORDS, SIGNALLER, "shelter", *TASKS)
"""The fields in the order of their buttons."""
COPIES = ("issuer", "holder")
"""The holders of the copies; the words are in the texts (``leaflet-copy-<who>``)."""
SCAN = "p-"
"""The beginning of what the code on a printed card says: the row of the point follows."""
NOTHING = ("无", "-", "—", "none")
"""Words that empty a field."""
SHOWN = 80
"""Characters of a field that the card in chat shows."""
_LONGEST = {key: one.type.length for key, one in RiskPointCard.__table__.c.items() if hasattr(one.type, "length")}
_LONGEST_TASK = 128


async def text(act: Act, words: Words, point_id: int) -> str:
    """Return the words of a point's card. Raises ``Forbidden``, ``Stale``."""
    point = await register.load(act, point_id, Action.KEEP_RISK_POINT)
    card = await act.session.get(RiskPointCard, point.id)
    shelter = await _shelter(act, card)
    said: dict[str, str | None] = {key: card_words.value(card, key) for key in WORDS}
    said[SIGNALLER] = shown_name(act.town, card.signaller) if card and card.signaller else None
    said["shelter"] = shelter.name if shelter else None
    for task in TASKS:
        contact = card_words.value(card, task) or {}
        head = shown_name(act.town, contact["head"]) if contact.get("head") else None
        said[task] = " ".join(part for part in (contact.get("unit"), head) if part) or None

    def shown(value: str | None) -> str:
        return wording.shortened(value, SHOWN) if value else "no"

    return lines(
        wording.drill(act.town, words),
        words("risk-work-head", name=point.name),
        *(words("risk-work-field", title=cards.title(words, key), value=shown(said[key])) for key in FIELDS),
    )


async def take(act: Act, point_id: int, field: str, said: str) -> None:
    """Change a field of the card to what was typed. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    await register.change(act, point_id, await _fields(act, field, said.strip()))


async def _fields(act: Act, field: str, said: str) -> dict[str, Any]:
    nothing = said.casefold() in NOTHING
    if field == "shelter":
        found = [] if nothing else (await card_words.shelters(act.session)).get(folded(said), [])
        if not nothing and len(found) != 1:
            raise Refused("risk-work-shelter-unclear", said=said[:40], several="yes" if found else "no")
        return {card_words.SHELTER: found[0] if found else None}
    if len(said) > (most := _LONGEST.get(field, _LONGEST_TASK)):
        raise Refused("error-words-long", limit=most, count=len(said))
    if field in TASKS:
        return {field: None if nothing else card_words.contact(said)}
    if field == SIGNALLER:
        words = said.split()
        number = phone(words[-1]) if len(words) > 1 else None
        if not nothing and number is None:
            raise Refused("risk-monitor-unclear")
        return {SIGNALLER: None if nothing else " ".join(words[:-1]), "signaller_phone": None if nothing else number}
    return {field: None if nothing else said}


async def printed(act: Act, point_id: int) -> Printed:
    """Return the card of a point as it is printed, with full names. Raises ``Forbidden``, ``Stale``."""
    point = await register.load(act, point_id, Action.KEEP_RISK_POINT)
    card = await act.session.get(RiskPointCard, point.id)
    words = act.town.words(None)
    await journal.record(act, subject(point.id), "print")
    return Printed(words.plain("risk-work-file", name=point.name), [await _leaflet(act, words, point, card)])


async def _leaflet(act: Act, words: Words, point: RiskPoint, card: RiskPointCard | None) -> Leaflet:
    head = documents.head(act, "risk-work-title", place=documents.place(act))
    issuer, shelter = act.town.settings.households.issuer, await _shelter(act, card)
    village = await act.session.get_one(Village, point.village_id)
    grid = await act.session.get(Grid, point.grid_id) if point.grid_id is not None else None
    unit = await act.session.get(Unit, point.unit_id) if point.unit_id is not None else None
    monitor = point.monitor, point.monitor_phone
    if not point.monitor and point.person_id is not None:
        person = await act.session.get_one(Person, point.person_id)
        monitor = person.name, person.phone

    def titled(key: str) -> str:
        return words.plain(f"leaflet-{key}")

    def own(key: str) -> Field:
        return Field(cards.title(words, key), card_words.value(card, key), wide=True)

    units = []
    for task in TASKS:
        contact = card_words.value(card, task) or {}
        units += [
            Field(cards.title(words, task), contact.get("unit"), wide=True),
            Field(titled("head"), contact.get("head")),
            number(titled("phone"), contact.get("phone")),
        ]
    danger = Part(
        titled("danger"),
        (
            Field(titled("hazard-name"), point.name, wide=True),
            Field(titled("place"), "".join(geo.nested(village.name, grid.name if grid else None)), wide=True),
            own("hazard"),
            own("trigger"),
            Field(titled("threatens"), await _threatened(act, words, point), wide=True),
        ),
    )
    watch = Part(
        titled("watch"),
        (
            Field(titled("monitor"), monitor[0]),
            number(titled("phone"), monitor[1]),
            *(own(key) for key in ("signs", "means", "criterion")),
        ),
    )
    move = Part(
        titled("escape"),
        (
            Field(titled("shelter"), shelter.name if shelter else None),
            Field(titled("shelter-place"), shelter.address if shelter else None),
            own("route"),
            own("signal"),
            Field(titled("orders"), card.signaller if card else None),
            number(titled("phone"), card.signaller_phone if card else None),
            own("mind"),
        ),
    )
    issued = Part(
        titled("issued"),
        (
            Field(titled("issuer"), issuer.unit if issuer else head["office"]),
            Field(titled("holder"), unit.name if unit else village.name),
        ),
    )
    return Leaflet(
        title=head["title"],
        number=words.plain("leaflet-number", code=point.code),
        parts=(danger, watch, move, Part(titled("units"), units), issued),
        signed=[titled(key) for key in ("stamped", "held", "day")],
        copies=[titled(f"copy-{who}-of-point") for who in COPIES],
        link=f"{SCAN}{point.id}",
        scan=titled("scan-point"),
    )


async def _threatened(act: Act, words: Words, point: RiskPoint) -> str | None:
    """Return the households that a point threatens: the figure of the point, and those of the register."""
    of = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Household.people), 0)).select_from(Household)
    rows = await act.session.execute(
        of.join(HouseholdRisk, HouseholdRisk.household_id == Household.id).where(
            HouseholdRisk.point_id == point.id, Household.active
        )
    )
    homes, people = rows.one()
    if point.households is None and not homes:
        return None
    said = point.households if point.households is not None else homes
    return words.plain("leaflet-threatened", count=said, homes=homes, people=int(people))


async def _shelter(act: Act, card: RiskPointCard | None) -> Shelter | None:
    return await act.session.get(Shelter, card.shelter_id) if card and card.shelter_id is not None else None
