"""Appeals on the phone: one outcome of a closed period, the card of an appeal with photos, and the answer."""

from handlers.drafts.cards import Form
from handlers.kit import Context, Kept, Press, Prompt, card_of, router_of
from handlers.kit.buttons import choice_in
from models import Draft
from models.enums import AppealState, DraftKind
from services.assessment import appeals, cards, holders
from services.assessment.period_results import Contested
from services.cards import wording
from services.cards.card import Card, Picture, below, button, lines
from services.core.errors import Refused
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments

WITHDRAW = "appeal_withdraw"
DONE, LEFT_OUT, STAYS = "done", "left", "stays"
"""The answers: it counts as done, it does not count, it stays as it is."""

router = router_of("appeals")

REASON = Prompt("appeal_answer", lambda context, kept: appeals.answerable(context, kept["appeal"]))
"""The next words are the reason of an answer."""


@router.press(cards.OUTCOME)
async def opened(context: Context, press: Press) -> Card:
    """Show one outcome with its appeal, and what may be done about it."""
    return await _shown(context, await appeals.opened(context, press.id))


async def _shown(context: Context, found: Contested, head: str | None = None) -> Card:
    appeal, occasion = found.appeal, found.occasion
    waits = appeal is not None and appeal.state is AppealState.WAITING
    files = await appeals.files_of(context, appeal.id) if appeal else []
    return card_of(
        lines(head, cards.contested(context.words, context.town, found)),
        context.offer("assess-open-thing", occasion.action, occasion.subject),
        context.offer("appeal-new", cards.APPEAL, found.row.id) if appeals.may_appeal(context, found) else None,
        *(
            [context.offer(f"appeal-{choice}", cards.ANSWER, appeal.id, choice) for choice in (DONE, LEFT_OUT, STAYS)]
            if appeal is not None and waits and await _judges(context, appeal.id)
            else []
        ),
        context.offer("appeal-withdraw", WITHDRAW, appeal.id)
        if appeal is not None and waits and holders.may_appeal(context.actor, found.whose)
        else None,
        context.offer("button-files", cards.FILES, appeal.id, count=len(files)) if appeal and files else None,
        context.offer("button-back", cards.ONE, found.of_period.code, holders.code(found.whose)),
    )


async def _judges(context: Context, appeal_id: int) -> bool:
    try:
        await appeals.answerable(context, appeal_id)
    except Refused:
        return False
    return True


async def _check(context: Context, draft: Draft) -> object:
    return await appeals.appealable(context, draft.subject_id or 0)


async def _draw(context: Context, draft: Draft) -> Card:
    words, found = context.words, await appeals.appealable(context, draft.subject_id or 0)
    text, files = drafts.fields(draft, Fields).text.strip(), await attachments.count(context.session, draft)
    return card_of(
        lines(
            words("appeal-card"),
            cards.contested(words, context.town, found),
            words("collect-text", text=wording.shortened(text)) if text else words("collect-no-text"),
            words("collect-files", present=files, wanted=0) if files else None,
            below(words("appeal-how" if text else "appeal-ask")),
        ),
        FORM.offer(context, draft, "appeal-send", "send") if text else None,
        FORM.ways_out(context, draft),
    )


FORM = Form("appeal", DraftKind.APPEAL, draw=_draw, check=_check)


async def _send(context: Context, draft: Draft, choice: str) -> Card:
    found = await appeals.file(context, draft)
    due = context.time(found.appeal.due_at) if found.appeal else ""
    return await _shown(context, found, context.words("appeal-sent", due=due))


FORM.answer(router, "appeal-card-left", {"send": _send}, opened_by=cards.APPEAL)


@router.press(WITHDRAW)
async def withdraw(context: Context, press: Press) -> Card:
    """Take an appeal back."""
    return await _shown(context, await appeals.withdraw(context, press.id), context.words("appeal-taken-back"))


@router.press(cards.APPEALS)
async def waiting(context: Context) -> Card:
    """Show the appeals that wait for an answer, the first due first."""
    words, found = context.words, await appeals.waiting(context)
    return card_of(
        words("appeals-head" if found else "appeals-none", count=len(found)),
        *(
            button(
                words.plain("appeals-entry", name=one.result.name, item=one.item.named(words.language)),
                cards.OUTCOME,
                one.row.id,
            )
            for one in found
        ),
        context.offer("list-back", cards.LIST),
    )


@router.press(cards.ANSWER)
async def answer(context: Context, press: Press) -> None:
    """Ask for the reason of an answer."""
    choice = choice_in(press.extra, (DONE, LEFT_OUT, STAYS))
    await appeals.answerable(context, press.id)
    text = context.words("appeal-why", choice=choice)
    await REASON.ask(context, cards.ANSWER, text, appeal=press.id, choice=choice)


@router.answer(REASON, words_only=True)
async def answered(context: Context, kept: Kept, said: str) -> Card:
    """Answer with the reason that was typed."""
    if kept["choice"] == STAYS:
        found = await appeals.refuse(context, kept["appeal"], said)
    else:
        found = await appeals.uphold(context, kept["appeal"], said, as_done=kept["choice"] == DONE)
    return await _shown(context, found, context.words("appeal-answered"))


@router.press(cards.FILES)
async def files(context: Context, press: Press) -> None:
    """Send every file of an appeal."""
    for one in await appeals.files_of(context, press.id):
        context.say.send(Card(text=context.words("appeal-file"), picture=Picture.of(one.media)))
