"""Quiet hours (免打扰): what can wait is held back until the morning; danger to life always passes."""

from datetime import UTC, datetime, timedelta

from models.enums import Priority
from services.town import Town


def until(town: Town, priority: Priority, now: datetime) -> datetime:
    """Return when a message of this priority may go: now, or at the end of the quiet hours it falls into."""
    rules = town.settings.quiet_hours
    if rules is None or priority.name.lower() in rules.lets_through:
        return now
    local = now.astimezone(town.zone)
    ends = datetime.combine(local.date(), rules.end, local.tzinfo)
    clock = local.timetz().replace(tzinfo=None)
    over_midnight = rules.start > rules.end
    within = clock >= rules.start or clock < rules.end if over_midnight else rules.start <= clock < rules.end
    if not within:
        return now
    return (ends if ends > local else ends + timedelta(days=1)).astimezone(UTC)
