"""The card of a patrol that goes on: every question, the one that is open, and what can be done."""

from handlers.drafts.cards import Form
from handlers.kit import Context, card_of, in_rows
from handlers.kit.lists import Rows
from models import Case, Draft, RiskPoint
from models.enums import DraftKind, PatrolAnswer
from services.answers.danger import sounds_deadly
from services.cards.card import Card, below, lines
from services.core.labels import hyphened
from services.drafts import drafts
from services.patrols import cards, findings, patrols
from services.patrols.fields import PLACE, ItemFields, PatrolFields

NUMBERS = 5
"""Buttons with numbers in a row."""


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: every question with what was said, the one that is open, and what can be done."""
    fields, point = drafts.fields(draft, PatrolFields), await patrols.point_of(context, draft)
    words = context.words
    metres = patrols.distance(fields.pin, point)
    far = patrols.is_far(context, metres)
    text = cards.form_text(context.town, words, point, fields, metres, far)
    if fields.page == PLACE:
        return _place_page(context, draft, text, fields, point)
    place = min(fields.at, len(fields.items))
    part, open_at = fields.parts[place], place < len(fields.items)
    deadly = part.case_id is None and sounds_deadly(context.town, part.note)
    return card_of(
        lines(
            text,
            below(words("patrol-open", number=fields.at + 1, question=part.question(words))) if open_at else None,
            words(_hint(fields, part)),
            words("patrol-deadly") if deadly else None,
        ),
        *_of_part(context, draft, place, part, await findings.known(context, draft, place)),
        *in_rows(
            [
                FORM.labelled(cards.number_label(words, fields, place), draft, f"go.{place}")
                for place in range(len(fields.items))
            ],
            NUMBERS,
        ),
        FORM.offer(context, draft, *_forward(fields)),
        (FORM.offer(context, draft, "patrol-later", "later"), FORM.offer(context, draft, "patrol-cancel", "cancel")),
    )


def _hint(fields: PatrolFields, part: ItemFields) -> str:
    if fields.at >= len(fields.items):
        return "patrol-hint-end"
    if part.case_id is not None:
        return "patrol-hint-filed"
    return "patrol-hint-problem" if part.answer is PatrolAnswer.PROBLEM else "patrol-hint"


def _forward(fields: PatrolFields) -> tuple[str, str]:
    """Return the button that ends the patrol: what is open is normal, or everything was answered."""
    if not fields.unanswered:
        return "patrol-submit", "submit"
    return ("patrol-all-normal" if len(fields.unanswered) == len(fields.items) else "patrol-rest-normal"), "rest"


def _of_part(context: Context, draft: Draft, place: int, part: ItemFields, known: Case | None) -> Rows:
    """Return the buttons of the question that is open."""
    rows = Rows()
    stands = part.answer is PatrolAnswer.PROBLEM and part.has_content
    if part.code and not stands:
        answers = [
            FORM.offer(context, draft, f"patrol-say-{hyphened(one.value)}", f"say.{place}.{one.value}")
            for one in PatrolAnswer
        ]
        rows.append(tuple(answers))
    problem = part.answer is PatrolAnswer.PROBLEM or (part.has_content and part.answer is None)
    if problem and known is not None:
        rows.append((FORM.offer(context, draft, "patrol-file-known", f"same.{place}", number=known.number),))
    if problem and part.case_id is None:
        rows.append((FORM.offer(context, draft, "patrol-file-hazard", f"hazard.{place}"),))
        rows.append((FORM.offer(context, draft, "patrol-file-incident", f"incident.{place}"),))
    if part.answer is PatrolAnswer.PROBLEM:
        rows.append((FORM.offer(context, draft, "patrol-next", f"next.{place}"),))
    if stands and part.case_id is None:
        rows.append((FORM.offer(context, draft, "patrol-take-back", f"redo.{place}"),))
    return rows


def _place_page(context: Context, draft: Draft, text: str, fields: PatrolFields, point: RiskPoint) -> Card:
    """Return the card that asks for the place, or about a place that is far from the point."""
    missing = patrols.lacks(context, fields, point)
    if missing is not None and missing.key == "patrol-far-ask":
        away = cards.metres(context.words, patrols.distance(fields.pin, point) or 0)
        return card_of(
            lines(text, below(context.words("patrol-far", away=away))),
            FORM.offer(context, draft, "patrol-far-confirm", "here"),
            FORM.offer(context, draft, "button-back", "back"),
        )
    return card_of(
        lines(text, below(context.words("patrol-ask-place"))),
        FORM.offer(context, draft, "patrol-without-place", "noplace"),
        FORM.offer(context, draft, "button-back", "back"),
    )


async def _check(context: Context, draft: Draft) -> None:
    """Nothing ends a patrol but its person: the right is asked for when it is submitted."""


FORM = Form(cards.FORM, DraftKind.PATROL, draw=draw, check=_check)
