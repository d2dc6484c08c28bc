"""The form of an order from above."""

from datetime import datetime

from models.enums import DraftKind
from services.drafts.fields import Fields
from services.drafts.unsent import DROP, RESUME, SUBMIT, Form


class OrderFields(Fields):
    """An order from above."""

    number: str | None = None
    issuer: str | None = None
    due_at: datetime | None = None
    line: str | None = None


FORMS = (
    Form(
        DraftKind.ORDER,
        ((SUBMIT, "order", "file"), (RESUME, "order", "show"), (DROP, "order", "cancel")),
        said=("number",),
    ),
)
