"""The card on which an order from above is filed: number, office, deadline, words, attachments, in any order."""

from datetime import datetime, timedelta

from handlers.kit import Context, date_picker, in_rows
from models import Draft
from services.calendar import working_time
from services.cards.card import Button, Card, below, button
from services.cards.card import lines as join
from services.media import attachments
from services.orders import orders
from services.orders.fields import OrderFields
from services.settings import lines

ORDER = "order"
"""A button of the card; its subject is the draft, its extra ``verb.choice``."""
ASKED = ("number", "issuer", "due")
"""Asked for one after the other; whatever else is typed is the order's text."""
LONGEST = {"number": 64, "issuer": 128}
"""Characters; what is longer was pasted, and is the text."""
TEXT_SHOWN = 600


def fields_of(draft: Draft) -> OrderFields:
    """Return what is filled in."""
    return OrderFields.model_validate(draft.data)


def next_asked(fields: OrderFields) -> str | None:
    """Return the first field that is still empty and is asked for."""
    empty = {"number": fields.number, "issuer": fields.issuer, "due": fields.due_at}
    return next((name for name in ASKED if not empty[name]), None)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what is there, what is asked for now."""
    words, fields = context.words, fields_of(draft)
    files = await attachments.count(context.session, draft)
    text = fields.text.strip()
    lacks = orders.lacks(fields)
    none = words.plain("order-empty")
    line = lines.name(context.settings, fields.line or lines.suggest(context.settings, text), words.language)
    missing = words.plain("list-comma").join(words.plain(key) for key in lacks)
    asking = fields.asking if fields.asking in ASKED else None
    choices = await _choices(context, draft, asking)
    return Card(
        text=join(
            words("case-drill") if context.settings.drill else None,
            words("order-head"),
            words("order-number", number=fields.number or none),
            words("order-issuer", issuer=fields.issuer or none),
            words("order-due", at=context.time(fields.due_at, none)),
            words("order-line", line=line) if line else None,
            words("order-text", text=text[:TEXT_SHOWN] + ("…" if len(text) > TEXT_SHOWN else "")) if text else None,
            words("order-files", count=files) if files else None,
            below(words(f"order-ask-{asking}", offered="yes" if choices else "no")) if asking else None,
            below(words("order-missing", missing=missing)) if lacks and not asking else None,
            below(words("order-ready")) if not lacks else None,
        ),
        rows=(*choices, *_rows(context, draft, fields, ready=not lacks)),
    )


async def _choices(context: Context, draft: Draft, asking: str | None) -> list[tuple[Button, ...]]:
    words = context.words
    if asking == "issuer":
        known = await orders.recent_issuers(context.session)
        return [(button(issuer[:40], ORDER, draft.id, f"issuer.{number}"),) for number, issuer in enumerate(known)]
    if asking == "due":
        offered = [
            button(
                words.plain(f"order-due-{code}", at=context.time(at)),
                "at_order",
                draft.id,
                date_picker.stamp(at),
            )
            for code, at in due_times(context)
        ]
        rows = [(one,) for one in offered]
        return [*rows, (date_picker.open_button(context, words.plain("ask-calendar"), f"order.{draft.id}"),)]
    return []


def due_times(context: Context) -> list[tuple[str, datetime]]:
    """Return the deadlines that are one press: the end of today's and tomorrow's office hours, three working days."""
    local = context.now.astimezone(context.zone)
    rules = context.settings.working_time
    end = datetime.combine(local.date(), rules.hours[-1].end, context.zone)
    found = [("today", end), ("tomorrow", end + timedelta(days=1))]
    found.append(("days", working_time.after(context.now, 3, rules, context.zone)))
    return [(code, at) for code, at in found if at > context.now]


def _rows(context: Context, draft: Draft, fields: OrderFields, *, ready: bool) -> list[tuple[Button, ...]]:
    words = context.words

    def verb(key: str, name: str) -> Button:
        return button(words.plain(key), ORDER, draft.id, name)

    rows: list[tuple[Button, ...]] = [(verb("order-file", "file"),)] if ready else []
    filled = {"number": fields.number, "issuer": fields.issuer, "due": fields.due_at}
    changes = [verb(f"order-change-{field}", f"ask.{field}") for field in ASKED if filled[field]]
    if fields.text.strip():
        changes.append(verb("order-clear-text", "clear"))
    changes.append(verb("collect-cancel", "cancel"))
    return [*rows, *in_rows(changes, 2)]
