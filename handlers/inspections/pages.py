"""The pages behind the card's buttons: place, day, people, leader."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from handlers.drafts.cards import Form
from handlers.inspections import finding_pages
from handlers.kit import Context, Row, card_of, in_rows
from handlers.kit.buttons import number_in
from handlers.kit.lists import worded_pager
from models import Draft
from services.cards.card import Button, Card
from services.core import geo
from services.core.paging import cut
from services.inspections import cards, choices
from services.inspections.fields import InspectionFields
from services.people import directory, places

PER_PAGE = 10
DAYS_BACK = 7

Page = Callable[[Context, Form, Draft, InspectionFields, str], Awaitable[Card]]


async def leader_name(context: Context, fields: InspectionFields) -> str:
    """Return the name of who led it."""
    leader_id = fields.leader_id or context.actor.person_id
    return (await directory.names(context.session, [leader_id])).get(leader_id, "")


async def companions(context: Context, fields: InspectionFields) -> str:
    """Return the names of the people who came along; empty without any."""
    names = await directory.names(context.session, fields.people)
    known = [names[one] for one in fields.people if one in names]
    return context.words.plain("list-comma").join([*known, *fields.names])


async def place(context: Context, fields: InspectionFields) -> str:
    """Return where it was, as far as it is known; empty when it is not."""
    village, point = await choices.place_names(context.session, fields.village_id, fields.point_id)
    parts = geo.nested(village, point) + ([fields.landmark] if fields.landmark else [])
    pin = geo.pin_of(fields)
    if pin is not None:
        inside = geo.inside(context.settings.boundary, pin)
        parts.append(context.words.plain("filing-pin" if inside else "filing-pin-outside"))
    return " · ".join(parts)


async def places_page(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose village and risk point, or say the place in words; the chosen village's points come first."""
    points = await choices.points(context.session, fields.village_id)
    options = [(name, f"point.{id_}", id_ == fields.point_id) for id_, name in points]
    villages = await places.villages(context.session)
    options += [(name, f"village.{id_}", id_ == fields.village_id) for id_, name in villages]
    return card_of(
        context.words(
            "inspection-page-place", place=await place(context, fields) or context.words.plain("filing-no-place")
        ),
        *_paged(context, form, draft, options, "place", rest),
        form.offer(context, draft, "filing-button-no-pin", "nopin") if fields.latitude is not None else None,
        back(context, form, draft),
    )


async def day_page(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose one of the last days, or say another in words."""
    words, today = context.words, context.today
    options = [
        form.labelled(
            marked(
                words.plain(f"inspection-day-{back}" if back < 3 else "duty-day", month=day.month, day=day.day),
                day == fields.day,
            ),
            draft,
            f"day.{day:%Y%m%d}",
        )
        for back, day in ((back, today - timedelta(days=back)) for back in range(DAYS_BACK))
    ]
    shown = cards.day_of(words, fields.day or today)
    return card_of(words("inspection-page-day", day=shown), *in_rows(options, 3), back(context, form, draft))


async def people_page(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose people of the roster who came along, or type names."""
    found = await choices.companions(context, fields.village_id, fields.leader_id or context.actor.person_id)
    options = [(label, f"with.{id_}", id_ in fields.people) for id_, label in found]
    names = await companions(context, fields)
    return card_of(
        context.words("inspection-page-people", names=names or "no"),
        *_paged(context, form, draft, options, "people", rest),
        form.offer(context, draft, "inspection-button-nobody", "alone") if names else None,
        back(context, form, draft, "inspection-button-done"),
    )


async def leader_page(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose the leader of the inspection."""
    chosen = fields.leader_id or context.actor.person_id
    found = await choices.leaders(context)
    options = [(label, f"leader.{id_}", id_ == chosen) for id_, label in found]
    return card_of(
        context.words("inspection-page-leader", name=await leader_name(context, fields)),
        *_paged(context, form, draft, options, "leaders", rest),
        back(context, form, draft),
    )


def _paged(
    context: Context, form: Form, draft: Draft, options: Sequence[tuple[str, str, bool]], verb: str, rest: str
) -> list[Row]:
    part = cut(options, number_in(rest, 0), PER_PAGE)
    shown = [form.labelled(marked(label, chosen), draft, ask) for label, ask, chosen in part.entries]
    turn = worded_pager(context.words, part, lambda to: (form.action, draft.id, f"{verb}.{to}"))
    return [*in_rows(shown, 2), turn]


def marked(label: str, chosen: bool) -> str:
    """Return a button's label with the mark of what is chosen."""
    return f"✓ {label}" if chosen else label


def back(context: Context, form: Form, draft: Draft, key: str = "button-back") -> Button:
    """Return the button that leads back to the overview."""
    return form.offer(context, draft, key, "back")


found_line = finding_pages.line

PAGES: dict[str, Page] = {
    "place": places_page,
    "day": day_page,
    "people": people_page,
    "leaders": leader_page,
    "found": finding_pages.finding,
    "units": finding_pages.units,
    "due": finding_pages.due,
    "line": finding_pages.line_choice,
}
"""The pages by the name that the draft keeps."""
