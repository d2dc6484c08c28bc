"""A typhoon over HTTP: orange in the evening, an order with consent, red at night, and the cancel to its people."""

from base64 import b64encode
from datetime import UTC, datetime

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Message, Post
from models.enums import Role
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from warning_steps import area, cap, info, ruled

EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""20:00 in Shanghai."""
SENDER = "station@example.cn"


def storm(colour: str) -> str:
    headline = f"云川县气象台发布台风{colour}预警"
    return info(area(name="上湾村"), event="台风", headline=headline, severity="", expires="2026-11-24T20:00:00+08:00")


async def arrives(s: Conversation, text: str) -> None:
    """Let the officer on duty send a file, and wait until it is read."""
    await s["duty"].sends(document={"bytes": b64encode(text.encode()).decode(), "name": "预警.xml"})
    await s["duty"].sees("正在读取")

    async def read() -> bool:
        return await ticks.do(s.town, "read_warning_files") > 0

    await until(read, what="the file was never fetched")
    await s["duty"].sees("文件已读取")


async def got(s: Conversation, event: str, *, calls: bool = False) -> dict[str, int]:
    """Return how many messages of a kind each person was sent, or how many tasks there are to telephone them."""
    by_id = {person: who for who, person in s.driver.people.items()}
    async with s.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.person_id, sa.func.count(Message.id))
            .where(Message.event == event, Message.person_id.is_not(None), Message.call.is_(calls))
            .group_by(Message.person_id)
        )
        return {by_id[person]: count for person, count in rows}


async def test_a_typhoon_from_orange_in_the_evening_to_its_end(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    players = ("duty", "deputy", "chief", "officer", "principal", "both", "spare", "neighbour")
    async with acting(ruled(town), sandbox, sandbox_url, *players, delivering=True) as s:
        async with s.town.database.transaction() as session:
            post = {"role": Role.INFORMATION_OFFICER, "village_id": s.driver.villages["shangwan"], "substitute": True}
            session.add(Post(person_id=s.driver.people["spare"], **post))
        s.driver.clock.at = EVENING
        await arrives(s, cap(storm("橙色"), identifier="T1", sent="2026-11-23T19:50:00+08:00"))
        await s.press("duty", "台风橙色预警")
        await s.press("duty", "叫应：通知责任人")
        await s.press("duty", "预览名单和内容")
        await s.press("duty", "请第二人同意")
        await s["deputy"].sees("请您作为第二人复核")
        await s.press("deputy", "退回修改")
        await s["deputy"].sees("请说明理由")
        await s["deputy"].sends("请加上集合地点")
        await s["duty"].sees("请加上集合地点")
        await s.press("duty", "打开")
        await s["duty"].sends("台风橙色预警，请立即到岗，村委会集合")
        await s.press("duty", "预览名单和内容")
        await s.press("duty", "请第二人同意")
        asked = await s["deputy"].sees("请您作为第二人复核", "村委会集合")
        await s.delivered()
        await s["deputy"].sends("同意", reply_to=asked.id)

        await s["officer"].sees("村委会集合")
        await s.press("officer", "收到")
        said = await s["principal"].sees("村委会集合")
        await s.delivered()
        await s["principal"].sends("收到", reply_to=said.id)
        seen = await s["both"].sees("村委会集合")
        await s.delivered()
        await s["both"].reacts(seen.id, "👍")
        await s["spare"].sees("村委会集合")
        await s.settles()
        for _ in range(6):
            s.driver.forward(minutes=5)
            await ticks.do(s.town, "chase_silent")
        told = await got(s, "broadcast")
        assert {"officer", "principal", "both", "spare"} <= told.keys()
        assert not told.keys() & {"neighbour", "duty", "chief"}
        chased = await got(s, "roll_call")
        assert (chased["spare"], (await got(s, "roll_call", calls=True))["spare"]) == (3, 1), "then somebody telephones"
        assert not chased.keys() & {"officer", "principal", "both"}, "who has answered is not asked again"

        s.driver.clock.at = EVENING.replace(hour=17)
        update = {"identifier": "T2", "msgType": "Update", "sent": "2026-11-24T00:55:00+08:00"}
        cited = f"<references>{SENDER},T1,2026-11-23T19:50:00+08:00</references>"
        await arrives(s, cap(storm("红色"), more=cited, **update))
        await s["officer"].sees("台风红色预警")
        await s["chief"].sees("红色预警叫应已发出")
        assert await got(s, "broadcast") == dict.fromkeys(told, 2), "the change follows to them, and to nobody else"

        s.driver.clock.at = EVENING.replace(hour=22)
        cancel = {"identifier": "T3", "msgType": "Cancel", "sent": "2026-11-24T05:55:00+08:00"}
        cited = f"<references>{SENDER},T2,2026-11-24T00:55:00+08:00</references>"
        await arrives(s, cap(more=cited, **cancel))
        await s["officer"].sees("已解除")
        after = await got(s, "broadcast")
        assert after == dict.fromkeys(told, 3)

        test = {"identifier": "X1", "status": "Test", "sent": "2026-11-24T05:56:00+08:00"}
        news = await got(s, "warning")
        await arrives(s, cap(storm("红色"), **test))
        assert (await got(s, "broadcast"), await got(s, "warning")) == (after, news), "a test reaches nobody"
