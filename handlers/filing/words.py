"""The meaning of words and pins on the filing card: the answer to what was asked, else the description."""

from typing import Any

from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.filing import answers, belonging
from handlers.kit import Context
from models import Case, Draft
from services.answers.danger import sounds_deadly
from services.cards.card import Picture
from services.core import geo
from services.core.act import Moment
from services.drafts import contents, drafts
from services.filing import filing
from services.filing import refused as filing_refused
from services.filing.fields import CHOSEN, OWN, PIN, SAID, ReportFields
from services.filing.refused import Said
from services.places import villages
from services.settings import lines

ASKED = ("people", "landmark", "behalf")
"""Questions that words answer; ``filing-no-<question>`` says that they did not."""
LANDMARK_LENGTH, PHONE_LENGTH = 256, 20


async def hear(context: Context, draft: Draft, text: str, message: Message) -> None:
    """Put words where they belong: an answer to what was asked, else more description, and the sender is told so."""
    fields = drafts.fields(draft, ReportFields)
    answer = answered(context, fields, text)
    if answer is not None and not (fields.asking == "landmark" and sounds_deadly(context.town, text)):
        await change(context, draft, asking=None, **answer)
        return
    where, case_id = (message.chat.id, message.message_id), draft.case_id
    await contents.refer(context.session, *where, draft_id=draft.id, case_id=case_id, text=text)
    asking = "people" if fields.asking == "people" and answers.vague(text) else None
    if answer is None and fields.asking in ASKED:
        context.say.send(context.words("filing-people-again" if asking else f"filing-no-{fields.asking}"))
    await change(context, draft, asking=asking, **await said(context, fields, text), **(answer or {}))


async def said(context: Context, fields: ReportFields, text: str) -> dict[str, Any]:
    """Return what words change that answer no question: the description, and what they name."""
    return described(context, fields, f"{fields.text}\n{text}".strip()) | await _named(context, fields, text)


async def introduce(context: Context, draft: Draft, name: str, phone: str, message: Message) -> None:
    """Note the villager of a contact card, whatever the name; one that is too long is kept with the description."""
    if len(name) > answers.NAME_LENGTH:
        await hear(context, draft, f"{name} {phone}", message)
        return
    known = answers.villager(phone) or {"on_behalf_phone": phone[:PHONE_LENGTH], "anonymous": False}
    await change(context, draft, asking=None, **(known | {"on_behalf_name": name or None}))


def answered(context: Context, fields: ReportFields, text: str) -> dict[str, Any] | None:
    """Return what the words change if they answer what was asked; None when they do not look like an answer."""
    match fields.asking:
        case "people":
            number = answers.number_in(text)
            return None if number is None else {"people_at_risk": number}
        case "landmark":
            return {"landmark": text, "landmark_of_pin": False} if len(text) <= LANDMARK_LENGTH else None
        case "behalf":
            return None if speaks(context, text) else answers.villager(text)
        case _:
            return None


def speaks(act: Moment, text: str) -> bool:
    """Whether the words speak of a danger, to people or in one of the township's lines."""
    return sounds_deadly(act.town, text) or lines.suggest(act.town.settings, text) is not None


async def _named(context: Context, fields: ReportFields, text: str) -> dict[str, Any]:
    """Return the village that words name, where none is known and the reporter's own would stand in for it."""
    if fields.village_id is not None or fields.latitude is not None or context.actor.village_id is None:
        return {}
    found = await belonging.villages_named(context, text)
    return {"village_id": found.pop(), "village_by": SAID} if len(found) == 1 else {}


def described(context: Context, fields: ReportFields, text: str) -> dict[str, Any]:
    """Return what a new description changes: itself, and the suggested line unless one was chosen."""
    changes: dict[str, Any] = {"text": text}
    if not fields.line_chosen:
        changes["line"] = lines.suggest(context.settings, text)
    return changes


async def pinned(
    context: Context, fields: ReportFields, point: tuple[float, float], landmark: str | None
) -> dict[str, Any]:
    """Return what a pin changes. Outside the township it is asked about; inside, the village is guessed unless chosen.

    The landmark of a former pin, and a village guessed from it, go with it.
    """
    inside = geo.inside(context.settings.boundary, point)
    changes: dict[str, Any] = {
        "latitude": point[0],
        "longitude": point[1],
        "outside": not inside,
        "outside_confirmed": False,
        "asking": None,
    }
    if landmark and len(landmark) > LANDMARK_LENGTH:
        changes |= described(context, fields, f"{fields.text}\n{landmark}".strip())
        landmark = None
    if fields.landmark_of_pin or not fields.landmark:
        changes |= {"landmark": landmark, "landmark_of_pin": landmark is not None}
    if inside and (fields.village_id is None or fields.village_by in (PIN, OWN, SAID)):
        nearest = await villages.village_of(context.session, point, own=context.actor.village_id)
        changes |= _moved(fields, nearest.id if nearest else None, PIN, nearest.grid_id if nearest else None)
    elif fields.village_by == PIN:
        changes |= _moved(fields, None, "")
    return changes


async def no_pin(context: Context, draft: Draft) -> None:
    """Take the pin back, with what came with it; a danger that was sent ahead is then looked for at home."""
    fields = drafts.fields(draft, ReportFields)
    changes: dict[str, Any] = {"latitude": None, "longitude": None, "outside": False, "outside_confirmed": False}
    if fields.landmark_of_pin:
        changes |= {"landmark": None, "landmark_of_pin": False}
    if fields.village_by == PIN:
        changes |= filing.own_place(context.actor) if draft.case_id is not None else _moved(fields, None, "")
    await change(context, draft, **changes)


async def choose_village(context: Context, draft: Draft, village_id: int, grid_id: int | None = None) -> None:
    """Take a village for the place. A grid of another goes; so does a pin far away, and it is said."""
    fields = drafts.fields(draft, ReportFields)
    changes = {"village_id": village_id, "grid_id": grid_id, "village_by": CHOSEN, "different": False}
    if (point := geo.pin_of(fields)) is not None and not await villages.may_be_of(context.session, point, village_id):
        changes |= {"latitude": None, "longitude": None, "outside": False, "outside_confirmed": False}
        if fields.landmark_of_pin:
            changes |= {"landmark": None, "landmark_of_pin": False}
        context.say.toast(context.words.plain("filing-pin-elsewhere"), alert=True)
    await change(context, draft, **changes)


def _moved(fields: ReportFields, village_id: int | None, by: str, grid_id: int | None = None) -> dict[str, Any]:
    """Return what changes with the village: a grid that is not known now stays only where the village does."""
    if grid_id is None and village_id == fields.village_id:
        grid_id = fields.grid_id
    return {"village_id": village_id, "grid_id": grid_id, "village_by": by}


async def change(context: Context, draft: Draft, **changes: Any) -> None:
    """Change fields of the draft; a case that was sent ahead changes at once."""
    await drafts.patch(context.session, draft, ReportFields, context.now, **changes)
    if draft.case_id is not None:
        await filing.apply(context, draft)


def said_in(act: Moment, message: Message) -> Said:
    """Return a message's content, as the station is told it."""
    words, file = drafts_content.words_of(message), drafts_content.file_of(message)
    picture = None
    if file is not None and message.video_note is None:
        picture = Picture(kind=file.kind.value, file_id=file.file_id)
    return Said(
        text=words,
        picture=picture,
        place=drafts_content.place_of(message),
        deadly=sounds_deadly(act.town, words or ""),
        about=(message.chat.id, message.media_group_id or message.message_id, message.edit_date or 0),
    )


async def alarm(context: Context, message: Message, case: Case) -> None:
    """Tell everybody at the station of a danger that somebody adds to a case: news of a case may wait, this may not."""
    said = said_in(context, message)
    if said.deadly:
        await filing_refused.tell(
            context, said, filing_refused.of_roster(context, context.actor), case=case, added=True
        )
