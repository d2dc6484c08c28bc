"""The meaning of what is sent while the card of an inspection is open: it belongs to the page that is shown."""

import re
from datetime import date
from typing import Any
from unicodedata import numeric

from aiogram.types import Message

from handlers.drafts import content, past_days
from handlers.inspections.changes import change, change_found, fields_of
from handlers.inspections.finding_pages import found_at
from handlers.kit import Context, prompts
from models import Draft
from services.answers.danger import sounds_deadly
from services.core import geo
from services.core.errors import Refused
from services.drafts import contents
from services.inspections import choices
from services.inspections.fields import CHOSEN, OWN, PIN, SAID, Found
from services.inspections.inspections import NAME_LENGTH
from services.places import villages

FINDING_PAGES = ("found", "units", "line")
LANDMARK_LENGTH = 256
MOST_NAMES = 20
NAME_SHOWN = 20
"""Characters of a name with its unit; a longer part is no name."""

_BETWEEN = re.compile(r"[、,，;；\n]+|\s{2,}")
_MARK = re.compile(r"(?:[(（]?[0-9０-９]{1,2}(?:[)）、．]|[.:：](?![0-9]))|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．])")
_NUMBERED = re.compile(rf"^\s*(?:{_MARK.pattern}|[-•·])\s*", re.MULTILINE)
_INLINE = re.compile(rf"(?:^|(?<=[\s，,。；;：:])){_MARK.pattern}\s*")


async def hear(context: Context, message: Message, draft: Draft) -> None:
    """Put a message where it belongs. Raises ``Refused`` for what is no answer, or is not kept."""
    page, _, rest = fields_of(draft).page.partition(":")
    if (point := content.place_of(message)) is not None:
        await _pin(context, draft, point, message.venue.title if message.venue else None, page, rest)
        return
    if page == "people" and message.contact is not None:
        contact = message.contact
        await _along(context, draft, " ".join(filter(None, (contact.first_name, contact.last_name))))
        return
    text = content.words_of(message)
    if text is not None and content.file_of(message) is None and await _answered(context, draft, page, rest, text):
        return
    if page in FINDING_PAGES:
        await _to_finding(context, message, draft, rest, text)
        return
    if not await content.take(context, message, draft):
        raise Refused("collect-not-kept")
    await change(context, draft, page="", **await _village_of(context, draft))


async def _answered(context: Context, draft: Draft, page: str, rest: str, text: str) -> bool:
    """Whether words are the answer that a page waits for; a danger is none."""
    if sounds_deadly(context.town, text):
        return False
    match page:
        case "place" if "\n" not in text and len(text) <= LANDMARK_LENGTH:
            village_id = await choices.village_said(context.session, text)
            more: dict[str, Any] = {"village_id": village_id, "village_by": CHOSEN} if village_id else {}
            await change(context, draft, landmark=text, page="", **more)
        case "day":
            day = past_days.read(text, context.today)
            if day is None:
                raise Refused("inspection-day-unclear")
            await choose_day(context, draft, day)
        case "people":
            return await _along(context, draft, text)
        case "leaders":
            named = [id_ for id_, name in await choices.leaders(context) if name == text]
            if len(named) != 1:
                raise Refused("inspection-leader-unknown", name=text)
            await change(context, draft, leader_id=named[0], page="")
        case "due":
            await change_found(context, draft, rest.partition(".")[0], due_at=prompts.time_said(context, text))
        case _:
            return False
    return True


async def choose_day(context: Context, draft: Draft, day: date) -> None:
    """Take the day of the inspection. Raises ``Refused`` for one to come."""
    if day > context.today:
        raise Refused("inspection-day-to-come")
    await change(context, draft, day=day, page="")


async def _along(context: Context, draft: Draft, text: str) -> bool:
    """Add the names of people who came along, known ones of the roster as such; False when they look like no names."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > MOST_NAMES or any(len(part) > NAME_SHOWN for part in parts):
        return False
    fields = fields_of(draft)
    known: dict[str, list[int]] = {}
    for id_, name in await choices.companions(context, fields.village_id, fields.leader_id or context.actor.person_id):
        known.setdefault(name, []).append(id_)
    people, names = list(fields.people), list(fields.names)
    for part in parts:
        ids = known.get(part, [])
        if len(ids) == 1:
            people += [one for one in ids if one not in people]
        elif part[:NAME_LENGTH] not in names:
            names.append(part[:NAME_LENGTH])
    await change(context, draft, people=tuple(people), names=tuple(names))
    return True


async def _to_finding(context: Context, message: Message, draft: Draft, rest: str, text: str | None) -> None:
    """Put words and file of a message to the finding that is shown; the next one begins with them."""
    at, found = found_at(fields_of(draft), rest)
    media_id = await content.take_file(context, message, draft)
    if text is None and media_id is None:
        raise Refused("collect-not-kept")
    where = {"chat_id": message.chat.id, "message_id": message.message_id}
    await contents.refer(context.session, **where, draft_id=draft.id, case_id=None, text=text or "")
    files = found.files if media_id is None or media_id in found.files else (*found.files, media_id)
    grown = found.model_copy(update={"text": f"{found.text}\n{text or ''}".strip(), "files": files})
    every = fields_of(draft).found
    await change(context, draft, found=(*every[:at], grown, *every[at + 1 :]), page=f"found:{at}")


async def _pin(
    context: Context, draft: Draft, point: tuple[float, float], title: str | None, page: str, rest: str
) -> None:
    """Take a pin for the record; while a finding is shown and the record has one, for the finding."""
    fields = fields_of(draft)
    pinned = {"latitude": point[0], "longitude": point[1]}
    if page in FINDING_PAGES and fields.latitude is not None:
        at, found = found_at(fields, rest)
        if found.text or found.files:
            await change_found(context, draft, str(at), **pinned)
            return
    changed: dict[str, Any] = dict(pinned)
    if title and not fields.landmark:
        changed["landmark"] = title[:LANDMARK_LENGTH]
    if geo.inside(context.settings.boundary, point) and (fields.village_id is None or fields.village_by in (PIN, OWN)):
        nearest = await villages.village_of(context.session, point, own=context.actor.village_id)
        changed |= {"village_id": nearest.id if nearest else None, "village_by": PIN}
    page_now = fields.page if page in FINDING_PAGES else ""
    await change(context, draft, page=page_now, **changed)


async def _village_of(context: Context, draft: Draft) -> dict[str, Any]:
    """Return the village that the words name, unless one is known better."""
    fields = fields_of(draft)
    if fields.village_by not in ("", SAID, OWN) or fields.latitude is not None:
        return {}
    said = await choices.village_said(context.session, fields.text)
    return {"village_id": said, "village_by": SAID} if said is not None else {}


def _lines_of(line: str) -> str:
    """Return a line with a new one before each of its numbers, where it counts from 1 on, as people dictate."""
    found = list(_INLINE.finditer(line))
    if len(found) < 2 or [_number(one[0]) for one in found] != list(range(1, len(found) + 1)):
        return line
    starts = [one.start() for one in found]
    return "\n".join(line[begins:ends] for begins, ends in zip([0, *starts], [*starts, None], strict=True))


def _number(mark: str) -> int:
    digits = "".join(sign for sign in mark if sign.isdecimal())
    return int(digits) if digits else next((int(at) for sign in mark if (at := numeric(sign, 0))), 0)


def split(text: str) -> tuple[Found, ...]:
    """Return the findings of a text: each numbered line with what follows it, else all of it as one."""
    text = "\n".join(_lines_of(line) for line in text.splitlines())
    starts = [found.start() for found in _NUMBERED.finditer(text)]
    if not starts:
        return (Found(text=text.strip()),)
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(Found(text=said) for part in parts if (said := _NUMBERED.sub("", part, count=1).strip()))
