"""When a warning begins and ends by our clock, and whether a message says that the danger is over."""

import re
from datetime import datetime, timedelta

from services.warnings.cap.alerts import Alert, Info

_LIFTED = re.compile(r"(?:解除|取消|终止|撤销)[^,，。;；]{0,30}?(?:预警|信号|警报)")
_GOES_ON = re.compile(r"发布|变更|升级|降级|降为|更新|继续|调整|维持")


def begins(alert: Alert) -> datetime | None:
    """Return when the danger is expected: onset, else effective, else sent; of several parts the earliest."""
    found = [at for info in alert.infos if (at := _beginning(alert, info))]
    return min(found, default=alert.sent)


def ends(alert: Alert, lasts: timedelta) -> datetime | None:
    """Return when a warning expires; of several parts the latest. None: nobody can tell, so it does not.

    Without an expiry, or with one before the beginning, it lasts as long as the setting says.
    """
    found = [_end(alert, info, lasts) for info in alert.infos] or [_later(alert.sent, lasts)]
    known = [at for at in found if at is not None]
    return max(known) if len(known) == len(found) else None


def _beginning(alert: Alert, info: Info) -> datetime | None:
    return info.onset or info.effective or alert.sent


def _end(alert: Alert, info: Info, lasts: timedelta) -> datetime | None:
    begin = _beginning(alert, info)
    if info.expires is not None and (begin is None or info.expires > begin):
        return info.expires
    return _later(begin, lasts)


def _later(at: datetime | None, lasts: timedelta) -> datetime | None:
    try:
        return at + lasts if at is not None else None
    except OverflowError:
        return None


def all_clear(alert: Alert) -> bool:
    """Whether every part of a message says that the danger is over, whatever its type: no danger then."""
    return bool(alert.infos) and all(_over(info) for info in alert.infos)


def _over(info: Info) -> bool:
    if "allclear" in {response.casefold() for response in info.responses}:
        return True
    lifted = _LIFTED.search(info.headline[:500])
    return lifted is not None and not _GOES_ON.search(info.headline[lifted.end() : 500])
