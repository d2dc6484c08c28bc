"""The cards of a broadcast: for its author, for the second person, and for its recipients.

A drill and the real thing differ at a glance: other signs, other first and last lines (I10, DOMAIN §5.5).
"""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from models import Broadcast
from models.enums import Answer, BroadcastLevel, BroadcastState, Correction
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import name
from services.core.town import Town
from services.messaging import roll_calls
from services.messaging.audiences import Audience
from services.messaging.roll_calls import Counts
from texts import Words

QUESTION, AGREE, BACK, REFUSE, AGAIN = "bc_ask", "bc_yes", "bc_back", "bc_no", "bc_again"
SEE, CANCEL, CORRECT, SILENT = "bc_see", "bc_cancel", "bc_correct", "bc_silent"
"""The actions of the buttons; the subject is the broadcast."""
QUOTED = 60
"""Characters of an earlier message's words in the one that takes it back."""


def message(
    town: Town,
    words: Words,
    sent: Broadcast,
    *,
    group: bool = False,
    confirmed_at: datetime | None = None,
) -> Card:
    """Return what everybody gets. A group's has no button, nor one that its reader has confirmed."""
    at = sent.sent_at
    sign = sent.signed or words.plain("broadcast-station", town=town.settings.name.in_language(words.language))
    text = lines(
        _head(words, sent),
        below(words("broadcast-text", text=sent.text)),
        below(words("broadcast-signed", sign=sign, at=words.time(at, town.zone) if at else "")),
        below(words("broadcast-confirmed", at=words.time(confirmed_at, town.zone))) if confirmed_at else None,
        words("broadcast-drill-foot") if sent.drill else None,
    )
    asked = sent.confirmed and not group and sent.roll_call_id is not None and confirmed_at is None
    return Card(text=text, rows=((received(words, sent),),) if asked else ())


def received(words: Words, sent: Broadcast) -> Button:
    """Return the button that confirms a message."""
    return button(words.plain("broadcast-received"), roll_calls.ANSWER, sent.roll_call_id or 0, Answer.RECEIVED.value)


def reminder(town: Town, words: Words, sent: Broadcast, number: int) -> Card:
    """Return the line that reminds of a message without a confirmation, for the time of that number."""
    return Card(
        text=words("broadcast-again", drill=_yes(bool(sent.drill)), number=number, level=name(words, sent.level)),
        rows=((received(words, sent),),),
        in_full=message(town, words, sent),
    )


def confirmed(town: Town, words: Words, at: datetime, *, drill: bool | None) -> Markup:
    """Return what a reminder says once the message is confirmed."""
    return wording.marked(words, words("broadcast-confirmed", at=words.time(at, town.zone)), drill=drill)


def _head(words: Words, sent: Broadcast) -> Markup:
    """Return the first line: drill or live, cancelled or corrected, and how grave."""
    level = name(words, sent.level)
    if sent.correction is not None:
        what = words(f"broadcast-head-{sent.correction.value}", level=level)
    elif sent.drill:
        what = words("broadcast-head-exercise", level=level)
    else:
        what = words(f"broadcast-head-{sent.level.value}", level=level)
    return Markup("{}\n{}").format(words("broadcast-head-drill"), what) if sent.drill else what


def taken_back(town: Town, words: Words, earlier: Broadcast) -> str:
    """Return the prepared words that take a message back."""
    at = words.time(earlier.sent_at, town.zone) if earlier.sent_at else ""
    return words.plain("broadcast-taken-back", at=at, text=wording.teaser(earlier.text, QUOTED))


def title(town: Town, words: Words, one: Broadcast) -> str:
    """Return a broadcast in a line of a list."""
    at = one.sent_at or one.asked_at or one.created_at
    return words.plain(
        "broadcast-line",
        drill="yes" if one.drill else "no",
        state="awaiting" if one.state is BroadcastState.AWAITING else "sent",
        at=words.time(at, town.zone),
        level=name(words, one.level),
        text=wording.teaser(one.text, 20),
    )


def who(words: Words, found: Audience, *, groups: bool) -> Markup:
    """Return head-count, who cannot be reached and why, and the groups that hear it when ``groups`` were wanted."""
    reasons = list(found.unreached.values())
    parts = [words("broadcast-count", count=len(found.people))]
    if found.people:
        parts.append(words("broadcast-reached", count=len(found.reached), away=len(found.unreached)))
    parts += [words(f"broadcast-unreached-{one}", count=reasons.count(one)) for one in sorted(set(reasons))]
    if found.doubtful:
        parts.append(words("broadcast-doubtful", count=len(found.doubtful)))
    if found.groups:
        parts.append(words("broadcast-groups", names=tuple(group.title for group in found.groups)))
    elif groups and found.people:
        parts.append(words("broadcast-groups-none"))
    return Markup("\n").join(parts)


def person(town: Town, words: Words, one: Actor, reason: str | None) -> Markup:
    """Return one line of the list: masked name, post, and why chat cannot reach them."""
    post = one.posts[0] if one.posts else None
    return words(
        "broadcast-person",
        name=cards_people.called(town, words, one),
        post=name(words, post.role) if post else "",
        reason=words.plain(f"failure-{reason}") if reason else "no",
    )


def consent(town: Town, words: Words, asked: Broadcast, found: Audience, author: Actor) -> Card:
    """Ask the second person, under the message just as everybody would see it."""
    shown = message(town, words, asked).text
    text = lines(
        consent_head(town, words, author),
        who(words, found, groups=asked.groups),
        below(words("broadcast-quote", text=Markup(shown))),
    )
    row = (
        button(words.plain("broadcast-agree", count=len(found.people)), AGREE, asked.id, asked.version),
        button(words.plain("broadcast-return"), BACK, asked.id, asked.version),
        button(words.plain("broadcast-refuse"), REFUSE, asked.id, asked.version),
    )
    return Card(text=text, rows=tuple((one,) for one in row))


def consent_head(town: Town, words: Words, author: Actor) -> Markup:
    """Return the question's first line."""
    return words("broadcast-consent-ask", name=cards_people.called(town, words, author))


def answered(town: Town, words: Words, asked: Broadcast, by: Actor, *, agreed: bool) -> Card:
    """Tell the author what the second person said, and what came of it."""
    if asked.state is BroadcastState.SENT:
        key = "broadcast-consented"
    elif agreed:
        key = "broadcast-list-changed"
    else:
        key = "broadcast-refused" if asked.state is BroadcastState.DROPPED else "broadcast-returned"
    text = wording.marked(words, words(key, name=cards_people.called(town, words, by)), drill=asked.drill)
    return Card(text=text, rows=(_on(words, asked),))


def why(town: Town, words: Words, asked: Broadcast, by: Actor, reason: str) -> Card:
    """Tell the author the second person's reason."""
    given = words("broadcast-why", name=cards_people.called(town, words, by), reason=reason)
    quoted = below(words("broadcast-quote", text=wording.shortened(asked.text, QUOTED)))
    return Card(text=wording.marked(words, lines(given, quoted), drill=asked.drill), rows=(_on(words, asked),))


def _on(words: Words, asked: Broadcast) -> tuple[Button, ...]:
    """Return the button with which the author goes on: the draft, or a new one instead of what was refused."""
    if asked.state is BroadcastState.DROPPED:
        return (button(words.plain("broadcast-anew"), AGAIN, asked.id),)
    return (button(words.plain("broadcast-open"), SEE, asked.id),)


def lapsed(town: Town, words: Words, asked: Broadcast) -> Card:
    """Tell the author that nobody has answered, and that nothing was sent."""
    text = words("broadcast-lapsed", text=wording.shortened(asked.text, QUOTED))
    row = (button(words.plain("broadcast-open"), SEE, asked.id),)
    return Card(text=wording.marked(words, text, drill=asked.drill), rows=(row,))


def undone(town: Town, words: Words, correction: Broadcast, authors: Sequence[Actor]) -> Card:
    """Tell the consenter to a message that it was taken back or corrected, and how."""
    name_of = cards_people.called(town, words, authors[0] if authors else None)
    return Card(
        text=lines(
            words(
                f"broadcast-undone-{correction.correction.value if correction.correction else 'cancel'}", name=name_of
            ),
            below(words("broadcast-quote", text=Markup(message(town, words, correction).text))),
        ),
        rows=(_on(words, correction),),
    )


def sent(
    town: Town, words: Words, one: Broadcast, counts: Counts, failed: int, *, corrected: Sequence[Correction]
) -> Card:
    """Show its author how a message stands, with what takes it back a tap away."""
    received = counts.answers.get(Answer.RECEIVED, 0)
    text = lines(
        words("broadcast-sent", at=words.time(one.sent_at, town.zone) if one.sent_at else ""),
        words("broadcast-told", count=counts.asked, failed=failed),
        words("broadcast-received-by", received=received, silent=counts.asked - received) if one.confirmed else None,
        *(words(f"broadcast-was-{kind.value}") for kind in corrected),
        below(words("broadcast-quote", text=Markup(message(town, words, one).text))),
    )
    rows: list[tuple[Button, ...]] = [(button(words.plain("broadcast-refresh"), SEE, one.id),)]
    if one.confirmed and counts.asked > received:
        rows.append((button(words.plain("broadcast-who-silent", count=counts.asked - received), SILENT, one.id),))
    if one.correction is not Correction.CANCEL and Correction.CANCEL not in corrected:
        rows.append(
            (
                button(words.plain("broadcast-cancel"), CANCEL, one.id),
                button(words.plain("broadcast-correct"), CORRECT, one.id),
            )
        )
    return Card(text=text, rows=tuple(rows))


def level_buttons(words: Words, draft: Broadcast, action: str) -> tuple[tuple[Button, ...], ...]:
    """Return the six levels to choose from, the chosen one marked."""
    marked = [
        button(
            words.plain("broadcast-level-choice", level=name(words, level), chosen=_yes(level is draft.level)),
            action,
            draft.id,
            f"l.{level.value}",
        )
        for level in BroadcastLevel
    ]
    return tuple(marked[:3]), tuple(marked[3:])


def live_or_drill(words: Words, action: str, subject: int, drill: bool | None) -> tuple[Button, ...]:
    """Return the choice between the real thing and an exercise, the chosen one marked; nothing is taken for granted."""
    return tuple(
        button(words.plain(f"broadcast-{key}", chosen=_yes(drill is chosen)), action, subject, f"d.{int(chosen)}")
        for key, chosen in (("live", False), ("drill", True))
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
