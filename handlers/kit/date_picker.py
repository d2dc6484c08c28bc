"""Choose a day and a time of day from buttons. The opener names the purpose; nothing is kept.

The buttons carry the purpose themselves (``ask.pause.12``), so an old calendar still chooses for the object it was
opened for. The last press comes back as the action ``at_<purpose>`` with the rest of it as subject and a stamp.
"""

from calendar import Calendar
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from handlers.kit import prompts
from handlers.kit.buttons import Press, unreadable
from handlers.kit.context import Context
from handlers.kit.lists import Rows, card_of, in_rows
from handlers.kit.prompts import Kept, Prompt
from handlers.kit.routers import PICKED, Check, GatedRouter, Shown, router_of
from handlers.kit.time_parser import LATEST
from services.calendar import working_time
from services.cards.card import Button, Card, button
from services.core.errors import to_come

MONTH = "cal"
HOURS = (time(9), time(12), time(15), time(17, 30), time(20), time(23, 59))
"""Times of day that have a button."""
EMPTY = "·"
"""A field without a day; Telegram refuses a button without a visible character."""
STAMP = "%Y%m%d%H%M"
Timed = TypeVar("Timed", bound=Callable[[Context, int, datetime], Awaitable[Shown]])
Answered = TypeVar("Answered", bound=Callable[[Context, Kept, datetime], Awaitable[Shown]])

router = router_of("calendar")


@router.press(MONTH)
async def turn(context: Context, press: Press) -> Card | None:
    """Show another month, or the times of the day that was pressed."""
    purpose, chosen = press.subject, press.extra
    if not chosen:
        return None  # an empty field
    page, form = (month, "%Y%m") if len(chosen) == len("202611") else (hours, "%Y%m%d")
    return page(context, purpose, _within_reach(context, _read(chosen, form)).date())


def open_button(context: Context, purpose: str, key: str = "ask-calendar") -> Button:
    """Return the button that opens this month for a purpose; ``key`` is its label."""
    return context.offer(key, MONTH, purpose, f"{context.today:%Y%m}")


def month(context: Context, purpose: str, first: date) -> Card:
    """Return a month's page: days that are not worked are in brackets, past ones are empty."""
    words, now = context.words, context.today
    first = first.replace(day=1)
    rules = context.settings.working_time
    rows: Rows = [tuple(button(name, MONTH, purpose) for name in words.plain("calendar-weekdays").split())]
    for week in Calendar().monthdatescalendar(first.year, first.month):
        if week[-1] < now:
            continue
        row = []
        for day in week:
            if day.month != first.month or day < now:
                row.append(button(EMPTY, MONTH, purpose))
                continue
            label = str(day.day) if working_time.is_working_day(rules, day) else f"({day.day})"
            row.append(button(f"[{label}]" if day == now else label, MONTH, purpose, f"{day:%Y%m%d}"))
        rows.append(tuple(row))
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return card_of(
        words("calendar-day", month=words.plain("calendar-month", at=f"{first:%Y-%m}")),
        *rows,
        (
            button("‹", MONTH, purpose, f"{before:%Y%m}") if before >= now.replace(day=1) else None,
            button("›", MONTH, purpose, f"{after:%Y%m}") if after <= now + LATEST else None,
        ),
        _way_out(context, purpose),
    )


def _way_out(context: Context, purpose: str) -> Button:
    """Return the button that leaves the calendar: back to the card it was opened from, or out of the question."""
    kind, _, rest = purpose.partition(".")
    if kind in PICKED:
        return context.offer("button-back", kind, rest, PICKED[kind])
    return prompts.stop(context, rest)


def hours(context: Context, purpose: str, day: date) -> Card:
    """Return the times of a day that have not passed yet."""
    kind, _, rest = purpose.partition(".")
    moments = [datetime.combine(day, at, context.zone) for at in HOURS]
    offered = [button(f"{at:%H:%M}", f"at_{kind}", rest, stamp(at)) for at in moments if at > context.now]
    back = context.offer("button-back", MONTH, purpose, f"{day:%Y%m}")
    return card_of(context.words("calendar-hour", day=f"{day:%Y-%m-%d}"), *in_rows(offered, 3), back)


def stamp(at: datetime) -> str:
    """Return an instant as a button carries it (UTC, to the minute)."""
    return at.astimezone(UTC).strftime(STAMP)


def read_stamp(carried: str) -> datetime:
    """Return the instant a button carried."""
    return _read(carried, STAMP)


def _read(carried: str, form: str) -> datetime:
    """Raises ``Stale`` for what no button of ours carries."""
    try:
        return datetime.strptime(carried, form).replace(tzinfo=UTC)
    except ValueError:
        raise unreadable() from None


def _within_reach(context: Context, at: datetime) -> datetime:
    """Raises ``Stale`` when no calendar leads there: working days until a far time take long to count."""
    if abs(at - context.now) > 2 * LATEST:
        raise unreadable()
    return at


def time_to_come(context: Context, carried: str) -> datetime:
    """Return the instant a button carried. Raises ``Refused`` when it has passed."""
    return to_come(_within_reach(context, read_stamp(carried)), context.now)


def takes_time(
    router: GatedRouter, prompt: Prompt, purpose: str, read: Callable[[Context, str], datetime] = prompts.start_said
) -> Callable[[Answered], Answered]:
    """Return the decorator of what is done with the time that answers a question, typed or picked.

    ``purpose`` is that of the calendar below the question; ``read`` reads a time that was typed.
    """

    def take(handler: Answered) -> Answered:
        @router.answer(prompt, words_only=True)
        async def typed(context: Context, kept: Kept, said: str) -> Shown:
            return await handler(context, kept, read(context, said))

        @router.press(f"at_{purpose}")
        async def picked(context: Context, press: Press) -> Shown:
            shown = await handler(context, await prompt.kept(context), time_to_come(context, press.extra))
            await prompt.leave(context)
            return shown

        return handler

    return take


def asks_time(router: GatedRouter, action: str, key: str, check: Check) -> Callable[[Timed], Timed]:
    """Return the decorator of what is done with a time that a button asks for, typed or picked, about its subject.

    ``key`` is the text of the question; ``check`` raises ``Refused`` where it is asked or answered in vain.
    """
    prompt = Prompt(action, lambda context, kept: check(context, kept["subject"]))
    purpose = action.replace("_", "")

    def take(handler: Timed) -> Timed:
        @router.press(action)
        async def ask(context: Context, press: Press) -> None:
            await check(context, press.id)
            picker = open_button(context, f"{purpose}.{press.id}")
            await prompt.ask(context, press.subject, context.words(key), picker, subject=press.id)

        @router.answer(prompt, words_only=True)
        async def typed(context: Context, kept: Kept, said: str) -> Shown:
            return await handler(context, kept["subject"], prompts.start_said(context, said))

        @router.press(f"at_{purpose}")
        async def picked(context: Context, press: Press) -> Shown:
            shown = await handler(context, press.id, time_to_come(context, press.extra))
            await prompt.leave(context)
            return shown

        return handler

    return take
