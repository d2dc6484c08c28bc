"""The quiz in chat, by our own buttons.

Telegram's quiz polls do not serve here: an answer to a poll comes with the number of the poll alone, it cannot be given
again, an option has at most 100 characters, and the state of a poll is Telegram's and not in our rows. A button of ours
names the attempt, the question and the choice: it is exact, works for everybody who can log in, and means the same
after a restart, so that a quiz that was broken off goes on where it stood.
"""

from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in, unreadable
from handlers.training import session as view
from models.enums import SheetKind
from services.cards.card import Card, button, lines
from services.core.paging import cut
from services.training import cards
from services.training.quiz import attempts, questions, results
from services.training.quiz import cards as quiz_cards

SWITCH = "training_question"
PER_PAGE = 12

router = router_of("training_quiz")


@router.press(cards.QUIZ)
async def begun(context: Context, press: Press) -> None:
    """Begin the quiz, or take it up where it was broken off, in a message of its own."""
    attempt = await attempts.begin(context, press.id)
    context.say.send(quiz_cards.shown(context.town, context.words, attempt))


@router.press(quiz_cards.PICK)
async def picked(context: Context, press: Press) -> Card:
    """Take a choice: it is the answer, or one of several; then show what is next."""
    place, letters, ok = (*press.extra.split("."), "", "")[:3]
    if ok:
        attempt = await attempts.answer(context, press.id, number_in(place), letters)
        return quiz_cards.shown(context.town, context.words, attempt)
    attempt = await attempts.own(context, press.id)
    current = number_in(place) == len(attempt.answers)
    if not set(letters) <= set(questions.LETTERS):
        raise unreadable()
    return quiz_cards.shown(context.town, context.words, attempt, letters if current else "")


@router.press(view.RESULTS)
async def resulted(context: Context, press: Press) -> Card:
    """Show the results of a session's quiz, and the average with its sum."""
    found = await results.of_session(context, press.id)
    shown = cut(found, press.number, PER_PAGE)
    words, town = context.words, context.town
    told = [
        words(
            "training-result",
            name=cards.person(town, words, one.person),
            score=quiz_cards.summed(town, words, one.best) if one.best else "no",
            finished=one.finished,
            answered=-1 if one.answered is None else one.answered,
        )
        for one in shown.entries
    ]
    finished = sum(one.best is not None for one in found)
    return card_of(
        lines(
            words("training-results-head", finished=finished, of=len(found)),
            *told,
            words("training-average", sum=average) if (average := results.average(found)) else None,
        ),
        pager(shown, lambda to: (view.RESULTS, press.id, to)),
        context.offer("button-back", cards.EDIT, press.id),
    )


@router.press(view.QUESTIONS)
async def listed(context: Context, press: Press) -> Card:
    """Show the questions with their right answers; a button leaves one out of the quiz, or puts it back."""
    return await _listed(context, press.id, press.number)


async def _listed(context: Context, session_id: int, page: int) -> Card:
    session, found = await questions.kept(context, session_id)
    shown = cut(found, page)
    words = context.words
    told = [
        words(
            "training-question-line",
            number=one.number,
            text=one.text,
            right=one.right,
            points=one.points,
            active="yes" if one.active else "no",
        )
        for one in shown.entries
    ]
    return card_of(
        lines(
            words("training-questions-head", title=cards.title(context.town, words, session), count=len(found)),
            *told,
        ),
        *(
            button(
                words.plain("training-question-switch", number=one.number, active="yes" if one.active else "no"),
                SWITCH,
                one.id,
                shown.page,
            )
            for one in shown.entries
        ),
        pager(shown, lambda to: (view.QUESTIONS, session_id, to)),
        context.offer("training-send-questions", cards.SHEET, session_id, SheetKind.QUESTIONS.value),
        context.offer("button-back", cards.EDIT, session_id),
    )


@router.press(SWITCH)
async def switched(context: Context, press: Press) -> Card:
    """Leave a question out, or put it back."""
    question = await questions.switch(context, press.id)
    return await _listed(context, question.session_id, press.number)
