"""The jobs about a case: reporting a hazard and bringing it to its end, and a danger to life with its additions."""

from dataclasses import dataclass

import sqlalchemy as sa

from conversation import Conversation, acting
from economy import Counted, Counting
from models import Draft, Message
from sandbox_client import SandboxClient
from services.core.town import Town
from township import PEOPLE

INSIDE = (30.1870, 108.0530)
SOS = "🆘 险情一键上报"


@dataclass(frozen=True)
class Pushed:
    """The messages that were pushed, not answered: how many, and to how many chats."""

    messages: int
    chats: int


async def pushed(conversation: Conversation) -> Pushed:
    """Return what was pushed so far; an edit of a message that stands in a chat is none."""
    async with conversation.town.database.reading() as session:
        answers = set(await session.scalars(sa.select(Draft.card_message_id)))
        rows = await session.execute(sa.select(Message.chat_id, Message.message_id).where(Message.message_id > 0))
        sent = {(chat, message) for chat, message in rows if message not in answers}
    return Pushed(len(sent), len({chat for chat, _ in sent}))


async def hazard(town: Town, sandbox: SandboxClient, url: str) -> tuple[dict[str, Counted], Pushed]:
    """Bring an ordinary hazard from its report to the closing; returns what each step took, and all that was pushed."""
    taken: dict[str, Counted] = {}
    async with acting(town, sandbox, url, *PEOPLE, delivering=True) as s:
        count = Counting(s)
        await count.begin()

        async def took(step: str) -> None:
            taken[step] = await count.now()
            await count.begin()

        officer, duty, unit = s["officer"], s["duty"], s["land"]
        await officer.sends(photo=True)
        shown = await officer.sees("照片 1 张", "上湾村", "您的村社")
        await officer.sends(location=INSIDE)
        await officer.sees("已定位")
        await officer.sends("屋后山坡有裂缝，约三米长")
        card = await officer.sees("三米", "必填内容已齐")
        assert card.id == shown.id, "one card, edited where it stands"
        await s.press("officer", "✅ 提交")
        receipt = await officer.sees("已提交：")
        assert receipt.id == card.id, "the receipt is that card"
        await duty.sees("新上报")
        await took("report")
        await s.press("duty", "✅ 按建议交办 · 自然资源所")
        await unit.sees("请自然资源所签收")
        await took("dispatch")
        await s.press("land", "✅ 签收 · 30 分钟到")
        await officer.sees("预计")
        await took("accept")
        order = await unit.sees("自然资源所", "反馈")
        await unit.sends(photo=True, caption="已拉警戒线，覆盖彩条布", reply_to=order.id)
        await unit.sees("可以提交了")
        await s.press("land", "✅ 提交反馈")
        await s["principal"].sees("请核验", "处置前后")
        await took("feedback")
        await s.press("principal", "✅ 核验通过")
        await duty.sees("请销号")
        await took("verify")
        await s.press("duty", "销号")
        await officer.sees("已销号，闭环完成", file="photo")
        await took("close")
        return taken, await pushed(s)


async def danger(town: Town, sandbox: SandboxClient, url: str) -> tuple[Counted, list[Counted]]:
    """Report a danger to life by one tap and add five things; returns what the alarm and each addition took."""
    async with acting(town, sandbox, url, *PEOPLE, delivering=True) as s:
        count = Counting(s, keys=(SOS,))
        await count.begin()
        await s["officer"].sends(SOS)
        await s["officer"].sees("险情已报出")
        await s["duty"].sees("有人员生命危险")
        alarm = await count.now()
        added = []
        for said in (
            {"text": "两人被困，水还在涨"},
            {"text": "在二楼"},
            {"photo": True},
            {"location": INSIDE},
            {"text": "又来了一个"},
        ):
            await count.begin()
            await s["officer"].sends(**said)
            added.append(await count.now())
            s.driver.forward(minutes=1)
        return alarm, added
