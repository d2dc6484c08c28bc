"""Each job takes no more taps and messages than its goal; docs/economy.md has the figures."""

from broadcasting import broadcast_orange
from county_report import first_county_report
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_a_broadcast_of_level_orange(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    counted = await broadcast_orange(town, play, sandbox_url)
    assert counted.taps <= 5
    assert counted.typed == 0


async def test_the_first_report_to_the_county(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    counted = await first_county_report(town, play, sandbox_url)
    assert (counted.taps, counted.typed) == (2, 1)
