"""A squad is called: from the card of an incident, and from the keyboard with two texts; each member has one card."""

from conversation import Conversation, acting
from economy import Counted, counting
from models.enums import Kind
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from services.triage import triage
from squad_steps import enrol

KEY = "🚨 集结"
TOLD = ("officer", "land")
"""The squad's captain and a member."""


async def mobilise_from_case(town: Town, sandbox: SandboxClient, url: str) -> Counted:
    """Call the squad of the incident's village; the reminder answers the one card, which every answer edits."""
    async with acting(town, sandbox, url, "duty", *TOLD, delivering=True) as s:
        await enrol(s.driver)
        case = await s.driver.files(kind=Kind.INCIDENT)
        await s.driver.by("duty", triage.judge, case.id)
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number, "集结突击队")
        async with counting(s) as count:
            await s.press("duty", "🚨 集结突击队")
            await s["duty"].sees("紧急集结 · 实战", "王信息员", "立即集结这")
            await s.press("duty", "立即集结")
            cards = {who: await s[who].sees("紧急集结 · 实战", "请本人答复") for who in TOLD}
            await s["duty"].sees("JJ20261123-0001 已发出")
            counted = await count.now()
        await _one_card_each(s, {who: card.id for who, card in cards.items()})
    return counted


async def _one_card_each(s: Conversation, cards: dict[str, int]) -> None:
    await s.press("land", "🏃 出发")
    s.driver.forward(minutes=3)
    await ticks.work_off(s.town)
    line = await s["officer"].sees("第 1 次催", "能不能到")
    assert "集合地点" not in line.text
    assert line["reply_to"] == cards["officer"]
    await s["land"].sees_nothing("次催")
    await s["officer"].taps("🏃 出发", message=line.id)
    seen = await s["officer"].sees("您已出发", "大约多久到")
    assert seen.id == cards["officer"], "the one card shows the answer"
    await s.press("officer", "📍 到场")
    seen = await s["officer"].sees("您已到场")
    assert seen.id == cards["officer"]


async def mobilise_from_menu(town: Town, sandbox: SandboxClient, url: str) -> Counted:
    """Call a squad for something that is no case: what to do, and where; the squads come with the place."""
    async with acting(town, sandbox, url, "duty", *TOLD, delivering=True) as s:
        await enrol(s.driver)
        async with counting(s, KEY) as count:
            await s["duty"].sends(KEY)
            await s["duty"].sees("没有正在进行的集结")
            await s.press("duty", "新的集结 · 实战")
            await s["duty"].sees("还缺：队伍、任务、集合地点")
            await s["duty"].sends("协助三组群众转移")
            await s["duty"].sees("协助三组群众转移", "还缺：队伍、集合地点")
            await s["duty"].sends("上湾村村委会")
            await s["duty"].sees("集合地点：上湾村村委会", "立即集结这")
            await s.press("duty", "立即集结")
            for who in TOLD:
                await s[who].sees("协助三组群众转移", "请本人答复")
            await s["duty"].sees("JJ20261123-0001 已发出")
            return await count.now()
