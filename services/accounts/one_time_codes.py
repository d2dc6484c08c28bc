"""One-time codes of six digits: made fresh, kept as a keyed hash."""

import hashlib
import secrets

import sqlalchemy as sa

from models import Code
from services.core.act import Moment
from services.core.town import Town

CODE_DIGITS = 6


def digest(town: Town, code: str) -> str:
    """Keyed by the bot's token: six digits alone could be tried out from a stolen backup."""
    return hashlib.sha256(f"{town.token}:{code.strip()}".encode()).hexdigest()


async def fresh(act: Moment) -> str:
    """Return a code that nobody holds now."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        taken = await act.session.scalar(
            sa.select(Code.id).where(
                Code.digest == digest(act.town, code), Code.used_at.is_(None), Code.expires_at > act.now
            )
        )
        if taken is None:
            return code
