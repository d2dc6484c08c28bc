"""The content of a message that was refused goes to the station, which can act."""

from collections.abc import Callable
from dataclasses import dataclass

from models import Case, Draft
from models.enums import Action, DraftKind, DraftState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, Picture, below, button, lines
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused, Stale
from services.drafts import drafts
from services.filing import kinds
from services.filing.fields import ReportFields
from services.filing.supplements import LATE_WINDOW
from services.messaging import messages
from services.people import directory
from services.people.access import require
from texts import Words

PHONE = "refused_phone"
"""The button that shows the station the number of the person who said it; its subject is the draft."""
SHOWN = 3000
"""Characters of the words that are shown; a message has 4,096 (Telegram) for everything on it."""


@dataclass(frozen=True)
class Said:
    """The content of a message."""

    text: str | None
    picture: Picture | None
    place: tuple[float, float] | None
    deadly: bool
    """Whether its words speak of people in danger."""
    about: tuple[int | str, ...]
    """Names the message, so that it is told once; the files of an album have one name."""


async def tell(
    act: Moment,
    said: Said,
    who: Callable[[Words], str],
    *,
    refusal: Refused | None = None,
    draft: Draft | None = None,
    case: Case | None = None,
) -> None:
    """Tell the desk the words and their author; everybody at the station when they speak of people in danger.

    ``draft`` holds it, ``case`` is the one whose card it answered. The person who acts is not told.
    """

    def drawn(words: Words) -> Card:
        return _card(act, words, said, who(words), refusal, draft, case)

    if said.deadly:
        people = await directory.in_danger(act.session, now=act.now)
    else:
        people = await directory.station_desk(act.session, now=act.now)
    own = act.somebody.person_id if act.somebody is not None else None
    await messages.tell(
        act,
        [one for one in people if one.person_id != own],
        drawn,
        kinds.REFUSED_DANGER if said.deadly else kinds.REFUSED,
        about=said.about,
        case_id=case.id if case is not None else None,
        drill=act.town.settings.drill,
    )


async def beside(act: Act) -> Draft:
    """Return the report that keeps words while another card stays open: one begun shortly before, or a new one."""
    for draft in await drafts.shelved(act.session, act.actor.person_id, DraftKind.REPORT):
        recent = act.now - draft.updated_at <= LATE_WINDOW
        if recent and draft.case_id is None and drafts.fields(draft, ReportFields).beside:
            return draft
    return await drafts.keep(
        act.session,
        act.actor,
        DraftKind.REPORT,
        ReportFields(beside=True),
        now=act.now,
        subject_id=None,
        state=DraftState.SHELVED,
    )


async def author(act: Act, draft_id: int) -> Actor:
    """Return the person whose words a draft keeps, for the station to telephone. Raises ``Forbidden`` or ``Stale``."""
    require(act.actor, Action.TRIAGE)
    draft = await act.session.get(Draft, draft_id)
    found = await directory.by_ids(act.session, [draft.person_id]) if draft is not None else []
    if not found:
        raise Stale("error-person-gone")
    return found[0]


def named(act: Moment, actor: Actor) -> Callable[[Words], str]:
    """Return how a person of the roster is called in a notice."""
    return lambda words: cards_people.called(act.town, words, actor)


def _card(
    act: Moment,
    words: Words,
    said: Said,
    who: str,
    refusal: Refused | None,
    draft: Draft | None,
    case: Case | None,
) -> Card:
    text = lines(
        wording.drill(act.town, words),
        words("refused-danger" if said.deadly else "refused-head", who=who),
        words("refused-said", text=wording.shortened(said.text, SHOWN)) if said.text else words("refused-no-words"),
        words("refused-of-case", number=case.number) if case is not None else None,
        words("refused-why", reason=refusal.in_words(words)) if refusal is not None else None,
        below(words("refused-next" if draft is not None else "refused-next-stranger")),
    )
    rows: list[tuple[Button, ...]] = []
    if draft is not None:
        rows.append((button(words.plain("refused-phone"), PHONE, draft.id),))
    if case is not None:
        rows.append((button(words.plain("button-view"), "view", case.id),))
    return Card(text=text, rows=tuple(rows), picture=said.picture, place=said.place)
