"""A danger that is said in a group, or by a stranger, reaches the station; nobody is served there, and floods end."""

import pytest
import sqlalchemy as sa

from conversation import acting
from models import Post
from models.enums import Priority
from sandbox_client import SandboxClient
from services.core.town import Town
from services.filing.supplements import LATE_WINDOW
from squad_steps import bound_group, enrol

DANGER = "桥断了，有人落水"


@pytest.mark.parametrize("typed", ["/sos", "/SOS"])
async def test_sos_in_a_group_is_an_alarm(town: Town, sandbox: SandboxClient, sandbox_url: str, typed: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "road") as s:
        await enrol(s.driver)
        chat = await bound_group(s, "road")
        await s["road"].sends(f"{typed} 3组塌方，压了两个人", chat=chat)
        await s["road"].sees("险情已报应急管理站", chat=chat)
        case = await s.case()
        assert (case.life_danger, case.description) == (True, "3组塌方，压了两个人")
        assert {row.priority for row in await s.queued("filed")} == {Priority.LIFE}


async def test_sos_alone_in_a_group_and_words_written_into_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "road") as s:
        await enrol(s.driver)
        chat = await bound_group(s, "road")
        (number,) = await s["road"].sends("/sos", chat=chat)
        await s["road"].sees("险情已报应急管理站", chat=chat)
        await s["road"].edits(number, "/sos 桥断了，有人落水", chat=chat)
        await s.settles()
        assert (await s.case()).description == DANGER
        assert await s.queued("refused_danger")


@pytest.mark.parametrize("how", ["command", "photo", "reply", "reply with photo"])
async def test_words_to_the_bot_in_a_group_reach_the_station(
    town: Town, sandbox: SandboxClient, sandbox_url: str, how: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "road", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "road")
        card = (await s["road"].last(chat=chat)).id
        match how:
            case "command":
                await s["road"].sends(f"/squad {DANGER}", chat=chat)
            case "photo":
                await s["road"].sends(photo=True, caption=f"/squad {DANGER}", chat=chat)
            case "reply":
                await s["road"].sends(DANGER, chat=chat, reply_to=card)
            case _:
                await s["road"].sends(photo=True, caption=DANGER, chat=chat, reply_to=card)
        await s["road"].sees("已转告应急管理站", chat=chat)
        await s["duty"].sees("可能有人员生命危险", "沈经办", "上湾村突击队群", DANGER)
        await s["road"].sees("没有丢", "打开这份上报")
        await s.press("road", "打开这份上报")
        await s["road"].sees("（未提交）", DANGER)


async def test_talk_in_a_group_is_nobody_s_business(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "road") as s:
        await enrol(s.driver)
        chat = await bound_group(s, "road")
        card = (await s["road"].last(chat=chat)).id
        await s["road"].sends("/squad", chat=chat)
        await s["road"].sends("收到", chat=chat, reply_to=card)
        await s["road"].sends("/squad@another_bot 桥断了，有人落水", chat=chat)
        await s.settles()
        await s["road"].sees_nothing(chat=chat)
        assert not await s.queued("refused_words")
        assert not await s.queued("refused_danger")


async def test_a_stranger_s_danger_is_told_and_the_next_messages_but_not_without_end(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("road",)) as s:
        await s["road"].sends("你好，这里是做什么的")
        await s["road"].sees("没有收下")
        assert not await s.queued("refused_words")
        await s["road"].sends("河边有人落水，快来人")
        await s["road"].sees("已转告应急管理站", "请马上直接拨打")
        await s["road"].sends(location=(30.1861, 108.0521))
        await s["road"].sends(photo=True)
        for number in range(15):
            await s["road"].sends(f"快来，有人落水 {number}")
        await s.settles()
        told = [row for row in await s.queued("refused_words") if row.person_id == s.driver.people["duty"]]
        assert len(told) == 10
        assert {row.priority for row in told} == {Priority.ORDER}
        assert "没有登录" in told[0].content["text"]
        assert "河边有人落水" in told[0].content["text"]
        assert "place" in told[1].content
        assert "picture" in told[2].content
        s.driver.forward(minutes=LATE_WINDOW.total_seconds() / 60 + 1)
        await s["road"].sends("又有人落水")
        await s["road"].sees("已转告应急管理站")


async def test_who_has_left_the_roster_is_heard(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "road", "duty", delivering=True) as s:
        async with s.town.database.transaction() as session:
            of_road = sa.update(Post).where(Post.person_id == s.driver.people["road"])
            await session.execute(of_road.values(active=False))
        await s["road"].sends("三组的路塌了一半")
        await s["road"].sees("没有收下", "已转告应急管理站")
        await s["duty"].sees("已不在花名册上的沈经办", "三组的路塌了一半")
        assert "沈经办" in (await s.press("duty", "显示电话"))["text"]
        await s["road"].sends(DANGER)
        await s["duty"].sees("可能有人员生命危险", DANGER)
        assert {row.priority for row in await s.queued("refused_danger")} == {Priority.LIFE}


async def test_a_danger_that_a_stranger_writes_into_an_earlier_message(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("road",)) as s:
        (number,) = await s["road"].sends("你好")
        await s["road"].sees("没有收下")
        await s["road"].edits(number, DANGER)
        await s.settles()
        assert await s.queued("refused_words")
