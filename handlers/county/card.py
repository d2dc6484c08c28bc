"""The card on which a report to the county is written: figures by button or typed, words, then the text to be sent."""

from typing import Any

from markupsafe import Markup

from handlers.county import pages
from handlers.kit import Context, in_rows
from models import CountyReport, Draft
from models.enums import ReportingState, ReportKind, ReportWay
from services.cards import wording
from services.cards.card import Button, Card, below, button
from services.cards.card import lines as join
from services.county import figures as county_figures
from services.county import phone_alarm, reports
from services.county import text as county_text
from services.county.fields import CountyFields
from services.county.figures import MEASURED, NAMES
from services.county.standing import Standing
from services.drafts import drafts

CARD = "county_card"
"""A button of the card; its subject is the draft, its extra ``verb.choice``."""
SEND = "send"
"""The page with the finished text."""
PAST = "past"
"""The figures although the county has not answered the telephone yet."""
QUICK = (0, 1, 2, 3, 5, 10)
"""Figures that are one press."""
UNKNOWN = "unknown"
AGO = (0, 10, 30, 60)
"""Minutes back that are one press, for a time that has passed."""
TIMES = ("event", "at")
WORDS = ("text", "reason", "to")
"""What else is asked for by a button: times, and words."""


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card as it stands: what is asked for, telephone first, the figures, or the finished text."""
    found, corrected = await reports.of_draft(context.session, context.actor, draft)
    fields = reports.fields_of(draft)
    if fields.asking is not None:
        return _question(context, draft, fields, found)
    if phone_alarm.rings(found.reporting) and fields.page != PAST:
        return _call(context, draft, found)
    if fields.page == SEND:
        return _sending(context, draft, fields, found, corrected)
    return _figures(context, draft, fields, found, corrected)


def _verb(context: Context, draft: Draft, key: str, extra: str, **arguments: Any) -> Button:
    return button(context.words.plain(key, **arguments), CARD, draft.id, extra)


def _head(context: Context, found: Standing, corrected: CountyReport | None, fields: CountyFields) -> Markup:
    words = context.words
    kind = corrected.kind if corrected else found.kind or ReportKind.FOLLOW_UP
    number, edition = (corrected.number, corrected.edition + 1) if corrected else (found.number, 1)
    due = found.owed.due_at if found.owed and not corrected else None
    return Markup(
        join(
            words("case-drill") if found.case.drill else None,
            words(
                "county-card-head",
                label=county_text.label(words, kind, number, edition, zero=fields.zero),
                number=found.case.number,
                due=context.time(due, "none"),
            ),
        )
    )


def _figures(
    context: Context, draft: Draft, fields: CountyFields, found: Standing, corrected: CountyReport | None
) -> Card:
    words = context.words
    event_at = fields.event_at or found.reporting.event_at
    text = fields.text.strip()
    kind = corrected.kind if corrected else found.kind or ReportKind.FOLLOW_UP
    lacks = reports.lacks(fields, kind, correction=corrected is not None)
    missing = words.plain("list-comma").join(words.plain(key) for key in lacks)
    card_text = join(
        _head(context, found, corrected, fields),
        words("county-card-event", at=context.time(event_at)),
        words("county-card-attention", attention="yes" if fields.attention else "no"),
        words("county-card-situation", text=wording.shortened(text)) if text else None,
        words("county-card-reason", text=wording.shortened(fields.reason)) if fields.reason.strip() else None,
        below(words("county-card-lacks", missing=missing)) if lacks else None,
        below(words("county-card-how")),
    )
    figures = [
        _verb(
            context,
            draft,
            "county-card-figure",
            f"ask.{name}",
            name=words.plain(f"county-name-{name}"),
            value=county_text.value(words, getattr(fields.figures, name)),
        )
        for name in NAMES
    ]
    rows: list[tuple[Button, ...]] = in_rows(figures, 3)
    more = [_verb(context, draft, f"county-card-attention-{'off' if fields.attention else 'on'}", "attention")]
    if any(getattr(fields.figures, name) is None for name in NAMES):
        more.append(_verb(context, draft, "county-card-zeroes", "zeroes"))
    rows.append(tuple(more))
    asks = [_verb(context, draft, "county-card-ask-text", "ask.text")]
    if corrected is not None:
        asks.append(_verb(context, draft, "county-card-ask-reason", "ask.reason"))
    elif found.reporting.state is ReportingState.FIRST_DUE:
        asks.append(_verb(context, draft, "county-card-ask-event", "ask.event"))
    rows.append(tuple(asks))
    if not lacks:
        rows.append((_verb(context, draft, "county-card-ready", SEND),))
    rows.append((_verb(context, draft, "collect-cancel", "cancel"),))
    return Card(text=card_text, rows=tuple(rows))


def _sending(
    context: Context, draft: Draft, fields: CountyFields, found: Standing, corrected: CountyReport | None
) -> Card:
    """Return the last page: what to look at twice, else the ways it may have been sent."""
    words = context.words
    back = _verb(context, draft, "county-card-back", "back")
    doubts = reports.doubts(found, fields)
    if fields.sure != county_figures.agreed(doubts):
        said = [
            words(
                f"county-doubt-{doubt.what}",
                name=words.plain(f"county-name-{doubt.name}"),
                before=county_text.value(words, doubt.before),
                after=county_text.value(words, doubt.after),
            )
            for doubt in doubts
        ]
        text = join(_head(context, found, corrected, fields), below(words("county-doubts")), *said)
        return Card(text=text, rows=((_verb(context, draft, "county-card-sure", "sure"), back),))
    to = fields.sent_to.strip() or context.settings.county_reports.to or words.plain("county-to-default")
    at = context.time(fields.sent_at, "now")
    ways = [_verb(context, draft, f"report-way-{way.value}", f"sent.{way.value}") for way in ReportWay]
    return Card(
        text=join(
            _head(context, found, corrected, fields),
            words("county-card-to", to=to),
            words("county-card-at", at=at),
            below(words("county-card-send")),
        ),
        rows=(
            *in_rows(ways, 2),
            (
                _verb(context, draft, "county-card-ask-to", "ask.to"),
                _verb(context, draft, "county-card-ask-at", "ask.at"),
            ),
            (back, _verb(context, draft, "collect-cancel", "cancel")),
        ),
    )


def _call(context: Context, draft: Draft, found: Standing) -> Card:
    """Return "telephone first" in place of the card: it can be put right there, and passed when nobody answers."""
    rows = [
        (_verb(context, draft, "county-called", f"called.{index}", name=name),)
        for index, name in enumerate(pages.called_choices(context))
    ]
    rows.append((_verb(context, draft, "county-call-past", PAST),))
    fixes = [
        _verb(context, draft, "county-call-fix", f"ask.{name}", name=context.words.plain(f"county-name-{name}"))
        for name in ("dead", "missing")
    ]
    if phone_alarm.known(found.reporting).attention:
        fixes.append(_verb(context, draft, "county-card-attention-off", "attention"))
    return Card(text=pages.call_text(context, found), rows=(*rows, tuple(fixes)))


def _question(context: Context, draft: Draft, fields: CountyFields, found: Standing) -> Card:
    """Ask for one figure, time or word; whatever is typed next is the answer."""
    words, asking = context.words, fields.asking or ""
    back = (_verb(context, draft, "button-back", "back" if fields.page != SEND else SEND),)
    if asking in NAMES:
        quick = [
            button(str(figure), CARD, draft.id, f"set.{asking}.{figure}") for figure in QUICK if asking not in MEASURED
        ]
        quick.append(_verb(context, draft, "county-unknown", f"set.{asking}.{UNKNOWN}"))
        if asking in MEASURED:
            quick.insert(0, button("0", CARD, draft.id, f"set.{asking}.0"))
        text = words(
            "county-ask-figure",
            name=words.plain(f"county-name-{asking}"),
            unit=words.plain(f"county-unit-{asking}"),
            value=county_text.value(words, getattr(fields.figures, asking)),
        )
        return Card(text=text, rows=(tuple(quick), back))
    if asking in TIMES:
        ago = tuple(
            button(words.plain("county-ago", minutes=minutes), CARD, draft.id, f"time.{asking}.{minutes}")
            for minutes in AGO
        )
        return Card(text=words(f"county-ask-{asking}"), rows=(ago, back))
    return Card(text=words(f"county-ask-{asking}", number=found.case.number), rows=(back,))


async def put(context: Context, draft: Draft, **changes: Any) -> None:
    """Fill fields in. A figure that is changed is no zero report; deaths, missing and attention ring at once."""
    before = reports.fields_of(draft)
    figures = changes.pop("figures", {})
    if figures:
        changes["figures"] = {**before.figures.model_dump(), **figures}
        changes["zero"] = False
    if "attention" in changes or "text" in changes:
        changes["zero"] = False
    await drafts.patch(context.session, draft, CountyFields, context.now, **({"asking": None} | changes))
    after = reports.fields_of(draft)
    if _alarm(after) == _alarm(before):
        return
    found, corrected = await reports.of_draft(context.session, context.actor, draft)
    if corrected is None or (found.last is not None and found.last.id == corrected.id):
        await phone_alarm.flag(context.act, found.case.id, _alarm(after))
        if after.page == PAST:
            await drafts.patch(context.session, draft, CountyFields, context.now, page="")


def _alarm(fields: CountyFields) -> phone_alarm.Alarm:
    return phone_alarm.Alarm.of(fields.figures, attention=fields.attention)


def zeroes(fields: CountyFields) -> dict[str, Any]:
    """Return what makes every figure that is not known a nought."""
    return {name: 0 for name in NAMES if getattr(fields.figures, name) is None}
