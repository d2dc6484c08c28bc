"""The form of an order from above."""

from datetime import datetime

from services.drafts.fields import Fields


class OrderFields(Fields):
    """An order from above."""

    number: str | None = None
    issuer: str | None = None
    due_at: datetime | None = None
    line: str | None = None
