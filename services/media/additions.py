"""Additions to a case, as a notice tells them: the words, the files, the place. Read from the case's journal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, JournalEntry, Media
from models.enums import Action, MediaKind
from services.answers.meanings import vocabulary
from services.cards.card import Picture
from services.core import geo, journal
from services.core.town import Town
from services.media.attachments import SHOWABLE
from texts import Words

MORE = "more"
"""The detail of an entry that is one of several: the notice comes with the last one."""
LOOKED_AT = 100
"""Entries; an album has ten files at most."""
_PLACE = ("village_id", "grid_id", "landmark")


@dataclass(frozen=True)
class Addition:
    """The things that were added at once."""

    said: Sequence[str]
    kinds: Mapping[MediaKind, int]
    pin: tuple[float, float] | None
    landmark: str | None
    people: str | None
    picture: Picture | None

    def is_vital(self, town: Town) -> bool:
        """Whether it tells of a danger, of people or of another place: it is heard, however soon after the last one."""
        told = self.pin is not None or self.landmark is not None or self.people is not None
        return told or any(vocabulary(town.texts).vital(one) for one in self.said)

    def in_words(self, words: Words) -> str:
        """Return the addition in one line."""
        parts = [words.plain("addition-said", text=text) for text in self.said]
        parts += [words.plain(f"filing-count-{kind.value}", count=count) for kind, count in self.kinds.items()]
        if self.pin is not None or self.landmark is not None:
            place = " ".join(part for part in (self.landmark, geo.written(self.pin)) if part)
            parts.append(words.plain("addition-place", place=place))
        if self.people is not None:
            parts.append(words.plain("addition-people", count=self.people))
        return words.plain("list-comma").join(parts) or words.plain("addition-other")


async def latest(session: AsyncSession, case_id: int, action: Action) -> Addition:
    """Return what was added to a case last by one person: one entry of the journal, or several that go together."""
    rows = await session.scalars(
        sa.select(JournalEntry)
        .where(JournalEntry.subject == journal.of_case(case_id))
        .order_by(JournalEntry.seq.desc())
        .limit(LOOKED_AT)
    )
    entries: list[JournalEntry] = []
    for entry in rows:
        if entry.action != action.value or (entries and not _goes_with(entry, entries[0])):
            break
        entries.insert(0, entry)
    details = [entry.details for entry in entries]
    files = await _files(session, case_id, details)
    shown = [Picture(kind=media.kind.value, file_id=media.file_id) for media in files if media.kind in SHOWABLE]
    pins = [pin for one in details if (pin := _pin(one)) is not None]
    return Addition(
        said=[text for one in details if (text := _said(one))],
        kinds=Counter(media.kind for media in files),
        pin=pins[-1] if pins else None,
        landmark=_new(details, "landmark"),
        people=_new(details, "people_at_risk"),
        picture=shown[-1] if shown else None,
    )


def _new(details: Sequence[Mapping[str, Any]], column: str) -> str | None:
    """Return the newest value of a column; None where it did not change, or was taken back."""
    values = [one[column][1] for one in details if one.get(column)]
    return str(values[-1]) if values and values[-1] not in (None, "", "None") else None


def _goes_with(entry: JournalEntry, last: JournalEntry) -> bool:
    return bool(entry.details.get(MORE)) and entry.actor_id == last.actor_id


def _said(details: Mapping[str, Any]) -> str:
    """Return the new words: those that were sent, those after a correction, or the part that a description has more."""
    if not isinstance(changed := details.get("description"), list):
        return str(details.get("text") or details.get("after") or "")
    before, after = (str(one or "") for one in changed)
    return after.removeprefix(before).strip() or after


def _pin(details: Mapping[str, Any]) -> tuple[float, float] | None:
    if pin := details.get("pin"):
        return float(pin[2]), float(pin[3])
    if (
        "latitude" in details
        and "longitude" in details
        and None not in (details["latitude"][1], details["longitude"][1])
    ):
        return float(details["latitude"][1]), float(details["longitude"][1])
    return None


async def _files(session: AsyncSession, case_id: int, details: Sequence[Mapping[str, Any]]) -> list[Media]:
    """Return the files of some entries: named, or the newest ones, as many as an entry counts."""
    named = [one["media"] for one in details if one.get("media")]
    files = list(await session.scalars(sa.select(Media).where(Media.id.in_(named)).order_by(Media.id)))
    if count := sum(int(one.get("files") or 0) for one in details):
        newest = sa.select(Media).join(Attachment, Attachment.media_id == Media.id)
        found = await session.scalars(
            newest.where(Attachment.case_id == case_id).order_by(Attachment.id.desc()).limit(count)
        )
        files += reversed(found.all())
    return files
