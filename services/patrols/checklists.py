"""The checklist of a line, as it is now; a patrol keeps the one by which it was begun."""

import hashlib

import orjson

from services.core.town import Town
from services.patrols.fields import ItemFields
from services.settings.patrols import DEFAULTS, GENERAL


def of_line(town: Town, line: str) -> list[ItemFields]:
    """Return the questions that are asked at a point of a line, in every language, without answers."""
    configured = town.settings.patrols.checklists.get(line)
    if configured is not None:
        return [ItemFields(code=one.code, asked=one.asks.model_dump()) for one in configured]
    kind = line if line in DEFAULTS else GENERAL
    return [
        ItemFields(
            code=code, asked={of: town.words(of).plain(f"patrol-asks-{kind}-{code}") for of in town.texts.languages}
        )
        for code in DEFAULTS[kind]
    ]


def version_of(items: list[ItemFields]) -> str:
    """Return what tells one state of a checklist from another."""
    said = orjson.dumps([[one.code, one.asked] for one in items], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(said).hexdigest()[:12]
