"""One-time codes of six digits: made fresh, kept as a keyed hash."""

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Code
from services.core.town import Town

CODE_DIGITS = 6


def digest(town: Town, code: str) -> str:
    """Keyed by the bot's token: six digits alone could be tried out from a stolen backup."""
    return hashlib.sha256(f"{town.token}:{code.strip()}".encode()).hexdigest()


async def fresh(session: AsyncSession, town: Town, now: datetime) -> str:
    """Return a code that nobody holds now."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        taken = await session.scalar(
            sa.select(Code.id).where(Code.digest == digest(town, code), Code.used_at.is_(None), Code.expires_at > now)
        )
        if taken is None:
            return code
