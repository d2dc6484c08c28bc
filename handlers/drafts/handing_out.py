"""The pages of a card that hands words straight to units: the units, the deadline, what is missing."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiogram.types import Message

from handlers.drafts.cards import Collects, Form
from handlers.kit import Context, Press, Row, Rows, Shown, card_of, date_picker, in_rows, prompts, rows_of
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import stamp, time_to_come
from handlers.kit.routers import GatedRouter
from models import Case, Draft
from services.calendar import working_time
from services.cards import wording
from services.cards.card import Card, below, lines
from services.drafts import drafts
from services.media import attachments
from services.triage import handing_out
from services.triage.handing_out import HandingOutFields

UNITS, DUE = "units", "due"
"""The pages of the card; on the second one the next words are a time."""
Issue = Callable[[Context, Draft], Awaitable[Case]]
"""Hands the words on a card to the units, as a case."""
WORKING_DAYS = (5, 10, 22)
"""Deadlines that have a button."""
SAID_LONGEST = 40
"""Characters of words that are taken for a time; longer ones belong to the text."""


async def draw(context: Context, form: Form, draft: Draft, *head: str | None) -> Card:
    """Return the card below these first lines, or the page of it that is open."""
    words, fields = context.words, drafts.fields(draft, HandingOutFields)
    units = await handing_out.units_of(context, fields.units)
    files, lacks = await attachments.count(context.session, draft), handing_out.lacks(fields)
    asked = {UNITS: "resolution-ask-units", DUE: "resolution-ask-due"}.get(fields.page)
    if asked is None:
        asked = "resolution-missing" if lacks else "resolution-ready"
    text = lines(
        *head,
        words("collect-text", text=wording.shortened(fields.text)) if fields.text.strip() else None,
        words("resolution-units", units=words.plain("list-comma").join(units)) if units else None,
        words("resolution-due", at=context.time(fields.due_at)) if fields.due_at else None,
        words("topic-files", count=files) if files else None,
        below(words(asked, missing=context.listed(lacks)) if asked == "resolution-missing" else words(asked)),
    )
    rows: Rows
    if fields.page == UNITS:
        rows = await _units(context, form, draft, fields)
    elif fields.page == DUE:
        rows = _times(context, form, draft)
    else:
        rows = rows_of(*_overview(context, form, draft, bool(lacks)))
    return Card(text=text, rows=tuple(rows))


def _overview(context: Context, form: Form, draft: Draft, lacks: bool) -> list[Row]:
    return [
        None if lacks else form.offer(context, draft, "resolution-issue", "issue"),
        (
            form.offer(context, draft, "resolution-set-units", f"page.{UNITS}"),
            form.offer(context, draft, "resolution-set-due", f"page.{DUE}"),
        ),
        form.ways_out(context, draft),
    ]


async def _units(context: Context, form: Form, draft: Draft, fields: HandingOutFields) -> Rows:
    found = await handing_out.all_units(context)
    offered = []
    for unit_id, name in found:
        place = fields.units.index(unit_id) if unit_id in fields.units else None
        part = "no" if place is None else ("co" if place else "lead")
        label = context.words.plain("resolution-unit", name=name, part=part)
        offered.append(form.labelled(label, draft, f"unit.{unit_id}"))
    return [*in_rows(offered, 2), (form.offer(context, draft, "resolution-done", "page"),)]


def _times(context: Context, form: Form, draft: Draft) -> Rows:
    rules, end = context.settings.working_time, context.settings.working_time.hours[-1].end
    found: list[tuple[int, datetime]] = []
    for days in WORKING_DAYS:
        day = working_time.after(context.now, days, rules, context.zone).astimezone(context.zone).date()
        found.append((days, datetime.combine(day, end, context.zone)))
    offered = [
        (context.offer("resolution-in", f"at_{form.action}", draft.id, stamp(at), days=days, at=context.time(at)),)
        for days, at in found
    ]
    calendar = date_picker.open_button(context, f"{form.action}.{draft.id}")
    return [*offered, (calendar,), (form.offer(context, draft, "button-back", "page"),)]


def answer(router: GatedRouter, form: Form, named: str, *, opened_by: str, issue: Issue, back: tuple[str, str]) -> None:
    """Let a router answer the card: what is sent, the deadline that is picked, and its buttons.

    ``named`` begins the text keys of what becomes of it, ``opened_by`` is the action that opens it, and ``back`` the
    label and the action of the button that shows what it belongs to.
    """
    router.press(opened_by)(form.open)

    @router.message_of(Collects(*form.kinds))
    async def take_in(
        message: Message, context: Context, draft: Draft, said: str, more_of_album: bool = False
    ) -> Shown:
        """Put what was sent on the card: the deadline on its page, else words and files."""
        if drafts.fields(draft, HandingOutFields).page != DUE or not said or len(said) > SAID_LONGEST:
            return await form.take_in(context, message, draft, more_of_album)
        await _due(context, draft, prompts.time_said(context, said))
        await form.show(context, draft)
        return None

    @router.picked(form.action, back=f"page.{DUE}")
    async def due_picked(context: Context, press: Press) -> Card:
        """Take a deadline from a button or the calendar."""
        draft = await form.load(context, press.id)
        await _due(context, draft, time_to_come(context, press.extra))
        return await form.drawn(context, draft)

    async def issued(context: Context, draft: Draft, choice: str) -> Card:
        case, subject = await issue(context, draft), draft.subject_id or 0
        return card_of(
            context.words(f"{named}-issued", number=case.number),
            context.offer(f"{named}-another", opened_by, subject),
            context.offer(*back, subject),
        )

    form.answer(router, f"{named}-given-up", {"issue": issued, "page": _turn_page, "unit": _choose_unit})


async def _due(context: Context, draft: Draft, at: datetime) -> None:
    await drafts.patch(context.session, draft, HandingOutFields, context.now, due_at=at, page="")


async def _turn_page(context: Context, draft: Draft, choice: str) -> None:
    """Open a page of the card, or the overview."""
    page = choice if choice in (UNITS, DUE) else ""
    await drafts.patch(context.session, draft, HandingOutFields, context.now, page=page)


async def _choose_unit(context: Context, draft: Draft, choice: str) -> None:
    """Put a unit on the card, or take it off; the first one leads."""
    unit_id, units = number_in(choice), drafts.fields(draft, HandingOutFields).units
    changed = tuple(one for one in units if one != unit_id) if unit_id in units else (*units, unit_id)
    await drafts.patch(context.session, draft, HandingOutFields, context.now, units=changed)
