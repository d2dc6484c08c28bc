"""After filing (DOMAIN §5.9): late photos are accepted, go where they belong, and can be taken out again."""

from conversation import Conversation, acting
from models import Case
from models.enums import DraftState, Kind
from patience import until
from sandbox_client import SandboxClient
from services.core.town import Town

INSIDE = (30.1870, 108.0530)


async def filed(conversation: Conversation) -> Case:
    """Let the officer file a case in chat."""
    await conversation["officer"].sends("屋后土坡滑坡")
    await conversation["officer"].sees("滑坡")
    await conversation["officer"].sends(location=INSIDE)
    await conversation["officer"].sees("必填内容已齐")
    await conversation.press("officer", "✅ 提交")
    return await conversation.case()


async def test_a_photo_that_says_so_joins_the_case_just_filed_within_half_an_hour(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        case = await filed(conversation)
        conversation.driver.forward(minutes=29)
        await conversation["officer"].sends(photo=True, caption="裂缝更宽了")
        await conversation["officer"].sees(f"已补充到 {case.number}", "不是这件")
        case = await conversation.case()
        assert await conversation.files_of(case) == 1
        assert "裂缝更宽了" in case.description
        await conversation.news()
        assert await conversation.queued("supplemented")


async def test_an_addition_bears_the_sign_that_it_counts_and_a_reaction_says_that_its_line_was_read(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        await conversation.driver.files(kind=Kind.INCIDENT, life_danger=True)
        await conversation["officer"].sends("/start")
        await conversation.delivered()  # only then the ledger knows the number of the card
        (card,) = [one for one in await conversation["officer"].reads() if "已提交" in one.text]
        await conversation["officer"].sends("路断了", reply_to=card.id)
        await conversation["officer"].is_signed()
        await sandbox.fault("setMessageReaction", status=404)
        await conversation["officer"].sends("水位还在涨", reply_to=card.id)
        await conversation["officer"].sees("已补充到")
        line = await conversation["duty"].sees("现场最新", "水位还在涨")
        await conversation.delivered()
        await conversation["duty"].reacts(line.id, "👌")

        async def read() -> bool:
            told = [
                row
                for row in await conversation.queued("supplemented")
                if row.person_id == conversation.driver.people["duty"]
            ]
            return [row.confirmed_at is not None for row in told] == [False, True]

        await until(read, what="the line that was reacted to was read, the other was not")


async def test_after_half_an_hour_a_photo_starts_a_new_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        conversation.driver.forward(minutes=31)
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("隐患上报（未提交）")
        assert await conversation.files_of(case) == 0


async def test_a_late_album_joins_whole_and_is_told_once(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        case = await filed(conversation)
        await conversation["officer"].sends(album=6, caption="补充")
        await conversation["officer"].sees("已补充到")
        assert await conversation.files_of(case) == 6
        await conversation.news()
        told = await conversation.queued("supplemented")
        assert len(told) == len({message.person_id for message in told}) > 0


async def test_it_was_about_something_else_and_gets_a_card_of_its_own(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        await conversation["officer"].sends(photo=True, caption="补一张")
        await conversation["officer"].sees("已补充到")
        await conversation["officer"].sends(album=3, caption="补充：沟里的树枝")
        await conversation["officer"].sees("已补充到")
        await conversation.press("officer", "不是这件")
        await conversation["officer"].sees("隐患上报（未提交）", "照片 3 张", "补充：沟里的树枝")
        case = await conversation.case()
        assert await conversation.files_of(case) == 1, "the first photo stays"
        assert "补充：沟里的树枝" not in case.description
        answer = await conversation.press("officer", "不是这件，另行上报", stale=True)
        assert answer["show_alert"]


async def test_a_reply_joins_the_case_it_answers_whenever_it_comes(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        case = await filed(conversation)
        receipt = await conversation["officer"].sees("已提交：")
        conversation.driver.forward(days=2)
        await conversation.delivered()  # only then the ledger knows its number
        await conversation["officer"].sends(photo=True, reply_to=receipt.id)
        await conversation["officer"].sees(f"已补充到 {case.number}")
        (said,) = [m.id for m in await conversation["officer"].reads() if m.text == "屋后土坡滑坡"]
        await conversation["officer"].sends("已经拉了警戒线", reply_to=said)
        await conversation["officer"].sees(f"已补充到 {case.number}")
        case = await conversation.case()
        assert await conversation.files_of(case) == 1
        assert "已经拉了警戒线" in case.description
        assert [draft.state for draft in await conversation.drafts()] == [DraftState.SENT]


async def test_late_words_are_a_new_card_that_can_still_join(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        await conversation["officer"].sends("坡下还有一户人家")
        await conversation["officer"].sees("隐患上报（未提交）", f"补充到 {case.number}")
        await conversation.press("officer", "不是新的")
        await conversation["officer"].sees(f"已补充到 {case.number}")
        assert "坡下还有一户人家" in (await conversation.case()).description
        assert len(await conversation.cases()) == 1


async def test_adding_material_takes_everything_until_it_is_finished(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        conversation.driver.forward(hours=5)
        await conversation["officer"].sends(case.number.lower())
        await conversation.press("officer", "更多操作")
        await conversation.press("officer", "补充材料")
        await conversation["officer"].sees(f"补充 {case.number}", "完成")
        await conversation["officer"].sends("又下雨了")
        await conversation["officer"].sees(f"已补充到 {case.number}")
        await conversation["officer"].sends(album=2)
        await conversation["officer"].sees(f"已补充到 {case.number}")
        await conversation.press("officer", "☑️ 完成")
        await conversation["officer"].sees("补充完成")
        assert await conversation.files_of(case) == 2
        await conversation["officer"].sends("别处的事")
        await conversation["officer"].sees("隐患上报（未提交）")
        assert "又下雨了" in (await conversation.case()).description


async def test_a_command_leaves_adding_material(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        conversation.driver.forward(hours=5)
        await conversation["officer"].sends(case.number)
        await conversation.press("officer", "更多操作")
        await conversation.press("officer", "补充材料")
        await conversation["officer"].sees("发完点“完成”")
        await conversation["officer"].sends("/cancel")
        await conversation["officer"].sees("已退出")
        await conversation["officer"].sends("别处的事")
        await conversation["officer"].sees("隐患上报（未提交）")


async def test_a_refused_late_file_is_said_and_nothing_changes(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        await conversation["officer"].sends(document={"file_name": "a.exe", "mime_type": "application/x-msdownload"})
        await conversation["officer"].sees("不接收这种文件")
        assert await conversation.files_of(case) == 0


async def test_adding_ends_by_itself_and_when_another_report_is_opened(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await filed(conversation)
        conversation.driver.forward(hours=5)
        for leave in ("silence", "report"):
            await conversation["officer"].sends(case.number)
            await conversation.press("officer", "更多操作")
            await conversation.press("officer", "补充材料")
            await conversation["officer"].sees("发完点“完成”")
            if leave == "silence":
                conversation.driver.forward(minutes=31)
            else:
                await conversation["officer"].sends("/report")
            await conversation["officer"].sends("别处的事")
            await conversation["officer"].sees("隐患上报（未提交）", "别处的事")
            await conversation["officer"].sends("/cancel")
        assert "别处的事" not in (await conversation.case()).description


async def test_a_reply_to_a_card_that_was_asked_for_joins_its_case_and_one_to_a_list_of_cases_does_not(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        case = await filed(conversation)
        conversation.driver.forward(minutes=40)
        await conversation.driver.files(text="电杆歪了")
        await conversation["duty"].sends(case.number)
        card = await conversation["duty"].sees("滑坡")
        await conversation["duty"].sends("现场有人围观", reply_to=card.id)
        await conversation["duty"].sees(f"已补充到 {case.number}")
        await conversation.press("duty", "办理过程")
        page = await conversation["duty"].sees("上报", "现场有人围观")
        await conversation["duty"].sends("围观的人走了", reply_to=page.id)
        await conversation["duty"].sees(f"已补充到 {case.number}")
        await conversation["duty"].sends("/queue")
        listed = await conversation["duty"].sees("待办 · 2 件", "电杆歪了")
        await conversation["duty"].sends("又有人来了", reply_to=listed.id)
        await conversation["duty"].sees("隐患上报（未提交）", "又有人来了")
        assert "又有人来了" not in (await conversation.driver.case(case.id)).description
