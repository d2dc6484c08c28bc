"""The roster check (花名册体检, DOMAIN D15): vacant posts, and people who have never logged in."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Post
from models.enums import Action
from services.cards.card import Card, button, lines
from services.core.act import Act, Actor
from services.core.town import Town
from services.people.access import Subject, actors, may, require, with_posts
from services.people.affiliation import RANK, Belonging, Places, by_rank
from services.roster.gaps import Gap, gaps
from texts import Words

CHECK, SHEET = "roster_check", "roster_sheet"
"""The actions of the buttons: the card, and the Excel file."""
GAPS_SHOWN, PLACES_SHOWN = 30, 12
"""Gaps and places on a card; the rest is in the file."""

Silent = tuple[Actor, Belonging]


@dataclass(frozen=True)
class CheckResult:
    """The result of the check, as far as one person may see it."""

    gaps: list[Gap]
    silent: list[Silent]
    """People with a post who have never logged in, each with the highest post."""
    whole: bool
    """Whether it is about the whole township, not some of its villages."""

    @property
    def nothing(self) -> bool:
        """Whether everything is in order."""
        return not self.gaps and not self.silent


async def check(act: Act) -> CheckResult:
    """Return the gaps that the actor answers for. Raises ``Forbidden``."""
    require(act.actor, Action.CHECK_ROSTER)
    return seen_by(act.actor, await gaps(act.session, act.town.settings), await silent(act.session))


def seen_by(actor: Actor, found: list[Gap], people: list[Silent]) -> CheckResult:
    """Return the part that the actor may see: all, or that of their village."""
    if may(actor, Action.CHECK_ROSTER, Subject()):
        return CheckResult(found, people, whole=True)

    def own(village_id: int | None) -> bool:
        return may(actor, Action.CHECK_ROSTER, Subject(village_id=village_id))

    return CheckResult(
        [gap for gap in found if own(gap.village_id)],
        [(one, place) for one, place in people if any(own(post.village_id) for post in one.posts if post.village_id)],
        whole=False,
    )


async def silent(session: AsyncSession) -> list[Silent]:
    """Return the people with a post who have never logged in, each once with the highest post, by place."""
    places = await Places.load(session)
    people = await actors(session, with_posts(Account.person_id.is_(None), Post.id.is_not(None)))
    highest = [(person, by_rank(person)[0]) for person in people]
    found = [
        (person, Belonging(post.role, places.villages.get(post.village_id) or places.at(post)))
        for person, post in highest
    ]
    return sorted(found, key=lambda one: (one[1].place or "", RANK[one[1].role], one[0].phone))


def card(town: Town, words: Words, found: CheckResult, *, head: str = "roster-check-head") -> Card:
    """Return the card: gaps, gravest first, and how many have never logged in at each place."""
    shown = found.gaps[:GAPS_SHOWN]
    more = len(found.gaps) - len(shown)
    places = Counter(where.place or words.plain("roster-check-town") for _, where in found.silent).most_common()
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
