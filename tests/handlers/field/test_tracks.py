"""Live locations by phone: shared, moved, ended; the commander's list and pins."""

import sqlalchemy as sa

from conversation import acting
from mobilisation_steps import on_scene
from models import TrackPoint, Update, Whereabouts
from sandbox_client import SandboxClient
from services.core.town import Town
from squad_steps import enrol
from township import SLOPE

LIVE = {"latitude": SLOPE[0], "longitude": SLOPE[1], "live_period": 3600}


async def test_shared_moved_and_ended_the_commander_sees_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await on_scene(s)
        (live,) = await s["officer"].sends(location=LIVE)
        await s["officer"].sees("已收到您的实时位置", "JJ20261123-0001", "30 天后销毁", "报平安还要另外点")
        await s.settles()
        assert await s.drafts() == [], "no report was begun"
        await s["officer"].moves(live, SLOPE[0] + 0.002, SLOPE[1], horizontal_accuracy=15)
        await s.settles()
        await s["officer"].sees_nothing("实时位置")
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        await s.press("duty", "🗺 人在哪里")
        await s["duty"].sees("在外 1 人，有位置 1 人", "🟢 实时，刚刚，距集合点 220 米")
        await s.press("duty", "📍 王信息员")
        await s["duty"].sees("王信息员", "误差约 15 米")
        await s.settles()
        pin = next(m["location"] for m in reversed(await s["duty"].reads()) if m.get("location"))
        assert round(pin["latitude"] - SLOPE[0], 4) == 0.002
        await s["officer"].stops_sharing(live)
        await s.settles()
        async with s.town.database.reading() as session:
            raw = b"".join(await session.scalars(sa.select(Update.raw)))
        assert b"longitude" not in raw, "no copy outlives the rule that destroys the way"
        assert await s.number(sa.select(sa.func.count()).where(Whereabouts.live_until.is_not(None))) == 0
        assert await s.number(sa.select(sa.func.count(TrackPoint.id))) == 1, "two places within half a minute"


async def test_who_is_not_out_sends_a_pin_as_ever(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await enrol(s.driver)
        (live,) = await s["officer"].sends(location=LIVE)
        await s["officer"].sees("隐患上报（未提交）")
        await s["officer"].moves(live, *SLOPE)
        await s.settles()
        assert await s.number(sa.select(sa.func.count(TrackPoint.id))) == 0


async def test_a_report_that_waits_for_its_place_gets_it_too(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await on_scene(s)
        await s["officer"].sends("坡脚开裂")
        await s["officer"].sees("隐患上报（未提交）", "坡脚开裂")
        await s["officer"].sends(location=LIVE)
        await s["officer"].sees("隐患上报（未提交）", "必填内容已齐")
        (draft,) = await s.drafts()
        assert draft.data["latitude"] == SLOPE[0]
        assert await s.number(sa.select(sa.func.count(TrackPoint.id))) == 1


async def test_a_drills_places_are_marked(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await on_scene(s, drill=True)
        await s["officer"].sends(location=LIVE)
        await s["officer"].sees("【演】", "已收到您的实时位置")
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        await s.press("duty", "🗺 人在哪里")
        await s["duty"].sees("演练 演练 演练", "人在哪里")
        await s.press("duty", "📍 王信息员")
        await s["duty"].sees("演练 演练 演练", "王信息员")
