"""Tests end when their hour has passed, and each month has one."""

from datetime import timedelta

from services.core.tick import Tick, once, one_by_one
from services.reachability import closing, monthly

TICKS = (
    Tick("end_tests", closing.next_end, one_by_one(closing.over, closing.end), timedelta(seconds=10)),
    Tick("test_monthly", monthly.next_due, once(monthly.run), timedelta(minutes=1)),
)
