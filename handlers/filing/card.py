"""The card of a report that is being filled in: what is there, what is missing, what to press next."""

from typing import Any

from markupsafe import Markup

from handlers.drafts.cards import added, replace
from handlers.filing import duplicates
from handlers.filing.duplicates import OF_FIELD, REPORT
from handlers.kit import Context, Rows, card_of, rows_of, with_rows
from models import Draft
from models.enums import Kind, MediaKind
from services.answers.danger import sounds_deadly
from services.cards import wording
from services.cards.card import Button, Card
from services.cards.card import lines as join
from services.cards.masking import masked_phone, shown_name
from services.core import geo
from services.core.labels import name
from services.filing import parting
from services.filing.duplicates import PossibleDuplicate
from services.filing.fields import OWN, SAID, ReportFields
from services.filing.shown import Filled, filled
from services.settings import lines

TEXT_SHOWN = 240
"""Characters of the description on the card; the case has all of it."""


async def show(context: Context, draft: Draft, *, again: bool = False, **offers: Any) -> None:
    """Show the card at the bottom of the chat, and take the one above it away."""
    another = context.offer("filing-button-sos-again", REPORT, draft.id, "sos2") if again else None
    replace(context, draft, with_rows(await overview(context, draft, **offers), another))


async def show_added(context: Context, draft: Draft, *, doubted: bool = False) -> None:
    """Show the card after a message more; one that asks whether the message belongs to it goes to the bottom."""
    known = await filled(context.session, context.actor, draft)
    shown = await _drawn(context, draft, known, doubted=doubted)
    if doubted:
        replace(context, draft, shown)
    else:
        await added(context, draft, shown, below=known.below)


async def overview(context: Context, draft: Draft, *, offer: Draft | None = None) -> Card:
    """Return the card. ``offer``: a report put aside."""
    return await _drawn(context, draft, await filled(context.session, context.actor, draft), offer=offer)


async def _drawn(
    context: Context, draft: Draft, known: Filled, *, offer: Draft | None = None, doubted: bool = False
) -> Card:
    """Draw the card. ``doubted``: the last words may be about another danger."""
    alike = [one for one in await duplicates.find(context, draft, known.fields) if one.case.id != known.fields.maybe_of]
    resume = None
    if offer is not None:
        resume = context.offer("filing-resume", REPORT, offer.id, "resume", at=context.time(offer.updated_at))
    return card_of(
        body(context, known, alike, doubted=doubted),
        *await _belonging(context, draft, known),
        *_of_the_field(context, draft, known),
        *duplicates.rows(context, draft, alike),
        *_rows(context, draft, known),
        resume,
    )


async def _belonging(context: Context, draft: Draft, known: Filled) -> Rows:
    """Return the buttons that say to which danger this belongs, while that is in doubt."""

    def ask(key: str, verb: str, **arguments: object) -> Button:
        return context.offer(key, REPORT, draft.id, verb, **arguments)

    if draft.case_id is not None:
        return rows_of(ask("filing-part", "part") if known.fields.turn else None)
    if known.maybe is None:
        return []
    case_id = known.fields.maybe_of
    ahead = await parting.ahead(context.session, context.actor.person_id, case_id or 0)
    along = ahead is not None and parting.just_before(ahead, draft)
    return rows_of(
        ask("filing-into", f"into.{case_id}", number=known.maybe),
        ask("filing-other", "other"),
        ask("filing-along", "along", number=known.maybe) if along else None,
    )


def _of_the_field(context: Context, draft: Draft, known: Filled) -> list[Button]:
    """Return the buttons that say: this is from the mobilisation I am out on. Mostly none."""
    fields = known.fields
    if draft.case_id is not None or not (known.files or fields.text or fields.latitude is not None):
        return []
    return [
        context.offer("filing-of-field", REPORT, draft.id, f"{OF_FIELD}.{id_}", number=number)
        for id_, number in known.out
    ]


def body(context: Context, known: Filled, alike: list[PossibleDuplicate], *, doubted: bool = False) -> Markup:
    """Return the card's text."""
    words, fields, number = context.words, known.fields, known.number
    head = words("filing-head-ahead", number=number) if number else words(f"filing-head-{fields.kind.value}")
    lacks = known.lacks
    if number:
        foot = words("filing-next-ahead", call=context.settings.login.call)
    elif lacks:
        foot = words("filing-missing", missing=context.listed(lacks), hint=words.plain(f"{lacks[0]}-hint"))
    else:
        pinned = "yes" if fields.latitude is not None else "no"
        foot = words("filing-complete-alike") if alike else words("filing-complete", pinned=pinned)
    return Markup(
        join(
            words("case-drill") if context.settings.drill else None,
            head,
            "",
            *_described(context, known),
            Markup("\n{}").format(duplicates.text(context, alike)) if alike else None,
            Markup("\n{}").format(words("filing-maybe", number=known.maybe)) if known.maybe and not number else None,
            Markup("\n{}").format(words("filing-doubted", number=number)) if doubted else None,
            Markup("\n{}").format(foot),
            words("filing-danger-hint") if not number and sounds_deadly(context.town, fields.text) else None,
        )
    )


def _described(context: Context, known: Filled) -> list[Markup | None]:
    """Return what is filled in, a line each; an optional field that is empty takes no line."""
    words, fields = context.words, known.fields
    text, line = wording.shortened(fields.text, TEXT_SHOWN), lines.name(context.settings, fields.line, words.language)
    behalf = fields.on_behalf_name or fields.on_behalf_phone
    return [
        words("filing-files", files=_files(context, known)) if known.files else None,
        words("filing-text", text=text) if text else None,
        words("filing-no-content") if not known.files and not text else None,
        words("filing-place", place=place(context, known), done="yes" if _placed(fields) else "no"),
        words("filing-line" if fields.line_chosen else "filing-line-suggested", line=line)
        if fields.line
        else words("filing-no-line"),
        words("filing-severity", severity=name(words, fields.severity)),
        words("filing-people", count=fields.people_at_risk) if fields.people_at_risk is not None else None,
        words("filing-anonymous") if fields.anonymous else None,
        words("filing-behalf", name=shown_name(context.town, fields.on_behalf_name), phone=_phone(context, fields))
        if behalf
        else None,
    ]


def place(context: Context, known: Filled) -> str:
    """Return where it is, as far as it is known."""
    words, fields = context.words, known.fields
    parts = geo.nested(known.village, known.grid)
    if parts and fields.village_by in (OWN, SAID) and fields.latitude is None:
        parts[-1] += words.plain(f"filing-place-{fields.village_by}")
    parts += [fields.landmark] if fields.landmark else []
    if fields.latitude is not None:
        key = "filing-pin"
        if fields.outside:
            key = "filing-pin-outside" if fields.outside_confirmed else "filing-pin-asked"
        parts.append(words.plain(key))
    return " · ".join(parts) or words.plain("filing-no-place")


def _placed(fields: ReportFields) -> bool:
    asked = fields.outside and not fields.outside_confirmed
    return not asked and (fields.latitude is not None or fields.village_id is not None)


def _phone(context: Context, fields: ReportFields) -> str:
    phone = fields.on_behalf_phone or ""
    return masked_phone(phone) if phone and context.settings.privacy.mask_phones else phone


def _files(context: Context, known: Filled) -> str:
    words = context.words
    counted = [
        words.plain(f"filing-count-{kind.value}", count=known.kinds[kind]) for kind in MediaKind if kind in known.kinds
    ]
    return words.plain("list-comma").join(counted)


def _rows(context: Context, draft: Draft, known: Filled) -> Rows:
    words, fields = context.words, known.fields

    def ask(key: str, verb: str, **arguments: object) -> Button:
        return context.offer(key, REPORT, draft.id, verb, **arguments)

    new, asked = draft.case_id is None, fields.outside and not fields.outside_confirmed
    empty = not known.files and not fields.text and fields.latitude is None
    other = Kind.INCIDENT if fields.kind is Kind.HAZARD else Kind.HAZARD
    grade = (
        ask("filing-button-kind", f"kind.{other.value}", kind=name(words, fields.kind)),
        ask("filing-button-severity", "severity", severity=name(words, fields.severity)),
    )
    ends = ask("filing-button-submit", "submit"), ask("filing-button-cancel", "cancel")
    return rows_of(
        (ask("filing-button-here", "here"), ask("filing-button-again", "again")) if asked else None,
        (ask("filing-button-place", "place"), ask("filing-button-line", "line")),
        grade if new else None,
        (ask("filing-button-people", "people"), ask("filing-button-behalf", "behalf")),
        ask("filing-button-mistake", "mistake") if not new and empty else None,
        ask("filing-button-sos", "sos") if new else ask("filing-button-done", "done"),
        ends if new else None,
    )
