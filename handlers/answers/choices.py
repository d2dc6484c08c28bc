"""The buttons that come back when words are not clear: the ready answers, and "this is another hazard".

The words are kept as a report that is put aside; the last button opens it, any other button drops it.
"""

from collections.abc import Sequence

from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.filing import taking_in
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, Press, Row, card_of, router_of
from handlers.kit.routers import press_as_said
from models import Draft
from models.enums import DraftKind, DraftState
from services.answers import passing_on, waiting
from services.answers.waiting import SentMessage, Waiting
from services.cards.card import CALLBACK_BYTES, Button, below, button, lines, press
from services.core.errors import Refused
from services.drafts import contents, drafts
from services.filing.fields import ReportFields

CHOSEN = "an"
"""A button that came back: the subject is the report kept aside (0: none), the extra the button's own data."""
OTHER = "other"
"""The extra of "this is another hazard"."""
MOST = 4
"""Things whose buttons come back in one message."""
LABEL = 60
"""Characters of a button's label."""

router = router_of("answers_choices")


async def keep(context: Context, message: Message, *, state: DraftState = DraftState.SHELVED) -> int:
    """Keep a message as a report that is put aside; return its id, 0 when there was nothing to keep."""
    text, media_id = drafts_content.words_of(message), None
    try:
        media_id = await drafts_content.media_of(context, message)
    except Refused as refusal:
        drafts_content.file_refused(context, message, refusal)
    if text is None and media_id is None:
        return 0
    fields = ReportFields(**filing_words.described(context, ReportFields(), text or ""))
    draft = await drafts.keep(
        context.session,
        context.actor,
        DraftKind.REPORT,
        fields,
        now=context.now,
        subject_id=None,
        state=state,
    )
    if media_id is not None:
        await drafts_content.attach(context, draft, media_id, message)
    if text is not None:
        at = message.chat.id, message.message_id
        await contents.refer(context.session, *at, draft_id=draft.id, case_id=None, text=text)
    return draft.id


async def bring_back(
    context: Context, found: Sequence[Waiting], message: Message | None, *, only: Sequence[Button | None] = ()
) -> None:
    """Bring back the buttons of what waits, and offer the other choice; ``only``: one button of each is meant."""
    kept = await keep(context, message) if message is not None else 0
    shown, words = found[:MOST], context.words
    several = len(shown) > 1
    rows: list[Row] = []
    for place, one in enumerate(shown):
        meant = only[place] if only else None
        offered = (meant,) if meant is not None else one.buttons
        made = [_chosen(context, each, kept, one.name if several else None) for each in offered]
        rows += [[each] for each in made] if several else [made[at : at + 2] for at in range(0, len(made), 2)]
    text = words("answers-several", count=len(found)) if several else words("answers-one", name=shown[0].name)
    more = below(words("answers-other-kept")) if kept else None
    context.say.send(card_of(lines(text, more), *rows, other(context, kept)))


def other(context: Context, kept: int, key: str = "answers-other") -> Button:
    """Return the button of another hazard, with the words that are kept."""
    return context.offer(key, CHOSEN, kept, OTHER)


def _chosen(context: Context, one: Button, kept: int, name: str | None) -> Button:
    label = one.text if name is None else context.words.plain("answers-choice", answer=one.text, name=name)
    label = label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
    data = (one.data or "").removeprefix("p:").replace(":", "~")
    if len(f"p:{CHOSEN}:{kept}:{data}".encode()) > CALLBACK_BYTES:
        return one
    return button(label, CHOSEN, kept, data)


@router.press(CHOSEN)
async def chosen(context: Context, press: Press, raw_state: str | None = None) -> None:
    """Take the answer, and pass on the words that were kept; or open them as a report."""
    if press.extra == OTHER:
        await _another(context, press.id)
        return
    said = await _dropped(context, press.id)
    await answer(context, f"p:{press.extra.replace('~', ':')}", said)


async def _another(context: Context, kept: int) -> None:
    if not kept:
        await taking_in.begin(context)
        return
    await press_as_said(context, press(REPORT, kept, "resume"))


async def _dropped(context: Context, kept: int) -> str:
    """Drop the report that was kept aside, and return its words."""
    if not kept:
        return ""
    draft: Draft = await drafts.owned(context.session, context.actor, kept, DraftKind.REPORT)
    if draft.state is not DraftState.SHELVED:
        return ""  # it is a report by now
    await drafts.cancel(context.session, draft, context.now)
    return drafts.fields(draft, ReportFields).text


async def answer(context: Context, data: str, said: str = "") -> None:
    """Press a button for somebody, and keep the words beyond it with what it answers."""
    about = None
    if said:
        mark = SentMessage(0, data=frozenset({data}))
        about = next((one for one in await waiting.of(context, context.words) if one.is_on(mark)), None)
    await press_as_said(context, data)
    if about is not None:
        await passing_on.keep(context, about, said)
        context.say.send(context.words("answers-kept"))
