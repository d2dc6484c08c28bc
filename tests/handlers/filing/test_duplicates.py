"""The same danger twice: what is known nearby is shown before submitting; the officer decides, nothing is dropped."""

from conversation import Conversation, acting
from sandbox_client import SandboxClient
from services.core.town import Town

HERE = (30.1861, 108.0521)
NEAR = (30.1868, 108.0521)  # about 80 m
FAR = (30.2061, 108.0521)  # more than 2 km


async def test_a_case_nearby_is_shown_and_joined(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour") as conversation:
        known = await conversation.driver.files("officer", "老桥边坡滑坡", line="geology")
        await conversation["neighbour"].sends(photo=True, caption="桥头那里滑坡了")
        await conversation["neighbour"].sees("地质灾害")
        await conversation["neighbour"].sends(location=NEAR)
        await conversation["neighbour"].sees("附近已有类似上报", known.number, "80 米", "老桥边坡滑坡", "不是同一件")
        await conversation.press("neighbour", "是同一件")
        await conversation["neighbour"].sees(f"已并入 {known.number}", "处理结果会一并告诉您")
        case = await conversation.case()
        assert "桥头那里滑坡了" in case.description
        assert await conversation.files_of(case) == 2
        await conversation["neighbour"].sends("/my")
        await conversation["neighbour"].sees("没有正在办理的事项")
        await conversation.press("neighbour", "关注")
        await conversation["neighbour"].sees(known.number)


async def test_another_danger_at_the_same_place_is_filed(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour") as conversation:
        await conversation.driver.files("officer", "老桥边坡滑坡", line="geology")
        await report(conversation, NEAR)
        await conversation["neighbour"].sees("附近已有类似上报")
        await conversation.press("neighbour", "不是同一件")
        card = await conversation.sees("neighbour")
        assert "类似" not in card.text
        await conversation.press("neighbour", "✅ 提交")
        assert len(await conversation.cases()) == 2


async def test_who_submits_in_spite_of_it_is_not_stopped(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour") as conversation:
        await conversation.driver.files("officer", "老桥边坡滑坡", line="geology")
        await report(conversation, NEAR)
        await conversation["neighbour"].sees("附近已有类似上报")
        await conversation.press("neighbour", "✅ 提交")
        assert len(await conversation.cases()) == 2


async def test_what_is_far_or_old_or_of_another_line_is_not_shown(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour") as conversation:
        await conversation.driver.files("officer", "老桥边坡滑坡", line="geology")
        await report(conversation, FAR)
        assert "类似" not in (await conversation.sees("neighbour")).text
        await conversation["neighbour"].sends(location=NEAR)
        await conversation["neighbour"].sees("附近已有类似上报")
        await conversation.press("neighbour", "🗂 条线")
        await conversation.press("neighbour", "电力")
        assert "类似" not in (await conversation.sees("neighbour")).text
        await conversation.press("neighbour", "🗂 条线")
        await conversation.press("neighbour", "地质灾害")
        await conversation["neighbour"].sees("附近已有类似上报")
        conversation.driver.forward(hours=73)
        await conversation["neighbour"].sends("/cancel")
        await report(conversation, NEAR)
        assert "类似" not in (await conversation.sees("neighbour")).text


async def report(conversation: Conversation, at: tuple[float, float]) -> None:
    await conversation["neighbour"].sends("路边滑坡，有落石")
    await conversation["neighbour"].sees("地质灾害")
    await conversation["neighbour"].sends(location=at)
    await conversation["neighbour"].sees("已定位")
