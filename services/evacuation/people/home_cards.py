"""The card of a household on the list, on which an officer enters where its people are. Masked names only (I9)."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from models import Evacuee, EvacueeEntry
from models.enums import EvacuationState, EvacueeState
from services.cards.card import Button, Card, below, button, lines
from services.cards.masking import shown_name, shown_phone, spoken_phone
from services.core.labels import name
from services.core.town import Town
from services.evacuation import cards
from services.evacuation.order.stays import Site
from services.evacuation.people.entering import Conflict
from services.evacuation.people.homes import Shown
from texts import Words

HOME, ENTER, SHELTER, HOLD, LOOK, OVER = "ev_home", "ev_set", "ev_in", "ev_hold", "ev_past", "ev_over"
NEXT = "ev_next"
ALL = 0
"""The mask that stands for everybody."""
VERBS = {
    "t": EvacueeState.TOLD,
    "l": EvacueeState.LEFT,
    "n": EvacueeState.NOT_HOME,
    "b": EvacueeState.RETURNED,
}
"""Entered by a button alone."""
ASKED = {"w": EvacueeState.UNWILLING, "a": EvacueeState.AWAY, "r": EvacueeState.ARRIVED}
"""Entered with words: why, or where."""


def card(town: Town, words: Words, found: Shown, mask: int, *, door: int = 0) -> Card:
    """Return the card; ``mask`` names the people for the next button, ``door`` is the shelter whose keeper has it."""
    home, order = found.home, found.home.order
    text = lines(
        cards.head(words, order),
        words("evacuation-household", code=found.code or "no", place=found.place, address=found.address or "no"),
        words("evacuation-helper", name=shown_name(town, found.helper[0]), phone=spoken_phone(found.helper[1]) or "no")
        if found.helper
        else None,
        *(_person(town, words, found, one, number) for number, one in enumerate(home.people, 1)),
        below(words("evacuation-for-some" if mask else "evacuation-for-all", count=len(found.chosen(mask)))),
    )
    return Card(text=text, rows=_rows(words, found, mask, door))


def _person(town: Town, words: Words, found: Shown, one: Evacuee, number: int) -> Markup:
    where = found.shelters.get(one.shelter_id or 0) or one.place or ""
    text = words(
        "evacuation-person",
        number=number,
        name=shown_name(town, found.names[one.id]) or words.plain("evacuation-unnamed"),
        frail="yes" if one.vulnerable else "no",
        state=name(words, one.state),
        where=where or "no",
        phone=shown_phone(town, one.phone) if one.phone else "no",
    )
    return words("evacuation-struck", text=text) if one.struck_at else text


def _rows(words: Words, found: Shown, mask: int, door: int) -> tuple[tuple[Button, ...], ...]:
    home, anchor, order = found.home, found.home.people[0].id, found.home.order
    if order.state not in (EvacuationState.ORDERED, EvacuationState.ENDED, EvacuationState.LIFTED):
        return ((button(words.plain("evacuation-see"), cards.SEE, order.id),),)
    tail = f"{mask:x}.{found.newest}"

    def press(verb: str, key: str) -> Button:
        return button(words.plain(key), ENTER, anchor, f"{verb}.{tail}.0")

    picks = [
        button(
            words.plain("evacuation-pick", number=number, chosen="yes" if mask & found.mask(one) else "no"),
            HOME,
            anchor,
            f"{mask ^ found.mask(one):x}.{door}",
        )
        for number, one in enumerate(home.people, 1)
        if one.struck_at is None
    ]
    rows = [picks[at : at + 6] for at in range(0, len(picks), 6)] if len(picks) > 1 else []
    if door:
        rows.append([button(words.plain("evacuation-in-here"), SHELTER, anchor, f"{door}.{tail}")])
        if guests := sum(1 for one in found.chosen(mask) if one.shelter_id == door):
            lifted = order.state is EvacuationState.LIFTED
            verb, key = ("b", "evacuation-go-home") if lifted else ("r", "evacuation-out")
            rows.append([button(words.plain(key, count=guests), ENTER, anchor, f"{verb}.{tail}.{door}")])
        return tuple(tuple(row) for row in rows)
    if order.state is EvacuationState.LIFTED:
        rows.append([press("b", "evacuation-returned")])
    rows += [
        [press("t", "evacuation-told-them"), press("l", "evacuation-left"), press("s", "evacuation-arrived")],
        [press("w", "evacuation-wont"), press("n", "evacuation-not-home"), press("a", "evacuation-away")],
        [press("r", "evacuation-relatives"), press("d", "evacuation-add")],
        [
            press("u", "evacuation-undo"),
            press("x", "evacuation-strike"),
            button(words.plain("evacuation-past"), LOOK, anchor),
        ],
    ]
    if order.state is not EvacuationState.LIFTED:
        rows.append([press("k", "evacuation-seen-back")])
    rows.append(
        [
            button(words.plain("evacuation-next"), NEXT, anchor),
            button(words.plain("evacuation-open-list"), cards.LIST, order.id),
        ]
    )
    return tuple(tuple(row) for row in rows)


def where_to(words: Words, found: Shown, mask: int, offered: Sequence[Site]) -> Card:
    """Ask in which shelter people are: the nearest with room for all of them first."""
    rows = [
        (
            button(
                words.plain(
                    "evacuation-to-site",
                    name=site.shelter.name,
                    left=site.left,
                    km=f"{site.away_m / 1000:.1f}" if site.away_m is not None else "no",
                ),
                SHELTER,
                found.home.people[0].id,
                f"{site.shelter.id}.{mask:x}.{found.newest}",
            ),
        )
        for site in offered[:6]
    ]
    text = words("evacuation-which-shelter", count=len(found.chosen(mask)))
    back = button(words.plain("button-back"), HOME, found.home.people[0].id, f"{mask:x}.0")
    return Card(text=text, rows=(*rows, (back,)))


def no_room(
    words: Words, found: Shown, mask: int, site: Site, wanted: int, offered: Sequence[Site], *, leads: bool
) -> Card:
    """Say that a shelter has no room for all of them, and offer those that have."""
    fits = [one for one in offered if one.left >= wanted and one.shelter.id != site.shelter.id]
    asked = where_to(words, found, mask, fits)
    text = words("evacuation-no-room", name=site.shelter.name, left=site.left, count=wanted, fits=len(fits))
    over = button(
        words.plain("evacuation-overfill"),
        OVER,
        found.home.people[0].id,
        f"{site.shelter.id}.{mask:x}.{found.newest}",
    )
    rows = (*asked.rows[:-1], (over,), asked.rows[-1]) if leads else asked.rows
    return Card(text=text, rows=rows)


def conflict(town: Town, words: Words, found: Shown, both: Sequence[Conflict], others: Mapping[int, str]) -> Card:
    """Say what somebody else entered meanwhile, and ask which is right; both entries are kept."""
    said = [
        words(
            "evacuation-conflict-line",
            number=found.home.people.index(one.person) + 1,
            theirs=name(words, one.theirs.becomes) if one.theirs.becomes else "—",
            name=others.get(one.theirs.by_id, ""),
            at=words.time(one.theirs.at, town.zone),
            mine=name(words, one.mine.becomes) if one.mine.becomes else "—",
        )
        for one in both
    ]
    anchor = found.home.people[0].id
    rows = (
        (button(words.plain("evacuation-hold"), HOLD, both[0].mine.id),),
        (button(words.plain("evacuation-leave"), HOME, anchor),),
    )
    return Card(text=lines(words("evacuation-conflict", code=found.code or "no"), *said), rows=rows)


def past(town: Town, words: Words, found: Shown, entries: Sequence[EvacueeEntry], people: Mapping[int, str]) -> Card:
    """Show everything that was entered about a household, the wrong as well."""
    numbers = {one.id: number for number, one in enumerate(found.home.people, 1)}
    said = [
        words(
            "evacuation-past-line",
            at=words.time(entry.at, town.zone),
            name=people.get(entry.by_id, ""),
            number=numbers[entry.evacuee_id],
            state=name(words, entry.becomes) if entry.becomes else words.plain("evacuation-struck-off"),
            note=_note(entry),
            why=entry.why or "no",
        )
        for entry in entries[-30:]
    ]
    back = button(words.plain("button-back"), HOME, found.home.people[0].id)
    return Card(text=lines(words("evacuation-past-head", code=found.code or "no"), *said), rows=((back,),))


def _note(entry: EvacueeEntry) -> str:
    if entry.undoes_id is not None:
        return "undone"
    return "counts" if entry.counts else "disputed"
