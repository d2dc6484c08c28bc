import sqlalchemy as sa

from conversation import acting
from models import Message
from models.enums import MessageState
from patience import until
from sandbox_client import SandboxClient
from services.core.town import Town
from township import PEOPLE

INSIDE = (30.1870, 108.0530)


async def settle(s):
    await s.settles()

    async def waiting():
        async with s.town.database.reading() as session:
            return await session.scalar(
                sa.select(sa.func.count())
                .select_from(Message)
                .where(
                    Message.state.in_((MessageState.QUEUED, MessageState.SENDING)), Message.not_before <= s.town.now()
                )
            )

    async def none():
        return not await waiting()

    await until(none, what="waiting", progress=waiting)


class C:
    def __init__(self, s):
        self.s = s

    async def snap(self):
        await settle(self.s)
        return await self.s.play.get("count")

    async def start(self):
        self.a = await self.snap()
        async with self.s.town.database.reading() as session:
            self.last = await session.scalar(sa.select(sa.func.max(Message.id))) or 0

    async def stop(self, title):
        await self.s.news()
        b = await self.snap()
        names = {p.id: n for n, p in self.s.players.items()}
        print(
            f"\n=== {title}: sent {b['sent'] - self.a['sent']} sound {b['sound'] - self.a['sound']} edited {b['edited'] - self.a['edited']} deleted {b['deleted'] - self.a['deleted']}"
        )
        async with self.s.town.database.reading() as session:
            rows = list(
                await session.execute(
                    sa.select(
                        Message.id, Message.person_id, Message.chat_id, Message.event, Message.content, Message.card
                    )
                    .where(Message.id > self.last)
                    .order_by(Message.id)
                )
            )
        ids = {v: k for k, v in self.s.loop.people.items()}
        print(f"pushes {len(rows)} to {len({(r.person_id, r.chat_id) for r in rows})}")
        for r in rows:
            print(
                "  ",
                ids.get(r.person_id, r.chat_id),
                r.event,
                r.card,
                "silent" if r.content.get("silent") else "",
                repr(r.content.get("text", "")[:70]),
            )
        await self.start()


async def test_hazard(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, *PEOPLE, delivering=True) as s:
        c = C(s)
        await c.start()
        o = s["officer"]
        await o.sends(photo=True)
        await o.sees("照片 1 张")
        await o.sends("屋后山坡有裂缝，约三米长")
        await o.sees("三米")
        await o.sends(location=INSIDE)
        await o.sees("必填内容已齐")
        await s.press("officer", "✅ 提交")
        await s["duty"].sees("新上报")
        await c.stop("report")
        await s.press("duty", "研判")
        await s["duty"].sees("按此交办")
        await s.press("duty", "✅ 按此交办")
        await s["land"].sees("请自然资源所签收")
        await c.stop("triage+dispatch")
        await s.press("land", "签收")
        await s.press("land", "30 分钟")
        await s["officer"].sees("预计")
        await c.stop("accept")
        await s.press("land", "反馈")
        await s["land"].sends(photo=True, caption="已拉警戒线，覆盖彩条布")
        await s["land"].sees("可以提交了")
        await s.press("land", "✅ 提交反馈")
        await s["principal"].sees("请核验")
        await c.stop("feedback")
        await s.press("principal", "核验")
        await s["principal"].sees("核验通过")
        await s["principal"].sends(photo=True)
        await settle(s)
        await s.press("principal", "✅ 核验通过")
        await s["duty"].sees("请销号")
        await c.stop("verify")
        await s.press("duty", "销号")
        await s["officer"].sees("已销号，闭环完成")
        await c.stop("close")
        c.last = 0
        await c.stop("all")


async def test_sos(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, *PEOPLE, delivering=True) as s:
        c = C(s)
        await c.start()
        o = s["officer"]
        await o.sends("🆘 险情一键上报")
        await o.sees("险情已报出")
        await c.stop("sos")
        for n, w in enumerate(["两人被困，水还在涨", "在二楼", {"photo": True}, {"location": INSIDE}, "又来了一个"]):
            await o.sends(**(w if isinstance(w, dict) else {"text": w}))
            await settle(s)
            s.loop.forward(minutes=1)
            await c.stop(f"add {n}")
