"""The material of a session: files that everybody who attends gets, and can fetch later."""

from models import Draft, TrainingSession
from models.enums import TrainingState
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused
from services.drafts import drafts
from services.drafts.fields import Fields
from services.training import loading, notices


async def hand_in(act: Act, draft: Draft) -> TrainingSession:
    """Give a draft's files to its session, and send them to its people. Raises ``Refused`` without a file."""
    session = await loading.kept(act, draft.subject_id or 0, *loading.OPEN, TrainingState.HELD)
    files = await drafts.files(act.session, draft)
    if not files:
        raise Refused("training-material-none")
    await drafts.finish(act.session, draft, act.now)
    text = drafts.fields(draft, Fields).text.strip()
    details = {"media": [one.media_id for one in files], "text": text}
    await journal.record(act, loading.subject(session.id), "material", details=details)
    await notices.material(act, session, files, text, draft.id)
    return session
