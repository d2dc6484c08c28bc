"""A warning of level orange to many: from the keyboard to the second person's consent, with one reminder."""

from conversation import acting
from economy import Counted, counting
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town

KEY = "📢 群发"


async def broadcast_orange(town: Town, sandbox: SandboxClient, url: str) -> Counted:
    """Send it; then a reminder answers the first message, and one press on it confirms that message."""
    async with acting(town, sandbox, url, "duty", "deputy", "officer", "principal", delivering=True) as s:
        async with counting(s, KEY) as count:
            await s["duty"].sends(KEY)
            await s["duty"].sees("点模板", "🟠 强降雨巡查 · 实战")
            await s.press("duty", "🟠 强降雨巡查 · 实战")
            await s["duty"].sees("橙色预警 · 实战", "王信息员", "冯书记", "请第二人同意后发给这")
            await s.press("duty", "请第二人同意")
            await s["deputy"].sees("请您作为第二人复核", "强降雨")
            await s.press("deputy", "✅ 同意")
            first = {
                who: await s[who].sees("橙色预警 · 实战", "未来 12 小时有强降雨") for who in ("officer", "principal")
            }
            await s["duty"].sees("已同意，消息已发出")
            counted = await count.now()
        await s.press("principal", "✅ 收到")
        s.driver.forward(minutes=5)
        await ticks.work_off(s.town)
        line = await s["officer"].sees("第 1 次提醒", "✅ 收到")
        assert "强降雨" not in line.text, "a reminder never repeats the text"
        assert line["reply_to"] == first["officer"].id
        await s["principal"].sees_nothing("提醒")
        await s["officer"].taps("✅ 收到", message=line.id)
        seen = await s["officer"].sees("强降雨", "您已确认收到")
        assert (seen.id, seen.labels) == (first["officer"].id, []), "the first message shows it"
    return counted
