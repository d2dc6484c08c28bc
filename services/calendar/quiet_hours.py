"""Quiet hours (免打扰): what can wait is held back until the morning; danger to life always passes."""

from datetime import UTC, datetime, timedelta

from models.enums import Priority
from services.core.town import Town


def until(town: Town, priority: Priority, now: datetime) -> datetime:
    """Return when a message of this priority may go: now, or at the end of the quiet hours it falls into."""
    rules = town.settings.quiet_hours
    if rules is None or priority.name.lower() in rules.lets_through:
        return now
    return over_at(town, now) or now


def over_at(town: Town, now: datetime) -> datetime | None:
    """Return when the quiet hours that an instant falls into are over; None when it falls into none."""
    rules, local = town.settings.quiet_hours, now.astimezone(town.zone)
    if rules is None or not rules.holds(local.time()):
        return None
    ends = datetime.combine(local.date(), rules.end, local.tzinfo)
    return (ends if ends > local else ends + timedelta(days=1)).astimezone(UTC)
