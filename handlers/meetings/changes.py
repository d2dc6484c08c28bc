"""Another day, place or chair of a meeting; the list of an extra one; calling it off."""

from datetime import datetime

from handlers.kit import Context, Kept, Press, Prompt, card_of, date_picker, pager, prompts, router_of
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import time_to_come
from handlers.meetings import meetings as view
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


async def _check(context: Context, kept: Kept) -> object:
    return await members.still_open(context, kept["meeting"])


OTHER_TIME = Prompt("meeting_move", _check)
"""The next words are another time of a meeting."""
OTHER_PLACE = Prompt("meeting_place", _check)
"""The next words say where a meeting is held."""
WHY_CANCELLED = Prompt("meeting_cancel", _check)
"""The next words say why a meeting is called off."""


@router.press(view.MOVE)
async def move(context: Context, press: Press) -> None:
    """Ask for the other time."""
    require(context.actor, Action.CALL_MEETING)
    await members.still_open(context, press.id)
    about = f"{view.MOVE}.{press.id}"
    picker = date_picker.open_button(context, f"meetingmove.{press.id}")
    await OTHER_TIME.ask(context, about, context.words("meeting-move-ask"), picker, meeting=press.id)


@router.answer(OTHER_TIME, words_only=True)
async def time_said(context: Context, kept: Kept, said: str) -> Card:
    """Move it to the time that was typed."""
    return await _move(context, kept["meeting"], prompts.start_said(context, said))


@router.press("at_meetingmove")
async def time_picked(context: Context, press: Press) -> Card:
    """Move it to the time that was picked."""
    return await _move(context, press.id, time_to_come(context, press.extra))


async def _move(context: Context, meeting_id: int, at: datetime) -> Card:
    await meetings.move(context, meeting_id, at)
    await OTHER_TIME.leave(context)
    return await view.card(context, meeting_id)


@router.press(view.PLACE)
async def place(context: Context, press: Press) -> None:
    """Ask for the place."""
    require(context.actor, Action.KEEP_MEETING)
    await members.still_open(context, press.id)
    await OTHER_PLACE.ask(context, f"{view.PLACE}.{press.id}", context.words("meeting-place-ask"), meeting=press.id)


@router.answer(OTHER_PLACE, words_only=True)
async def place_said(context: Context, kept: Kept, said: str) -> Card:
    """Note the place."""
    await meetings.at_place(context, kept["meeting"], said)
    await context.state.clear()
    return await view.card(context, kept["meeting"])


@router.press(view.CANCEL)
async def cancel(context: Context, press: Press) -> None:
    """Ask why."""
    require(context.actor, Action.CALL_MEETING)
    await members.still_open(context, press.id)
    await WHY_CANCELLED.ask(context, f"{view.CANCEL}.{press.id}", context.words("meeting-cancel-ask"), meeting=press.id)


@router.answer(WHY_CANCELLED, words_only=True)
async def cancelled(context: Context, kept: Kept, said: str) -> Card:
    """Call it off."""
    await meetings.cancel(context, kept["meeting"], said)
    await context.state.clear()
    return await view.card(context, kept["meeting"])


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
