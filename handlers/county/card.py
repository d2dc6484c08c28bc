"""The card on which a report to the county is written: figures by button or typed, words, then the text to be sent."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from handlers.county import pages
from handlers.kit import Context, Rows, card_of, in_rows, rows_of
from models import CountyReport, Draft
from models.enums import ReportingState, ReportKind, ReportWay
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.county import figures as county_figures
from services.county import phone_alarm, reports
from services.county import text as county_text
from services.county.fields import CountyFields
from services.county.figures import MEASURED, MOVING, NAMES
from services.county.standing import Standing
from services.drafts import drafts

CARD = "county_card"
"""A button of the card; its subject is the draft, its extra ``verb.choice``."""
SEND = "send"
"""The page with the finished text."""
PAST = "past"
"""The figures although the county has not answered the telephone yet."""
QUICK = (0, 1, 2, 3, 5, 10)
"""Figures that have a button."""
FIGURE_FITS = 13
"""Columns of a button of which three stand in a row on a narrow phone."""
UNKNOWN = "unknown"
AGO = (0, 10, 30, 60)
"""Minutes back that have a button, for a time that has passed."""
TIMES = ("event", "at")
WORDS = ("text", "reason", "to")
"""The other fields that a button asks for: times, and words."""


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card as it stands: what is asked for, telephone first, the figures, or the finished text."""
    found, corrected = await reports.of_draft(context.session, context.actor, draft)
    shown = Sheet(context, draft, reports.fields_of(draft), found, corrected)
    if shown.fields.asking is not None:
        return shown.question()
    if phone_alarm.rings(found.reporting) and shown.fields.page != PAST:
        return shown.call()
    return shown.sending() if shown.fields.page == SEND else shown.figures()


@dataclass(frozen=True)
class Sheet:
    """One draft as its card shows it."""

    context: Context
    draft: Draft
    fields: CountyFields
    found: Standing
    corrected: CountyReport | None

    @cached_property
    def kind(self) -> ReportKind:
        """The kind of report that is written."""
        return self.corrected.kind if self.corrected else self.found.kind or ReportKind.FOLLOW_UP

    def _verb(self, key: str, extra: str, **arguments: Any) -> Button:
        return self.context.offer(key, CARD, self.draft.id, extra, **arguments)

    def _head(self) -> Markup:
        words, found, corrected = self.context.words, self.found, self.corrected
        due = found.owed.due_at if found.owed and not corrected else None
        label = wording.capital(county_text.label(words, reports.version_of(self.context, found, self.fields)))
        head = words("county-card-head", label=label, number=found.case.number, due=self.context.time(due, "none"))
        return Markup(lines(words("case-drill") if found.case.drill else None, head))

    def figures(self) -> Card:
        """Return the page of the figures."""
        context, words, fields = self.context, self.context.words, self.fields
        text, reason = fields.text.strip(), fields.reason.strip()
        lacks = reports.lacks(fields, self.kind, correction=self.corrected is not None)
        event_at = fields.event_at or self.found.reporting.event_at
        return card_of(
            lines(
                self._head(),
                words("county-card-event", at=context.time(event_at)),
                words("county-card-attention", attention="yes" if fields.attention else "no"),
                words("county-card-situation", text=wording.shortened(text)) if text else None,
                words("county-card-reason", text=wording.shortened(fields.reason)) if reason else None,
                *self._rough(),
                below(words("county-card-lacks", missing=context.listed(lacks))) if lacks else None,
                below(words("county-card-how")),
            ),
            *self._figure_rows(),
            None if lacks else self._verb("county-card-ready", SEND),
            self._verb("collect-cancel", "cancel"),
        )

    def _value(self, name: str) -> str:
        value = county_text.value(self.context.words, getattr(self.fields.figures, name))
        return self.context.words.plain("county-about", value=value) if name in self.fields.rough else value

    def _rough(self) -> list[Markup]:
        """Return a line for each figure that is not exact: the county reads a whole number."""
        words = self.context.words
        return [
            words("county-rough", name=words.plain(f"county-name-{name}"), value=self._value(name), said=said)
            for name, said in self.fields.rough.items()
        ]

    def _figure_rows(self) -> Rows:
        words, fields = self.context.words, self.fields
        figures = [
            self._verb(
                "county-card-figure",
                f"ask.{name}",
                name=words.plain(f"county-name-{name}"),
                value="none" if getattr(fields.figures, name) is None else self._value(name),
            )
            for name in county_figures.shown(fields.figures)
        ]
        wide = any(wording.columns(one.text) > FIGURE_FITS for one in figures)
        more = None
        if self.corrected is not None:
            more = self._verb("county-card-ask-reason", "ask.reason")
        elif self.found.reporting.state is ReportingState.FIRST_DUE:
            more = self._verb("county-card-ask-event", "ask.event")
        return rows_of(
            *in_rows(figures, 2 if wide else 3),
            (
                self._verb(f"county-card-attention-{'off' if fields.attention else 'on'}", "attention"),
                self._verb("county-card-zeroes", "zeroes") if zeroes(fields) else None,
            ),
            (self._verb("county-card-ask-text", "ask.text"), more),
        )

    def sending(self) -> Card:
        """Return the last page: what to look at twice, else the ways it may have been sent."""
        context, words, fields = self.context, self.context.words, self.fields
        back = self._verb("county-card-back", "back")
        doubts = reports.doubts(self.found, fields)
        if fields.sure != county_figures.agreed(doubts):
            said = (
                words(
                    f"county-doubt-{doubt.what}",
                    name=words.plain(f"county-name-{doubt.name}"),
                    before=county_text.value(words, doubt.before),
                    after=county_text.value(words, doubt.after),
                )
                for doubt in doubts
            )
            text = lines(self._head(), below(words("county-doubts")), *said)
            return card_of(text, (self._verb("county-card-sure", "sure"), back))
        to = fields.sent_to.strip() or context.settings.county_reports.to or words.plain("county-to-default")
        ways = [self._verb(f"report-way-{way.value}", f"sent.{way.value}") for way in ReportWay]
        return card_of(
            lines(
                self._head(),
                words("county-card-to", to=to),
                words("county-card-at", at=context.time(fields.sent_at, "now")),
                *self._rough(),
                below(words("county-card-send")),
            ),
            *in_rows(ways, 2),
            (self._verb("county-card-ask-to", "ask.to"), self._verb("county-card-ask-at", "ask.at")),
            (back, self._verb("collect-cancel", "cancel")),
        )

    def call(self) -> Card:
        """Return "telephone first" in place of the card: it can be put right there, and passed when nobody answers."""
        context = self.context
        attention = phone_alarm.known(self.found.reporting).attention
        return card_of(
            pages.call_text(context, self.found),
            *(
                self._verb("county-called", f"called.{index}", name=name)
                for index, name in enumerate(pages.called_choices(context))
            ),
            self._verb("county-call-past", PAST),
            (
                *(
                    self._verb("county-call-fix", f"ask.{name}", name=context.words.plain(f"county-name-{name}"))
                    for name in ("dead", "missing")
                ),
                self._verb("county-card-attention-off", "attention") if attention else None,
            ),
        )

    def question(self) -> Card:
        """Ask for one figure, time or word; the next words are the answer."""
        words, asking = self.context.words, self.fields.asking or ""
        back = self._verb("button-back", "back" if self.fields.page != SEND else SEND)
        if asking in NAMES:
            offered = QUICK if asking not in MEASURED else (0,)
            quick = [button(str(figure), CARD, self.draft.id, f"set.{asking}.{figure}") for figure in offered]
            said = self.fields.unread.get(asking)
            text = lines(
                words("county-ask-unread", said=said) if said else None,
                words(
                    "county-ask-figure",
                    name=words.plain(f"county-name-{asking}"),
                    unit=words.plain(f"county-unit-{asking}"),
                    value=county_text.value(words, getattr(self.fields.figures, asking)),
                ),
            )
            return card_of(text, (*quick, self._verb("county-unknown", f"set.{asking}.{UNKNOWN}")), back)
        ago = AGO if asking in TIMES else ()
        return card_of(
            words(f"county-ask-{asking}", number=self.found.case.number),
            [self._verb("county-ago", f"time.{asking}.{minutes}", minutes=minutes) for minutes in ago],
            back,
        )


async def change(context: Context, draft: Draft, **changes: Any) -> None:
    """Change the card's fields."""
    await drafts.patch(context.session, draft, CountyFields, context.now, **changes)


async def put(context: Context, draft: Draft, **changes: Any) -> None:
    """Fill fields in. A figure that is changed is no zero report; deaths, missing and attention ring at once."""
    before = reports.fields_of(draft)
    figures, rough = changes.pop("figures", {}), changes.pop("rough", {})
    if figures:
        changes["rough"] = {name: said for name, said in before.rough.items() if name not in figures} | rough
        changes["figures"] = {**before.figures.model_dump(), **figures}
        unread = {**before.unread, **changes.get("unread", {})}
        changes["unread"] = {name: said for name, said in unread.items() if name not in figures}
    if "unread" in changes:
        changes["asking"] = next((name for name in NAMES if name in changes["unread"]), None)
    if figures or "attention" in changes or "text" in changes:
        changes["zero"] = False
    await change(context, draft, **({"asking": None} | changes))
    after = reports.fields_of(draft)
    if _alarm(after) == _alarm(before):
        return
    found, corrected = await reports.of_draft(context.session, context.actor, draft)
    if corrected is None or (found.last is not None and found.last.id == corrected.id):
        await phone_alarm.flag(context, found.case.id, _alarm(after))
        if after.page == PAST:
            await change(context, draft, page="")


def _alarm(fields: CountyFields) -> phone_alarm.Alarm:
    return phone_alarm.Alarm.of(fields.figures, attention=fields.attention)


def zeroes(fields: CountyFields) -> dict[str, Any]:
    """Return the changes that make every unknown figure a nought."""
    return {name: 0 for name in NAMES if name not in MOVING and getattr(fields.figures, name) is None}
