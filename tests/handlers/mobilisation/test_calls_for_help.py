"""A call for help by buttons: taken, a mistake, over; and the stand-down that warns of one that is open."""

from conversation import acting
from mobilisation_steps import on_scene
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town


async def test_a_call_is_taken_and_ended_by_buttons(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", "officer", delivering=True) as s:
        await on_scene(s)
        assert "已发出求救" in (await s.press("officer", "🆘 求救"))["text"]
        await s["officer"].sees("已发出求救", "误触，取消求救")
        await s["chief"].sees("王信息员求救", "我来处置")
        await s.press("chief", "我来处置")
        await s["chief"].sees("王信息员求救，还没有结束", "赵站长 正在处置", "由您处置")
        await s["duty"].sees("赵站长正在处置 王信息员 的求救")
        await s["officer"].sees("正在处置您的求救")
        await s.press("chief", "结束求救")
        await s["chief"].sees("求救已结束，大家都会收到")
        await s["officer"].sees("您的求救已结束", "🆘 求救")


async def test_a_mistake_is_taken_back_by_a_button(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await on_scene(s)
        await s.press("officer", "🆘 求救")
        await s["duty"].sees("王信息员求救")
        await s.press("officer", "误触，取消求救")
        await s["officer"].sees("已取消求救")
        await s["duty"].sees("误触", "打电话", "显示电话")
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        assert "求救" not in (await s.sees("duty")).text


async def test_the_stand_down_warns_of_an_open_call_and_leaves_it_open(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await on_scene(s)
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        await s.press("duty", "☑️ 解除")
        assert "求救" not in (await s["duty"].sees("解除 JJ20261123-0001？")).text
        await s.press("officer", "🆘 求救")
        await s["duty"].sees("王信息员求救")
        await s.press("duty", "确认解除")
        await s["duty"].sees(
            "解除 JJ20261123-0001？", "王信息员求救，还没有结束", "还没有人处置", "有 1 个求救还没有结束"
        )
        await s.press("duty", "确认解除")
        await s["duty"].sees("JJ20261123-0001 已解除")
        await s.press("duty", "打开集结")
        opened = await s["duty"].sees("求救，还没有结束")
        assert any("我来处置" in label for label in opened.labels)
        assert not any("全员归队，结束" in label for label in opened.labels)
        await s.press("duty", "我来处置")
        await s["duty"].sees("由您处置")
        await s.press("duty", "结束求救")
        await s["duty"].sees("求救已结束")
        await s["officer"].sees("您的求救已结束")
