"""From the card of a case: the reporter is asked, answers by a reply, and reporter and unit are rung."""

import pytest
import sqlalchemy as sa

from conversation import acting
from models import Message
from models.enums import Action
from patience import until
from sandbox_client import SandboxClient, number_shown
from services.core import journal
from services.core.errors import Forbidden, Refused
from services.core.town import Town
from services.inquiries import inquiries


async def test_a_question_to_the_reporter_comes_back_as_an_answer_and_numbers_are_a_press_away(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "road", delivering=True) as s:
        case = await s.driver.dispatched("road-station")
        await s["duty"].sends(case.number)
        await s["duty"].sees("❓ 追问", "☎️ 上报人", "☎️ 单位")
        assert "号码已发到您的私聊" in (await s.press("duty", "☎️ 上报人"))["text"]
        assert (await until(lambda: number_shown(s["duty"])))["contact"]["first_name"] == "王信息员"
        await s.press("duty", "☎️ 单位")
        await s["duty"].sees("承办单位", "☎️ 公路养护站 沈经办")
        assert "沈经办的号码" in (await s.press("duty", "☎️ 公路养护站 沈经办"))["text"]
        await s.press("duty", "返回")
        await s.press("duty", "追问")
        await s["duty"].sees("请发要问上报人的话")
        await s["duty"].sends("裂缝有多宽？")
        await s["duty"].sees("已发给上报人")
        question = await s["officer"].sees("问您上报的", "裂缝有多宽", "回答")
        await s.delivered()
        await s["officer"].sends("大约三指宽", reply_to=question.id)
        await s["officer"].sees("已转告提问的人")
        await s["duty"].sees("回答", "大约三指宽", "再问")
        await s.press("officer", "✏️ 回答")
        await s["officer"].sees("请发您的回答")
        await s.delivered()
        await s["officer"].sends("又宽了一点")
        await s["officer"].sees("已转告提问的人")
        await s["duty"].sees("又宽了一点")
        async with s.town.database.reading() as session:
            told = [one.action for one in await journal.history(session, journal.of_case(case.id))]
        assert [told.count(one) for one in (Action.INQUIRE.value, "inquiry_answered", "phone_shown")] == [1, 2, 2]
        for who, allowed in (("neighbour", False), ("land", False)):
            with pytest.raises(Forbidden):
                await s.driver.by(who, inquiries.reporter, case.id)
            assert not allowed
        with pytest.raises((Refused, Forbidden)):
            await s.driver.by("officer", inquiries.ask, case.id, "？")


async def test_words_of_danger_in_an_answer_join_the_case_as_well(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        case = await s.driver.dispatched("road-station")
        await s.driver.by("duty", inquiries.ask, case.id, "现在怎么样？")
        question = await s["officer"].sees("问您上报的", "现在怎么样")
        await s.delivered()
        await s["officer"].sends("有人被埋了", reply_to=question.id)
        await s["duty"].sees("回答", "有人被埋了")
        await s["officer"].sees("已补充到")
        assert "有人被埋了" in (await s.case()).description


async def test_a_reply_to_a_question_that_came_twice_is_its_answer(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        case = await s.driver.dispatched("road-station")
        await s.driver.by("duty", inquiries.ask, case.id, "现在怎么样？")
        question = await s["officer"].sees("问您上报的", "现在怎么样")
        await s.delivered()
        async with s.town.database.transaction() as session:  # the answer to the first attempt was lost
            second = {"message_id": question.id + 1000, "repeat": True}
            await session.execute(sa.update(Message).where(Message.event == "inquiry").values(second))
        await s["officer"].sends("有人被埋了", reply_to=question.id)
        await s["duty"].sees("回答", "有人被埋了")
        await s["officer"].sees("已补充到")
