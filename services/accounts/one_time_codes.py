"""One-time codes of six digits: each binds one account or one group, and is kept as a keyed hash."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from models import Code
from services.core.act import Moment
from services.core.town import Town

CODE_DIGITS = 6


async def issue(act: Moment, issuer_id: int, **binds: Any) -> tuple[str, datetime]:
    """Return a code that nobody holds now, and its end. ``binds`` are the columns of the person or the group."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        if await act.session.scalar(sa.select(Code.id).where(*_valid(act, code))) is None:
            break
    ends = act.now + act.town.settings.login.code_lifetime
    row = Code(digest=_digest(act.town, code), issued_by_id=issuer_id, issued_at=act.now, expires_at=ends, **binds)
    act.session.add(row)
    return code, ends


async def redeem(act: Moment, code: str, *binds: InstrumentedAttribute[Any]) -> sa.Row[Any] | None:
    """Use a code up and return the columns that it binds; None when it is unknown, used, expired or of another kind."""
    used = await act.session.execute(
        sa.update(Code).where(*_valid(act, code), binds[0].is_not(None)).values(used_at=act.now).returning(*binds)
    )
    return used.first()


def _valid(act: Moment, code: str) -> tuple[sa.ColumnElement[bool], ...]:
    return Code.digest == _digest(act.town, code), Code.used_at.is_(None), Code.expires_at > act.now


def _digest(town: Town, code: str) -> str:
    """Keyed by the bot's token: six digits alone could be tried out from a stolen backup."""
    return hashlib.sha256(f"{town.token}:{code.strip()}".encode()).hexdigest()
