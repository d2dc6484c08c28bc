"""Opening a case: its card, its timeline, its files, its place. The same for everybody who may see it."""

from datetime import datetime

from aiogram import F, Router
from aiogram.methods import SendLocation
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.answers import Answers
from handlers.press import Press
from models.enums import Action
from services import attachments, facts, timeline, views
from services.access import Actor, require
from services.cards import Card, Picture
from services.lifecycle import load_case, subject_of
from services.town import Town
from texts import Words

router = Router(name="case")


async def case_card(
    session: AsyncSession, town: Town, actor: Actor, case_id: int, now: datetime, *, more: bool = False
) -> Card:
    """Return a case's card for the actor. Raises ``Forbidden`` or ``Stale``."""
    case = await load_case(session, case_id, lock=False)
    require(actor, Action.VIEW, await subject_of(session, case))
    known = await facts.gather(session, case)
    card = views.card(town, known, actor, now)
    if more:
        card = card.model_copy(update={"rows": views.rows(known, actor, town.words(actor.language), more=True)})
    return card


@router.callback_query(Press.filter(F.action.in_({"view", "more"})))
async def view(
    query: object,
    callback_data: Press,
    session: AsyncSession,
    town: Town,
    actor: Actor,
    say: Answers,
    now: datetime,
) -> None:
    """Show the case's card in place of the message, with the everyday or the rare buttons."""
    say.edit(await case_card(session, town, actor, callback_data.id, now, more=callback_data.action == "more"))


@router.callback_query(Press.filter(F.action == "timeline"))
async def show_timeline(
    query: object,
    callback_data: Press,
    session: AsyncSession,
    town: Town,
    actor: Actor,
    say: Answers,
    now: datetime,
) -> None:
    """Show a page of the timeline, the newest first time round."""
    number = int(callback_data.extra) if callback_data.extra else -1
    say.edit(await timeline.page(session, town, actor, callback_data.id, number=number, now=now))


@router.callback_query(Press.filter(F.action == "files"))
async def show_files(
    query: object, callback_data: Press, session: AsyncSession, actor: Actor, say: Answers, words: Words
) -> None:
    """Send every file of the case, each with whose it is for."""
    case = await load_case(session, callback_data.id, lock=False)
    require(actor, Action.VIEW, await subject_of(session, case))
    for attachment in await attachments.of_case(session, case.id):
        caption = words("case-file", number=case.number, purpose=words(f"purpose-{attachment.purpose.value}"))
        picture = Picture(kind=attachment.media.kind.value, file_id=attachment.media.file_id)
        say.send(Card(text=caption, picture=picture))


@router.callback_query(Press.filter(F.action == "map"))
async def show_map(query: object, callback_data: Press, session: AsyncSession, actor: Actor, say: Answers) -> None:
    """Send the case's pin."""
    case = await load_case(session, callback_data.id, lock=False)
    require(actor, Action.VIEW, await subject_of(session, case))
    if case.latitude is not None and case.longitude is not None and say.chat_id is not None:
        say.call(SendLocation(chat_id=say.chat_id, latitude=case.latitude, longitude=case.longitude))
