"""To which danger a message belongs: the case just filed, or another one. In doubt the person is asked."""

import re

from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts import content as drafts_content
from handlers.kit import Context
from handlers.kit.buttons import Press, replied, rows_of
from models import Case
from services.cases.lifecycle import load_case
from services.core import geo
from services.core.act import Actor
from services.drafts import drafts
from services.filing import supplements
from services.people import places
from services.settings import lines
from texts.numerals import in_figures

_ALBUM = "filed_album"
_GROUP = re.compile(r"(?<!\d)(\d{1,3})\s*(组|社|队|号网格|网格|栋|号楼)")
_SUFFIX = re.compile(r"[村寨]$|社区$|居委会$")
_OF_A_CASE = Press.of("view", "timeline")
LEAST_NAME = 2


def says_other(context: Context, text: str | None) -> bool:
    """Whether the words say themselves that they are about another danger."""
    return _any(context, "filing-other-words", text)


def says_same(context: Context, text: str | None) -> bool:
    """Whether the words say themselves that they add to what was reported."""
    return _any(context, "filing-same-words", text)


async def of_another(context: Context, case: Case, text: str | None, point: tuple[float, float] | None) -> bool:
    """Whether something speaks against a case: the words, a village, a group or a kind they name, a pin elsewhere."""
    there = geo.pin_of(case)
    if point is not None and there is not None:
        reach = context.settings.duplicate_radius(case.line)
        if geo.distance_m(point, there) > reach:
            return True
    if not text:
        return False
    line = lines.suggest(context.settings, text)
    if says_other(context, text) or (None not in (line, case.line) and line != case.line):
        return True
    return await _elsewhere(context, case, text)


async def case_answered(session: AsyncSession, actor: Actor, message: Message) -> int | None:
    """Return the case that a message replies to: by that message, or by the buttons, all of one case, below it."""
    answered, ours = message.reply_to_message, replied(message)
    if answered is None:
        return None
    at = {"chat_id": message.chat.id, "message_id": answered.message_id}
    known = await supplements.of_message(session, actor, **at)
    if known is not None or ours is None:
        return known
    asked = {press.id for row in rows_of(ours) for one in row if (press := _OF_A_CASE.read(one.data))}
    return asked.pop() if len(asked) == 1 else None


async def joins(context: Context, message: Message, case_id: int) -> bool:
    """Whether a message goes into a case just filed unasked: its album is there, or its words say so."""
    if await album_of(context, message) == case_id:
        return True
    text, point = drafts_content.words_of(message), drafts_content.place_of(message)
    if not says_same(context, text):
        return False
    case = await load_case(context.session, case_id, lock=False)
    return not await of_another(context, case, text, point)


async def remember_album(context: Context, message: Message, case_id: int | None, draft_id: int | None = None) -> None:
    """Keep the case or the draft that an album went into: the rest of it may come after the report was sent."""
    if message.media_group_id is None:
        return
    data = await context.state.get_data()
    if (data.get(_ALBUM) or [None])[0] != message.media_group_id:
        await context.state.set_data(data | {_ALBUM: [message.media_group_id, case_id, draft_id]})


async def album_of(context: Context, message: Message) -> int | None:
    """Return the case that the earlier files of a message's album went into."""
    if message.media_group_id is None:
        return None
    group, case_id, draft_id = (await context.state.get_data()).get(_ALBUM) or (None, None, None)
    if group != message.media_group_id:
        return None
    return case_id if draft_id is None else await drafts.became(context.session, draft_id)


async def villages_named(context: Context, text: str) -> set[int]:
    """Return the villages that words name."""
    villages = {number: _SUFFIX.sub("", name) for number, name in await places.villages(context.session)}
    return {number for number, name in villages.items() if len(name) >= LEAST_NAME and name in text}


async def _elsewhere(context: Context, case: Case, text: str) -> bool:
    """Whether words name a village or a group of it that is not the case's."""
    named = await villages_named(context, text)
    if named and case.village_id not in named:
        return True
    grids = dict(await places.grids(context.session, case.village_id)) if case.grid_id is not None else {}
    known = _groups(" ".join(filter(None, (case.description, case.landmark, grids.get(case.grid_id or 0)))))
    said = _groups(text)
    return any(kind == other and number != known_number for number, kind in said for known_number, other in known) and (
        not said & known
    )


def _groups(text: str) -> set[tuple[str, str]]:
    return {(number, kind.removeprefix("号")) for number, kind in _GROUP.findall(in_figures(text).replace("第", " "))}


def _any(context: Context, key: str, text: str | None) -> bool:
    folded = (text or "").casefold()
    return any(word.strip() in folded for word in context.words.plain(key).split("|")) if folded else False
