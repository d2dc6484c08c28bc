"""The record of a patrol: its answers, photos and hazards; and taking a wrong one back."""

from handlers.cases import view as cases_view
from handlers.kit import Context, Press, card_of, router_of
from models.enums import Action
from services.cards.card import Card, Picture, below, button, lines
from services.core.errors import Stale
from services.patrols import cards, records
from services.people import directory
from services.people.access import Subject, may

router = router_of("patrol_records")


@router.press(cards.RECORD)
async def opened(context: Context, press: Press) -> Card:
    """Show a record."""
    return await record_card(context, press.id)


async def record_card(context: Context, patrol_id: int, *, head: str | None = None) -> Card:
    """Return the card of a record; ``head`` says what has just become of it."""
    patrol, point = await records.opened(context, patrol_id)
    names = await directory.names(context.session, [patrol.person_id, patrol.withdrawn_by_id])
    cases = await records.numbers(context, patrol)
    by = names.get(patrol.withdrawn_by_id or 0)
    items = [item for item, _ in await records.files(context, patrol)]
    who, files = names.get(patrol.person_id, "-"), len(items)
    text = cards.record_text(context.town, context.words, patrol, point, who, by, cases=cases, files=items)
    withdraws = patrol.withdrawn_at is None and may(
        context.actor, Action.WITHDRAW_PATROL, Subject(own_of=frozenset({patrol.person_id}))
    )
    return card_of(
        lines(head, below(text) if head else text),
        *(button(number, cases_view.OPEN, case_id) for case_id, number in cases.items()),
        context.offer("patrol-files", cards.FILES, patrol.id, count=files) if files else None,
        context.offer("patrol-withdraw", cards.WITHDRAW, patrol.id) if withdraws else None,
        context.offer("patrol-to-point", cards.OPEN, point.id),
    )


@router.press(cards.FILES)
async def files(context: Context, press: Press) -> None:
    """Send the files of a record, each with the question that it belongs to."""
    patrol, point = await records.opened(context, press.id)
    found = await records.files(context, patrol)
    if not found:
        raise Stale("patrol-gone")
    for item, media in found:
        asked = item.asked.get(context.words.language, "")
        text = context.words("patrol-file", name=point.name, number=item.place + 1, question=asked or "no")
        context.say.send(Card(text=text, picture=Picture.of(media)))


@router.asks(cards.WITHDRAW, "patrol-withdraw-why", records.may_withdraw)
async def withdrawn(context: Context, patrol_id: int, said: str) -> Card:
    """Take the record back with the reason that was typed, and say which periods are open again."""
    done = await records.withdraw(context, patrol_id, said)
    head = lines(context.words("patrol-withdrawn-done"), *cards.opened_again(context.town, context.words, done.duties))
    return await record_card(context, done.patrol.id, head=head)
