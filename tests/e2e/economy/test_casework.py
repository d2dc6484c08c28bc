"""A case costs no more taps and messages than docs/economy.md says."""

from casework import danger, hazard
from economy import within
from night import incident_night
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_an_ordinary_hazard_from_report_to_closing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    taken, pushed = await hazard(town, sandbox, sandbox_url)
    for step, counted in taken.items():
        within(step, counted)
        assert counted.taps == 1
    assert pushed.messages <= 12
    assert pushed.chats <= 8


async def test_a_danger_to_life_with_five_additions(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    alarm, added = await danger(town, sandbox, sandbox_url)
    within("danger to life", alarm)
    for one in added:
        within("an addition to it", one)


async def test_an_incident_night(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    heard = await incident_night(town, sandbox, sandbox_url)
    most = {"squad": 45, "unit": 17, "station": 12, "leader": 2, "village": 12}
    assert all(heard[role] <= number for role, number in most.items()), heard
