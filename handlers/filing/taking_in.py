"""Filing a hazard (D1): whatever is sent to the bot goes on one card, in any order; the card is a row, so it lasts."""

from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.drafts.cards import IDLE_AFTER
from handlers.drafts.middleware import is_command
from handlers.filing import supplements, view
from handlers.filing import words as filing_words
from handlers.kit import Context, router_of
from models import Draft
from models.enums import DraftKind
from services.core.errors import Refused
from services.drafts import drafts
from services.filing import filing
from services.filing import supplements as filing_supplements
from services.filing.fields import ReportFields
from services.mobilisation import deployed as mobilisation_deployed

router = router_of("filing")

NOT_UNDERSTOOD = frozenset(
    {
        ContentType.STICKER,
        ContentType.CONTACT,
        ContentType.POLL,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.STORY,
        ContentType.PAID_MEDIA,
        ContentType.CHECKLIST,
        ContentType.INVOICE,
        ContentType.GIVEAWAY,
    }
)
"""Sent by people, but nothing a report can hold. Telegram's own service messages are passed over in silence."""


@router.message(Command("report"))
async def report(message: Message, context: Context) -> None:
    """Open the card, the one that is being filled in or a new one."""
    open_draft = await still_open(context, await drafts.current(context.session, context.actor.person_id))
    if open_draft is not None:
        await view.show(context, open_draft)
    else:
        await begin(context)


@router.message(Command("sos"))
async def sos(message: Message, context: Context) -> None:
    """Send a danger to life at once, with whatever is on the card, and let it be completed afterwards."""
    draft = await still_open(context, await drafts.current(context.session, context.actor.person_id))
    if draft is not None and draft.case_id is not None:
        await view.show(context, draft, again=True)
        return
    if draft is None:
        draft = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    await filing.send_ahead(context.act, draft)
    await view.show(context, draft)


@router.message()
async def take_in(
    message: Message,
    context: Context,
    draft: Draft | None = None,
    raw_state: str | None = None,
    more_of_album: bool = False,
) -> None:
    """Take in whatever a person sends: on the open card, into the case it belongs to, or as the start of a report."""
    if is_command(message):
        context.say.send(context.words("menu-unknown"))
        return
    if await _by_contact(context, draft, message):
        return
    if not drafts_content.has_content(message):
        if message.content_type in NOT_UNDERSTOOD:
            context.say.send(context.words("filing-not-understood"))
        return
    if await supplements.taken(context, message, raw_state, more=more_of_album):
        return
    report = await still_open(context, draft)
    if report is not None:
        await put(context, report, message, more=more_of_album)
        if not more_of_album:
            await view.show(context, report)
        return
    recent = await filing_supplements.latest_own(
        context.session, context.actor, since=context.now - filing_supplements.LATE_WINDOW
    )
    joins = recent is not None and drafts_content.file_of(message) is not None
    if joins and await mobilisation_deployed.of(context.session, context.actor.person_id):
        joins = False  # of that case, or from the mobilisation: the card asks
    if recent is not None and joins:
        await supplements.join(context, message, recent.id, more=more_of_album)
        return
    report = await put(context, None, message, open_is=draft)
    if report is not None and not more_of_album:
        await _show_new(context, report, recent)


async def put(
    context: Context, draft: Draft | None, message: Message, *, more: bool = False, open_is: Draft | None = None
) -> Draft | None:
    """Put a message on the card; without one, open it. None when its file is refused: the sender is told why.

    ``open_is``: another card that is open, and has to be put aside for this one.
    """
    media_id = None
    try:
        media_id = await drafts_content.media_of(context.act, message)
    except Refused as refusal:  # the rest of an album, and what is on the card, is none the worse for it
        context.say.send(refusal.in_words(context.words))
        if draft is None and not message.caption:
            return None
    fresh = draft is None
    if draft is None:
        first = open_is is None
        draft = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now, first=first)
    text = drafts_content.words_of(message)
    if media_id is not None:
        await drafts.attach(
            context.session,
            draft,
            media_id,
            person_id=context.actor.person_id,
            caption=text,
            now=context.now,
            most=context.settings.files.max_a_draft,
            first=fresh,
        )
    place = message.venue.location if message.venue else message.location
    if place is not None:
        landmark = message.venue.title if message.venue else None
        await filing_words.pin(context, draft, (place.latitude, place.longitude), landmark)
    elif text is not None:
        where = {"chat_id": message.chat.id, "message_id": message.message_id}
        await filing_words.hear(context, draft, text, **where)
    elif not more:
        await filing_words.change(context, draft, asking=None)
    return draft


async def begin(context: Context) -> None:
    """Open a new card, and offer what was put aside."""
    draft = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    await _show_new(context, draft, None)


async def _show_new(context: Context, draft: Draft, recent: filing_supplements.Recent | None) -> None:
    shelved = await drafts.shelved(context.session, context.actor.person_id, DraftKind.REPORT)
    offer = next((one for one in shelved if one.case_id is None), None)
    await view.show(context, draft, recent=recent, offer=offer)


async def still_open(context: Context, draft: Draft | None) -> Draft | None:
    """Return the report a message belongs to; one that was left alone for long is ended or put aside."""
    if draft is None or draft.kind is not DraftKind.REPORT:
        return None
    idle = context.now - draft.updated_at
    if draft.case_id is not None and idle > filing_supplements.LATE_WINDOW:
        await drafts.finish(context.session, draft, context.now)  # sent long ago: what comes now is another matter
        return None
    if idle > IDLE_AFTER:
        await drafts.shelve(context.session, draft, context.now)
        return None
    return draft


async def _by_contact(context: Context, draft: Draft | None, message: Message) -> bool:
    """A villager's contact card answers "on whose behalf"; a person's own card says that they are logged in already."""
    contact = message.contact
    if contact is None:
        return False
    if contact.user_id == context.actor.chat_id:
        context.say.send(context.words("identity-already", name=context.actor.name))
        return True
    if draft is None or draft.kind is not DraftKind.REPORT or drafts.fields(draft, ReportFields).asking != "behalf":
        return False
    name = " ".join(filter(None, (contact.first_name, contact.last_name)))
    await filing_words.hear(
        context, draft, f"{name} {contact.phone_number}", chat_id=message.chat.id, message_id=message.message_id
    )
    await view.show(context, draft)
    return True
