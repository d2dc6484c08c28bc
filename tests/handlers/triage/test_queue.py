"""The station's queue in chat: filters with counts, one line, pages, a case and back; what leaders and others see."""

from dataclasses import replace

import pytest

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town
from services.triage import triage


async def test_the_queue_filters_turns_opens_and_comes_back(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty") as s:
        for number in range(7):
            await s.loop.files(text=f"边坡{number}")
            s.loop.forward(minutes=10)
        await s.loop.files(text="电线", line="electricity", kind="incident")
        duty = s["duty"]
        await duty.sends("/queue")
        first = await duty.sees("待办", "8 件", "● 待办 8", "险情 1", "1/2")
        assert first.labels[0].startswith("🔴 XQ20261123-0001 待研判 · 上湾村")
        await s.press("duty", "▶")
        await duty.sees("待办", "2/2")
        await s.press("duty", "险情")
        await duty.sees("险情", "1 件", "● 险情 1")
        await s.press("duty", "XQ20261123-0001")
        opened = await duty.sees("电线", "研判", "‹ 返回列表")
        assert opened.id == first.id, "the list itself becomes the case"
        await s.press("duty", "返回列表")
        await duty.sees("● 险情 1")
        await s.press("duty", "条线：全部条线")
        await duty.sees("只看哪条线", "电力")
        await s.press("duty", "地质灾害")
        await duty.sees("险情", "地质灾害", "这里没有事项")
        await s.press("duty", "待办")
        await duty.sees("待办", "地质灾害", "7 件")


async def test_a_drill_stands_out_in_every_list(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    exercise = replace(town, settings=town.settings.model_copy(update={"drill": True}))
    async with acting(exercise, play, sandbox_url, "duty", "officer", "land") as s:
        case = await s.loop.dispatched("natural-resources")
        s.loop.town = replace(s.loop.town, settings=town.settings)
        await s.loop.files(text="真的落石", latitude=None, longitude=None)
        await s["duty"].sends("/queue")
        await s["duty"].sees("待办")
        await s.press("duty", "单位办理")
        assert any(label.startswith(f"【演】🟡 {case.number}") for label in (await s.sees("duty")).labels)
        await s["land"].sends("/tasks")
        assert any(label.startswith("【演】🟡") for label in (await s.sees("land")).labels)
        await s["officer"].sends("/my")
        shown = await s.sees("officer")
        own = [label for label in shown.labels if "YH" in label]
        assert sorted(label.startswith("【演】") for label in own) == [False, True], own


async def test_a_page_that_was_emptied_meanwhile_shows_the_last_one(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty") as s:
        cases = [await s.loop.files(text=f"边坡{number}") for number in range(7)]
        await s["duty"].sends("/queue")
        await s["duty"].sees("1/2")
        for case in cases[:3]:
            await s.loop.by("night", triage.dismiss, case.id, reason="误报")
        await s.press("duty", "▶")
        await s["duty"].sees("4 件", "● 待办 4")


async def test_leaders_see_the_queue_and_may_not_triage(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "geology_director") as s:
        case = await s.loop.files(text="边坡")
        await s.loop.files(text="火警", line="fire")
        await s["geology_director"].sends("/queue")
        await s["geology_director"].sees("1 件", case.number)
        await s.press("geology_director", case.number)
        opened = await s["geology_director"].sees("边坡", "办理过程")
        assert "研判" not in opened.labels


@pytest.mark.parametrize("who", ["officer", "land", "operator"])
async def test_the_queue_is_not_for_everybody(town: Town, play: SandboxClient, sandbox_url: str, who: str) -> None:
    async with acting(town, play, sandbox_url, who) as s:
        await s[who].sends("/queue")
        await s[who].sees("没有此项权限")
