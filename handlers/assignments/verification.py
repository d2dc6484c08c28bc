"""Somebody else looks (核验): a card with what was reported and done; then closing, and "the emergency is over"."""

from handlers.cases.showing import done, fresh, steps
from handlers.cases.view import COMPARE
from handlers.drafts.cards import Form
from handlers.kit import Context, Press, Rows, card_of, router_of, rows_of
from models import Case, Draft
from models.enums import Action, AssignmentState, CaseState, DraftKind
from services.assignments import verification
from services.assignments.fields import VerificationFields
from services.assignments.hooks import PASS
from services.cards import pages, wording
from services.cards.card import Card, below, lines
from services.cases import card as cases_card
from services.cases import facts
from services.cases.facts import CaseFacts
from services.cases.lifecycle import case_for, find_case
from services.core.labels import name
from services.drafts import drafts
from services.media import attachments

SURE_OVER = "sure_over"

router = router_of("verification")


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what was reported, what each unit did, what is seen now, what is still needed."""
    words = context.words
    case = await _check(context, draft)
    known = await facts.gather(context, case)
    fields = drafts.fields(draft, VerificationFields)
    text = fields.text.strip()
    wanted = context.settings.severities[case.severity].verification_evidence
    present = await attachments.count(context.session, draft)
    lacks = ["verification-lacks-rest"] if fields.remains and not text else []
    if present < wanted:
        lacks.append("verification-lacks-files")
    ready = "verification-ready-rest" if fields.remains else "verification-ready"
    card = card_of(
        lines(
            words("verification-head", number=case.number),
            words("case-place", place=cases_card.place(known, words)),
            words("case-description", text=wording.shortened(case.description)) if case.description.strip() else None,
            *(
                words(
                    "verification-assignment",
                    unit=known.units.get(one.unit_id, ""),
                    at=context.time(one.fed_back_at),
                    text=wording.shortened(one.feedback),
                )
                for one in case.assignments
                if one.state is AssignmentState.FED_BACK
            ),
            words("verification-rest") if fields.remains else None,
            words("collect-text", text=wording.shortened(text)) if text else None,
            words("collect-files", present=present, wanted=wanted) if wanted or present else None,
            below(words("collect-lacks", missing=context.listed(lacks)) if lacks else words(ready)),
        ),
        *_rows(context, draft, known, remains=fields.remains, lacks=bool(lacks)),
    )
    text = lines(card.text, words("case-picture-after")) if known.worked else card.text
    if not pages.fits_caption(text):
        return card
    return card.model_copy(update={"text": text, "picture": known.shown})


def _rows(context: Context, draft: Draft, known: CaseFacts, *, remains: bool, lacks: bool) -> Rows:
    ready = ("verification-submit-rest", "remains") if remains else ("verification-pass", "pass")
    other = ("verification-no-rest", "all") if remains else ("verification-remains", "remains")
    return rows_of(
        None if lacks else FORM.offer(context, draft, *ready),
        FORM.offer(context, draft, *other),
        *(
            context.offer("verification-return", Action.RETURN.value, one.id, unit=known.units.get(one.unit_id, ""))
            for one in known.case.assignments
            if one.state is AssignmentState.FED_BACK
        ),
        (
            context.offer("button-files", "files", known.case.id, count=known.files) if known.files else None,
            context.offer("button-compare", COMPARE, known.case.id) if known.worked and known.picture else None,
        ),
        tuple(FORM.ways_out(context, draft)),
    )


async def _check(context: Context, draft: Draft) -> Case:
    return await case_for(context.session, context.actor, draft.subject_id or 0, Action.VERIFY)


async def _over(context: Context, draft: Draft) -> Card | None:
    """Say where the case stands now: it was verified, returned or merged while the card was open."""
    case = await find_case(context.session, draft.subject_id)
    if case is None or case.state is CaseState.FEEDBACK:
        return None
    text = context.words("verification-over", number=case.number, state=name(context.words, case.state))
    return card_of(text, context.offer("button-view", "view", case.id))


FORM = Form("verification", DraftKind.VERIFICATION, draw=draw, check=_check, over=_over)
steps(
    router,
    {
        Action.CLOSE.value: (verification.close, "done-close"),
        PASS: (verification.verify_at_once, "done-verify"),
        SURE_OVER: (verification.declare_over, "done-declare-over"),
    },
)


async def _pass(context: Context, draft: Draft, choice: str) -> Card:
    await _all(context, draft, choice)
    return await _verify(context, draft)


async def _remains(context: Context, draft: Draft, choice: str) -> Card | None:
    """Ask for words about what remains; with them, verify."""
    fields = drafts.fields(draft, VerificationFields)
    if fields.remains and fields.text.strip():
        return await _verify(context, draft)
    await drafts.patch(context.session, draft, VerificationFields, context.now, remains=True)
    return None


async def _all(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, VerificationFields, context.now, remains=False)


async def _verify(context: Context, draft: Draft) -> Card:
    case, rest = await verification.verify(context, draft)
    if rest is not None:
        return await done(context, case, "done-verify-remains", rest=rest.number)
    return await done(context, case, "done-verify")


VERBS = {"pass": _pass, "remains": _remains, "all": _all}
FORM.answer(router, "verification-cancelled", VERBS, opened_by=Action.VERIFY.value)


@router.press(Action.DECLARE_OVER.value)
async def over(context: Context, press: Press) -> Card:
    """Ask whether the emergency is really over: everybody around the case will be told."""
    case = await case_for(context.session, context.actor, press.id, Action.DECLARE_OVER)
    card = await fresh(context, case.id, context.words("over-ask", number=case.number))
    yes, back = context.offer("over-yes", SURE_OVER, case.id), context.offer("button-back", "view", case.id)
    return card.model_copy(update={"rows": ((yes, back),)})
