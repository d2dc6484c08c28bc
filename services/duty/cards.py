"""The cards of the duty roster: prompts, handover notes, requests to change shifts, the alarm at a gap."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from models import Shift, Swap
from models.enums import DutyKind, SwapState
from services.cards import people
from services.cards.card import Button, Card, below, button, lines
from services.cards.people import called
from services.core.act import Actor
from services.core.labels import name
from services.core.town import Town
from texts import Words

SIGN_ON, STAND_IN, SIGN_OFF, READ = "duty_on", "duty_in", "duty_off", "duty_read"
AGREE, REFUSE, SHOW = "duty_yes", "duty_no", "duty"
"""The actions of the buttons; the subject is the shift's id, of the second row the swap's."""


def hours(town: Town, words: Words, shift: Shift) -> str:
    """Return when a shift is: 11-23 08:00—20:00, with the second day where there is one."""
    start, end = words.time(shift.starts_at, town.zone), words.time(shift.ends_at, town.zone)
    return words.plain("duty-hours", start=start, end=end.split()[-1] if start.split()[0] == end.split()[0] else end)


def shift_of(town: Town, words: Words, shift: Shift) -> str:
    """Return a shift in a few words: hours and kind."""
    return words.plain("duty-shift", hours=hours(town, words, shift), kind=name(words, shift.kind))


def to_sign_on(town: Town, words: Words, shift: Shift, earlier: Shift | None, author: str) -> Card:
    """Ask to sign on, under what the shift before has handed over."""
    return Card(
        text=lines(
            words("duty-prompt-on", shift=shift_of(town, words, shift)),
            below(note(town, words, earlier, author)) if earlier is not None else None,
        ),
        rows=((button(words.plain("duty-sign-on"), SIGN_ON, shift.id),),),
    )


def to_stand_in(town: Town, words: Words, shift: Shift) -> Card:
    """Ask the substitute to stand in."""
    text = words("duty-prompt-in", shift=shift_of(town, words, shift))
    return Card(text=text, rows=((button(words.plain("duty-stand-in"), STAND_IN, shift.id),),))


def to_sign_off(town: Town, words: Words, shift: Shift) -> Card:
    """Ask to hand over."""
    text = words("duty-prompt-off", shift=shift_of(town, words, shift), at=words.time(shift.ends_at, town.zone))
    return Card(text=text, rows=((button(words.plain("duty-sign-off"), SIGN_OFF, shift.id),),))


def unmanned(town: Town, words: Words, shift: Shift, person: Actor | None) -> Card:
    """Tell that nobody has signed on."""
    text = words("duty-unmanned", shift=shift_of(town, words, shift), name=called(town, words, person))
    return Card(text=text, rows=((button(words.plain("duty-show"), SHOW),),))


def stood_in(town: Town, words: Words, shift: Shift, by: Actor) -> Card:
    """Tell whose shift was taken over."""
    return Card(text=words("duty-stood-in", shift=shift_of(town, words, shift), name=called(town, words, by)))


def note(town: Town, words: Words, shift: Shift, author: str) -> Markup:
    """Return a handover note with whose it is."""
    name_of = people.colleague(town, words, author)
    return words("duty-note", name=name_of, hours=hours(town, words, shift), text=shift.note or "")


def handed_over(town: Town, words: Words, shift: Shift, author: str) -> Card:
    """Show the handover note to who comes next."""
    return Card(text=note(town, words, shift, author), rows=((button(words.plain("duty-read"), READ, shift.id),),))


def swap_asked(town: Town, words: Words, swap: Swap, shift: Shift, other: Shift | None, asker: Actor) -> Card:
    """Ask a colleague to take a shift over."""
    who, mine = called(town, words, asker), shift_of(town, words, shift)
    text = (
        words("duty-swap-asked", name=who, shift=mine, other=shift_of(town, words, other))
        if other is not None
        else words("duty-cover-asked", name=who, shift=mine)
    )
    row = (button(words.plain("duty-agree"), AGREE, swap.id), button(words.plain("duty-refuse"), REFUSE, swap.id))
    return Card(text=text, rows=(row,))


def swap_answered(town: Town, words: Words, swap: Swap, shift: Shift, other: Shift | None, asked: Actor) -> Card:
    """Tell the asker how it stands now."""
    who, mine = called(town, words, asked), shift_of(town, words, shift)
    if swap.state is SwapState.AGREED and other is not None:
        text = words("duty-swap-agreed", name=who, shift=mine, other=shift_of(town, words, other))
    elif swap.state is SwapState.AGREED:
        text = words("duty-cover-agreed", name=who, shift=mine)
    elif swap.state is SwapState.REFUSED:
        text = words("duty-swap-refused", name=who, shift=mine)
    else:
        text = words("duty-swap-lapsed", name=who, shift=mine)
    return Card(text=text)


def gap(town: Town, words: Words, since: datetime | None, following: datetime | None) -> Card:
    """Alarm: nobody is on duty."""
    text = lines(
        words("duty-gap-since", at=words.time(since, town.zone)) if since else words("duty-gap"),
        words("duty-gap-next", at=words.time(following, town.zone)) if following else words("duty-gap-no-next"),
    )
    return Card(text=text, rows=((button(words.plain("duty-show"), SHOW),),))


def roster(
    town: Town, words: Words, shifts: list[Shift], persons: Mapping[int, Actor], covered: bool, now: datetime
) -> Markup:
    """Return who is on duty now, and the shifts to come."""
    if not shifts and not covered:
        return words("duty-none")
    running = [shift for shift in shifts if shift.starts_at <= now]
    coming = [shift for shift in shifts if shift.starts_at > now]

    def line(shift: Shift) -> Markup:
        return words(
            "duty-line",
            hours=hours(town, words, shift),
            kind=name(words, shift.kind),
            name=called(town, words, persons.get(shift.person_id)),
            state=_state(shift, now),
        )

    return Markup(
        lines(
            words("duty-head"),
            *(line(shift) for shift in running),
            None if covered else words("duty-nobody"),
            below(words("duty-coming")) if coming else None,
            *(line(shift) for shift in coming),
        )
    )


def _state(shift: Shift, now: datetime) -> str:
    if shift.signed_off_at is not None:
        return "off"
    if shift.signed_on_at is not None:
        return "on"
    return "absent" if shift.starts_at <= now else "coming"


def own_buttons(
    town: Town, words: Words, kept: list[Shift], now: datetime, near: datetime, swap: str
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons for this person's shifts: on and off where start or end is ``near``."""
    rows: list[tuple[Button, ...]] = []
    for shift in kept[:5]:
        when, row = words.time(shift.starts_at, town.zone), []
        if shift.signed_on_at is None and shift.starts_at <= near and now < shift.ends_at:
            row.append(button(words.plain("duty-sign-on-at", at=when), SIGN_ON, shift.id))
        if shift.ends_at <= near:
            row.append(button(words.plain("duty-sign-off-at", at=when), SIGN_OFF, shift.id))
        if shift.starts_at > now and shift.signed_on_at is None:
            mark = "leader" if shift.kind is DutyKind.LEADER else "officer"
            row.append(button(words.plain("duty-swap-at", at=when, kind=mark), swap, shift.id))
        if row:
            rows.append(tuple(row))
    return tuple(rows)
