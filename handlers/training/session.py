"""One session, what its organiser may do about it, and its changes: fields, another day, calling it off."""

from datetime import datetime

from handlers.kit import Context, Kept, Press, Prompt, Row, card_of, router_of
from handlers.kit.buttons import choice_in
from handlers.kit.date_picker import asks_time, read_stamp, stamp
from models.enums import Action, TrainingState
from services.cards.card import Card
from services.documents import documents
from services.people.access import may
from services.training import audience, cards, facts, loading, sessions, timing
from services.training.documents import session as papers
from services.training.facts import Facts

SET, MOVE, CANCEL, TAKE = "training_set", "training_move", "training_cancel", "training_take"
FOR, INVITE, SEND, ROLL = "training_for", "training_invite", "training_send", "training_roll"
QUESTIONS, RESULTS, UPLOAD, REOPEN = "training_questions", "training_results", "training_upload", "training_reopen"
"""The actions of the organiser's buttons; the subject is the session."""
FIELDS = (*sessions.FIELDS, "minutes")

router = router_of("training_session")


async def _check(context: Context, kept: Kept) -> object:
    return await loading.kept(context, kept["session"])


FIELD, WHY_MOVED = Prompt("training_field", _check), Prompt("training_moved", _check)
"""The next words are a field of a session; they say why it is moved."""


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a session, with what the reader may do about it."""
    return await card(context, press.id)


async def card(context: Context, session_id: int) -> Card:
    """Return a session's card."""
    found = await facts.opened(context, session_id)
    session, own = found.session, found.of(context.actor.person_id)
    keeps = may(context.actor, Action.KEEP_TRAINING)
    invited, over = session.state is TrainingState.INVITED, timing.ends_at(session) < context.now
    asked = own is not None and own.invited_at is not None and not own.present
    live = session.state is not TrainingState.CANCELLED
    return card_of(
        await _text(context, found, keeps=keeps),
        cards.answer_buttons(context.words, session.id) if invited and asked and not over else None,
        cards.sign_button(context.town, context.words, session)
        if session.state in loading.OPEN and not over and not (own and own.present)
        else None,
        (
            context.offer("training-material", cards.MATERIAL, session.id, count=found.files) if found.files else None,
            context.offer("training-quiz", cards.QUIZ, session.id)
            if found.questions and live and session.at <= context.now
            else None,
        ),
        context.offer("training-organise", cards.EDIT, session.id) if keeps else None,
        context.offer("list-back", cards.PLAN, session.year),
    )


async def _text(context: Context, found: Facts, *, keeps: bool) -> str:
    own = found.of(context.actor.person_id)
    said = await audience.said(context, context.words, found.session) if keeps else None
    return cards.one(context.town, context.words, found, own, said, context.now, keeps=keeps)


@router.press(cards.EDIT)
async def edit(context: Context, press: Press) -> Card:
    """Show what the organiser may do about a session."""
    return await organise(context, press.id)


async def organise(context: Context, session_id: int) -> Card:
    """Return the organiser's card. Raises ``Forbidden``."""
    await loading.kept(context, session_id, *TrainingState)
    found = await facts.opened(context, session_id)
    session, offer = found.session, context.offer
    held = session.state is TrainingState.HELD
    return card_of(
        await _text(context, found, keeps=True),
        *_before(context, found),
        (
            offer("training-roll", ROLL, session.id)
            if timing.sign_in_from(context.town, session) <= context.now
            and session.state is not TrainingState.CANCELLED
            else None,
            offer("training-reopen", REOPEN, session.id) if held else None,
        ),
        (
            offer("training-upload", UPLOAD, session.id),
            offer("training-questions", QUESTIONS, session.id, count=found.questions),
            offer("training-results", RESULTS, session.id) if found.questions else None,
        )
        if session.state is not TrainingState.CANCELLED
        else None,
        documents.offer(context.words, papers.RECORD if held else papers.SIGN_IN, session.id)
        if session.state is not TrainingState.CANCELLED
        else None,
        offer("button-back", cards.OPEN, session.id),
    )


def _before(context: Context, found: Facts) -> list[Row]:
    session, offer = found.session, context.offer
    if session.state not in loading.OPEN:
        return []
    own = session.organiser_id == context.actor.person_id
    over = timing.ends_at(session) < context.now
    again = "training-invite-more" if session.state is TrainingState.INVITED else "training-invite"
    return [
        (offer("training-for", FOR, session.id), offer(again, INVITE, session.id) if not over else None),
        [offer(f"training-set-{field}", SET, session.id, field) for field in FIELDS],
        (
            offer("training-move", MOVE, session.id),
            offer("training-cancel", CANCEL, session.id),
            offer("training-take", TAKE, session.id) if not own else None,
        ),
    ]


@router.press(SET)
async def set_field(context: Context, press: Press) -> None:
    """Ask for a field."""
    await loading.kept(context, press.id)
    field = choice_in(press.extra, FIELDS)
    await FIELD.ask(context, f"{SET}.{press.id}", context.words(f"training-ask-{field}"), session=press.id, field=field)


@router.answer(FIELD, words_only=True)
async def field_said(context: Context, kept: Kept, said: str) -> Card:
    """Take the field."""
    await sessions.change(context, kept["session"], kept["field"], said)
    return await organise(context, kept["session"])


@asks_time(router, MOVE, "training-move-ask", loading.kept)
async def time_said(context: Context, session_id: int, at: datetime) -> Card | None:
    """Move it to another time; once people are invited, ask why first."""
    session = await loading.kept(context, session_id)
    if session.state is TrainingState.INVITED:
        await WHY_MOVED.ask(
            context,
            f"{MOVE}.{session_id}",
            context.words("training-moved-why", at=context.time(at)),
            session=session_id,
            at=stamp(at),
        )
        return None
    await sessions.move(context, session_id, at)
    return await organise(context, session_id)


@router.answer(WHY_MOVED, words_only=True)
async def moved(context: Context, kept: Kept, said: str) -> Card:
    """Move it, and tell everybody why."""
    await sessions.move(context, kept["session"], read_stamp(kept["at"]), said)
    return await organise(context, kept["session"])


@router.asks(CANCEL, "training-cancel-ask", loading.kept)
async def cancelled(context: Context, session_id: int, said: str) -> Card:
    """Call it off, with the reason."""
    await sessions.cancel(context, session_id, said)
    return await card(context, session_id)


@router.press(TAKE)
async def taken(context: Context, press: Press) -> Card:
    """Take the session over."""
    await sessions.take_over(context, press.id)
    return await organise(context, press.id)
