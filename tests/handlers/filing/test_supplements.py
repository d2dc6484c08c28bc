"""After filing (DOMAIN §5.9): late photos are accepted, go where they belong, and can be taken out again."""

from conversation import Conversation, acting
from models import Case
from models.enums import DraftState, Kind
from patience import until
from sandbox_client import SandboxClient
from services.core.town import Town

INSIDE = (30.1870, 108.0530)


async def filed(stage: Conversation) -> Case:
    """Let the officer file a case in chat."""
    await stage["officer"].sends("屋后土坡滑坡")
    await stage["officer"].sees("滑坡")
    await stage["officer"].sends(location=INSIDE)
    await stage["officer"].sees("必填内容已齐")
    await stage.press("officer", "✅ 提交")
    return await stage.case()


async def test_a_photo_that_says_so_joins_the_case_just_filed_within_half_an_hour(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty") as stage:
        case = await filed(stage)
        stage.loop.forward(minutes=29)
        await stage["officer"].sends(photo=True, caption="裂缝更宽了")
        await stage["officer"].sees(f"已补充到 {case.number}", "不是这件")
        case = await stage.case()
        assert await stage.files_of(case) == 1
        assert "裂缝更宽了" in case.description
        await stage.news()
        assert await stage.queued("supplemented")


async def test_an_addition_bears_the_sign_that_it_counts_and_a_reaction_says_that_its_line_was_read(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty", delivering=True) as stage:
        await stage.loop.files(kind=Kind.INCIDENT, life_danger=True)
        await stage["officer"].sends("/start")
        await stage.delivered()  # only then the ledger knows the number of the card
        (card,) = [one for one in await stage["officer"].reads() if "已提交" in one.text]
        await stage["officer"].sends("路断了", reply_to=card.id)
        await stage["officer"].is_signed()
        await play.fault("setMessageReaction", status=404)
        await stage["officer"].sends("水位还在涨", reply_to=card.id)
        await stage["officer"].sees("已补充到")
        line = await stage["duty"].sees("现场最新", "水位还在涨")
        await stage.delivered()
        await stage["duty"].reacts(line.id, "👌")

        async def read() -> bool:
            told = [row for row in await stage.queued("supplemented") if row.person_id == stage.loop.people["duty"]]
            return [row.confirmed_at is not None for row in told] == [False, True]

        await until(read, what="the line that was reacted to was read, the other was not")


async def test_after_half_an_hour_a_photo_starts_a_new_report(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        stage.loop.forward(minutes=31)
        await stage["officer"].sends(photo=True)
        await stage["officer"].sees("隐患上报（未提交）")
        assert await stage.files_of(case) == 0


async def test_a_late_album_joins_whole_and_is_told_once(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty") as stage:
        case = await filed(stage)
        await stage["officer"].sends(album=6, caption="补充")
        await stage["officer"].sees("已补充到")
        assert await stage.files_of(case) == 6
        await stage.news()
        told = await stage.queued("supplemented")
        assert len(told) == len({message.person_id for message in told}) > 0


async def test_it_was_about_something_else_and_gets_a_card_of_its_own(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        await stage["officer"].sends(photo=True, caption="补一张")
        await stage["officer"].sees("已补充到")
        await stage["officer"].sends(album=3, caption="补充：沟里的树枝")
        await stage["officer"].sees("已补充到")
        await stage.press("officer", "不是这件")
        await stage["officer"].sees("隐患上报（未提交）", "照片 3 张", "补充：沟里的树枝")
        case = await stage.case()
        assert await stage.files_of(case) == 1, "the first photo stays"
        assert "补充：沟里的树枝" not in case.description
        answer = await stage.press("officer", "不是这件，另行上报", stale=True)
        assert answer["show_alert"]


async def test_a_reply_joins_the_case_it_answers_whenever_it_comes(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty", delivering=True) as stage:
        case = await filed(stage)
        receipt = await stage["officer"].sees("已提交：")
        stage.loop.forward(days=2)
        await stage.delivered()  # only then the ledger knows its number
        await stage["officer"].sends(photo=True, reply_to=receipt.id)
        await stage["officer"].sees(f"已补充到 {case.number}")
        (said,) = [m.id for m in await stage["officer"].reads() if m.text == "屋后土坡滑坡"]
        await stage["officer"].sends("已经拉了警戒线", reply_to=said)
        await stage["officer"].sees(f"已补充到 {case.number}")
        case = await stage.case()
        assert await stage.files_of(case) == 1
        assert "已经拉了警戒线" in case.description
        assert [draft.state for draft in await stage.drafts()] == [DraftState.SENT]


async def test_late_words_are_a_new_card_that_can_still_join(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        await stage["officer"].sends("坡下还有一户人家")
        await stage["officer"].sees("隐患上报（未提交）", f"补充到 {case.number}")
        await stage.press("officer", "不是新的")
        await stage["officer"].sees(f"已补充到 {case.number}")
        assert "坡下还有一户人家" in (await stage.case()).description
        assert len(await stage.cases()) == 1


async def test_adding_material_takes_everything_until_it_is_finished(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        stage.loop.forward(hours=5)
        await stage["officer"].sends(case.number.lower())
        await stage.press("officer", "更多操作")
        await stage.press("officer", "补充材料")
        await stage["officer"].sees(f"补充 {case.number}", "完成")
        await stage["officer"].sends("又下雨了")
        await stage["officer"].sees(f"已补充到 {case.number}")
        await stage["officer"].sends(album=2)
        await stage["officer"].sees(f"已补充到 {case.number}")
        await stage.press("officer", "☑️ 完成")
        await stage["officer"].sees("补充完成")
        assert await stage.files_of(case) == 2
        await stage["officer"].sends("别处的事")
        await stage["officer"].sees("隐患上报（未提交）")
        assert "又下雨了" in (await stage.case()).description


async def test_a_command_leaves_adding_material(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        stage.loop.forward(hours=5)
        await stage["officer"].sends(case.number)
        await stage.press("officer", "更多操作")
        await stage.press("officer", "补充材料")
        await stage["officer"].sees("发完点“完成”")
        await stage["officer"].sends("/cancel")
        await stage["officer"].sees("已退出")
        await stage["officer"].sends("别处的事")
        await stage["officer"].sees("隐患上报（未提交）")


async def test_a_refused_late_file_is_said_and_nothing_changes(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        await stage["officer"].sends(document={"file_name": "a.exe", "mime_type": "application/x-msdownload"})
        await stage["officer"].sees("不接收这种文件")
        assert await stage.files_of(case) == 0


async def test_adding_ends_by_itself_and_when_another_report_is_opened(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await filed(stage)
        stage.loop.forward(hours=5)
        for leave in ("silence", "report"):
            await stage["officer"].sends(case.number)
            await stage.press("officer", "更多操作")
            await stage.press("officer", "补充材料")
            await stage["officer"].sees("发完点“完成”")
            if leave == "silence":
                stage.loop.forward(minutes=31)
            else:
                await stage["officer"].sends("/report")
            await stage["officer"].sends("别处的事")
            await stage["officer"].sees("隐患上报（未提交）", "别处的事")
            await stage["officer"].sends("/cancel")
        assert "别处的事" not in (await stage.case()).description


async def test_a_reply_to_a_card_that_was_asked_for_joins_its_case_and_one_to_a_list_of_cases_does_not(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty") as stage:
        case = await filed(stage)
        stage.loop.forward(minutes=40)
        await stage.loop.files(text="电杆歪了")
        await stage["duty"].sends(case.number)
        card = await stage["duty"].sees("滑坡")
        await stage["duty"].sends("现场有人围观", reply_to=card.id)
        await stage["duty"].sees(f"已补充到 {case.number}")
        await stage.press("duty", "办理过程")
        page = await stage["duty"].sees("上报", "现场有人围观")
        await stage["duty"].sends("围观的人走了", reply_to=page.id)
        await stage["duty"].sees(f"已补充到 {case.number}")
        await stage["duty"].sends("/queue")
        listed = await stage["duty"].sees("待办 · 2 件", "电杆歪了")
        await stage["duty"].sends("又有人来了", reply_to=listed.id)
        await stage["duty"].sees("隐患上报（未提交）", "又有人来了")
        assert "又有人来了" not in (await stage.loop.case(case.id)).description
