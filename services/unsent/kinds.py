"""Messages about unsent drafts, and the tables of drafts that several areas fill in."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import Draft
from models.cases import DRAFTS_WAIT
from models.enums import DraftKind, DraftState, Priority
from services.drafts import drafts
from services.drafts.fields import Fields
from services.drafts.unsent import Content, Unsent
from services.media import attachments
from services.messaging.kinds import MessageKind, Sound

ASKED = MessageKind("unsent", Priority.RECEIPT, timedelta(hours=12))
DANGER = MessageKind("unsent_danger", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)

KINDS = (ASKED, DANGER)

_RESUME, _DROP = "unsent-resume", "unsent-drop"
_BUTTONS = {
    DraftKind.REPORT: (("unsent-submit", "report", "submit"), (_RESUME, "report", "undo"), (_DROP, "report", "cancel")),
    DraftKind.ORDER: (("unsent-submit", "order", "file"), (_RESUME, "order", "show"), (_DROP, "order", "cancel")),
    DraftKind.FEEDBACK: (
        ("unsent-submit", "feedback", "submit"),
        (_RESUME, "feedback", "show"),
        (_DROP, "feedback", "cancel"),
    ),
    # A patrol that was broken off is taken up again; its findings may have been filed already.
    DraftKind.PATROL: ((_RESUME, "patrol", "show"), (_DROP, "patrol", "cancel")),
    DraftKind.INSPECTION: (
        ("unsent-look", "inspect", "back"),
        (_DROP, "inspect", "cancel"),
    ),
    # The finding and the report to the county have choices on their cards: they are looked at before they go.
    DraftKind.VERIFICATION: (("unsent-look", "verification", "show"), (_DROP, "verification", "cancel")),
    DraftKind.COUNTY_REPORT: (("unsent-look", "county_card", "show"), (_DROP, "county_card", "cancel")),
    DraftKind.COUNTY_CORRECTION: (("unsent-look", "county_card", "show"), (_DROP, "county_card", "cancel")),
    DraftKind.TOPIC: (("unsent-submit", "topic", "submit"), (_RESUME, "topic", "show"), (_DROP, "topic", "cancel")),
    DraftKind.MINUTES: (("unsent-look", "minutes", "show"), (_DROP, "minutes", "cancel")),
    DraftKind.RESOLUTION: (("unsent-look", "resolution", "show"), (_DROP, "resolution", "cancel")),
    DraftKind.PROBLEM: (("unsent-look", "problem_draft", "show"), (_DROP, "problem_draft", "cancel")),
    DraftKind.PROBLEM_PROGRESS: (("unsent-look", "problem_progress", "show"), (_DROP, "problem_progress", "cancel")),
    DraftKind.APPEAL: (("unsent-look", "appeal", "show"), (_DROP, "appeal", "cancel")),
    DraftKind.PROBLEM_ACCEPTANCE: (
        ("unsent-look", "problem_acceptance", "show"),
        (_DROP, "problem_acceptance", "cancel"),
    ),
}
"""Buttons of the cards of each kind; an action's name is the one its form has."""


async def _read(session: AsyncSession, draft: Draft) -> Content:
    files, text = await attachments.count(session, draft), drafts.fields(draft, Fields).text.strip()
    said = [text] if text else []
    said += [str(one["text"]) for one in draft.data.get("found", ()) if one.get("text")]
    said += [str(draft.data[name]) for name in ("landmark", "number", "reason") if draft.data.get(name)]
    return Content(
        draft.kind.value.replace("_", "-"),
        "\n".join(said),
        files,
        _BUTTONS.get(draft.kind, ()),
        ended=draft.state is DraftState.CANCELLED,
    )


UNSENT = (Unsent("d", Draft, DRAFTS_WAIT, "person_id", _read),)
