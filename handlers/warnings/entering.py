"""A short dialog: the words or the picture of a signal, then kind, colour, places and times by buttons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from aiogram import F
from aiogram.types import Message

from handlers.drafts import content
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.prompts import stop, time_said
from handlers.warnings.deciding import chosen_in, colours, villages
from handlers.warnings.warnings import START, card
from models.enums import Action, Colour
from services.cards import wording
from services.cards.card import Button, Card, below, lines
from services.core.errors import Refused, Stale
from services.people.access import require
from services.people.places import village_names
from services.warnings import cards, entering
from services.warnings.entering import Entry

router = router_of("warning_entering")

WORDS = Prompt("warning_words", stays=True)
"""The next words or picture are those of the signal."""
BEGINS, ENDS = Prompt("warning_begins"), Prompt("warning_ends")
"""The next words are the time at which it begins or ends."""
HOURS = {"b": (1, 3, 6, 12), "e": (3, 6, 12, 24, 48)}
"""Hours from now that are offered for the beginning and the end."""


@router.press(START)
async def pressed(context: Context, press: Press) -> Card | None:
    """Begin, open a choice (``k``, ``c``, ``v``, ``b``, ``e``), take one, or take the warning in (``ok``)."""
    require(context.actor, Action.KEEP_WARNINGS)
    if not press.extra:
        await WORDS.ask(context, START, context.words("warning-enter-how"))
        return None
    entry = await _kept(context)
    verb, choice = press.verb, press.choice
    match verb:
        case "k" if choice:
            entry = replace(entry, kind=choice_in(choice, context.settings.warnings.events))
        case "k":
            return _kinds(context)
        case "c" if choice:
            entry = replace(entry, colour=choice_in(choice, Colour))
        case "c":
            chosen = colours(context, lambda value: (START, "", f"c.{value}"))
            return card_of(context.words("warning-enter-colour"), *in_rows(chosen, 2), _back(context))
        case "all":
            entry = replace(entry, everywhere=True, villages=())
        case "ok" if choice:
            entry = replace(entry, everywhere=False, villages=tuple(sorted(await chosen_in(context, choice))))
        case "v":
            return await _places(context, await chosen_in(context, choice) if choice else set(entry.villages))
        case "b" | "e" if choice:
            entry = _timed(entry, verb, context.now + timedelta(hours=number_in(choice)))
        case "b" | "e":
            return await _ask_time(context, entry, verb)
        case "ok":
            warned = await entering.enter(context, entry)
            await context.state.clear()
            return await card(context, warned)
        case _:
            pass
    return await _draft(context, entry)


@router.answer(WORDS, F.text | F.photo)
async def worded(context: Context, message: Message, kept: Kept) -> Card:
    """Take the words or the picture of the signal, and what they tell."""
    said = (message.text or message.caption or "").strip()
    if len(said) > entering.LONGEST:
        raise Refused("error-words-long", limit=entering.LONGEST, count=len(said))
    before = _entry(kept)
    kind, colour = entering.understood(context.settings, said)
    everywhere, named = before.everywhere, before.villages
    if not (everywhere or named):
        everywhere, named = await entering.places(context, said)
    picture = await content.media_of(context, message) if message.photo else before.picture_id
    entry = replace(
        before,
        text=said or before.text,
        kind=kind or before.kind,
        colour=colour or before.colour,
        everywhere=everywhere,
        villages=named,
        picture_id=picture,
    )
    return await _draft(context, entry)


@router.answer(BEGINS, words_only=True)
async def begins_said(context: Context, kept: Kept, said: str) -> Card:
    """Take the time at which it begins."""
    return await _draft(context, _timed(_entry(kept), "b", time_said(context, said)))


@router.answer(ENDS, words_only=True)
async def ends_said(context: Context, kept: Kept, said: str) -> Card:
    """Take the time at which it ends."""
    return await _draft(context, _timed(_entry(kept), "e", time_said(context, said)))


def _timed(entry: Entry, verb: str, at: datetime) -> Entry:
    """Set the beginning or the end."""
    return replace(entry, begins=at) if verb == "b" else replace(entry, ends=at)


async def _kept(context: Context) -> Entry:
    """Return what was entered so far. Raises ``Stale`` when it was left alone for too long."""
    data = await context.state.get_data()
    if "entry" not in data:
        raise Stale("warning-enter-again")
    return _entry(data)


def _entry(kept: Kept) -> Entry:
    data = dict(kept.get("entry", {}))
    for name in ("begins", "ends"):
        data[name] = datetime.fromisoformat(data[name]) if data.get(name) else None
    data["colour"] = Colour(data["colour"]) if data.get("colour") else None
    data["villages"] = tuple(data.get("villages", ()))
    return Entry(**data)


def _data(entry: Entry) -> dict[str, object]:
    return {
        "text": entry.text,
        "kind": entry.kind,
        "colour": entry.colour.value if entry.colour else None,
        "everywhere": entry.everywhere,
        "villages": list(entry.villages),
        "begins": entry.begins.isoformat() if entry.begins else None,
        "ends": entry.ends.isoformat() if entry.ends else None,
        "picture_id": entry.picture_id,
    }


async def _draft(context: Context, entry: Entry) -> Card:
    """Show what is entered and what is missing; the next words replace those of the signal."""
    await WORDS.begin(context, START, entry=_data(entry))
    words, names = context.words, await village_names(context.session)
    kinds: Sequence[str] = [cards.kind(context.town, words, entry.kind)] if entry.kind else []
    named = tuple(names[one] for one in entry.villages if one in names)
    return card_of(
        lines(
            words("warning-enter-head", title=cards.heading(context.town, words, entry.colour, kinds)),
            words("warning-enter-places", names="all" if entry.everywhere else named or "no"),
            words(
                "warning-enter-time",
                begins=context.time(entry.begins, "now"),
                ends=context.time(entry.ends, "no"),
                hours=round(context.settings.warnings.lasts.total_seconds() / 3600),
            ),
            words("warning-enter-pictured") if entry.picture_id else None,
            below(words("warning-says", text=wording.shortened(entry.text))) if entry.text else None,
            below(words("warning-enter-lacks", missing=context.listed(entry.lacks))) if entry.lacks else None,
        ),
        (context.offer("warning-enter-kind", START, "", "k"), context.offer("warning-enter-colours", START, "", "c")),
        (context.offer("warning-enter-place", START, "", "v"),),
        (context.offer("warning-enter-begins", START, "", "b"), context.offer("warning-enter-ends", START, "", "e")),
        None if entry.lacks else context.offer("warning-enter-ok", START, "", "ok"),
        stop(context, START),
    )


def _kinds(context: Context) -> Card:
    offered = [
        context.offer(
            "warning-choice", START, "", f"k.{code}", name=cards.kind(context.town, context.words, code), chosen="no"
        )
        for code in context.settings.warnings.events
    ]
    return card_of(context.words("warning-enter-kinds"), *in_rows(offered, 3), _back(context))


async def _places(context: Context, chosen: set[int]) -> Card:
    rows = await villages(context, chosen, lambda extra: (START, "", extra))
    return card_of(context.words("warning-enter-places-head"), *rows, _back(context))


async def _ask_time(context: Context, entry: Entry, verb: str) -> Card:
    prompt = BEGINS if verb == "b" else ENDS
    await prompt.begin(context, START, entry=_data(entry))
    offered = [
        context.offer(f"warning-enter-{'in' if verb == 'b' else 'for'}", START, "", f"{verb}.{hours}", hours=hours)
        for hours in HOURS[verb]
    ]
    key = "warning-enter-when-begins" if verb == "b" else "warning-enter-when-ends"
    return card_of(context.words(key), *in_rows(offered, 3), _back(context))


def _back(context: Context) -> Button:
    return context.offer("warning-enter-back", START, "", "d")
