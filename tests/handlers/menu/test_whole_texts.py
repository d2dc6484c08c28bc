"""Whatever a card cuts is sent whole by a button, to everybody who sees the card; an addition is quoted."""

from conversation import Conversation, acting
from models import Group
from models.enums import GroupPurpose, GroupState, MessageState
from patience import until
from sandbox_client import SandboxClient, Seen
from services.assignments import handling
from services.core.town import Town
from township import SLOPE

UNIT = "natural-resources"
END = "末尾：老李家后墙裂缝宽三指。"
LONG = "滑坡体沿公路发育，雨后有新裂缝。" * 40 + END


async def whole(s: Conversation, who: str) -> str:
    """Press the newest 全文 and return everything that came."""
    await s.settles()
    before = len(await s[who].reads())
    await s.press(who, "📄 全文")
    await s.settles()
    return "".join(message.text for message in (await s[who].reads())[before:])


async def test_the_end_of_a_long_report_can_be_read(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await s["officer"].sends(LONG)
        card = await s["officer"].sees("隐患上报", "📄 全文")
        assert END not in card.text
        assert END in await whole(s, "officer")
        await s["officer"].sends(location=SLOPE)
        await s["officer"].sees("已定位")
        await s.press("officer", "✅ 提交")
        seen = await s["duty"].sees("滑坡体", "📄 全文")
        assert END not in seen.text
        assert END in await whole(s, "duty")


async def test_a_text_longer_than_a_message_comes_in_several(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        case = await s.driver.files(text="开头。" + "雨后有新裂缝<&>，" * 1000 + END)
        await s["duty"].sees(case.number, "📄 全文")
        before = len(await s["duty"].reads())
        said = await whole(s, "duty")
        assert "开头。" in said
        assert END in said
        assert said.count("雨后有新裂缝<&>，") == 1000
        assert len(await s["duty"].reads()) - before > 1


async def test_a_feedback_is_read_whole_before_it_is_verified(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "principal", delivering=True) as s:
        case = await s.driver.dispatched(UNIT)
        await s.driver.by("land", handling.accept, (await s.driver.assignment(case, UNIT)).id)
        await s.driver.feeds_back("land", case, UNIT, LONG)
        await s["principal"].sees("请核验", "📄 全文")
        assert END in await whole(s, "principal")
        await s.press("principal", "核验")
        await s["principal"].sees("核验 " + case.number, "📄 全文")
        assert END in await whole(s, "principal")


async def test_the_timeline_and_a_reason_are_read_whole(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as s:
        case = await s.driver.dispatched(UNIT)
        await s.driver.by("land", handling.decline, (await s.driver.assignment(case, UNIT)).id, reason=LONG)
        await s["duty"].sees("拒收", "📄 全文")
        assert END in await whole(s, "duty")
        await s.press("duty", "办理过程")
        await s["duty"].sees("📄 全文")
        assert END in await whole(s, "duty")


async def test_in_a_group_every_member_reads_it(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", strangers=("road",), delivering=True) as s:
        chat = await sandbox.group("应急站群", s["duty"], s["road"])
        async with s.town.database.transaction() as session:
            session.add(
                Group(
                    chat_id=chat,
                    title="应急站群",
                    purpose=GroupPurpose.STATION,
                    state=GroupState.BOUND,
                    bound_by_id=s.driver.people["duty"],
                    bound_at=s.driver.now,
                )
            )
        case = await s.driver.files(text=LONG)
        seen: Seen = await s["road"].sees(case.number, "📄 全文", chat=chat)
        assert END not in seen.text
        await s["road"].taps("📄 全文", message=seen.id, chat=chat)
        assert (await s["road"].sees(END, chat=chat))["ephemeral"]
        await s["duty"].sees_nothing(END, chat=chat)
        await until(lambda: _sent(s, "undelivered"), what="the group's own alarm has not come")
        await sandbox.fault("sendMessage", status=400, chat=chat, description="Bad Request: not supported")
        await s["duty"].taps("📄 全文", message=seen.id, chat=chat)
        assert "ephemeral" not in await s["duty"].sees(END, chat=chat), "the plain way: all see it"


async def test_the_notice_of_an_addition_says_what_is_new(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await s["officer"].sends("/sos 塌方")
        await s["officer"].sees("塌方")
        case = await s.case()
        await s["duty"].sees(case.number)
        await s["officer"].sends(case.number)
        card = await s["officer"].sees(case.number, "办理过程")
        await s["officer"].sends("压住一人", reply_to=card.id)
        await s["duty"].sees("现场最新：“压住一人”")
        await s["officer"].sends(photo=True, caption="现场照片", reply_to=card.id)
        pictured = await s["duty"].sees("现场最新：“现场照片”、照片 1 张")
        assert pictured.get("photo")
        await s["officer"].sends(location=SLOPE, reply_to=card.id)
        await s["duty"].sees("现场最新：位置：30.18610, 108.05210")
        await s["officer"].sends(LONG, reply_to=card.id)
        await s["duty"].sees("现场最新：“滑坡体", "📄 全文")
        assert END in await whole(s, "duty")


async def _sent(s: Conversation, event: str) -> bool:
    return [row.state for row in await s.queued(event)] == [MessageState.SENT]
