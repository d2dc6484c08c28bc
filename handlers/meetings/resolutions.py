"""A resolution: its card with words, units and deadline; and the list of how resolutions stand."""

from handlers.drafts import handing_out
from handlers.drafts.cards import Form
from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.meetings import meetings as view
from models import Draft, Meeting
from models.enums import Action, DraftKind, MeetingState
from services.cards.card import Card, button, lines
from services.core.paging import cut
from services.meetings import cards, meetings, members, resolutions
from services.meetings.cards import OPEN, RESOLUTIONS
from services.people.access import may, require

router = router_of("meeting_resolutions")


async def _check(context: Context, draft: Draft) -> Meeting:
    require(context.actor, Action.DISPATCH)
    return await members.still_open(context, draft.subject_id or 0, MeetingState.CALLED, MeetingState.HELD)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card, or the page of it that is open."""
    meeting, words = await _check(context, draft), context.words
    return await handing_out.draw(
        context,
        FORM,
        draft,
        words("case-drill") if meeting.drill else None,
        words("resolution-head", title=cards.title(context.town, words, meeting)),
    )


FORM = Form("resolution", DraftKind.RESOLUTION, draw=draw, check=_check)


handing_out.answer(
    router, FORM, "resolution", opened_by=view.RESOLVE, issue=resolutions.issue, back=("meeting-see", OPEN)
)


@router.press(RESOLUTIONS)
async def listed(context: Context, press: Press) -> Card:
    """Show how the resolutions stand."""
    found = await meetings.opened(context, press.id)
    shown = cut(found.standing, press.number)
    opens = may(context.actor, Action.SEE_QUEUE)
    return card_of(
        lines(
            context.words("resolutions-head", title=cards.title(context.town, context.words, found.meeting)),
            resolutions.head(context.words, found.standing, context.now),
            *resolutions.standings(context.town, context.words, shown.entries, context.now),
        ),
        *(button(one.case.number, "view", one.case.id) for one in shown.entries if opens),
        pager(shown, lambda to: (RESOLUTIONS, press.id, to)),
        context.offer("button-back", OPEN, press.id),
    )
