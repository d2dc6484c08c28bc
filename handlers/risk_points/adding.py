"""A new point: its name in words, then its village, line and level by buttons."""

from handlers.kit import Context, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import Press, choice_in
from handlers.risk_points.points import card
from models.enums import Action, Level
from services.cards.card import Card
from services.core.errors import existing
from services.people.access import require
from services.people.places import village_names
from services.risk_points import cards, register

router = router_of("risk_point_adding")

NAME = Prompt("risk_name")
"""The next words are the name of a new point."""
CHOICES = Prompt("risk_choices")
"""The name waits for the buttons."""


@router.press(cards.ADD)
async def step(context: Context, press: Press) -> Card | None:
    """Ask for the name; then offer what is missing of ``village.line.level``, and enter the point."""
    require(context.actor, Action.GRADE_RISK_POINT)
    if not press.extra:
        await NAME.ask(context, cards.ADD, context.words("risk-ask-name"))
        return None
    name = existing((await context.state.get_data()).get("name"), "risk-add-again")
    village, line, level = (*press.extra.split("."), "", "")[:3]
    if not level:
        return _lines(context, village) if not line else _levels(context, village, line)
    village_id = int(choice_in(village, map(str, await village_names(context.session))))
    code = choice_in(line, context.settings.lines)
    point = await register.add(context, name=name, line=code, level=choice_in(level, Level), village_id=village_id)
    await context.state.clear()
    return await card(context, point.id)


@router.answer(NAME, words_only=True)
async def named(context: Context, said: str) -> Card:
    """Offer the villages."""
    require(context.actor, Action.GRADE_RISK_POINT)
    await CHOICES.begin(context, cards.ADD, name=said)
    offered = [
        context.offer("risk-choice", cards.ADD, "", id_, name=called)
        for id_, called in (await village_names(context.session)).items()
    ]
    return card_of(context.words("risk-ask-village", name=said), *in_rows(offered, 2))


def _lines(context: Context, village: str) -> Card:
    language = context.words.language
    offered = [
        context.offer("risk-choice", cards.ADD, "", f"{village}.{code}", name=line.name.in_language(language))
        for code, line in context.settings.lines.items()
    ]
    return card_of(context.words("risk-ask-line"), *in_rows(offered, 2))


def _levels(context: Context, village: str, line: str) -> Card:
    offered = [
        context.offer(f"risk-level-{one.value}", cards.ADD, "", f"{village}.{line}.{one.value}")
        for one in reversed(Level)
    ]
    return card_of(context.words("risk-ask-new-level"), *offered)
