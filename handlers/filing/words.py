"""The meaning of words and pins on the filing card: the answer to what was asked, else the description."""

import re
import unicodedata
from typing import Any

from aiogram.types import Message

from handlers.kit import Context
from models import Draft
from services.core import geo
from services.drafts import drafts
from services.filing import filing
from services.filing.fields import ReportFields
from services.settings import lines

MOST_PEOPLE = 99_999
LANDMARK_LENGTH = 256
NAME_LENGTH = 64
_NUMBER = re.compile(r"\D{0,6}?(\d{1,5})\D{0,6}")
_PHONE = re.compile(r"\+?\d[\d\s-]{5,18}\d")
_BLANKS = " ,;:，；：、\t\n"


async def hear(context: Context, draft: Draft, text: str, message: Message) -> None:
    """Put words where they belong: an answer to what was asked, else more description."""
    fields = drafts.fields(draft, ReportFields)
    answer = answered(fields, text)
    if answer is None:
        where, case_id = (message.chat.id, message.message_id), draft.case_id
        await drafts.refer(context.session, *where, draft_id=draft.id, case_id=case_id, text=text)
        answer = described(context, fields, f"{fields.text}\n{text}".strip())
    await change(context, draft, asking=None, **answer)


def answered(fields: ReportFields, text: str) -> dict[str, Any] | None:
    """Return what the words change if they answer what was asked; None when they do not look like an answer."""
    match fields.asking:
        case "people":
            number = number_in(text)
            return None if number is None else {"people_at_risk": number}
        case "landmark":
            return {"landmark": text[:LANDMARK_LENGTH]}
        case "behalf":
            return villager(text)
        case _:
            return None


def described(context: Context, fields: ReportFields, text: str) -> dict[str, Any]:
    """Return what a new description changes: itself, and the suggested line unless one was chosen."""
    changes: dict[str, Any] = {"text": text}
    if not fields.line_chosen:
        changes["line"] = lines.suggest(context.settings, text)
    return changes


def villager(text: str) -> dict[str, Any]:
    """Read name and phone of a villager out of one line, in either order."""
    plain = unicodedata.normalize("NFKC", text)
    found = _PHONE.search(plain)
    phone = re.sub(r"[\s-]", "", found.group())[:20] if found else None
    name = (plain[: found.start()] + plain[found.end() :] if found else plain).strip(_BLANKS)
    return {"on_behalf_name": name[:NAME_LENGTH] or None, "on_behalf_phone": phone, "anonymous": False}


def number_in(text: str) -> int | None:
    """Return the number in a short answer: ``5``, full-width digits, ``约20人``, ``三十``; None when there is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _NUMBER.fullmatch(plain)
    if found:
        return int(found.group(1))
    return _chinese(plain.removeprefix("约").rstrip("人个名左右多来余"))


def _chinese(text: str) -> int | None:
    total = digit = 0
    if not text:
        return None
    for character in text:
        value = unicodedata.numeric(character, -1)
        if value < 0 or value > 1000 or value != int(value):
            return None
        if value >= 10:
            total, digit = total + (digit or 1) * int(value), 0
        else:
            digit = int(value)
    return min(total + digit, MOST_PEOPLE)


async def pin(context: Context, draft: Draft, point: tuple[float, float], landmark: str | None) -> None:
    """Put a pin on the card. Outside the township it is asked about; inside, the village is guessed unless chosen."""
    fields = drafts.fields(draft, ReportFields)
    inside = geo.inside(context.settings.boundary, point)
    changes: dict[str, Any] = {
        "latitude": point[0],
        "longitude": point[1],
        "outside": not inside,
        "outside_confirmed": False,
        "asking": None,
    }
    if landmark and not fields.landmark:
        changes["landmark"] = landmark[:LANDMARK_LENGTH]
    if inside and fields.village_id is None:
        nearest = await geo.village_of(context.session, point, own=context.actor.village_id)
        changes["village_id"] = nearest.id if nearest else None
    await change(context, draft, **changes)


async def change(context: Context, draft: Draft, **changes: Any) -> None:
    """Change fields of the draft; a case that was sent ahead changes at once."""
    await drafts.patch(context.session, draft, ReportFields, context.now, **changes)
    if draft.case_id is not None:
        await filing.apply(context, draft)
