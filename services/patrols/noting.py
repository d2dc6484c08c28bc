"""Words and files that are sent on a patrol: each belongs to the question that is open, an album as a whole."""

from dataclasses import dataclass
from typing import Any

from models import Draft
from services.core.act import Act
from services.drafts import contents, drafts
from services.filing import supplements
from services.patrols.fields import PatrolFields


@dataclass(frozen=True)
class Sent:
    """The content of one message."""

    chat_id: int
    message_id: int
    text: str | None = None
    media_id: int | None = None
    album: str | None = None
    more: bool = False
    """Whether more of the album follows."""


async def note(act: Act, draft: Draft, sent: Sent) -> int | None:
    """Put a message where it belongs; return the question, or None when it was only a file that is there already.

    Words and files that come after the hazard was filed go into its case as well. Raises ``Refused`` when the draft is
    full.
    """
    fields = drafts.fields(draft, PatrolFields)
    place = _place_of(fields, sent)
    part = fields.parts[place]
    known = sent.media_id is not None and any(sent.media_id in one.media for one in fields.parts)
    if sent.text is None and known:
        return None
    media_id = None if known else sent.media_id
    changes: dict[str, Any] = {}
    if media_id is not None:
        if part.case_id is None:
            await drafts.attach(
                act.session,
                draft,
                media_id,
                person_id=act.actor.person_id,
                caption=sent.text,
                now=act.now,
                most=act.town.settings.files.max_a_draft,
            )
        changes["media"] = (*part.media, media_id)
    if sent.text is not None:
        changes["note"] = f"{part.note}\n{sent.text}".strip()
    if part.case_id is not None:
        await supplements.supplement(
            act, part.case_id, text=sent.text, media_id=media_id, message_id=sent.message_id, more=sent.more
        )
    await contents.refer(
        act.session, sent.chat_id, sent.message_id, draft_id=draft.id, case_id=part.case_id, text=sent.text or ""
    )
    album = (sent.album, place) if sent.album is not None else None
    await drafts.patch(act.session, draft, PatrolFields, act.now, album=album, **fields.with_part(place, **changes))
    return place


def _place_of(fields: PatrolFields, sent: Sent) -> int:
    """Return the question that is open; for the rest of an album, the one at which it began."""
    if sent.album is not None and fields.album is not None and fields.album[0] == sent.album:
        return fields.album[1]
    return min(fields.at, len(fields.items))
