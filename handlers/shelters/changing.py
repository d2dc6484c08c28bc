"""A new shelter, and its rooms, keeper, keys and place in words or with a pin."""

import re
from typing import Any

from handlers.drafts import content
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from handlers.shelters.shelters import card
from models.enums import Action
from services.cards.card import Card, button
from services.core.errors import Refused
from services.people.access import require, villages_of
from services.people.places import village_names
from services.roster.workbook.cells import phone
from services.shelters import cards, register

router = router_of("shelter_changes")
_PLACES = r"[\s,，、]+(?:{word})?\s*(\d{{1,5}})\s*人?"
ROOM = re.compile(
    rf"([^\s,，、]+){_PLACES.format(word='白天|日间')}{_PLACES.format(word='夜间|夜里|晚上')}"
    rf"(?:{_PLACES.format(word='停用')}[\s,，、]+(.+))?"
)
"""A room as people type it: ``教室一 40 20``, ``大厅，白天120人、夜间60人``; blocked places and why after it."""


async def _keeps(context: Context, kept: Kept) -> object:
    if "shelter" in kept:
        return await register.load(context, kept["shelter"], Action.KEEP_SHELTER)
    require(context.actor, Action.KEEP_SHELTER)
    return None


NAME, FIELD = Prompt("shelter_name", _keeps), Prompt("shelter_field", _keeps)
PIN = Prompt("shelter_pin", _keeps)
"""The next words are the name or a field of a shelter; the next pin is its place."""


@router.press(cards.ADD)
async def adds(context: Context, press: Press) -> Card | None:
    """Offer the villages, then ask for the name."""
    require(context.actor, Action.KEEP_SHELTER)
    reach = villages_of(context.actor, Action.KEEP_SHELTER)
    known = {id_: n for id_, n in (await village_names(context.session)).items() if reach is None or id_ in reach}
    if not press.extra and len(known) > 1:
        offered = [button(name, cards.ADD, "", id_) for id_, name in known.items()]
        return card_of(context.words("shelter-ask-village"), *in_rows(offered, 2))
    village_id = int(choice_in(press.extra or str(next(iter(known), "")), map(str, known)))
    text = context.words("shelter-ask-name", village=known[village_id])
    await NAME.ask(context, cards.ADD, text, village=village_id)
    return None


@router.answer(NAME, words_only=True)
async def named(context: Context, kept: Kept, said: str) -> Card:
    """Enter the shelter."""
    shelter = await register.enter(context, name=said, village_id=kept["village"])
    return await card(context, shelter.id)


@router.press(cards.EDIT)
async def edits(context: Context, press: Press) -> None:
    """Ask for the new value of a field."""
    shelter = await register.load(context, press.id, Action.KEEP_SHELTER)
    field = choice_in(press.extra, ("room", "keeper", "keys", "pin"))
    asked = PIN if field == "pin" else FIELD
    text = context.words(f"shelter-ask-{field}", name=shelter.name)
    await asked.ask(context, f"{cards.EDIT}.{field}.{shelter.id}", text, shelter=shelter.id, field=field)


@router.answer(FIELD, words_only=True)
async def said(context: Context, kept: Kept, said: str) -> Card:
    """Take the new value. Raises ``Refused`` for one that cannot be read; the question stays open."""
    if kept["field"] == "room":
        found = ROOM.fullmatch(said)
        if found is None:
            raise Refused("shelter-room-words")
        name, day, night, blocked, because = found.groups()
        places = {"day": int(day), "night": int(night), "blocked": int(blocked or 0)}
        await register.put_room(context, kept["shelter"], name, because=because, **places)
    else:
        await register.change(context, kept["shelter"], _value(kept["field"], said))
    return await card(context, kept["shelter"])


def _value(field: str, said: str) -> dict[str, Any]:
    if field == "keys":
        if len(said) > 256:
            raise Refused("error-words-long", limit=256, count=len(said))
        return {"keys": said}
    words = said.split()
    number = phone(words[-1]) if len(words) > 1 else None
    name = " ".join(words[:-1])
    if number is None or len(name) > 64:
        raise Refused("household-person-unclear")
    return {"keeper_id": None, "keeper": name, "keeper_phone": number}


@content.takes_pin(router, PIN)
async def placed(context: Context, kept: Kept, place: dict[str, float]) -> Card:
    """Take the place of the pin."""
    await register.change(context, kept["shelter"], place)
    return await card(context, kept["shelter"])
