"""Somebody else looks (核验): a card with what was reported and done; then closing, and "the emergency is over"."""

from aiogram.types import CallbackQuery, Message

from handlers.cases.showing import fresh, show_done
from handlers.drafts import cards
from handlers.drafts.cards import Collects
from handlers.kit import Context, Press, router_of
from models import Case, Draft
from models.enums import Action, AssignmentState, CaseState, DraftKind
from services.assignments import verification
from services.assignments.fields import VerificationFields
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.cases import card as cases_card
from services.cases import facts
from services.cases.lifecycle import case_for, find_case
from services.core.labels import name
from services.drafts import drafts

VERIFICATION = "verification"
"""A button of the card; its subject is the draft, its extra the verb."""
SURE_OVER = "sure_over"

router = router_of("verification")


@router.callback_query(Press.of(Action.VERIFY.value))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Open the card; who handled the case is refused at once."""
    case = await case_for(context.session, context.actor, press.id, Action.VERIFY)
    await cards.begin(context, DraftKind.VERIFICATION, case.id, draw)


@router.message(Collects(DraftKind.VERIFICATION))
async def take_in(message: Message, context: Context, draft: Draft, more_of_album: bool = False) -> None:
    """Put what was sent on the card."""
    await cards.take_in(context, message, draft, draw, _check, more=more_of_album, over=_over)


@router.callback_query(Press.of(VERIFICATION))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Pass, pass with something that remains, start the words anew, or put the card aside."""
    draft = await cards.pressed(context, DraftKind.VERIFICATION, press.id)
    if press.extra != "cancel" and not await cards.still(context, draft, _check, _over):
        return
    fields = drafts.fields(draft, VerificationFields)
    match press.extra:
        case "pass":
            await drafts.patch(context.session, draft, VerificationFields, context.now, remains=False)
            await _verify(context, draft)
            return
        case "remains" if fields.remains and fields.text.strip():
            await _verify(context, draft)
            return
        case "remains":
            await drafts.patch(context.session, draft, VerificationFields, context.now, remains=True, text="")
        case "all":
            await drafts.patch(context.session, draft, VerificationFields, context.now, remains=False)
        case "clear":
            await drafts.patch(context.session, draft, VerificationFields, context.now, text="")
        case _:
            await drafts.cancel(context.session, draft, context.now)
            context.say.edit(context.words("verification-cancelled"))
            return
    context.say.edit(await draw(context, draft))


async def _verify(context: Context, draft: Draft) -> None:
    case, rest = await verification.verify(context.act, draft)
    if rest is not None:
        await show_done(context, case, "done-verify-remains", rest=rest.number)
    else:
        await show_done(context, case, "done-verify")


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what was reported, what each unit did, what is seen now, what is still needed."""
    words = context.words
    case = await _check(context, draft)
    known = await facts.gather(context.act, case)
    fields = drafts.fields(draft, VerificationFields)
    text = fields.text.strip()
    wanted = context.settings.severities[case.severity].verification_evidence
    present = await cards.evidence(context, draft)
    lacks = []
    if fields.remains and not text:
        lacks.append("verification-lacks-rest")
    if present < wanted:
        lacks.append("verification-lacks-files")
    assignments = [one for one in case.assignments if one.state is AssignmentState.FED_BACK]
    ready = "verification-ready-rest" if fields.remains else "verification-ready"
    missing = words.plain("list-comma").join(words.plain(key) for key in lacks)
    return Card(
        text=lines(
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
                for one in assignments
            ),
            words("verification-rest") if fields.remains else None,
            words("collect-text", text=wording.shortened(text)) if text else None,
            words("collect-files", present=present, wanted=wanted) if wanted or present else None,
            below(words("collect-lacks", missing=missing) if lacks else words(ready)),
        ),
        rows=_rows(context, draft, case, fields, lacks=bool(lacks), files=known.files, units=known.units),
    )


def _rows(
    context: Context,
    draft: Draft,
    case: Case,
    fields: VerificationFields,
    *,
    lacks: bool,
    files: int,
    units: dict[int, str],
) -> tuple[tuple[Button, ...], ...]:
    words = context.words

    def verb(key: str, name: str) -> Button:
        return button(words.plain(key), VERIFICATION, draft.id, name)

    rows: list[tuple[Button, ...]] = []
    if fields.remains:
        if not lacks:
            rows.append((verb("verification-submit-rest", "remains"),))
        rows.append((verb("verification-no-rest", "all"),))
    else:
        if not lacks:
            rows.append((verb("verification-pass", "pass"),))
        rows.append((verb("verification-remains", "remains"),))
    rows += [
        (button(words.plain("verification-return", unit=units.get(one.unit_id, "")), Action.RETURN.value, one.id),)
        for one in case.assignments
        if one.state is AssignmentState.FED_BACK
    ]
    last = [verb("collect-cancel", "cancel")]
    if fields.text.strip():
        last.insert(0, verb("collect-clear", "clear"))
    if files:
        last.insert(0, button(words.plain("button-files", count=files), "files", case.id))
    return (*rows, tuple(last))


async def _check(context: Context, draft: Draft) -> Case:
    return await case_for(context.session, context.actor, draft.subject_id or 0, Action.VERIFY)


async def _over(context: Context, draft: Draft) -> Card | None:
    """Say where the case stands now: it was verified, returned or merged while the card was open."""
    case = await find_case(context.session, draft.subject_id)
    if case is None or case.state is CaseState.FEEDBACK:
        return None
    view = button(context.words.plain("button-view"), "view", case.id)
    text = context.words("verification-over", number=case.number, state=name(context.words, case.state))
    return Card(text=text, rows=((view,),))


@router.callback_query(Press.of(Action.CLOSE.value))
async def close(query: CallbackQuery, press: Press, context: Context) -> None:
    """Close the case."""
    case = await verification.close(context.act, press.id)
    await show_done(context, case, "done-close")


@router.callback_query(Press.of(Action.DECLARE_OVER.value))
async def over(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask whether the emergency is really over: everybody around the case will be told."""
    case = await case_for(context.session, context.actor, press.id, Action.DECLARE_OVER)
    words = context.words
    row = (
        button(words.plain("over-yes"), SURE_OVER, case.id),
        button(words.plain("button-back"), "view", case.id),
    )
    card = await fresh(context, case.id, words("over-ask", number=case.number))
    context.say.edit(card.model_copy(update={"rows": (row,)}))


@router.callback_query(Press.of(SURE_OVER))
async def over_sure(query: CallbackQuery, press: Press, context: Context) -> None:
    """Declare the emergency over."""
    case = await verification.declare_over(context.act, press.id)
    await show_done(context, case, "done-declare-over")
