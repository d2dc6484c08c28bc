"""A case costs no more taps and messages than its goal; docs/economy.md has the figures."""

from casework import danger, hazard
from night import incident_night
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_an_ordinary_hazard_from_report_to_closing(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    taken, pushed = await hazard(town, play, sandbox_url)
    print(taken, pushed)
    assert {step: counted.taps for step, counted in taken.items()} == dict.fromkeys(taken, 1)
    assert pushed.messages <= 12
    assert pushed.chats <= 8


async def test_a_danger_to_life_with_five_additions(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    alarm, added = await danger(town, play, sandbox_url)
    print(alarm, added)
    assert alarm.taps == 1
    for one in added:
        assert one.taps == 0


async def test_an_incident_night(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    heard = await incident_night(town, play, sandbox_url)
    print(heard)
