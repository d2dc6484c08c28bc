"""Nobody does anything: the ladder climbs by itself, on everybody's own phone, over the movable clock (I5)."""

from play import Play
from scheduler import ticks
from services import handling
from services.town import Town
from stage import Stage, acting


async def later(s: Stage, **by: float) -> None:
    """Move the clock and let it do what is due."""
    s.loop.forward(**by)
    await ticks.work_off(s.loop.town)


async def test_an_incident_nobody_looks_at_is_on_the_directors_phone_after_18_minutes(
    town: Town, play: Play, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty", "deputy", "chief", "director", delivering=True) as s:
        case = await s.loop.files("officer", kind="incident")
        await s["duty"].sees(f"新上报 {case.number}", "请研判")
        await later(s, minutes=3)
        shown = await s["deputy"].sees(f"{case.number} 险情无人研判，请立即处置")
        assert any("研判" in label for label in shown.labels), "the card has the button to act"
        await later(s, minutes=5)
        await s["chief"].sees(f"{case.number} 险情无人研判")
        await later(s, minutes=10)
        await s["director"].sees(f"{case.number} 险情无人研判")
        await s["duty"].sends("/undelivered")
        await s["duty"].sees("多次催办无回应，请打电话")
        await s.press("deputy", "研判")
        await s["deputy"].sees(case.number)


async def test_a_unit_that_does_not_accept_an_incident_is_chased_and_then_telephoned(
    town: Town, play: Play, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "land", "land_head", "duty", delivering=True) as s:
        case = await s.loop.dispatched("natural-resources", kind="incident", severity="major")
        await s["land"].sees("请自然资源所签收", case.number)
        for _ in range(2):
            await later(s, minutes=5)
            await s["land"].sees(f"🔔 {case.number} 请立即签收")
        await later(s, minutes=5)
        await s["land_head"].sees("督办", f"{case.number} 自然资源所签收已逾期")
        await later(s, minutes=5)
        await s["land"].sees("一直无人签收，值班室将打电话联系您")
        await s["duty"].sends("/undelivered")
        await s["duty"].sees("请打电话")
        await s.loop.by("land", handling.accept, (await s.loop.share(case, "natural-resources")).id)
        await s["duty"].sends("/undelivered")
        assert "多次催办" not in (await s.sees("duty")).text, "who has answered need not be called"
        before = len(await s["land"].reads())
        await later(s, minutes=30)
        assert not [one for one in (await s["land"].reads())[before:] if "签收" in one.text.splitlines()[0]]
