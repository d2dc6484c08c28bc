"""The same danger twice: what is known nearby is shown before submitting; the officer decides, nothing is dropped."""

from conversation import Conversation, acting
from sandbox_client import SandboxClient
from services.core.town import Town

HERE = (30.1861, 108.0521)
NEAR = (30.1868, 108.0521)  # about 80 m
FAR = (30.2061, 108.0521)  # more than 2 km


async def test_a_case_nearby_is_shown_and_joined(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", "neighbour") as stage:
        known = await stage.loop.files("officer", "老桥边坡滑坡", line="geology")
        await stage["neighbour"].sends(photo=True, caption="桥头那里滑坡了")
        await stage["neighbour"].sees("地质灾害")
        await stage["neighbour"].sends(location=NEAR)
        await stage["neighbour"].sees("附近已有类似上报", known.number, "80 米", "老桥边坡滑坡", "不是同一件")
        await stage.press("neighbour", "是同一件")
        await stage["neighbour"].sees(f"已并入 {known.number}", "处理结果会一并告诉您")
        case = await stage.case()
        assert "桥头那里滑坡了" in case.description
        assert await stage.files_of(case) == 2
        await stage["neighbour"].sends("/my")
        await stage["neighbour"].sees("没有正在办理的事项")
        await stage.press("neighbour", "关注")
        await stage["neighbour"].sees(known.number)


async def test_another_danger_at_the_same_place_is_filed(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", "neighbour") as stage:
        await stage.loop.files("officer", "老桥边坡滑坡", line="geology")
        await report(stage, NEAR)
        await stage["neighbour"].sees("附近已有类似上报")
        await stage.press("neighbour", "不是同一件")
        card = await stage.sees("neighbour")
        assert "类似" not in card.text
        await stage.press("neighbour", "✅ 提交")
        assert len(await stage.cases()) == 2


async def test_who_submits_in_spite_of_it_is_not_stopped(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", "neighbour") as stage:
        await stage.loop.files("officer", "老桥边坡滑坡", line="geology")
        await report(stage, NEAR)
        await stage["neighbour"].sees("附近已有类似上报")
        await stage.press("neighbour", "✅ 提交")
        assert len(await stage.cases()) == 2


async def test_what_is_far_or_old_or_of_another_line_is_not_shown(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "neighbour") as stage:
        await stage.loop.files("officer", "老桥边坡滑坡", line="geology")
        await report(stage, FAR)
        assert "类似" not in (await stage.sees("neighbour")).text
        await stage["neighbour"].sends(location=NEAR)
        await stage["neighbour"].sees("附近已有类似上报")
        await stage.press("neighbour", "🗂 条线")
        await stage.press("neighbour", "电力")
        assert "类似" not in (await stage.sees("neighbour")).text
        await stage.press("neighbour", "🗂 条线")
        await stage.press("neighbour", "地质灾害")
        await stage["neighbour"].sees("附近已有类似上报")
        stage.loop.forward(hours=73)
        await stage["neighbour"].sends("/cancel")
        await report(stage, NEAR)
        assert "类似" not in (await stage.sees("neighbour")).text


async def report(stage: Conversation, at: tuple[float, float]) -> None:
    await stage["neighbour"].sends("路边滑坡，有落石")
    await stage["neighbour"].sees("地质灾害")
    await stage["neighbour"].sends(location=at)
    await stage["neighbour"].sees("已定位")
