"""Messages about unsent drafts, and the table of drafts that several areas fill in (``Form``)."""

from datetime import timedelta
from typing import Any

from models import Draft
from models.cases import DRAFTS_WAIT
from models.enums import DraftState, Priority
from services.core.act import Moment
from services.drafts import drafts
from services.drafts.fields import Fields
from services.drafts.unsent import Content, Form, Unsent
from services.media import attachments
from services.messaging.kinds import MessageKind, Sound

ASKED = MessageKind("unsent", Priority.RECEIPT, timedelta(hours=12))
DANGER = MessageKind("unsent_danger", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)

KINDS = (ASKED, DANGER)


async def _read(act: Moment, draft: Draft) -> Content:
    form = next((one for one in act.town.registry.of(Form) if one.kind is draft.kind), None)
    files, text = await attachments.count(act.session, draft), drafts.fields(draft, Fields).text.strip()
    said = [text, *(words for name in (form.said if form else ()) for words in _words(draft.data.get(name)))]
    return Content(
        draft.kind.value.replace("_", "-"),
        "\n".join(filter(None, said)),
        files,
        form.buttons if form else (),
        ended=draft.state is DraftState.CANCELLED,
        known=form is not None and form.exercise,
    )


def _words(value: Any) -> list[str]:
    return [str(one.get("text") or "") for one in value] if isinstance(value, list) else [str(value or "")]


UNSENT = (Unsent("d", Draft, DRAFTS_WAIT, "person_id", _read),)
