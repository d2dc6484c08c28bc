"""The reader's own training with the certificates of the years, and the hours of the full-time staff."""

from handlers.kit import Context, Press, card_of, in_rows, pager, router_of
from handlers.kit.buttons import number_in
from handlers.training.plan import FIRST, LAST, STAFF
from services.cards.card import Card, below, button, lines
from services.core.paging import cut
from services.documents import documents
from services.training import cards, hours
from services.training.documents.hours import HOURS
from services.training.quiz import cards as quiz_cards

PER_PAGE = 12

router = router_of("training_hours")


@router.press(cards.OWN)
async def own(context: Context, press: Press) -> Card:
    """Show the reader's training of a year, and a certificate for each year."""
    year = number_in(press.subject, context.today.year, least=FIRST, most=LAST)
    found = await hours.own(context)
    shown = next((one for one in found if one.year == year), hours.Year(year, []))
    words, town = context.words, context.town
    told = [
        words(
            "training-own-line",
            title=cards.title(town, words, one.session),
            at=context.time(one.session.at),
            hours=cards.hours(one.session.minutes),
            there="yes" if one.present else "no",
            score=quiz_cards.summed(town, words, one.best) if one.best else "no",
        )
        for one in shown.attended
    ]
    certificates = [
        words(
            "training-certificate",
            year=str(one.year),
            times=len(one.minutes),
            hours=cards.hours(sum(one.minutes)),
            passed=one.passed(context.settings.training.quiz_pass),
        )
        for one in found
        if one.minutes
    ]
    return card_of(
        lines(
            words("training-own-head", year=str(year)),
            *told,
            words("training-own-sum", sum=hours.summed(shown.minutes)) if told else words("training-own-none"),
            below(words("training-certificates")) if certificates else None,
            *certificates,
        ),
        *in_rows([button(str(one.year), cards.OWN, one.year) for one in found if one.year != year], 4),
        context.offer("list-back", cards.PLAN, context.today.year),
    )


@router.press(STAFF)
async def staff(context: Context, press: Press) -> Card:
    """Show the hours of the full-time staff, who is below the target first."""
    year = number_in(press.subject, context.today.year, least=FIRST, most=LAST)
    found = await hours.staff(context, year)
    target = context.settings.training.full_time_hours
    below_it = sum(sum(one.minutes) < target * 60 for one in found)
    shown = cut(found, press.number, PER_PAGE)
    told = [
        context.words(
            "training-staff-line",
            name=cards.person(context.town, context.words, one.person),
            sum=hours.summed(one.minutes),
            lacks=cards.hours(max(target * 60 - sum(one.minutes), 0)),
        )
        for one in shown.entries
    ]
    return card_of(
        lines(
            context.words(
                "training-staff-head", year=str(year), target=cards.hours(target * 60), below=below_it, of=len(found)
            ),
            *told,
        ),
        pager(shown, lambda to: (STAFF, year, to)),
        documents.offer(context.words, HOURS, year),
        context.offer("list-back", cards.PLAN, year),
    )
