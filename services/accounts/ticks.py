"""One-time codes that have served are destroyed."""

from services.accounts import login
from services.core.tick import Routine, once

TICKS = (Routine("forget_codes", once(login.forget_old), {"hour": 3, "minute": 30}, at_start=True),)
