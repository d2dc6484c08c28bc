"""A month of patrols, by line; and the answers of a line, each under its question."""

from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.buttons import number_in
from services.calendar import months
from services.cards.card import Card, button, lines
from services.cards.scores import shown
from services.documents.documents import offer
from services.patrols import cards, summary
from services.patrols.documents.month import MONTH
from services.settings import lines as settings_lines

router = router_of("patrol_months")


@router.press(cards.MONTH)
async def month(context: Context, press: Press) -> Card:
    """Show a month: patrols, points, problems and the mean score of each line; with a line its questions."""
    stamp = number_in(press.subject, least=200001, most=219912)
    shown_month = months.read(stamp, context.today)
    year, at = shown_month.year, shown_month.month
    found = await summary.of_month(context, year, at)
    words, chosen = context.words, next((one for one in found if one.line == press.extra), None)
    if chosen is not None:
        told = [
            words(
                "patrol-month-question",
                number=number,
                question=question,
                normal=score.normal,
                problem=score.problem,
                skipped=score.not_applicable,
            )
            for number, (question, score) in enumerate(chosen.by_question(words.language), start=1)
        ]
        return card_of(
            lines(_head(context, year, at, [chosen]), _line(context, chosen), *told),
            context.offer("button-back", cards.MONTH, stamp),
        )
    turns = (("‹", months.before(shown_month)), ("›", months.after(shown_month)))
    return card_of(
        lines(_head(context, year, at, found), *(_line(context, one) for one in found)),
        *(button(_name(context, one), cards.MONTH, stamp, one.line) for one in found),
        [button(sign, cards.MONTH, f"{to:%Y%m}") for sign, to in turns],
        offer(words, MONTH, year * 100 + at),
        context.offer("patrol-back", cards.LIST),
    )


def _head(context: Context, year: int, month: int, found: list[summary.OfLine]) -> str:
    return context.words(
        "patrol-month-head",
        year=str(year),
        month=month,
        patrols=sum(len(one.patrols) for one in found),
        points=sum(len(one.points) for one in found),
    )


def _line(context: Context, one: summary.OfLine) -> str:
    average = one.average
    return context.words(
        "patrol-month-line",
        line=_name(context, one),
        patrols=len(one.patrols),
        problems=one.score.problem,
        average=shown(average) if average is not None else "no",
    )


def _name(context: Context, one: summary.OfLine) -> str:
    return settings_lines.name(context.settings, one.line, context.words.language)
