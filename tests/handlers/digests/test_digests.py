"""The digest on a phone: it opens what is due, is muted with one press and comes back with another."""

from datetime import timedelta

from conversation import acting
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town


async def test_a_digest_leads_to_what_is_due_and_can_be_muted(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "officer", delivering=True) as s:
        await ticks.do(s.town, "make_digests")
        await s.driver.dispatched("natural-resources")
        s.driver.forward(hours=22)
        await ticks.work_off(s.town)
        shown = await s["land"].sees("应急晨报", "昨日新交办 1 件", "我的今日待办 1")
        await s.press("land", "我的今日待办")
        await s["land"].sees("今日待办", "签收")
        answer = await s.press("land", "不再接收")
        assert "照常发送" in answer["text"]
        kept = await s["land"].sees("昨日新交办 1 件", "恢复接收")
        assert kept.id == shown.id, "the figures stay on the screen"
        before = len(await s["land"].reads())
        s.driver.forward(days=1)
        await ticks.do(s.town, "make_digests")
        await s.settles()
        assert len(await s["land"].reads()) == before
        await s["land"].sends("/digest")
        await s["land"].sees("应急晨报", "恢复接收")
        await s.press("land", "恢复接收")
        await s["land"].sees("不再接收")
        s.driver.clock.at += timedelta(days=1)
        await ticks.do(s.town, "make_digests")
        await s["land"].sees("应急晨报", "11-26")
        await s["officer"].sends("/digest")
        await s["officer"].sees("没有此项权限")
