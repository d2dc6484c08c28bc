"""Each job takes no more taps and messages than its goal; docs/economy.md has the figures."""

from broadcasting import broadcast_orange
from county_report import first_county_report
from economy import within
from mobilising import mobilise_from_case, mobilise_from_menu
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_a_broadcast_of_level_orange(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    counted = await broadcast_orange(town, sandbox, sandbox_url)
    within("broadcast of level orange", counted)
    assert counted.taps <= 5


async def test_the_first_report_to_the_county(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    counted = await first_county_report(town, sandbox, sandbox_url)
    within("first report to the county", counted)
    assert counted.taps == 2


async def test_a_squad_called_from_a_case(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    counted = await mobilise_from_case(town, sandbox, sandbox_url)
    within("squad called from a case", counted)
    assert counted.taps <= 3


async def test_a_squad_called_from_the_keyboard(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    counted = await mobilise_from_menu(town, sandbox, sandbox_url)
    within("squad called from the keyboard", counted)
    assert (counted.taps, counted.typed) == (3, 2)
