"""Bringing the posts to what the workbook says: who no longer holds one has lost its rights with the commit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Post, Squad
from services.roster.importing.people import People
from services.roster.importing.tables import Ids, change
from services.roster.workbook.rows import Counts, PostRow

_KEY = ("person_id", "role", "unit_id", "village_id", "grid_id", "squad_id", "line")


async def sync_posts(
    session: AsyncSession,
    rows: Sequence[PostRow],
    people: People,
    places: Mapping[str, Ids],
    villages: Mapping[str, Mapping[str, str | None]],
) -> Counts:
    """Create, bring back, update and end posts; ``villages`` tells a grid's and a squad's village by code.

    Who was let into a squad by chat and is not in the sheet yet stays (decision 0007), as long as person and squad are
    on the roster; once the sheet has the post, it is the roster's.
    """
    known = {tuple(getattr(post, name) for name in _KEY): post for post in await session.scalars(sa.select(Post))}
    wanted: dict[tuple[Any, ...], tuple[PostRow, dict[str, Any]]] = {}
    for row in rows:
        for values in _values(row, people, places, villages):
            wanted[tuple(values[name] for name in _KEY)] = (row, values)
    created = updated = unchanged = deactivated = kept = 0
    for key, (row, values) in wanted.items():
        post = known.get(key)
        if post is None:
            session.add(Post(**values))
            created += 1
        elif not (changed := change(post, values)):
            unchanged += 1
            continue
        else:
            updated += 1
            if "active" not in changed:
                people.note(values["person_id"], "adjusted", _said(row, values["line"]))
                continue
        people.note(values["person_id"], "gained", _said(row, values["line"]))
    squads = set(await session.scalars(sa.select(Squad.id).where(Squad.active)))
    named = {(values["person_id"], values["squad_id"]) for _, values in wanted.values()}
    there = {person.id for person in people.by_phone.values() if person.active}
    codes = {name: {place: code for code, place in ids.items()} for name, ids in places.items()}
    for key, post in known.items():
        if key in wanted or not post.active:
            continue
        joined = post.joined_at is not None and (post.person_id, post.squad_id) not in named
        if joined and post.person_id in there and post.squad_id in squads:
            kept += 1
        else:
            post.active = False
            deactivated += 1
            scope = {name: codes[name].get(getattr(post, f"{name}_id")) for name in codes}
            people.note(post.person_id, "lost", _words(post.role.value, scope, post.line))
    await session.flush()
    return Counts(created, updated, unchanged, deactivated, kept)


def _values(
    row: PostRow, people: People, places: Mapping[str, Ids], villages: Mapping[str, Mapping[str, str | None]]
) -> Iterator[dict[str, Any]]:
    """Yield the columns of the row's posts: one, or one for each line that a leader is in charge of."""
    codes = {name: getattr(row, name) for name in places}
    codes["village"] = (
        row.village or villages["grid"].get(row.grid or "") or villages["squad"].get(row.squad or "") or None
    )
    for line in row.lines or (None,):
        yield {
            "person_id": people.by_phone[row.phone].id,
            "role": row.role,
            "line": line,
            "substitute": row.substitute or row.substitute_for is not None,
            "substitute_for_id": people.by_phone[row.substitute_for].id if row.substitute_for else None,
            "full_time": row.full_time,
            "joined_at": None,
            "active": True,
            **{f"{name}_id": None if code is None else places[name][code] for name, code in codes.items()},
        }


def _said(row: PostRow, line: str | None) -> str:
    scope = {name: getattr(row, name) for name in ("unit", "village", "grid", "squad")}
    return _words(row.role.value, scope, line)


def _words(role: str, scope: Mapping[str, str | None], line: str | None) -> str:
    """Return a post as the journal keeps it, e.g. ``unit_head unit=water-station``."""
    named = {**scope, "line": line}
    return " ".join([role, *(f"{name}={code}" for name, code in named.items() if code)])
