"""The card on which a step of the evaluation is written: comments, a self-review, the report."""

from typing import Any

from handlers.drafts.cards import Collects, Form
from handlers.drills import drills as view
from handlers.kit import Context, Press, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from models import Draft
from models.enums import DraftKind, DrillGrade, DrillStep
from services.cards import wording
from services.cards.card import Card, below, lines
from services.core.labels import hyphened, name
from services.drafts import drafts
from services.drills import cards, participants
from services.drills.evaluation import steps
from services.drills.evaluation.steps import NoteFields
from services.media import attachments

router = router_of("drill_notes")


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: which drill and step, what is there, what is missing."""
    drill, words = await steps.check(context, draft), context.words
    fields = drafts.fields(draft, NoteFields)
    files, text = await attachments.count(context.session, draft), fields.text.strip()
    step = fields.step or DrillStep.COMMENTS
    report = step is DrillStep.REPORT
    ready = bool(text or files) and (fields.grade is not None or not report)
    village = await participants.village_name(context, drill)
    grades = [
        FORM.labelled(
            words.plain(
                "drill-grade-choice",
                grade=name(words, one).unescape(),
                chosen="yes" if one is fields.grade else "no",
            ),
            draft,
            f"grade.{one.value}",
        )
        for one in DrillGrade
        if report
    ]
    return card_of(
        lines(
            words("case-drill") if drill.drill else None,
            words(
                "drill-note-head",
                what=name(words, step),
                title=cards.title(context.town, words, drill, village),
            ),
            words("collect-text", text=wording.shortened(text, 1500)) if text else None,
            words("topic-files", count=files) if files else None,
            below(words("drill-note-ready" if ready else f"drill-note-{hyphened(step.value)}")),
        ),
        *in_rows(grades, 4),
        FORM.offer(context, draft, "drill-note-enter", "enter") if ready else None,
        FORM.ways_out(context, draft),
    )


FORM = Form("drill_step", DraftKind.DRILL_NOTE, draw=draw, check=steps.check)
router.message_of(Collects(DraftKind.DRILL_NOTE))(FORM.take_in)


@router.press(cards.REVIEW)
async def begin(context: Context, press: Press) -> None:
    """Open the card of a step, or take up the one that was begun."""
    step = DrillStep(choice_in(press.extra, list(steps.IN_WORDS)))
    await steps.at(context, press.id, step)
    await context.state.clear()
    given: dict[str, Any] = {"now": context.now, "subject_id": press.id, "form": NoteFields, "step": step}
    draft = await drafts.begin(context.session, context.actor, DraftKind.DRILL_NOTE, **given)
    if drafts.fields(draft, NoteFields).step is not step:
        draft = await drafts.begin(context.session, context.actor, DraftKind.DRILL_NOTE, another=True, **given)
    await FORM.show(context, draft)


async def _enter(context: Context, draft: Draft, choice: str) -> Card:
    note = await steps.enter(context, draft)
    return await view.card(
        context, note.drill_id, context.words("drill-note-entered", what=name(context.words, note.step))
    )


async def _grade(context: Context, draft: Draft, choice: str) -> None:
    grade = DrillGrade(choice_in(choice, list(DrillGrade)))
    await drafts.patch(context.session, draft, NoteFields, context.now, grade=grade)


FORM.answer(router, "drill-note-given-up", {"enter": _enter, "grade": _grade})
