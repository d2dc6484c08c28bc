"""A digest in words: the reader's responsibility in a few lines, also when nothing is overdue."""

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from models.enums import Action, DigestKind
from services.calendar import months
from services.cards import people as cards_people
from services.cards.card import Button, Card, button
from services.core.act import Actor
from services.core.town import Town
from services.digests.figures import Extent, Figures, Period, Reader
from services.duties import cards as duty_cards
from services.messaging import undelivered
from services.people.access import may
from services.people.on_duty import Watch
from services.reminders import agenda
from services.settings import lines
from texts import Words

MUTE = "digest"
"""The action of a button: no more digests, or digests again; the extra is one of the two below."""
NO_MORE, AGAIN = "mute", "resume"


def card(
    town: Town,
    person: Actor,
    kind: DigestKind,
    period: Period,
    parts: Sequence[tuple[Extent, Figures]],
    mine: int,
    watch: Watch,
    *,
    muted: bool,
) -> Card:
    """Return the message; ``mine`` is how much the person must do by today, ``watch`` who is on duty."""
    words = town.words(person.language)
    first, last = (at.astimezone(town.zone) for at in (period.start, period.end - timedelta(days=1)))
    head = words(
        f"digest-head-{kind.value}",
        town=town.settings.name.in_language(words.language),
        day=f"{period.end.astimezone(town.zone):%m-%d}",
        first=f"{first:%m-%d}",
        last=f"{last:%m-%d}",
    )
    said = [words("case-drill"), head] if town.settings.drill else [head]
    said += [Markup("\n").join(_part(town, words, kind, extent, found)) for extent, found in parts]
    if watch.rostered and any(extent.reader in (Reader.STATION, Reader.LEADER) for extent, _ in parts):
        said.append(_on_duty(town, words, watch))
    row = [button(words.plain("digest-agenda", count=mine), agenda.OPEN)]
    missed = sum(found.undelivered for _, found in parts)
    if missed and may(person, Action.SEE_UNDELIVERED):
        row.append(undelivered.ring_button(words))
    this = months.holding(period.end.astimezone(town.zone).date())
    turns = ((months.before(this), "missed"), (this, "missed_now"))
    listed = tuple(
        duty_cards.missed_button(words, month)
        for month, which in turns
        if may(person, Action.SEE_DUTIES) and any(getattr(found, which) for _, found in parts)
    )
    rows = (*(one for one in (tuple(row), listed) if one), (mute_button(words, muted=muted),))
    return Card(text=Markup("\n\n").join(said), rows=rows)


def mute_button(words: Words, *, muted: bool) -> Button:
    """Return the button that ends digests, or begins them again."""
    return button(words.plain("digest-again" if muted else "digest-mute"), MUTE, "", AGAIN if muted else NO_MORE)


def _on_duty(town: Town, words: Words, watch: Watch) -> Markup:
    """Return who is on duty at this moment; nobody is said as well."""
    told = [
        words(f"digest-{kind}", names=tuple(cards_people.called(town, words, one) for one in found))
        for kind, found in (("officers", watch.officers), ("leaders", watch.leaders))
        if found
    ]
    if not watch.officers:
        told.insert(0, words("duty-nobody"))
    return Markup("\n").join(told)


def _part(town: Town, words: Words, kind: DigestKind, extent: Extent, found: Figures) -> list[Markup]:
    named = found.names or tuple(lines.name(town.settings, code, words.language) for code in sorted(extent.lines))
    said = [words("digest-of", names=named)] if named else []
    unit = "-unit" if extent.reader is Reader.UNIT else ""
    said.append(words(f"digest-past-{kind.value}{unit}", filed=found.filed, closed=found.closed, open=found.open))
    said.append(words("digest-incidents", count=found.incidents))
    if found.mobilised or found.out:
        said.append(words(f"digest-mobilised-{kind.value}", begun=found.mobilised, out=found.out))
    if extent.reader is not Reader.LEADER:
        said.append(words("digest-due", count=found.due))
    said.append(words("digest-overdue", count=found.overdue))
    if found.missed or found.missed_now:
        said.append(words("digest-missed", last=found.missed, now=found.missed_now))
    if found.county:
        said.append(words("digest-county", count=found.county, late=found.county_late))
    if extent.reader is Reader.STATION:
        said.append(words("digest-undelivered", count=found.undelivered))
    return said
