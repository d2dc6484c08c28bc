"""The card on which a problem is entered: list, origin in two steps, words, files, unit, person, time, in any order."""

from datetime import datetime, timedelta
from typing import Any

from aiogram.types import Message

from handlers.drafts.cards import Collects, Form
from handlers.kit import Context, Press, Rows, Shown, card_of, date_picker, in_rows, prompts, router_of, rows_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.date_picker import stamp, time_to_come
from handlers.problems.problems import NEW, shown
from models import Draft
from models.enums import Action, DraftKind, ProblemList, ProblemOrigin
from services.cards import wording
from services.cards.card import Button, Card, below, lines
from services.cards.people import named
from services.core.labels import name
from services.drafts import drafts
from services.media import attachments
from services.people import directory
from services.people.access import require
from services.problems import filing
from services.problems.filing import ProblemFields

ASKED = ("list", "origin", "source", "unit", "due")
"""Asked for one after the other; all other words are the problem."""
SAID_LONGEST = 40
"""Characters of words that are taken for a source; longer ones are the problem."""
DAYS = (15, 30, 60)

router = router_of("problem_filing")


def _filled(fields: ProblemFields) -> dict[str, object]:
    return {
        "list": fields.on_list,
        "origin": fields.origin,
        "source": fields.source,
        "unit": fields.unit_id,
        "due": fields.due_at,
    }


async def _fill(context: Context, draft: Draft, **given: Any) -> None:
    """Fill fields in, and ask for the next one that is empty."""
    fields = await drafts.patch(context.session, draft, ProblemFields, context.now, **given)
    asking = next((one for one in ASKED if not _filled(fields)[one]), None)
    await drafts.patch(context.session, draft, ProblemFields, context.now, asking=asking)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what is there, what is asked for now."""
    words, fields = context.words, drafts.fields(draft, ProblemFields)
    files, text, missing = await attachments.count(context.session, draft), fields.text.strip(), filing.lacks(fields)
    units = dict(await filing.units(context.session, context.actor))
    person = next(iter(await directory.by_ids(context.session, [fields.person_id or 0])), None)
    choices = await _choices(context, draft, fields, units)
    return card_of(
        lines(
            wording.drill(context.town, words),
            words("problem-card-head"),
            words("problem-card-list", what=name(words, fields.on_list) if fields.on_list else "no"),
            words(
                "problem-card-origin",
                origin=name(words, fields.origin) if fields.origin else "no",
                source=fields.source or "no",
            ),
            words("problem-concealed") if fields.concealed else None,
            words("problem-card-text", text=wording.shortened(text) or "no"),
            words(
                "problem-owner",
                unit=units.get(fields.unit_id or 0, words.plain("problem-empty")),
                person=named(context.town, words, person.name, person.phone) if person else "no",
            ),
            words("problem-due", due=context.time(fields.due_at, words.plain("problem-empty"))),
            words("order-files", count=files) if files else None,
            below(words(f"problem-ask-{fields.asking}")) if fields.asking else None,
            below(words("problem-missing", missing=context.listed(missing))) if missing and not fields.asking else None,
            below(words("problem-ready")) if not missing else None,
        ),
        *choices,
        None if missing else FORM.offer(context, draft, "problem-file", "file"),
        *in_rows(_changes(context, draft, fields), 2),
    )


def _changes(context: Context, draft: Draft, fields: ProblemFields) -> list[Button]:
    """Return the buttons that change what is there, and the way out."""
    found = [
        FORM.offer(context, draft, f"problem-change-{key}", f"ask.{key}")
        for key in ASKED
        if _filled(fields)[key] and (key != "origin" or filing.enters_all(context.actor))
    ]
    if fields.unit_id:
        found.append(FORM.offer(context, draft, "problem-change-person", "ask.person"))
    if filing.enters_all(context.actor) and fields.origin not in (None, ProblemOrigin.SELF):
        key = "problem-not-concealed" if fields.concealed else "problem-is-concealed"
        found.append(FORM.offer(context, draft, key, "concealed"))
    if fields.text.strip():
        found.append(FORM.offer(context, draft, "problem-clear-text", "clear"))
    return [*found, FORM.offer(context, draft, "collect-cancel", "cancel")]


async def _choices(context: Context, draft: Draft, fields: ProblemFields, units: dict[int, str]) -> Rows:
    match fields.asking:
        case "list":
            return in_rows([_choice(context, draft, one, "list") for one in ProblemList], 2)
        case "origin":
            return in_rows([_choice(context, draft, one, "origin") for one in ProblemOrigin], 1)
        case "source":
            known = await filing.recent_sources(context.session, fields)
            return rows_of(*(FORM.labelled(one[:40], draft, f"source.{at}") for at, one in enumerate(known)))
        case "unit":
            return in_rows([FORM.labelled(label, draft, f"unit.{one}") for one, label in units.items()], 2)
        case "person":
            people = await directory.of_unit(context.session, fields.unit_id or 0)
            labels = {one.person_id: named(context.town, context.words, one.name, one.phone) for one in people}
            found = [FORM.labelled(label, draft, f"person.{one}") for one, label in labels.items()]
            return [*in_rows(found, 2), (FORM.offer(context, draft, "problem-nobody", "person.0"),)]
        case "due":
            offered = [
                context.offer(
                    "problem-due-days", "at_problem_draft", draft.id, stamp(at), days=days, at=context.time(at)
                )
                for days in DAYS
                for at in [_at_close(context, days)]
            ]
            return rows_of(*offered, date_picker.open_button(context, f"problem_draft.{draft.id}"))
        case _:
            return []


def _choice(context: Context, draft: Draft, member: ProblemList | ProblemOrigin, verb: str) -> Button:
    return FORM.labelled(name(context.words, member).unescape(), draft, f"{verb}.{member.value}")


def _at_close(context: Context, days: int) -> datetime:
    """Return the end of office hours so many days from now."""
    day = context.today + timedelta(days=days)
    return datetime.combine(day, context.settings.working_time.hours[-1].end, context.zone)


async def _check(context: Context, draft: Draft) -> None:
    require(context.actor, Action.FILE_PROBLEM)


FORM = Form("problem_draft", DraftKind.PROBLEM, draw=draw, check=_check)


@router.press(NEW)
async def new(context: Context) -> None:
    """Open the card of a new problem; of a unit, one that it has found itself."""
    require(context.actor, Action.FILE_PROBLEM)
    await context.state.clear()
    draft = await drafts.begin(context.session, context.actor, DraftKind.PROBLEM, now=context.now, form=ProblemFields)
    given: dict[str, Any] = {}
    if not filing.enters_all(context.actor):
        units = await filing.units(context.session, context.actor)
        given = {"origin": ProblemOrigin.SELF, **({"unit_id": units[0][0]} if len(units) == 1 else {})}
    await _fill(context, draft, **given)
    await FORM.show(context, draft)


@router.message_of(Collects(DraftKind.PROBLEM))
async def take_in(message: Message, context: Context, draft: Draft, said: str, more_of_album: bool = False) -> Shown:
    """Put what was sent on the card: a source or a time that is asked for, else words and files of the problem."""
    asking = drafts.fields(draft, ProblemFields).asking
    if not said or asking not in ("source", "due") or "\n" in said or len(said) > SAID_LONGEST:
        return await FORM.take_in(context, message, draft, more_of_album)
    await _check(context, draft)
    if asking == "due":
        await _fill(context, draft, due_at=prompts.time_said(context, said))
    else:
        await _fill(context, draft, source=said)
    await FORM.show(context, draft)
    return None


async def _list(context: Context, draft: Draft, choice: str) -> None:
    await _fill(context, draft, on_list=choice_in(choice, ProblemList))


async def _origin(context: Context, draft: Draft, choice: str) -> None:
    origin = choice_in(choice, ProblemOrigin)
    before = drafts.fields(draft, ProblemFields)
    concealed = before.concealed and origin is not ProblemOrigin.SELF
    source = before.source if origin is before.origin else None
    await _fill(context, draft, origin=origin, concealed=concealed, source=source)


async def _source(context: Context, draft: Draft, choice: str) -> None:
    known = await filing.recent_sources(context.session, drafts.fields(draft, ProblemFields))
    if (place := number_in(choice)) < len(known):
        await _fill(context, draft, source=known[place])


async def _unit(context: Context, draft: Draft, choice: str) -> None:
    known = {str(one): one for one, _ in await filing.units(context.session, context.actor)}
    await _fill(context, draft, unit_id=known[choice_in(choice, known)], person_id=None)


async def _person(context: Context, draft: Draft, choice: str) -> None:
    await _fill(context, draft, person_id=number_in(choice) or None)


async def _concealed(context: Context, draft: Draft, choice: str) -> None:
    if filing.enters_all(context.actor):
        await _fill(context, draft, concealed=not drafts.fields(draft, ProblemFields).concealed)


async def _ask(context: Context, draft: Draft, choice: str) -> None:
    if choice in (*ASKED, "person"):
        await drafts.patch(context.session, draft, ProblemFields, context.now, asking=choice)


async def _file(context: Context, draft: Draft, choice: str) -> Card:
    problem = await filing.submit(context, draft)
    return await shown(context, problem.id, context.words("problem-filed", number=problem.number))


FORM.answer(
    router,
    "problem-card-left",
    {
        "list": _list,
        "origin": _origin,
        "source": _source,
        "unit": _unit,
        "person": _person,
        "concealed": _concealed,
        "ask": _ask,
        "file": _file,
    },
)


@router.picked("problem_draft", back="ask.due")
async def due_picked(context: Context, press: Press) -> Card:
    """Take the time of the rectification from a button or the calendar."""
    draft = await FORM.load(context, press.id)
    await _fill(context, draft, due_at=time_to_come(context, press.extra))
    return await draw(context, draft)
