"""Changing a field of a point: by a button, in words, or with a pin; and closing a point, with the reason."""

from typing import Any

from handlers.drafts import content
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, pager, router_of
from handlers.kit.buttons import choice_in, number_in, unreadable
from handlers.risk_points.points import WORDS, card
from models import RiskPoint
from models.enums import Action, Level
from services.cards.card import Card
from services.cards.people import called
from services.core.errors import Refused
from services.core.paging import cut
from services.people import directory
from services.risk_points import cards, register
from services.roster.workbook.cells import phone

router = router_of("risk_point_changes")

FIELD = Prompt("risk_field", lambda context, kept: register.load(context, kept["point"], Action.KEEP_RISK_POINT))
"""The next words are the new value of a field."""
PLACE = Prompt("risk_place", lambda context, kept: register.load(context, kept["point"], Action.KEEP_RISK_POINT))
"""The next pin is the place of the point."""
REASON = Prompt("risk_reason", lambda context, kept: register.load(context, kept["point"], Action.GRADE_RISK_POINT))
"""The next words say why a point is closed, or opened again."""
PER_PAGE = 12
NOTHING = ("无", "-", "—", "none")
"""Words that empty a field."""
MOST_HOUSEHOLDS, MOST_WORDS = 10_000, 500


@router.press(cards.EDIT)
async def wanted(context: Context, press: Press) -> Card | None:
    """Offer the values of a field, or ask for the new one."""
    point = await register.load(context, press.id, Action.KEEP_RISK_POINT)
    match press.extra:
        case "level":
            levels = [
                context.offer(f"risk-level-{one.value}", cards.PICK, point.id, f"level.{one.value}")
                for one in reversed(Level)
            ]
            return card_of(context.words("risk-ask-level", name=point.name), *levels, _back(context, point))
        case "unit" | "person" as field:
            return await _offered(context, point, field, 0)
        case "place":
            await PLACE.ask(context, cards.EDIT, context.words("risk-ask-place", name=point.name), point=point.id)
        case field if field in WORDS:
            text = context.words(f"risk-ask-{field}", name=point.name)
            await FIELD.ask(context, cards.EDIT, text, point=point.id, field=field)
        case _:
            raise unreadable()
    return None


@router.press(cards.PICK)
async def picked(context: Context, press: Press) -> Card:
    """Turn a page of choices (``unit.page``), or take one (``level.major``, ``unit.page.id``; 0 is nobody)."""
    point = await register.load(context, press.id, Action.KEEP_RISK_POINT)
    field, _, rest = press.extra.partition(".")
    if field == "level":
        await register.change(context, point.id, {"level": choice_in(rest, Level)})
        return await card(context, point.id)
    page, _, chosen = rest.partition(".")
    if field not in ("unit", "person"):
        raise unreadable()
    if not chosen:
        return await _offered(context, point, field, number_in(page, 0))
    offered = {0, *(id_ for id_, _ in await _choices(context, point, field))}
    value = choice_in(chosen, {str(id_) for id_ in offered})
    await register.change(context, point.id, {f"{field}_id": int(value) or None})
    return await card(context, point.id)


async def _offered(context: Context, point: RiskPoint, field: str, page: int) -> Card:
    found = cut(await _choices(context, point, field), page, PER_PAGE)
    rows = [(label, f"{field}.{found.page}.{id_}") for id_, label in found.entries]
    return card_of(
        context.words(f"risk-ask-{field}", name=point.name),
        *in_rows([context.offer("risk-choice", cards.PICK, point.id, extra, name=label) for label, extra in rows], 2),
        pager(found, lambda to: (cards.PICK, point.id, f"{field}.{to}")),
        (context.offer(f"risk-no-{field}", cards.PICK, point.id, f"{field}.0.0"), _back(context, point)),
    )


async def _choices(context: Context, point: RiskPoint, field: str) -> list[tuple[int, str]]:
    if field == "unit":
        return await register.units(context)
    people = (
        await directory.of_unit(context.session, point.unit_id)
        if point.unit_id is not None
        else await directory.of_village_point(context.session, point.village_id)
    )
    return [(one.person_id, called(context.town, context.words, one)) for one in people]


@router.answer(FIELD, words_only=True)
async def said(context: Context, kept: Kept, said: str) -> Card:
    """Take the new value. Raises ``Refused`` for one that cannot be read; the question stays open."""
    await register.change(context, kept["point"], _value(kept["field"], said))
    return await card(context, kept["point"])


def _value(field: str, said: str) -> dict[str, Any]:
    nothing = said.strip().casefold() in NOTHING
    match field:
        case "monitor":
            words = said.split()
            number = phone(words[-1]) if len(words) > 1 or not nothing else None
            name = " ".join(words[:-1] if number else words)
            if len(name) > 64 or (number and not name):
                raise Refused("risk-monitor-unclear")
            return {"monitor": None if nothing else name, "monitor_phone": number}
        case "households":
            if not nothing and not (said.isascii() and said.isdigit() and int(said[:6]) <= MOST_HOUSEHOLDS):
                raise Refused("risk-households-unclear", most=MOST_HOUSEHOLDS)
            return {"households": None if nothing else int(said)}
        case _:
            if len(said) > MOST_WORDS:
                raise Refused("risk-words-long", most=MOST_WORDS, count=len(said))
            return {field: None if nothing else said}


@content.takes_pin(router, PLACE)
async def placed(context: Context, kept: Kept, place: dict[str, float]) -> Card:
    """Take the place of the pin."""
    await register.change(context, kept["point"], place)
    return await card(context, kept["point"])


@router.press(cards.CLOSE, cards.REOPEN)
async def ends(context: Context, press: Press) -> None:
    """Ask for the reason."""
    await register.load(context, press.id, Action.GRADE_RISK_POINT)
    text = context.words("risk-ask-close" if press.action == cards.CLOSE else "risk-ask-reopen")
    await REASON.ask(context, press.action, text, point=press.id, closes=press.action == cards.CLOSE)


@router.answer(REASON, words_only=True)
async def ended(context: Context, kept: Kept, said: str) -> Card:
    """Close it, or open it again, with the reason."""
    await (register.close if kept["closes"] else register.reopen)(context, kept["point"], said)
    return await card(context, kept["point"])


def _back(context: Context, point: RiskPoint) -> Any:
    return context.offer("button-back", cards.OPEN, point.id)
