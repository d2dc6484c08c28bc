"""Times as they are written in alerts: CAP's own form, a blank for the T, no offset, compact, and in Chinese."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_FORM = re.compile(
    r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?"  # the day
    r"[T\s]*(\d{1,2})[:时點点]?(\d{2})分?(?::?(\d{2})(?:[.,]\d+)?)?秒?"  # the time of day
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?",
    re.IGNORECASE,
)


def parse(text: str, zone: tzinfo) -> tuple[datetime | None, bool]:
    """Return the instant in UTC, None if it cannot be read, and whether its offset was written.

    A time without an offset is one of the township's clocks: ``zone``.
    """
    if len(text) > 60:
        return None, True
    found = _FORM.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None, True
    *numbers, offset = found.groups()
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=_offset(offset) or zone)
        return local.astimezone(UTC), offset is not None
    except (ValueError, OverflowError):
        return None, True


def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1))
