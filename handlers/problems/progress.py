"""Two cards that collect words and evidence: what was done about a measure, and what an acceptance found."""

from functools import partial

from handlers.drafts.cards import Form
from handlers.kit import Context, Press, card_of, router_of
from handlers.problems.problems import ACCEPTANCE, PROGRESS, REVIEW, WHY, shown
from models import Draft, Problem
from models.enums import DraftKind, ProblemStep
from services.cards import wording
from services.cards.card import Card, below, lines
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments
from services.problems import cards, decisions, lifecycle, progress
from services.problems import lists as problem_lists

PASS = "problem_pass"
"""Let a progress entry pass; its subject is the entry."""

router = router_of("problem_progress")


async def _draw_progress(context: Context, draft: Draft) -> Card:
    words = context.words
    problem, measure = await progress.reportable(context, draft.subject_id or 0, lock=False)
    text, present = drafts.fields(draft, Fields).text.strip(), await attachments.count(context.session, draft)
    wanted = context.settings.problems.evidence
    return card_of(
        lines(
            words("problem-progress-head", number=problem.number),
            words("problem-progress-measure", text=wording.shortened(measure.text)),
            words("collect-text", text=wording.shortened(text)) if text else words("collect-no-text"),
            words("collect-files", present=present, wanted=wanted),
            below(words("problem-progress-how" if text else "problem-progress-ask")),
        ),
        PROGRESS_FORM.offer(context, draft, "problem-progress-done", "done") if text and present >= wanted else None,
        PROGRESS_FORM.offer(context, draft, "problem-progress-going", "going") if text else None,
        PROGRESS_FORM.ways_out(context, draft),
    )


async def _check_progress(context: Context, draft: Draft) -> object:
    return await progress.reportable(context, draft.subject_id or 0, lock=False)


async def _draw_acceptance(context: Context, draft: Draft) -> Card:
    words, problem = context.words, await _check_acceptance(context, draft)
    found = await problem_lists.opened(context, problem.id)
    text, present = drafts.fields(draft, Fields).text.strip(), await attachments.count(context.session, draft)
    return card_of(
        lines(
            words("problem-acceptance-head", number=problem.number),
            words("problem-text", text=wording.shortened(problem.text)),
            *(cards.measure(context.town, words, at, one) for at, one in enumerate(found.measures, start=1)),
            words("collect-text", text=wording.shortened(text)) if text else words("collect-no-text"),
            words("collect-files", present=present, wanted=0) if present else None,
            below(words("problem-acceptance-how" if text else "problem-acceptance-ask")),
        ),
        ACCEPTANCE_FORM.offer(context, draft, "problem-accept", "accept") if text else None,
        ACCEPTANCE_FORM.offer(context, draft, "problem-refuse", "refuse") if text else None,
        ACCEPTANCE_FORM.offer(context, draft, "problem-acceptance-quick", "say") if not text else None,
        context.offer("button-files", cards.FILES, problem.id, count=files)
        if (files := len(await progress.files_of(context, problem)))
        else None,
        ACCEPTANCE_FORM.ways_out(context, draft),
    )


async def _check_acceptance(context: Context, draft: Draft) -> Problem:
    return await lifecycle.problem_for(context, draft.subject_id or 0, ProblemStep.ACCEPT, lock=False)


PROGRESS_FORM = Form("problem_progress", DraftKind.PROBLEM_PROGRESS, draw=_draw_progress, check=_check_progress)
ACCEPTANCE_FORM = Form(
    "problem_acceptance", DraftKind.PROBLEM_ACCEPTANCE, draw=_draw_acceptance, check=_check_acceptance
)


async def _report(context: Context, draft: Draft, choice: str, *, done: bool) -> Card:
    problem = await progress.report(context, draft, done=done)
    return await shown(context, problem.id, context.words("problem-reported"))


async def _say(context: Context, draft: Draft, choice: str) -> None:
    """Write the ready-made sentence."""
    text = context.words.plain("problem-acceptance-quick")
    await drafts.patch(context.session, draft, Fields, context.now, text=text)


async def _accept(context: Context, draft: Draft, choice: str) -> Card:
    problem = await decisions.accept(context, draft)
    return await shown(context, problem.id, context.words("problem-accepted"))


async def _refuse(context: Context, draft: Draft, choice: str) -> Card:
    problem = await decisions.refuse(context, draft)
    return await shown(context, problem.id, context.words("problem-refused"))


REPORTS = {"done": partial(_report, done=True), "going": partial(_report, done=False)}
PROGRESS_FORM.answer(router, "problem-card-left", REPORTS, opened_by=PROGRESS)
ACCEPTANCE_FORM.answer(
    router, "problem-card-left", {"accept": _accept, "refuse": _refuse, "say": _say}, opened_by=ACCEPTANCE
)


@router.press(REVIEW)
async def review(context: Context, press: Press) -> Card:
    """Show the oldest entry that waits for its review, with its measure."""
    found = await problem_lists.opened(context, press.id)
    waiting = await problem_lists.waiting(context, press.id)
    back = context.offer("button-back", cards.OPEN, press.id)
    if waiting is None:
        return card_of(context.words("problem-review-none"), back)
    entry = waiting.entry
    measure = next((one for one in found.measures if one.id == entry.measure_id), None)
    return card_of(
        lines(
            context.words("problem-review-head", number=found.problem.number, count=found.waiting),
            context.words("problem-progress-measure", text=wording.shortened(measure.text)) if measure else None,
            cards.entry(context.town, context.words, waiting),
        ),
        (
            context.offer("problem-pass", PASS, entry.id),
            context.offer("problem-send-back", WHY, entry.id, ProblemStep.SEND_BACK.value),
        ),
        context.offer("button-files", cards.FILES, press.id, count=waiting.files) if waiting.files else None,
        back,
    )


@router.press(PASS)
async def passed(context: Context, press: Press) -> Card:
    """Let an entry pass."""
    problem = await progress.pass_entry(context, press.id)
    return await shown(context, problem.id, context.words("problem-passed"))
