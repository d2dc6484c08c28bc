"""Another day, place or chair of a meeting; the list of an extra one; calling it off."""

from datetime import datetime

from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import asks_time
from handlers.meetings import meetings as view
from models import Meeting
from models.enums import Action, Member
from services.cards import people as cards_people
from services.cards.card import Card, button
from services.core.paging import cut
from services.meetings import meetings, members
from services.meetings.cards import OPEN
from services.people.access import require

router = router_of("meeting_changes")
MEMBER_CODES = {member: member.value[0] for member in Member}
"""How a button names the kind of a member: u, v or p."""


async def _called(context: Context, meeting_id: int) -> Meeting:
    require(context.actor, Action.CALL_MEETING)
    return await members.still_open(context, meeting_id)


@asks_time(router, view.MOVE, "meeting-move-ask", _called)
async def moved(context: Context, meeting_id: int, at: datetime) -> Card:
    """Move it to another time."""
    await meetings.move(context, meeting_id, at)
    return await view.card(context, meeting_id)


async def _kept(context: Context, meeting_id: int) -> Meeting:
    require(context.actor, Action.KEEP_MEETING)
    return await members.still_open(context, meeting_id)


@router.asks(view.PLACE, "meeting-place-ask", _kept)
async def place_said(context: Context, meeting_id: int, said: str) -> Card:
    """Note the place."""
    await meetings.at_place(context, meeting_id, said)
    return await view.card(context, meeting_id)


@router.asks(view.CANCEL, "meeting-cancel-ask", _called)
async def cancelled(context: Context, meeting_id: int, said: str) -> Card:
    """Call it off."""
    await meetings.cancel(context, meeting_id, said)
    return await view.card(context, meeting_id)


@router.press(view.CHAIR)
async def chair(context: Context, press: Press) -> Card:
    """Show who may chair, or take the choice."""
    require(context.actor, Action.CALL_MEETING)
    if press.extra:
        await meetings.chaired_by(context, press.id, press.number)
        return await view.card(context, press.id)
    await members.still_open(context, press.id)
    people = await meetings.leaders(context)
    return card_of(
        context.words("meeting-chair-ask"),
        *(
            button(cards_people.called(context.town, context.words, one), view.CHAIR, press.id, one.person_id)
            for one in people
        ),
        context.offer("button-back", OPEN, press.id),
    )


@router.press(view.CHOOSE)
async def choose(context: Context, press: Press) -> Card:
    """Show everybody that an extra meeting can invite; a button puts each on the list or takes it off."""
    page, _, chosen = press.extra.partition(".")
    if chosen:
        member = next(one for one, code in MEMBER_CODES.items() if code == chosen[:1])
        await members.toggle(context, press.id, member, number_in(chosen[1:]))
    found = await meetings.everything(context, press.id)
    shown = cut(found, number_in(page, 0))
    return card_of(
        context.words("meeting-choose-head", count=sum(invited for _, invited in found)),
        *(
            button(
                context.words.plain("meeting-choice", name=one.name, chosen="yes" if invited else "no"),
                view.CHOOSE,
                press.id,
                f"{shown.page}.{MEMBER_CODES[one.row.member]}{one.row.member_id}",
            )
            for one, invited in shown.entries
        ),
        pager(shown, lambda to: (view.CHOOSE, press.id, to)),
        context.offer("button-back", OPEN, press.id),
    )
