"""Reminders lose their buttons once the person has answered: what is settled asks for nothing any more."""

from conversation import acting
from models.enums import Kind
from patience import until
from sandbox_client import SandboxClient, Seen
from scheduler import ticks
from services.core.town import Town
from services.demobilisation import stand_down
from services.triage import triage
from squad_steps import enrol


async def test_an_answer_takes_the_buttons_off_the_reminders_below_the_card(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        await enrol(s.driver)
        case = await s.driver.files(kind=Kind.INCIDENT)
        await s.driver.by("duty", triage.judge, case.id)
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number, "集结突击队")
        await s.press("duty", "🚨 集结突击队")
        await s["duty"].sees("立即集结这")
        await s.press("duty", "立即集结")
        cards = {who: await s[who].sees("紧急集结 · 实战", "请本人答复") for who in ("officer", "land")}
        s.driver.forward(minutes=3)
        await ticks.work_off(s.town)
        lines = {who: await s[who].sees("第 1 次催", "🏃 出发") for who in cards}
        await s.delivered()

        async def shown(who: str) -> Seen:
            return next(one for one in await s[who].reads() if one.id == lines[who].id)

        async def settled() -> bool:
            return not (await shown("officer")).labels

        await s["officer"].taps("🏃 出发", message=cards["officer"].id)
        await s["officer"].sees("您已出发")
        await until(settled, what="the reminder keeps its buttons")
        assert (await shown("officer")).text == lines["officer"].text
        assert (await shown("land")).labels, "somebody who has not answered can answer there"
        card = next(one for one in await s["officer"].reads() if one.id == cards["officer"].id)
        assert any("到场" in label for label in card.labels), "the card goes on"
        await s["officer"].sees_nothing("第 2 次催")
        await s.driver.by("duty", stand_down.stand_down, 1)

        async def all_settled() -> bool:
            return not (await shown("land")).labels

        await until(all_settled, what="the reminder of the silent keeps its buttons when nobody is asked any more")
        assert (await shown("land")).text == lines["land"].text
