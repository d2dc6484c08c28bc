"""The words that take back a danger to life whose button was pressed by mistake."""

from models.enums import DraftKind
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import button
from services.core import journal
from services.core.act import Act
from services.drafts import drafts
from services.filing import shown
from texts import Words

REPORT, MISTAKE = "report", "mistake"
"""The action of the filing card's buttons, and the verb of "pressed by mistake" (``handlers.filing``)."""


async def _sent_ahead(act: Act, words: Words) -> list[Waiting]:
    """Return the actor's danger to life that has nothing but the alarm."""
    draft = await drafts.current(act.session, act.actor.person_id)
    if draft is None or draft.kind is not DraftKind.REPORT or draft.case_id is None:
        return []
    known = await shown.filled(act.session, act.actor, draft)
    if known.files or known.fields.text or known.fields.latitude is not None:
        return []  # a word does not take back facts that are known already: the station judges
    wrong = button(words.plain("filing-button-mistake"), REPORT, draft.id, MISTAKE)
    waiting = Waiting(
        name=words.plain("answers-case", number=known.number or ""),
        since=draft.updated_at,
        buttons=(wrong,),
        takes={Meaning.FALSE_ALARM: wrong},
        subject=journal.of_case(draft.case_id),
        owed=False,
    )
    return [waiting]


AWAITS = (Awaits(_sent_ahead),)
