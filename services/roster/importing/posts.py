"""Bring the posts to their sheet. The rights of a post that ends are gone with the commit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Post, Squad
from services.roster.importing.people import People
from services.roster.importing.tables import Ids, RowCounts, settle
from services.roster.workbook.rows import PostRow

_KEY = ("person_id", "role", "unit_id", "village_id", "grid_id", "squad_id", "line")


async def sync_posts(
    session: AsyncSession,
    rows: Sequence[PostRow],
    people: People,
    places: Mapping[str, Ids],
    villages: Mapping[str, Mapping[str, str | None]],
) -> RowCounts:
    """Create, bring back, update and end posts; ``villages`` tells a grid's and a squad's village by code.

    A post that a captain gave by chat stays while the sheet does not have it (decision 0007), as long as person and
    squad are on the roster; once the sheet has the post, it is the roster's.
    """
    known = {tuple(getattr(post, name) for name in _KEY): post for post in await session.scalars(sa.select(Post))}
    wanted = {
        tuple(values[name] for name in _KEY): values
        for row in rows
        for values in _values(row, people, places, villages)
    }
    squads = set(await session.scalars(sa.select(Squad.id).where(Squad.active)))
    named = {(values["person_id"], values["squad_id"]) for values in wanted.values()}
    there = {person.id for person in people.by_phone.values() if person.active}

    def joined_by_chat(post: Post) -> bool:
        new = post.joined_at is not None and (post.person_id, post.squad_id) not in named
        return new and post.person_id in there and post.squad_id in squads

    found = settle(known, wanted, joined_by_chat)
    session.add_all(Post(**wanted[key]) for key in found.created)
    await session.flush()
    codes = {name: {place: code for code, place in ids.items()} for name, ids in places.items()}
    changes = {key: "gained" if "active" in names else "adjusted" for key, names in found.changed.items()}
    for key, change in (dict.fromkeys(found.created, "gained") | changes | dict.fromkeys(found.gone, "lost")).items():
        post = dict(zip(_KEY, key, strict=True))
        scope = {name: codes[name].get(post[f"{name}_id"]) for name in codes} | {"line": post["line"]}
        said = " ".join([post["role"].value, *(f"{name}={code}" for name, code in scope.items() if code)])
        people.note(post["person_id"], change, said)  # e.g. unit_head unit=water-station
    return found.counts


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
            "substitute": row.stands_in,
            "substitute_for_id": people.by_phone[row.substitute_for].id if row.substitute_for else None,
            "full_time": row.full_time,
            "joined_at": None,
            "active": True,
            **{f"{name}_id": None if code is None else places[name][code] for name, code in codes.items()},
        }
