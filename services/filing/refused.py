"""The content of a message that was refused goes to the station, which can act."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from models import Account, Case, Draft, Person
from models.enums import DraftKind, DraftState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, Picture, below, button, lines
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused
from services.drafts import drafts
from services.filing import kinds
from services.filing.fields import ReportFields
from services.filing.supplements import LATE_WINDOW
from services.messaging import messages
from services.people import directory
from services.people.numbers import Callee, Whose, require_ring
from texts import Words

PHONE = "refused_phone"
"""The button that shows the station the number of the person who said it; its subject is the person."""
SHOWN = 3000
"""Characters of the words that are shown; a message has 4,096 (Telegram) for everything on it."""


_BEHIND_ACCOUNT = (
    sa.select(Person)
    .join(Account, Account.person_id == Person.id)
    .where(Account.telegram_id == sa.bindparam("account"))
)


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


@dataclass(frozen=True)
class Speaker:
    """The person who said it."""

    called: Callable[[Words], str]
    person_id: int | None = None
    """Where the roster knows the person, also one who has left."""
    group: str | None = None
    """The title of the group in which it was said."""


async def tell(
    act: Moment,
    said: Said,
    speaker: Speaker,
    *,
    refusal: Refused | None = None,
    draft: Draft | None = None,
    case: Case | None = None,
    added: bool = False,
) -> None:
    """Tell the desk the words and their author; everybody at the station when they speak of people in danger.

    ``draft`` holds it; ``case`` is the one whose card it answered, or to which it was ``added``. The speaker is not
    told. A stranger's words are an order, not a matter of life: anybody may write anything.
    """

    def drawn(words: Words) -> Card:
        return _card(act, words, said, speaker, refusal, draft, case, added=added)

    if said.deadly:
        people = await directory.in_danger(act.session, now=act.now)
    else:
        people = await directory.station_desk(act.session, now=act.now)
    await messages.tell(
        act,
        [one for one in people if one.person_id != speaker.person_id],
        drawn,
        kinds.REFUSED_DANGER if said.deadly and speaker.person_id is not None else kinds.REFUSED,
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


async def speaker(act: Act, person_id: int) -> Callee:
    """Return a person whose words were told, for the station to telephone. Raises ``Forbidden`` or ``Stale``."""
    require_ring(act.actor, Whose.REFUSED)
    return Callee.of(await act.session.get(Person, person_id))


async def former(act: Moment, telegram_id: int) -> Speaker | None:
    """Return the person of an account, though not on the roster any more; None for an account that is nobody's."""
    found = await act.session.scalar(_BEHIND_ACCOUNT, {"account": telegram_id})
    if found is None:
        return None
    return Speaker(lambda words: words.plain("refused-former", name=_named(act, words, found)), found.id)


def of_roster(act: Moment, actor: Actor, group: str | None = None) -> Speaker:
    """Return a person of the roster as one who speaks."""
    return Speaker(lambda words: cards_people.called(act.town, words, actor), actor.person_id, group)


def _named(act: Moment, words: Words, person: Person) -> str:
    return cards_people.named(act.town, words, person.name, person.phone)


def _card(
    act: Moment,
    words: Words,
    said: Said,
    speaker: Speaker,
    refusal: Refused | None,
    draft: Draft | None,
    case: Case | None,
    *,
    added: bool,
) -> Card:
    who, known = speaker.called(words), speaker.person_id is not None
    if speaker.group is not None:
        who = words.plain("refused-in-group", who=who, group=speaker.group)
    text = lines(
        wording.drill(act.town, words),
        words("refused-added" if added else "refused-danger" if said.deadly else "refused-head", who=who),
        words("refused-said", text=wording.shortened(said.text, SHOWN)) if said.text else words("refused-no-words"),
        words("refused-to-case" if added else "refused-of-case", number=case.number) if case is not None else None,
        words("refused-why", reason=refusal.in_words(words)) if refusal is not None else None,
        below(words("refused-next" if known else "refused-next-stranger")),
        words("refused-next-kept") if draft is not None else None,
    )
    rows: list[tuple[Button, ...]] = []
    if known:
        rows.append((button(words.plain("refused-phone"), PHONE, speaker.person_id or 0),))
    if case is not None:
        rows.append((button(words.plain("button-view"), "view", case.id),))
    return Card(text=text, rows=tuple(rows), picture=said.picture, place=said.place)
