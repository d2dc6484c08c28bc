"""The card of a report that is being filled in: what is there, what is missing, what to press next."""

from markupsafe import Markup

from handlers.filing import duplicates
from handlers.filing.duplicates import OF_FIELD, REPORT
from handlers.kit import Context
from models import Draft
from models.enums import Kind, MediaKind
from services.cards.card import Button, Card, button
from services.cards.card import lines as join
from services.cards.masking import masked_phone, shown_name
from services.core import geo
from services.core.labels import name
from services.filing.duplicates import PossibleDuplicate
from services.filing.fields import ReportFields
from services.filing.shown import Filled, filled
from services.filing.supplements import Recent
from services.mobilisation import deployed as mobilisation_deployed
from services.settings import lines

TEXT_SHOWN = 240
"""Characters of the description on the card; the case has all of it."""


async def overview(context: Context, draft: Draft, *, recent: Recent | None = None, offer: Draft | None = None) -> Card:
    """Return the card. ``recent``: a case just filed, which this may belong to; ``offer``: a report put aside."""
    known = await filled(context.session, draft)
    alike = await duplicates.find(context, draft, known.fields)
    text = body(context, known, alike)
    rows = [*duplicates.rows(context, draft, alike), *_rows(context, draft, known)]
    rows = [*await _of_the_field(context, draft, known), *rows]
    if recent is not None:
        label = context.words.plain("filing-into", number=recent.number)
        rows.append((button(label, REPORT, draft.id, f"into.{recent.id}"),))
    if offer is not None:
        label = context.words.plain("filing-resume", at=context.time(offer.updated_at))
        rows.append((button(label, REPORT, offer.id, "resume"),))
    return Card(text=text, rows=tuple(rows))


async def _of_the_field(context: Context, draft: Draft, known: Filled) -> list[tuple[Button, ...]]:
    """Return the buttons that say: this is from the mobilisation I am out on. Mostly none."""
    fields = known.fields
    if draft.case_id is not None or not (known.files or fields.text or fields.latitude is not None):
        return []
    return [
        (button(context.words.plain("filing-of-field", number=one.number), REPORT, draft.id, f"{OF_FIELD}.{one.id}"),)
        for one in await mobilisation_deployed.of(context.session, context.actor.person_id)
    ]


def body(context: Context, known: Filled, alike: list[PossibleDuplicate]) -> Markup:
    """Return the card's text."""
    words, fields, number = context.words, known.fields, known.number
    head = words("filing-head-ahead", number=number) if number else words(f"filing-head-{fields.kind.value}")
    lacks = known.lacks
    if number:
        foot = words("filing-next-ahead", call=context.settings.login.call)
    elif lacks:
        missing = words.plain("list-comma").join(words.plain(key) for key in lacks)
        foot = words("filing-missing", missing=missing, hint=words.plain(f"{lacks[0]}-hint"))
    else:
        foot = words("filing-complete-alike" if alike else "filing-complete")
    return Markup(
        join(
            words("case-drill") if context.settings.drill else None,
            head,
            "",
            *described(context, known),
            Markup("\n{}").format(duplicates.text(context, alike)) if alike else None,
            Markup("\n{}").format(foot),
            words("filing-danger-hint") if not number and _sounds_deadly(context, fields) else None,
        )
    )


def described(context: Context, known: Filled) -> list[Markup]:
    """Return what is filled in, a line each; what is optional and empty takes no line."""
    words, fields = context.words, known.fields
    text = fields.text.strip()
    if len(text) > TEXT_SHOWN:
        text = text[: TEXT_SHOWN - 1] + "…"
    found = [
        words("filing-files", files=_files(context, known)) if known.files else None,
        words("filing-text", text=text) if text else None,
        words("filing-no-content") if not known.files and not text else None,
        words("filing-place", place=place(context, known), done="yes" if _placed(fields) else "no"),
        words(
            "filing-line" if fields.line_chosen else "filing-line-suggested",
            line=lines.name(context.settings, fields.line, words.language),
        )
        if fields.line
        else words("filing-no-line"),
        words("filing-severity", severity=name(words, fields.severity)),
        words("filing-people", count=fields.people_at_risk) if fields.people_at_risk is not None else None,
        words("filing-anonymous") if fields.anonymous else None,
        words("filing-behalf", name=shown_name(context.town, fields.on_behalf_name), phone=_phone(context, fields))
        if fields.on_behalf_name or fields.on_behalf_phone
        else None,
    ]
    return [line for line in found if line is not None]


def place(context: Context, known: Filled) -> str:
    """Return where it is, as far as it is known."""
    words, fields = context.words, known.fields
    parts = geo.nested(known.village, known.grid)
    parts += [fields.landmark] if fields.landmark else []
    if fields.latitude is not None:
        key = "filing-pin"
        if fields.outside:
            key = "filing-pin-outside" if fields.outside_confirmed else "filing-pin-asked"
        parts.append(words.plain(key))
    return " · ".join(parts) or words.plain("filing-no-place")


def _sounds_deadly(context: Context, fields: ReportFields) -> bool:
    """Whether the words speak of people in danger: then the one-press way is pointed out, nothing is decided."""
    said = fields.text.casefold()
    return any(word in said for word in context.words.plain("filing-danger-words").split())


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


def _rows(context: Context, draft: Draft, known: Filled) -> list[tuple[Button, ...]]:
    words, fields = context.words, known.fields

    def ask(key: str, verb: str, **arguments: object) -> Button:
        return button(words.plain(key, **arguments), REPORT, draft.id, verb)

    rows: list[tuple[Button, ...]] = []
    if fields.outside and not fields.outside_confirmed:
        rows.append((ask("filing-button-here", "here"), ask("filing-button-again", "again")))
    rows.append((ask("filing-button-place", "place"), ask("filing-button-line", "line")))
    if draft.case_id is None:
        kind = Kind.INCIDENT if fields.kind is Kind.HAZARD else Kind.HAZARD
        rows.append(
            (
                ask("filing-button-kind", f"kind.{kind.value}", kind=name(words, fields.kind)),
                ask("filing-button-severity", "severity", severity=name(words, fields.severity)),
            )
        )
    rows.append((ask("filing-button-people", "people"), ask("filing-button-behalf", "behalf")))
    if draft.case_id is not None and not known.files and not fields.text and fields.latitude is None:
        rows.append((ask("filing-button-mistake", "mistake"),))
    if draft.case_id is None:
        rows.append((ask("filing-button-sos", "sos"),))
        rows.append((ask("filing-button-submit", "submit"), ask("filing-button-cancel", "cancel")))
    else:
        rows.append((ask("filing-button-done", "done"),))
    return rows
