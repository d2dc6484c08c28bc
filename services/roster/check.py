"""The roster check (花名册体检, DOMAIN D15): who is missing where, and who has never logged in."""

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Person, Post, Squad, Unit, Village
from models.enums import Action, Role
from services.cards.card import Card, button, lines
from services.core.act import Act, Actor
from services.core.labels import name
from services.core.town import Town
from services.people.access import Subject, may, require
from services.roster.gaps import Gap, gaps
from texts import Words

CHECK, SHEET = "roster_check", "roster_sheet"
"""What the buttons ask for: the card, and the Excel file."""
GAPS_SHOWN, PLACES_SHOWN = 30, 12
"""What a card has room for; the rest is in the file."""

_ORDER = {role: at for at, role in enumerate(Role)}


@dataclass(frozen=True)
class Silent:
    """Somebody with a post who has never logged in."""

    name: str
    phone: str
    role: Role
    place: str | None
    village_ids: frozenset[int]


@dataclass(frozen=True)
class Found:
    """What the check found, as far as one person may see it."""

    gaps: list[Gap]
    silent: list[Silent]
    whole: bool
    """Whether it is about the whole township, not some of its villages."""

    @property
    def nothing(self) -> bool:
        """Whether everything is in order."""
        return not self.gaps and not self.silent


async def check(act: Act) -> Found:
    """Return what is missing as far as the actor answers for it. Raises ``Forbidden``."""
    require(act.actor, Action.CHECK_ROSTER)
    return seen_by(act.actor, await gaps(act.session, act.town.settings), await silent(act.session))


def seen_by(actor: Actor, found: list[Gap], people: list[Silent]) -> Found:
    """Return what of it the actor may see: all, or the own village's."""
    if may(actor, Action.CHECK_ROSTER, Subject()):
        return Found(found, people, whole=True)

    def own(village_id: int | None) -> bool:
        return may(actor, Action.CHECK_ROSTER, Subject(village_id=village_id))

    return Found(
        [gap for gap in found if own(gap.village_id)],
        [one for one in people if any(own(village_id) for village_id in one.village_ids)],
        whole=False,
    )


async def silent(session: AsyncSession) -> list[Silent]:
    """Return who holds a post and has never logged in, each once with the highest post, by place."""
    rows = await session.execute(
        sa.select(Post, Person, sa.func.coalesce(Village.name, Unit.name, Squad.name))
        .join(Person, Person.id == Post.person_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(Village, Village.id == Post.village_id)
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .where(Post.active, Person.active, Account.person_id.is_(None))
    )
    held: dict[int, list[tuple[Post, Person, str | None]]] = {}
    for post, person, place in rows:
        held.setdefault(person.id, []).append((post, person, place))
    found = []
    for posts in held.values():
        first, person, where = min(posts, key=lambda one: _ORDER[one[0].role])
        villages = frozenset(each.village_id for each, *_ in posts if each.village_id is not None)
        found.append(Silent(person.name, person.phone, first.role, where, villages))
    return sorted(found, key=lambda one: (one.place or "", _ORDER[one.role], one.phone))


def card(town: Town, words: Words, found: Found, *, head: str = "roster-check-head") -> Card:
    """Return what is missing, gravest first, and how many have never logged in at each place."""
    shown = found.gaps[:GAPS_SHOWN]
    more = len(found.gaps) - len(shown)
    places = Counter(one.place or words.plain("roster-check-town") for one in found.silent).most_common()
    counts = [words.plain("roster-check-place", place=place, count=count) for place, count in places[:PLACES_SHOWN]]
    if len(places) > PLACES_SHOWN:
        counts.append(words.plain("roster-check-places-more", count=len(places) - PLACES_SHOWN))
    text = lines(
        words("case-drill") if town.settings.drill else None,
        words(head, town=town.settings.name.in_language(words.language)),
        words("roster-check-gaps", count=len(found.gaps)) if found.gaps else words("roster-check-complete"),
        *(words("roster-check-gap", gap=gap.said(words), grave="yes" if gap.grave else "no") for gap in shown),
        words("roster-check-more", count=more) if more else None,
        words("roster-check-silent", count=len(found.silent), places=tuple(counts)) if found.silent else None,
        words("roster-check-mend") if not found.nothing else None,
    )
    again = button(words.plain("roster-check-button-again"), CHECK)
    file = button(words.plain("roster-check-button-sheet"), SHEET)
    rows = ((again,),) if found.nothing else ((file, again),)
    return Card(text=text, rows=rows)


def said(words: Words, one: Silent) -> str:
    """Return a post in words."""
    return name(words, one.role).unescape()
