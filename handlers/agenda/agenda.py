"""The agenda: everything the person must do by today, gravest first; each line opens the case with its buttons.

Below stands what waits for the person's answer without a deadline, with its ready answers.
"""

from handlers.kit import Context, Press, card_of, lists, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from services.answers import waiting
from services.answers.waiting import Waiting
from services.cards.card import Button, Card, lines
from services.reminders import agenda
from services.reminders.agenda import When
from texts import Words

TODAY = "today"
"""A page of the list; the extra is ``part.page``."""

router = router_of("today")


@router.press(agenda.OPEN)
async def asked(context: Context) -> None:
    """Show what is due today below the message that offered it."""
    context.say.send(await turned(context, Press(action=TODAY)))


@router.command("today")
@router.press(TODAY)
async def turned(context: Context, press: Press) -> Card:
    """Show a part and a page of what this person must do."""
    words, part = context.words, choice_in(press.verb, When) if press.verb else None
    found = await agenda.agenda(context, part, page=number_in(press.choice, 0))
    listing, part = found.listing, found.when
    back = f"{TODAY}.{part.value}.{listing.page}"
    tabs = [
        lists.tab(words, f"today-{one.value}", found.counts[one], one is part, TODAY, one.value)
        for one in When
        if found.counts[one] or one is part or one is not When.PRESS
    ]
    asked = await waiting.of(context, words, untimed=True) if part is When.NOW else []
    asked = [one for one in asked if one.buttons]  # a member on scene has given the last answer
    if listing.entries:
        head = words(f"today-head-{part.value}", total=listing.total, overdue=found.overdue)
    else:
        head = words("today-only-asked" if asked else f"today-empty-{part.value}")
    return card_of(
        lines(head, *(words("today-asked", name=one.name) for one in asked)),
        *(due.thing.today(context.town, context.actor, due.row, context.now, back) for due in listing.entries),
        pager(listing, lambda number: (TODAY, "", f"{part.value}.{number}")),
        *(row for one in asked for row in lists.in_rows(_ready(words, one, several=len(asked) > 1), 2)),
        tabs,
    )


def _ready(words: Words, one: Waiting, *, several: bool) -> list[Button]:
    """Return the ready answers to one thing; of several, the first says which."""
    first, *rest = one.buttons
    text = words.plain("answers-choice", answer=first.text, name=one.name) if several else first.text
    return [first.model_copy(update={"text": text}), *rest]
