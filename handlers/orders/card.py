"""The card on which an order from above is filed: number, office, deadline, words, attachments, in any order."""

from datetime import datetime, timedelta

from handlers.drafts.cards import Form
from handlers.kit import Context, Rows, card_of, date_picker, in_rows, rows_of
from handlers.kit.date_picker import stamp
from models import Draft
from models.enums import Action, DraftKind
from services.calendar import working_time
from services.cards import wording
from services.cards.card import Card, below
from services.cards.card import lines as join
from services.drafts import drafts
from services.media import attachments
from services.orders import orders
from services.orders.fields import OrderFields
from services.people.access import require
from services.settings import lines

ASKED = ("number", "issuer", "due")
"""Asked for one after the other; all other words are the order's text."""
LONGEST = {"number": 64, "issuer": 128}
"""Characters; a longer text was pasted, and is the order's words."""
TEXT_SHOWN = 600


def fields_of(draft: Draft) -> OrderFields:
    """Return the fields of the card."""
    return OrderFields.model_validate(draft.data)


def _filled(fields: OrderFields) -> dict[str, object]:
    return {"number": fields.number, "issuer": fields.issuer, "due": fields.due_at}


async def fill(context: Context, draft: Draft, **given: str | datetime) -> None:
    """Fill a field in, and ask for the next one that is empty."""
    fields = await drafts.patch(context.session, draft, OrderFields, context.now, **given)
    asking = next((name for name in ASKED if not _filled(fields)[name]), None)
    await drafts.patch(context.session, draft, OrderFields, context.now, asking=asking)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what is there, what is asked for now."""
    words, fields = context.words, fields_of(draft)
    files = await attachments.count(context.session, draft)
    text = fields.text.strip()
    lacks = orders.lacks(fields)
    none = words.plain("order-empty")
    line = lines.name(context.settings, fields.line or lines.suggest(context.settings, text), words.language)
    asking = fields.asking if fields.asking in ASKED else None
    choices = await _choices(context, draft, asking)
    changes = [FORM.offer(context, draft, f"order-change-{key}", f"ask.{key}") for key in ASKED if _filled(fields)[key]]
    if text:
        changes.append(FORM.offer(context, draft, "order-clear-text", "clear"))
    changes.append(FORM.offer(context, draft, "collect-cancel", "cancel"))
    return card_of(
        join(
            words("case-drill") if context.settings.drill else None,
            words("order-head"),
            words("order-number", number=fields.number or none),
            words("order-issuer", issuer=fields.issuer or none),
            words("order-due", at=context.time(fields.due_at, none)),
            words("order-line", line=line) if line else None,
            words("order-text", text=wording.shortened(text, TEXT_SHOWN)) if text else None,
            words("order-files", count=files) if files else None,
            below(words(f"order-ask-{asking}", offered="yes" if choices else "no")) if asking else None,
            below(words("order-missing", missing=context.listed(lacks))) if lacks and not asking else None,
            below(words("order-ready")) if not lacks else None,
        ),
        *choices,
        None if lacks else FORM.offer(context, draft, "order-file", "file"),
        *in_rows(changes, 2),
    )


async def _choices(context: Context, draft: Draft, asking: str | None) -> Rows:
    if asking == "issuer":
        known = await orders.recent_issuers(context.session)
        return rows_of(*(FORM.labelled(issuer[:40], draft, f"issuer.{place}") for place, issuer in enumerate(known)))
    if asking == "due":
        offered = (
            context.offer(f"order-due-{code}", "at_order", draft.id, stamp(at), at=context.time(at))
            for code, at in due_times(context)
        )
        return rows_of(*offered, date_picker.open_button(context, f"order.{draft.id}"))
    return []


def due_times(context: Context) -> list[tuple[str, datetime]]:
    """Return the deadlines that have a button: the end of today's and tomorrow's office hours, three working days."""
    rules = context.settings.working_time
    end = datetime.combine(context.today, rules.hours[-1].end, context.zone)
    found = [("today", end), ("tomorrow", end + timedelta(days=1))]
    found.append(("days", working_time.after(context.now, 3, rules, context.zone)))
    return [(code, at) for code, at in found if at > context.now]


async def _check(context: Context, draft: Draft) -> None:
    require(context.actor, Action.FILE_ORDER)


FORM = Form("order", DraftKind.ORDER, draw=draw, check=_check)
