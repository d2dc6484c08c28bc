"""Changes of the card of an inspection."""

from typing import Any

from handlers.kit import Context
from handlers.kit.buttons import number_in, unreadable
from models import Draft
from models.enums import Action, DraftKind, Role
from services.drafts import drafts
from services.inspections.fields import OWN, Found, InspectionFields
from services.people.access import require


async def begin(context: Context) -> Draft:
    """Return the card that is being filled in, or a new one: of today, and in a principal's own village."""
    require(context.actor, Action.INSPECT)
    given: dict[str, Any] = {"day": context.at.astimezone(context.zone).date()}
    if Role.VILLAGE_PRINCIPAL in context.actor.roles:
        given |= {"village_id": context.actor.village_id, "village_by": OWN}
    return await drafts.begin(
        context.session, context.actor, DraftKind.INSPECTION, now=context.now, form=InspectionFields, **given
    )


def fields_of(draft: Draft) -> InspectionFields:
    """Return the fields of the card."""
    return drafts.fields(draft, InspectionFields)


async def change(context: Context, draft: Draft, **changed: Any) -> InspectionFields:
    """Change fields of the card."""
    return await drafts.patch(context.session, draft, InspectionFields, context.now, **changed)


def found_at(draft: Draft, at: str) -> Found:
    """Return a finding of the card. Raises ``Stale`` for a button that is older than the card."""
    found = fields_of(draft).found
    if number_in(at) >= len(found):
        raise unreadable()
    return found[int(at)]


async def change_found(context: Context, draft: Draft, at: str, **changed: Any) -> None:
    """Change a finding, and show it."""
    found = found_at(draft, at).model_copy(update=changed)
    every = [*fields_of(draft).found]
    every[int(at)] = found
    await change(context, draft, found=tuple(every), page=f"found:{at}")
