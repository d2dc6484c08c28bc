"""The material of a session: the card that collects its files, and sending them again."""

from handlers.drafts.cards import Form
from handlers.kit import Context, Press, card_of, router_of
from handlers.training import session as view
from models import Draft, TrainingSession
from models.enums import DraftKind, TrainingState
from services.cards import wording
from services.cards.card import Card, Picture, below, lines
from services.core.errors import Refused
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments
from services.training import cards, facts, loading, material

router = router_of("training_material")


async def _check(context: Context, draft: Draft) -> TrainingSession:
    return await loading.kept(context, draft.subject_id or 0, *loading.OPEN, TrainingState.HELD)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: which session, and how many files there are."""
    session, files = await _check(context, draft), await attachments.count(context.session, draft)
    text = drafts.fields(draft, Fields).text.strip()
    return card_of(
        lines(
            context.words("training-material-head", title=cards.title(context.town, context.words, session)),
            context.words("collect-text", text=wording.shortened(text)) if text else None,
            context.words("topic-files", count=files) if files else None,
            below(context.words("training-material-ready" if files else "training-material-ask")),
        ),
        FORM.offer(context, draft, "training-material-send", "send") if files else None,
        FORM.ways_out(context, draft),
    )


FORM = Form("training_files", DraftKind.TRAINING_MATERIAL, draw=draw, check=_check)


async def _send(context: Context, draft: Draft, choice: str) -> Card:
    session = await material.hand_in(context, draft)
    context.say.toast(context.words.plain("training-material-sent"))
    return await view.organise(context, session.id)


FORM.answer(router, "training-material-given-up", {"send": _send}, opened_by=view.UPLOAD)


@router.press(cards.MATERIAL)
async def fetched(context: Context, press: Press) -> None:
    """Send the material again."""
    found = await facts.opened(context, press.id)
    files = await facts.files_of(context, press.id)
    if not files:
        raise Refused("training-material-none")
    title = cards.title(context.town, context.words, found.session)
    for one in files:
        context.say.send(Card(text=context.words("training-file", title=title), picture=Picture.of(one.media)))
