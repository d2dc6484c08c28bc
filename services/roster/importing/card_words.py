"""The words of a risk point's card (防灾工作明白卡), beside its row in the register."""

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import RiskPointCard, Shelter
from services.roster.workbook.cells import cleaned, folded, phone

WORDS = ("hazard", "trigger", "signs", "means", "criterion", "mind", "signal", "signaller", "signaller_phone", "route")
TASKS = ("evacuation", "works", "order", "medicine")
"""The tasks of units when people are moved: each has a unit, its head and a number."""
SHELTER = "shelter_id"
KEYS = frozenset({*WORDS, *TASKS, SHELTER})
COLUMNS = frozenset({*WORDS, *TASKS, "shelter"})
NOT_JOURNALLED = frozenset({"signaller", "signaller_phone", SHELTER, *TASKS})
"""Fields with personal data, and ids: the journal says that they changed, not to what."""
_APART = re.compile(r"[\s、,，;；/]+")
_NUMBER = re.compile(r"\+?\d[\d-]{2,19}")


def contact(said: str) -> dict[str, str]:
    """Return the unit, the head and the number of ``派出所、王所长、13800000000``; a missing one is empty."""
    words = [cleaned(word) for word in _APART.split(said) if cleaned(word)]
    number = words.pop() if words and _NUMBER.fullmatch(words[-1]) else ""
    unit = words.pop(0) if words else ""
    return {"unit": unit, "head": " ".join(words), "phone": phone(number) or number}


def value(card: RiskPointCard | None, key: str) -> Any:
    """Return a field of a card; that of a task is its unit, head and number."""
    if card is None:
        return None
    return card.units.get(key) if key in TASKS else getattr(card, key)


def spoken(said: Mapping[str, str] | None) -> str | None:
    """Return a unit with its head and number in words that ``contact`` reads."""
    return "、".join(said[key] for key in ("unit", "head", "phone") if said.get(key)) if said else None


async def write(session: AsyncSession, point_id: int, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Write fields of a card as far as they differ; return the changes as the journal has them."""
    if not fields:
        return {}
    card = await session.get(RiskPointCard, point_id)
    changes: dict[str, Any] = {}
    for key, wanted in fields.items():
        before = value(card, key)
        if before == wanted:
            continue
        if card is None:
            card = RiskPointCard(point_id=point_id, units={})
            session.add(card)
        changes[key] = None if key in NOT_JOURNALLED else [before, wanted]
        if key in TASKS:
            card.units = {task: said for task, said in {**card.units, key: wanted}.items() if said}
        else:
            setattr(card, key, wanted)
    await session.flush()
    return changes


async def shelters(session: AsyncSession) -> dict[str, list[int]]:
    """Return the shelters in use by folded number and name."""
    found: dict[str, list[int]] = {}
    rows = await session.execute(sa.select(Shelter.id, Shelter.code, Shelter.name).where(Shelter.active))
    for id_, code, name in rows:
        for said in {folded(code), folded(name)}:
            found.setdefault(said, []).append(id_)
    return found


def apart(fields: dict[str, Any], known: Mapping[str, list[int]]) -> tuple[dict[str, Any], bool]:
    """Take the words of a card out of a row's fields; return them, and whether the row names an unknown shelter."""
    said = {key: fields.pop(key) for key in COLUMNS if key in fields}
    words: dict[str, Any] = {key: contact(one) if key in TASKS else one for key, one in said.items() if one is not None}
    if "shelter" not in words:
        return words, False
    there = known.get(folded(words.pop("shelter")), [])
    return (words | {SHELTER: there[0]}, False) if len(there) == 1 else (words, True)
