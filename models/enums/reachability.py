"""Why somebody is out of reach, and how that ended."""

from enum import StrEnum


class OutOfReach(StrEnum):
    """The reason why a reachability test did not reach a person, gravest first."""

    NO_ACCOUNT = "no_account"  # has not logged in
    BLOCKED = "blocked"  # has blocked the bot, or the account is gone
    UNDELIVERED = "undelivered"  # Telegram did not take the message, or nobody knows
    SILENT = "silent"  # delivered, yet not answered: muted, or not looked at
    UNSENT = "unsent"  # it could not be sent in time: no fault of the person's


class RemediationOutcome(StrEnum):
    """The result of a remediation task."""

    NEW_NUMBER = "new_number"  # 已换号: somebody corrects the roster
    LOGGED_IN = "logged_in"  # 已登录
    SPOKEN_TO = "spoken_to"  # 已当面提醒
    LEFT = "left"  # 不再任职
    REACHED = "reached"  # 已能收到: it turned out by itself
