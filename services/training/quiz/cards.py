"""The cards of a quiz: one question with its options, and the result with the sum written out."""

from models import TrainingAttempt
from services.cards.card import Button, Card, below, button, lines
from services.core.town import Town
from services.training import cards
from services.training.quiz.attempts import Asked, Score, asked, score
from services.training.quiz.questions import LETTERS
from services.training.quiz.results import percent
from texts import Words

PICK = "training_pick"
"""A choice; its subject is the attempt, its extra ``place.letters``, with ``.ok`` where they are the answer."""
OK = "ok"


def shown(town: Town, words: Words, attempt: TrainingAttempt, chosen: str = "") -> Card:
    """Return the question that is next, with the options ``chosen`` so far, or the result."""
    done = score(attempt)
    return _question(words, attempt, chosen) if done is None else _result(town, words, attempt, done)


def _question(words: Words, attempt: TrainingAttempt, chosen: str) -> Card:
    place = len(attempt.answers)
    question = asked(attempt)[place]
    several = "yes" if question.several else "no"
    told = [
        words("training-option", letter=letter, text=option)
        for letter, option in zip(LETTERS, question.options, strict=False)
    ]
    text = lines(
        words(
            "training-question", place=place + 1, count=len(attempt.questions), points=question.points, several=several
        ),
        words("training-question-text", text=question.text),
        *told,
        below(words("training-question-how", several=several)),
    )
    row = tuple(_option(words, attempt, place, question, letter, chosen) for letter in LETTERS[: len(told)])
    rows = [row[at : at + 4] for at in range(0, len(row), 4)]
    if question.several:
        confirm = button(
            words.plain("training-choose", chosen=chosen or "no"), PICK, attempt.id, f"{place}.{chosen}.{OK}"
        )
        rows.append((confirm,))
    return Card(text=text, rows=tuple(rows))


def _option(words: Words, attempt: TrainingAttempt, place: int, question: Asked, letter: str, chosen: str) -> Button:
    if not question.several:
        return button(letter, PICK, attempt.id, f"{place}.{letter}.{OK}")
    taken = letter in chosen
    after = chosen.replace(letter, "") if taken else "".join(sorted(chosen + letter))
    label = words.plain("broadcast-choice", name=letter, chosen="yes" if taken else "no")
    return button(label, PICK, attempt.id, f"{place}.{after}")


def summed(town: Town, words: Words, done: Score) -> str:
    """Return a result with its sum, and whether it passed."""
    passed = "yes" if done.share >= town.settings.training.quiz_pass else "no"
    return words("training-score", sum=done.written, of=done.out_of, share=percent(done.share), passed=passed)


def _result(town: Town, words: Words, attempt: TrainingAttempt, done: Score) -> Card:
    wrong = [
        words(
            "training-wrong",
            place=place,
            said=said,
            right=one.right,
            text=one.text[:60],
            why=one.why or "no",
        )
        for place, (one, said) in enumerate(zip(asked(attempt), attempt.answers, strict=True), start=1)
        if said != one.right
    ]
    text = lines(
        words("training-quiz-done", number=attempt.number),
        summed(town, words, done),
        below(words("training-wrong-head", count=len(wrong))) if wrong else None,
        *wrong,
    )
    again = button(words.plain("training-quiz-again"), cards.QUIZ, attempt.session_id, "again")
    return Card(text=text, rows=((again,), (cards.see(words, attempt.session_id),)))
