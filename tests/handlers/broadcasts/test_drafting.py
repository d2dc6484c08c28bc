"""A message to many by buttons: chosen, looked at, consented to, received, confirmed, taken back."""

from conversation import Conversation, acting
from patience import until
from sandbox_client import SandboxClient
from services.core.town import Town


async def choose(s: Conversation, who: str, kind: str, *choices: str) -> None:
    await s.press(who, "选对象")
    await s.press(who, kind)
    for choice in choices:
        await s.press(who, choice)
    await s.press(who, "选好了")
    await s.press(who, "✅ 选好了")


async def test_a_red_warning_from_the_draft_to_its_withdrawal(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "deputy", "officer", "principal", delivering=True) as s:
        await s["duty"].sends("/broadcast")
        await s["duty"].sees("群发", "还没有发过")
        await s.press("duty", "新建群发")
        await s["duty"].sees("对象：未选", "还缺：选“实战”或“演练”、对象、内容")
        await s.press("duty", "红色")
        await s.press("duty", "实战")
        await choose(s, "duty", "村社", "上湾村")
        await s["duty"].sees("村社：上湾村", "2 人", "☑ 逐人回执", "☑ 同时发群", "没有可同时发的群")
        await s["duty"].sends("立即转移到 <镇中学>")
        await s["duty"].sees("红色", "立即转移到 <镇中学>")
        await s.press("duty", "预览名单和内容")
        seen = await s["duty"].sees("红色预警 · 实战", "王信息员", "冯书记", "请第二人同意后发给这 2 人")
        assert "（尾号" not in seen.text
        await s.press("duty", "请第二人同意")
        await s["duty"].sees("已请第二人同意", "撤回，不发了")
        await s["deputy"].sees("请您作为第二人复核", "立即转移到 <镇中学>", "2 人")
        await s["deputy"].sends("/today")
        await s.press("deputy", "群发复核")
        await s["deputy"].sees("请您作为第二人复核", "立即转移到 <镇中学>", "2 人")
        await s.press("deputy", "✅ 同意")
        asked = await s["officer"].sees("红色预警 · 实战", "立即转移到 <镇中学>", "青溪镇应急管理站", "收到")
        await s["duty"].sees("已同意，消息已发出")

        async def over() -> bool:
            return not any("撤回" in label for one in await s["duty"].reads() for label in one.labels)

        await until(over, what="what is sent can still be taken back")
        assert "已记下" in (await s.press("officer", "收到"))["text"]
        shown = await s["officer"].sees("立即转移到 <镇中学>", "您已确认收到（11-23 10:00）")
        assert shown.labels == []
        again = await s["officer"].taps(data=asked["buttons"][0][0]["data"], message=asked.id, stale=True)
        assert "已经记过" in again["text"]
        await s.press("duty", "打开")
        await s["duty"].sees("已发出 11-23 10:00", "已确认 1 人，未确认 1 人")
        await s.press("duty", "未确认的 1 人")
        await s["duty"].sees("未确认 1 人", "冯书记")
        await s["duty"].sends("/broadcast")
        await s.press("duty", "红色 立即转移")
        await s.press("duty", "❎ 撤销")
        await s["duty"].sees("撤销通知", "现予撤销，请不要执行", "发送给这 2 人")
        await s.press("duty", "发送给这 2 人")
        await s["principal"].sees("撤销通知", "“立即转移到 <镇中学>”现予撤销")
        await s["duty"].sees("已发出")


async def test_who_types_another_number_sends_to_nobody(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await s["duty"].sends("/broadcast")
        await s.press("duty", "新建群发")
        await s.press("duty", "演练")
        await s.press("duty", "选对象")
        await s.press("duty", "全镇所有人员")
        await s.press("duty", "选好了")
        await s.press("duty", "用模板")
        await s.press("duty", "强降雨巡查")
        await s.press("duty", "预览名单和内容")
        await s["duty"].sees("演练 演练 演练", "17 人", "15 人没有登录")
        await s.press("duty", "发送给这 17 人")
        await s["duty"].sees("全镇 17 人", "请输入人数 17")
        await s["duty"].sends("全部")
        await s["duty"].sees("请输入人数 17")
        assert await s.queued("broadcast") == []
        await s["duty"].sends("１７")
        await s["officer"].sees("演练 演练 演练", "未来 12 小时有强降雨", "以上为演练")
        await s["duty"].sees("已发出")
        assert len(await s.queued("broadcast")) == 2, "nobody is telephoned about a notice: 15 have no account"


async def test_a_village_sends_to_its_own_and_others_not_at_all(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "officer", "land", delivering=True) as s:
        await s["land"].sends("/broadcast")
        await s["land"].sees("没有此项权限")
        await s["principal"].sends("/broadcast")
        await s.press("principal", "新建群发")
        await s.press("principal", "选对象")
        seen = await s["principal"].sees("发给谁", "岗位")
        assert "单位" not in " ".join(seen.labels)
        assert "全镇" not in " ".join(seen.labels)
        await s.press("principal", "岗位")
        await s.press("principal", "灾害信息员")
        await s["principal"].sees("1 人")
        await s.press("principal", "选好了")
        await s.press("principal", "✅ 选好了")
        await s.press("principal", "实战")
        await s["principal"].sends("晚上八点开会")
        await s.press("principal", "预览名单和内容")
        await s.press("principal", "发送给这 1 人")
        await s["officer"].sees("通知", "晚上八点开会", "—— 上湾村")
