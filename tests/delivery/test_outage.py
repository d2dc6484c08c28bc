"""An outage is said once, with the setting to look at, and its end."""

from itertools import count

import pytest
from structlog.testing import capture_logs

from delivery.telegram.outage import AGAIN, Outage


@pytest.mark.parametrize(
    ("base", "proxied", "look_at"),
    [
        ("https://api.telegram.org", False, "BIHUAN_PROXY"),
        ("https://api.telegram.org/", False, "BIHUAN_PROXY"),
        ("https://api.telegram.org", True, "BIHUAN_PROXY"),
        ("http://127.0.0.1:8081", False, "BIHUAN_API_BASE"),
    ],
)
def test_an_outage_names_the_setting(base: str, proxied: bool, look_at: str) -> None:
    with capture_logs() as logs:
        Outage(base, proxied=proxied).failed("intake", "no route")
    assert [(line["event"], line["look_at"]) for line in logs] == [("telegram_unreachable", look_at)]


def test_two_parts_that_fail_every_five_seconds_say_it_once_in_ten_minutes() -> None:
    seconds = count(0, 5)
    outage = Outage(clock=lambda: float(next(seconds)))
    with capture_logs() as logs:
        for _ in range(int(AGAIN) // 10):
            outage.failed("intake", "no route")
            outage.failed("delivery", "no route")
        assert len(logs) == 1
        outage.failed("intake", "no route")
        assert len(logs) == 2
        outage.over("delivery")
        assert len(logs) == 2, "the other part is still cut off"
        outage.over("intake")
        outage.over("intake")
    assert [line["event"] for line in logs][2:] == ["telegram_reached"]
