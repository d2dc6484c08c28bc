"""What a mobilisation looks like: in a squad's group, to each person, to its commander, and after the stand-down."""

from collections.abc import Container, Iterable, Sequence

from markupsafe import Markup

from models import Mobilisation, Squad
from models.enums import Answer, Language, MobilisationState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.town import Town
from services.mobilisation.strength import Count, Strength
from texts import Words

ANSWER, ETA, WHY = "mu", "mu_eta", "mu_why"
"""A person's answer: the subject is the mobilisation, the extra what was chosen."""
CHECK_IN, SOS, BACK, ALL_BACK = "mu_ok", "mu_sos", "mu_back", "mu_all"
NOTE, HAND = "mu_note", "mu_hand"
"""Begin to report from the field; to hand the own place over, the extra whom or the page."""
OPEN, SILENT, PLACE, ADD, STAND_DOWN, END = "mo_open", "mo_silent", "mo_place", "mo_add", "mo_down", "mo_end"
RECORD, PICTURE, NOTES, COMMAND, WHERE = "mo_xlsx", "mo_page", "mo_note", "mo_hand", "mo_where"
"""The commander's; the subject is the mobilisation."""
REFRESH = "mo_fresh"
"""Show how it stands by now, in place of an earlier state."""
MINUTES = (10, 20, 30, 60)
REASONS = ("away", "ill", "road", "duty")


def live_card(one: Mobilisation) -> str:
    """Return the name under which a mobilisation's card is refreshed in a chat."""
    return f"mobilisation:{one.id}"


def head(words: Words, one: Mobilisation) -> Markup:
    """Return the first lines: drill or live at a glance, and the number."""
    return words("mobilise-head-drill" if one.drill else "mobilise-head-live", number=one.number or "")


def task(town: Town, words: Words, one: Mobilisation) -> str:
    """Return what is to be done, where, when and with what, and whom to ask."""
    return lines(
        words("mobilise-task", text=wording.shortened(one.task, 600)),
        where(words, one),
        words("mobilise-gather", at=words.time(one.gather_at, town.zone))
        if one.gather_at
        else words("mobilise-at-once"),
        words("mobilise-equipment", text=one.equipment) if one.equipment else None,
        words("mobilise-contact", text=one.contact) if one.contact else None,
    )


def where(words: Words, one: Mobilisation) -> Markup | None:
    """Return where to gather: by name, else the pin's degrees, which a group can read as well."""
    if one.place:
        return words("mobilise-place", place=one.place)
    if one.latitude is None or one.longitude is None:
        return None
    return words("mobilise-place", place=words.plain("mobilise-pin", at=f"{one.latitude:.5f}, {one.longitude:.5f}"))


def for_person(
    town: Town,
    words: Words,
    one: Mobilisation,
    *,
    answer: Answer | None = None,
    again: int = 0,
    stands_in: bool = False,
    more: Markup | None = None,
    note: str | None = None,
) -> Card:
    """Ask one person; with the ``answer`` given the card shows it and what comes next.

    ``more`` says what the person has added to the answer, when or why, instead of asking for it.
    """
    asked = words(f"mobilise-your-{answer.value.replace('_', '-')}") if answer else words("mobilise-asked")
    text = lines(
        words("mobilise-again", number=again) if again else None,
        head(words, one),
        words("mobilise-stand-in") if stands_in else None,
        task(town, words, one),
        below(more or asked),
        note,
        words("broadcast-drill-foot") if one.drill else None,
    )
    return Card(text=text, rows=_answers(words, one, answer, why=answer is Answer.CANNOT and more is None))


def for_people(
    town: Town, one: Mobilisation, persons: Iterable[Actor], standing_in: Container[int], *, again: int = 0
) -> dict[int, Card]:
    """Ask many, by person id; the same card for all who read the same words."""
    drawn: dict[tuple[Language, bool], Card] = {}
    cards = {}
    for person in persons:
        key = (person.language, person.person_id in standing_in)
        if key not in drawn:
            drawn[key] = for_person(town, town.words(person.language), one, again=again, stands_in=key[1])
        cards[person.person_id] = drawn[key]
    return cards


def _answers(words: Words, one: Mobilisation, answer: Answer | None, *, why: bool) -> tuple[tuple[Button, ...], ...]:
    choices = {
        None: (Answer.RECEIVED, Answer.COMING, Answer.ON_SCENE, Answer.CANNOT),
        Answer.RECEIVED: (Answer.COMING, Answer.ON_SCENE, Answer.CANNOT),
        Answer.COMING: (Answer.ON_SCENE, Answer.CANNOT),
        Answer.ON_SCENE: (),
        Answer.CANNOT: (Answer.COMING,),
    }[answer]
    made = [
        button(words.plain(f"mobilise-say-{said.value.replace('_', '-')}"), ANSWER, one.id, said.value)
        for said in choices
    ]
    rows = [tuple(made[i : i + 2]) for i in range(0, len(made), 2)]
    if answer is Answer.COMING:
        rows.append(
            tuple(button(words.plain("eta-minutes", minutes=minutes), ETA, one.id, minutes) for minutes in MINUTES)
        )
    if why:
        reasons = [button(words.plain(f"mobilise-why-{reason}"), WHY, one.id, reason) for reason in REASONS]
        rows += [tuple(reasons[:2]), tuple(reasons[2:])]
    if answer is Answer.ON_SCENE:
        rows.append(
            (
                button(words.plain("mobilise-check-in"), CHECK_IN, one.id),
                button(words.plain("handover-begin"), HAND, one.id),
            )
        )
    if answer in (Answer.COMING, Answer.ON_SCENE):
        rows.append(
            (button(words.plain("mobilise-note"), NOTE, one.id), button(words.plain("mobilise-sos"), SOS, one.id))
        )
    if one.latitude is not None:
        rows.append((button(words.plain("mobilise-where"), PLACE, one.id),))
    return tuple(rows)


def for_group(town: Town, words: Words, one: Mobilisation, count: Count | None = None) -> Card:
    """Return a squad's group card; it tells everybody where to answer, and how many have."""
    return Card(
        text=lines(
            head(words, one),
            task(town, words, one),
            below(figures(words, count)) if count is not None else None,
            below(words("mobilise-in-group"))
            if one.state is MobilisationState.RUNNING
            else below(words("mobilise-is-over")),
            words("broadcast-drill-foot") if one.drill else None,
        )
    )


def figures(words: Words, count: Count) -> Markup:
    """Return the figures in a few lines."""
    return words(
        "mobilise-figures",
        needed=count.needed,
        asked=count.asked,
        received=count.received,
        coming=count.coming,
        scene=count.on_scene,
        cannot=count.cannot,
        silent=count.silent,
        relieved=count.relieved,
    )


def for_commander(town: Town, words: Words, one: Mobilisation, strength: Strength) -> Card:
    """Return the commander's live card: the whole, each squad in a line, and what to do next."""
    down = one.state is not MobilisationState.RUNNING
    whole = strength.whole
    text = lines(
        head(words, one),
        words("mobilise-over-head") if down else None,
        task(town, words, one),
        below(figures(words, whole)),
        words("mobilise-back", back=whole.back, out=whole.out) if down else None,
        words("mobilise-unreached", count=whole.unreached) if whole.unreached and not down else None,
        *(
            words(
                "mobilise-squad-line",
                name=count.name,
                scene=count.on_scene,
                coming=count.coming,
                silent=count.silent,
                cannot=count.cannot,
                needed=count.needed,
                short="yes" if count.possible < count.needed and not down else "no",
            )
            for _, count in strength.squads
        ),
        words("broadcast-drill-foot") if one.drill else None,
    )
    rows: list[tuple[Button, ...]] = []
    if one.state is MobilisationState.RUNNING:
        if whole.silent:
            rows.append((button(words.plain("mobilise-who-silent", count=whole.silent), SILENT, one.id),))
        rows.append(
            (
                button(words.plain("mobilise-add"), ADD, one.id),
                button(words.plain("mobilise-stand-down"), STAND_DOWN, one.id),
            )
        )
    elif one.state is MobilisationState.STANDING_DOWN:
        if whole.out > whole.back:
            rows.append((button(words.plain("mobilise-not-back", count=whole.out - whole.back), SILENT, one.id),))
        else:
            rows.append((button(words.plain("mobilise-end"), END, one.id),))
    if one.state in (MobilisationState.RUNNING, MobilisationState.STANDING_DOWN):
        rows.append(
            (
                button(words.plain("track-where"), WHERE, one.id),
                button(words.plain("handover-begin-command"), COMMAND, one.id),
            )
        )
    if strength.notes:
        rows.append((button(words.plain("field-count", count=strength.notes), NOTES, one.id),))
    if down:
        rows.append(
            (
                button(words.plain("mobilise-record"), RECORD, one.id),
                button(words.plain("mobilise-picture"), PICTURE, one.id),
            )
        )
    return Card(text=text, rows=tuple(rows))


def stood_down(town: Town, words: Words, one: Mobilisation, *, out: bool) -> Card:
    """Tell everybody that it is over; who was out says when back."""
    text = lines(
        head(words, one),
        words("mobilise-stood-down"),
        words("mobilise-say-back") if out else None,
        words("broadcast-drill-foot") if one.drill else None,
    )
    rows = (
        (button(words.plain("mobilise-i-am-back"), BACK, one.id),),
        (button(words.plain("mobilise-sos"), SOS, one.id),),
    )
    return Card(text=text, rows=rows if out else ())


def to_count_back(town: Town, words: Words, one: Mobilisation, squad: Squad, names: Sequence[Actor]) -> Card:
    """Ask a captain to count the own people back."""
    text = lines(
        head(words, one),
        words("mobilise-count-back", squad=squad.name, count=len(names)),
        *(words("mobilise-name", name=cards_people.called(town, words, person)) for person in names[:40]),
    )
    row = (button(words.plain("mobilise-all-back", count=len(names)), ALL_BACK, one.id, squad.id),)
    return Card(text=text, rows=(row,))
