"""Explain a button that was pressed too late: name the faster person, and show the card as the case stands now."""

from aiogram.enums import ChatType
from aiogram.types import Message

from handlers.cases.view import case_card
from handlers.kit import Context, Press
from handlers.kit.answers import Answers
from models import Assignment, JournalEntry
from models.enums import Action
from services.cards import people as cards_people
from services.cases import actions
from services.cases.lifecycle import find_assignment
from services.core import journal
from services.core.act import Moment
from services.core.errors import Refused, Stale
from services.core.labels import name
from services.people import directory

_OF_CASE = frozenset(action.value for action in actions.CASE_BUTTONS)
_OF_ASSIGNMENT = frozenset(
    action.value for action in (*actions.ASSIGNMENT_BUTTONS, *actions.STATION_ASSIGNMENT_BUTTONS)
)
_MOVED_ON = frozenset({"error-case-moved-on", "error-assignment-moved-on"})


async def explain(act: Moment, say: Answers, refusal: Stale) -> None:
    """Draw the pressed card again and name who was faster, if it is a case's and the person may still see it."""
    query, pressed = say.update.callback_query, say.pressed
    if query is None or not isinstance(pressed, Message) or pressed.chat.type != ChatType.PRIVATE:
        return
    try:
        press = Press.unpack(query.data or "")
        subject = press.id
    except (TypeError, ValueError, Stale):
        return
    assignment = await find_assignment(act.session, subject) if press.action in _OF_ASSIGNMENT else None
    case_id = assignment.case_id if assignment is not None else (subject if press.action in _OF_CASE else 0)
    reader = await directory.by_ids(act.session, [say.person_id]) if case_id and say.person_id else []
    if not reader:
        return
    words = say.words or act.town.words(reader[0].language)
    context = Context(act.session, act.town, act.now, reader[0], words, say)
    try:
        say.edit(await case_card(context, case_id))
    except Refused:  # it is not theirs to see any more
        return
    if refusal.key in _MOVED_ON:
        await _name_who(context, case_id, assignment)


async def _name_who(context: Context, case_id: int, assignment: Assignment | None) -> None:
    town, words = context.town, context.words
    entries = await journal.history(context.session, journal.of_case(case_id))
    last = next((entry for entry in reversed(entries) if _moved(entry, assignment)), None)
    if last is None:
        return
    names = await directory.names(context.session, [last.actor_id])
    text = words(
        "error-somebody-faster",
        at=context.time(last.at),
        who=cards_people.colleague(town, words, names[last.actor_id])
        if last.actor_id in names
        else words("timeline-system"),
        action=name(words, Action(last.action)),
    )
    context.say.toast(text.unescape(), alert=True)


def _moved(entry: JournalEntry, assignment: Assignment | None) -> bool:
    """Whether the entry changed a state: the assignment's, if one is asked about, or the whole case's."""
    of = entry.details.get("assignment")
    return entry.from_state != entry.to_state and (assignment is None or of in (assignment.id, None))
