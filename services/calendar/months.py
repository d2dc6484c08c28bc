"""Months of the calendar, each named by its first day, and by six digits in a button: ``202611``."""

from datetime import date

from dateutil.relativedelta import relativedelta


def on(day: date, count: int) -> date:
    """Return the same day so many months later, or the last day of a month that is shorter."""
    return day + relativedelta(months=count)


def holding(day: date) -> date:
    """Return the month that holds a day."""
    return day.replace(day=1)


def before(month: date) -> date:
    """Return the month before."""
    return on(holding(month), -1)


def after(month: date) -> date:
    """Return the next month."""
    return on(holding(month), 1)


def read(stamp: int, usual: date) -> date:
    """Return the month that a button names; the one that holds the ``usual`` day for anything else."""
    year, month = divmod(stamp, 100)
    return date(year, month, 1) if 1 <= month <= 12 and 2000 < year < 2200 else holding(usual)
