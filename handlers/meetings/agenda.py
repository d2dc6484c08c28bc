"""The agenda: earlier resolutions first, then the topics in order; the chair agrees to it or sends it back."""

from handlers.kit import Context, Press, card_of, router_of
from handlers.meetings import meetings as view
from handlers.meetings.topics import FORWARD
from services.cards import wording
from services.cards.card import Card, button
from services.meetings import agenda, cards, meetings
from services.meetings.cards import AGENDA, AGREE, OPEN, SEND_BACK

router = router_of("meeting_agenda")


@router.press(AGENDA)
async def opened(context: Context, press: Press) -> Card:
    """Show the agenda; a button opens each topic."""
    return await shown(context, press.id)


async def shown(context: Context, meeting_id: int) -> Card:
    """Return the agenda with a button for each topic."""
    facts = await meetings.opened(context, meeting_id)
    return card_of(
        cards.agenda(context.town, context.words, facts, context.now),
        *(
            button(
                f"{place}. {one.name}：{wording.shortened(one.row.text, 20)}"
                if one.row.text
                else context.words.plain("topic-entry", place=place, name=one.name),
                cards.TOPIC_OPEN,
                one.row.id,
            )
            for place, one in enumerate(facts.on_agenda, start=1)
        ),
        context.offer("button-back", OPEN, meeting_id),
    )


@router.press(FORWARD)
async def forward(context: Context, press: Press) -> Card:
    """Let a topic stand one place earlier."""
    topic = await agenda.bring_forward(context, press.id)
    return await shown(context, topic.meeting_id)


@router.press(AGREE)
async def agreed(context: Context, press: Press) -> Card:
    """Agree to the agenda."""
    await agenda.agree(context, press.id)
    context.say.toast(context.words.plain("agenda-agreed-done"))
    return await view.card(context, press.id)


@router.asks(SEND_BACK, "agenda-return-ask", agenda.of_chair)
async def sent_back(context: Context, meeting_id: int, said: str) -> Card:
    """Send the agenda back with the words that say what is to change."""
    await agenda.send_back(context, meeting_id, said)
    return await view.card(context, meeting_id)
