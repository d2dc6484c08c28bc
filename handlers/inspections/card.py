"""The card on which the record of an inspection is filled in, in any order."""

from datetime import date

from handlers.drafts import past_days
from handlers.drafts.cards import Form
from handlers.inspections import pages, showing
from handlers.kit import Context, Row, card_of, in_rows
from models import Draft
from models.enums import STATION, Action, DraftKind, MediaKind
from services.cards import wording
from services.cards.card import Card, below, lines
from services.drafts import drafts
from services.inspections import cards, inspections, records
from services.inspections.fields import InspectionFields
from services.media import attachments
from services.people.access import require
from services.settings import lines as settings_lines

TEXT_SHOWN = 800


async def draw(context: Context, draft: Draft) -> Card:
    """Return the open page of the card; the overview says what is there and what is still needed."""
    fields = drafts.fields(draft, InspectionFields)
    name, _, rest = fields.page.partition(":")
    if name in pages.PAGES:
        return await pages.PAGES[name](context, FORM, draft, fields, rest)
    return await _overview(context, draft, fields)


async def _overview(context: Context, draft: Draft, fields: InspectionFields) -> Card:
    words = context.words
    files = attachments.each_once(await drafts.files(context.session, draft))
    missing = inspections.lacks(context, fields, len(files))
    number = await records.number_of(context.session, draft)
    correcting = draft.subject_id is not None
    missing = [key for key in missing if not (correcting and key == "inspection-lacks-content")]
    text, people = fields.text.strip(), await pages.companions(context, fields)
    found = [await pages.found_line(context, at, one) for at, one in enumerate(fields.found)]
    already = await records.found_already(context.session, draft)
    leader_id, day = fields.leader_id or context.actor.person_id, fields.day or context.today
    others = await records.of_the_day(context.session, draft, leader_id, day)
    ready = words("inspection-ready", correcting="yes" if correcting else "no")
    foot = words("inspection-missing", missing=context.listed(missing)) if missing else ready
    return card_of(
        lines(
            wording.drill(context.town, words),
            words("inspection-correcting" if correcting else "inspection-head", number=number or ""),
            words("inspection-leader", name=await pages.leader_name(context, fields)),
            words("inspection-when", day=_day(context, fields.day)),
            words("inspection-where", place=await pages.place(context, fields) or words.plain("filing-no-place")),
            words("inspection-with", names=people) if people else None,
            words("inspection-text", text=wording.shortened(text, TEXT_SHOWN)) if text else None,
            words("filing-files", files=_counted(context, [one.media.kind for one in files])) if files else None,
            words("inspection-found-already", count=already) if already else None,
            *found,
            words("inspection-of-the-day", numbers=tuple(others)) if others else None,
            below(foot),
            words("inspection-asks-danger") if "inspection-lacks-danger" in missing else None,
            words("inspection-hint-found") if not already and _hints(context, fields) else None,
        ),
        *_rows(context, draft, fields, missing, splits=not already),
    )


def _day(context: Context, day: date | None) -> str:
    shown = cards.day_of(context.words, day or context.today)
    return context.words.plain("inspection-today", day=shown) if day == context.today else shown


def _counted(context: Context, kinds: list[MediaKind]) -> str:
    words = context.words
    counted = [
        words.plain(f"filing-count-{kind.value}", count=kinds.count(kind)) for kind in MediaKind if kind in kinds
    ]
    return words.plain("list-comma").join(counted)


def _hints(context: Context, fields: InspectionFields) -> bool:
    """Whether the words may name a danger that is no finding yet."""
    return not fields.found and settings_lines.suggest(context.settings, fields.text) is not None


def _rows(context: Context, draft: Draft, fields: InspectionFields, missing: list[str], *, splits: bool) -> list[Row]:
    def ask(key: str, verb: str, **arguments: object) -> Row:
        return FORM.offer(context, draft, key, verb, **arguments)

    said = past_days.mentioned(fields.text, context.today)
    other_day = said if said not in (None, fields.day) else None
    deadly = "inspection-lacks-danger" in missing
    numbered = [
        FORM.offer(context, draft, "inspection-button-finding", f"found.{at}", index=at + 1)
        for at in range(len(fields.found))
    ]
    return [
        None
        if missing
        else ask("inspection-button-correct" if draft.subject_id else "inspection-button-enter", "submit"),
        ask("inspection-button-harmless", "harmless") if deadly else None,
        ask("inspection-button-split", "split") if splits and fields.text.strip() and not fields.found else None,
        ask("inspection-button-said-day", f"day.{other_day:%Y%m%d}", day=cards.day_of(context.words, other_day))
        if other_day
        else None,
        *in_rows(numbered, 3),
        ask("inspection-button-add", f"found.{len(fields.found)}"),
        [
            FORM.offer(context, draft, "filing-button-place", "place.0"),
            FORM.offer(context, draft, "inspection-button-day", "days"),
        ],
        [
            FORM.offer(context, draft, "inspection-button-people", "people.0"),
            FORM.offer(context, draft, "inspection-button-leader", "leaders.0")
            if context.actor.roles & STATION
            else None,
        ],
        [
            *FORM.ways_out(context, draft),
            context.offer("menu-inspections", cards.LIST) if draft.subject_id is None else None,
        ],
    ]


async def _check(context: Context, draft: Draft) -> None:
    if draft.subject_id is not None:
        await records.may_correct(context, draft.subject_id)
    else:
        require(context.actor, Action.INSPECT)


async def _became(context: Context, draft_id: int) -> Card | None:
    """Return the record that a draft has become."""
    inspection_id = await records.of_draft(context.session, context.actor.person_id, draft_id)
    return await showing.record(context, inspection_id) if inspection_id is not None else None


FORM = Form("inspect", DraftKind.INSPECTION, draw=draw, check=_check, became=_became)
