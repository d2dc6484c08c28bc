"""Answering a unit's request for a later deadline; refusing asks for a word (``handlers.questions.asking``)."""

from aiogram.types import CallbackQuery

from handlers.cases.showing import show_done
from handlers.kit import Context, Press, router_of
from models.enums import Action
from services.assignments import extensions
from services.cases.lifecycle import assignment_for

router = router_of("extension")


@router.callback_query(Press.of(Action.GRANT_EXTENSION.value))
async def grant(query: CallbackQuery, press: Press, context: Context) -> None:
    """Grant what was asked for."""
    _, assignment = await assignment_for(context.session, context.actor, press.id, Action.GRANT_EXTENSION)
    until = assignment.extension_until
    case = await extensions.answer(context.act, assignment.id, granted=True, reason="")
    at = context.time(until)
    await show_done(context, case, "done-grant-extension", until=at)
