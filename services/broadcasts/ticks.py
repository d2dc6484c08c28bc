"""A question for consent that nobody has answered lapses."""

from services.broadcasts import consent
from services.core.tick import Tick, one_by_one

TICKS = (Tick("lapse_consent", consent.next_lapse, one_by_one(consent.unanswered, consent.lapse)),)
