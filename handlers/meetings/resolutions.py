"""A resolution: its card with words, units and deadline; and the list of how resolutions stand."""

from datetime import datetime

from aiogram.types import Message

from handlers.drafts.cards import Collects, Form
from handlers.kit import Context, Press, Rows, Shown, card_of, date_picker, in_rows, pager, prompts, router_of
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import stamp, time_to_come
from handlers.meetings import meetings as view
from models import Draft, Meeting
from models.enums import Action, DraftKind, MeetingState
from services.calendar import working_time
from services.cards import wording
from services.cards.card import Card, below, button, lines
from services.core.paging import cut
from services.drafts import drafts
from services.media import attachments
from services.meetings import cards, meetings, members, resolutions
from services.meetings.cards import OPEN, RESOLUTIONS
from services.meetings.resolutions import ResolutionFields
from services.people.access import may, require

router = router_of("meeting_resolutions")
UNITS, DUE = "units", "due"
"""The pages of the card; on the second one the next words are a time."""
WORKING_DAYS = (5, 10, 22)
"""Deadlines that have a button."""


async def _check(context: Context, draft: Draft) -> Meeting:
    require(context.actor, Action.DISPATCH)
    return await members.still_open(context, draft.subject_id or 0, MeetingState.CALLED, MeetingState.HELD)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card, or the page of it that is open."""
    meeting, words = await _check(context, draft), context.words
    fields = drafts.fields(draft, ResolutionFields)
    units = await resolutions.units_of(context, fields.units)
    files, lacks = await attachments.count(context.session, draft), resolutions.lacks(fields)
    asked = {UNITS: "resolution-ask-units", DUE: "resolution-ask-due"}.get(fields.page)
    if asked is None:
        asked = "resolution-missing" if lacks else "resolution-ready"
    text = lines(
        words("case-drill") if meeting.drill else None,
        words("resolution-head", title=cards.title(context.town, words, meeting)),
        words("collect-text", text=wording.shortened(fields.text)) if fields.text.strip() else None,
        words("resolution-units", units=words.plain("list-comma").join(units)) if units else None,
        words("resolution-due", at=context.time(fields.due_at)) if fields.due_at else None,
        words("topic-files", count=files) if files else None,
        below(words(asked, missing=context.listed(lacks)) if asked == "resolution-missing" else words(asked)),
    )
    if fields.page == UNITS:
        return card_of(text, *await _units(context, draft, fields))
    if fields.page == DUE:
        return card_of(text, *_times(context, draft))
    return card_of(
        text,
        None if lacks else FORM.offer(context, draft, "resolution-issue", "issue"),
        (
            FORM.offer(context, draft, "resolution-set-units", f"page.{UNITS}"),
            FORM.offer(context, draft, "resolution-set-due", f"page.{DUE}"),
        ),
        FORM.ways_out(context, draft),
    )


async def _units(context: Context, draft: Draft, fields: ResolutionFields) -> Rows:
    found = await resolutions.all_units(context)
    offered = []
    for unit_id, name in found:
        place = fields.units.index(unit_id) if unit_id in fields.units else None
        part = "no" if place is None else ("co" if place else "lead")
        label = context.words.plain("resolution-unit", name=name, part=part)
        offered.append(FORM.labelled(label, draft, f"unit.{unit_id}"))
    return [*in_rows(offered, 2), (FORM.offer(context, draft, "resolution-done", "page"),)]


def _times(context: Context, draft: Draft) -> Rows:
    rules, end = context.settings.working_time, context.settings.working_time.hours[-1].end
    found: list[tuple[int, datetime]] = []
    for days in WORKING_DAYS:
        day = working_time.after(context.now, days, rules, context.zone).astimezone(context.zone).date()
        found.append((days, datetime.combine(day, end, context.zone)))
    offered = [
        (context.offer("resolution-in", "at_resolution", draft.id, stamp(at), days=days, at=context.time(at)),)
        for days, at in found
    ]
    calendar = date_picker.open_button(context, f"resolution.{draft.id}")
    return [*offered, (calendar,), (FORM.offer(context, draft, "button-back", "page"),)]


FORM = Form("resolution", DraftKind.RESOLUTION, draw=draw, check=_check)
router.press(view.RESOLVE)(FORM.open)


@router.message_of(Collects(DraftKind.RESOLUTION))
async def take_in(message: Message, context: Context, draft: Draft, said: str, more_of_album: bool = False) -> Shown:
    """Put what was sent on the card: the deadline on its page, else words and files."""
    if drafts.fields(draft, ResolutionFields).page != DUE or not said or len(said) > 40:
        return await FORM.take_in(context, message, draft, more_of_album)
    at = prompts.time_said(context, said)
    await drafts.patch(context.session, draft, ResolutionFields, context.now, due_at=at, page="")
    await FORM.show(context, draft)
    return None


@router.press("at_resolution")
async def due_picked(context: Context, press: Press) -> Card:
    """Take a deadline from a button or the calendar."""
    draft = await FORM.load(context, press.id)
    at = time_to_come(context, press.extra)
    await drafts.patch(context.session, draft, ResolutionFields, context.now, due_at=at, page="")
    return await draw(context, draft)


async def _page(context: Context, draft: Draft, choice: str) -> None:
    page = choice if choice in (UNITS, DUE) else ""
    await drafts.patch(context.session, draft, ResolutionFields, context.now, page=page)


async def _unit(context: Context, draft: Draft, choice: str) -> None:
    unit_id, units = number_in(choice), drafts.fields(draft, ResolutionFields).units
    changed = tuple(one for one in units if one != unit_id) if unit_id in units else (*units, unit_id)
    await drafts.patch(context.session, draft, ResolutionFields, context.now, units=changed)


async def _issue(context: Context, draft: Draft, choice: str) -> Card:
    meeting_id = draft.subject_id or 0
    case = await resolutions.issue(context, draft)
    return card_of(
        context.words("resolution-issued", number=case.number),
        context.offer("resolution-another", view.RESOLVE, meeting_id),
        context.offer("meeting-see", OPEN, meeting_id),
    )


FORM.answer(router, "resolution-given-up", {"issue": _issue, "page": _page, "unit": _unit})


@router.press(RESOLUTIONS)
async def listed(context: Context, press: Press) -> Card:
    """Show how the resolutions stand."""
    found = await meetings.opened(context, press.id)
    shown = cut(found.standing, press.number)
    opens = may(context.actor, Action.SEE_QUEUE)
    return card_of(
        lines(
            context.words("resolutions-head", title=cards.title(context.town, context.words, found.meeting)),
            resolutions.head(context.words, found.standing, context.now),
            *resolutions.standings(context.town, context.words, shown.entries, context.now),
        ),
        *(button(one.case.number, "view", one.case.id) for one in shown.entries if opens),
        pager(shown, lambda to: (RESOLUTIONS, press.id, to)),
        context.offer("button-back", OPEN, press.id),
    )
