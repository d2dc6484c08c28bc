"""The records of inspections: the lists, one record, its files and former editions, correcting and withdrawing it."""

import re

from aiogram.types import Message, TelegramObject

from handlers.inspections import showing
from handlers.inspections.card import FORM
from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.lists import tab
from models import Inspection
from models.enums import Action, DraftKind
from services.cards.card import Card, Picture, button, lines
from services.drafts import drafts
from services.inspections import cards, inspections, lists, records
from services.inspections.fields import InspectionFields
from services.people import directory
from services.people.access import may, require

MINE, ALL = "mine", "all"

router = router_of("inspections")

_NUMBER = re.compile(r"\s*JC\d{8}-\d{4,}\s*", re.IGNORECASE)


@router.command("inspections")
async def wanted(context: Context, press: Press) -> Card:
    """Show the records to somebody who enters some."""
    require(context.actor, Action.INSPECT)
    return await listed(context, press)


@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the records: the actor's own, or the township's."""
    sees_all = lists.sees_all(context.actor)
    which = press.verb if press.verb in (MINE, ALL) else MINE
    page = Press(action="", extra=press.choice).number
    found = await (lists.everybodys if which == ALL else lists.own)(context, page=page)
    names = await directory.names(context.session, (one.leader_id for one in found.entries))
    words = context.words
    tabs = [
        tab(words, f"inspections-{one}", None, one == which, cards.LIST, f"{one}.0") for one in (MINE, ALL) if sees_all
    ]
    return card_of(
        words("inspections-head" if found.total else "inspections-none", count=found.total, which=which),
        tabs,
        *(
            button(
                words.plain(
                    "inspections-entry",
                    number=one.number,
                    day=words.plain("duty-day", month=one.day.month, day=one.day.day),
                    name=names.get(one.leader_id, ""),
                    state="withdrawn" if one.withdrawn_at else "kept",
                ),
                cards.OPEN,
                one.id,
            )
            for one in found.entries
        ),
        pager(found, lambda to: (cards.LIST, "", f"{which}.{to}")),
        context.offer("inspections-new", cards.NEW) if may(context.actor, Action.INSPECT) else None,
    )


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show one record."""
    return await showing.record(context, press.id)


async def is_number(event: TelegramObject) -> bool:
    """Whether somebody sent nothing but a record's number."""
    return isinstance(event, Message) and _NUMBER.fullmatch(event.text or "") is not None


@router.message_of(is_number)
async def by_number(context: Context, said: str) -> Card:
    """Show the record whose number was sent."""
    return await showing.record(context, await lists.by_number(context, said))


@router.press(cards.FILES)
async def files(context: Context, press: Press) -> None:
    """Send every file of the record."""
    shown = await lists.opened(context, press.id)
    for one in await lists.files(context.session, shown.inspection):
        caption = context.words("inspection-file", number=shown.inspection.number, caption=one.caption or "no")
        context.say.send(Card(text=caption, picture=Picture.of(one.media)))


@router.press(cards.EDITIONS)
async def editions(context: Context, press: Press) -> Card:
    """Show what the record said before it was corrected."""
    found = await lists.editions(context, press.id)
    told = [cards.edition(context.town, context.words, one) for one in found]
    return card_of(
        lines(context.words("inspection-editions", count=len(found)), *told),
        context.offer("button-back", cards.OPEN, press.id),
    )


@router.press(cards.CORRECT)
async def correct(context: Context, press: Press) -> None:
    """Open the card with the record as it stands."""
    inspection = await records.may_correct(context, press.id)
    await context.state.clear()
    given = records.form_of(inspection)
    draft = await drafts.begin(
        context.session,
        context.actor,
        DraftKind.INSPECTION,
        now=context.now,
        subject_id=inspection.id,
        form=InspectionFields,
        **given,
    )
    if drafts.fields(draft, InspectionFields).base != inspection.version:  # begun before somebody else's correction
        await drafts.patch(context.session, draft, InspectionFields, context.now, base=inspection.version)
    await FORM.show(context, draft)


def _why(context: Context, inspection: Inspection) -> str:
    return context.words("inspection-withdraw-why", number=inspection.number)


@router.asks(cards.WITHDRAW, _why, records.may_correct)
async def withdrawn(context: Context, inspection_id: int, said: str) -> Card:
    """Withdraw the record, and say which period is open again."""
    entered = await inspections.withdraw(context, inspection_id, said)
    return await showing.shown(context, entered, "done-inspection-withdrawn")
