"""Handing over in the field by phone: whom, the note by buttons and words, the press of the other."""

from conversation import Conversation, acting
from mobilisation_steps import on_scene, says
from models.enums import Answer
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from services.demobilisation import stand_down


async def writes_the_note(conversation: Conversation) -> None:
    """The captain hands over to the deputy, two parts by words and one by the ready answer."""
    await conversation.press("officer", "🔁 换班")
    page = await conversation["officer"].sees("谁来接班")
    assert any("副队长" in label for label in page.labels), page.labels
    await conversation.press("officer", "陈信息员")
    await conversation["officer"].sees("现场换班", "交给：陈信息员", "还缺：已完成、待完成、危险情况")
    await conversation.press("officer", "✔️ 已完成")
    await conversation["officer"].sees("已经做完了什么")
    await conversation["officer"].sends("转移 12 户")
    await conversation["officer"].sees("转移 12 户", "还缺：待完成、危险情况")
    await conversation.press("officer", "⏳ 待完成")
    await conversation["officer"].sees("接着做")
    await conversation["officer"].sends("三组 <2 户>")
    await conversation["officer"].sees("三组 <2 户>", "还缺：危险情况")
    await conversation.press("officer", "⚠️ 危险情况")
    await conversation.press("officer", "暂未发现危险")
    await conversation["officer"].sees("暂未发现危险", "📤 请对方接班")


async def test_a_shift_changes_hands_by_the_others_press(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "neighbour", delivering=True) as s:
        await on_scene(s)
        await writes_the_note(s)
        await s.press("officer", "📤 请对方接班")
        await s["officer"].sees("已请陈信息员", "您仍在岗")
        await s["neighbour"].sees("请您到现场接班", "转移 12 户", "三组 <2 户>", "暂未发现危险")
        await s.press("neighbour", "🗺 看位置")
        await s.press("neighbour", "✅ 已到场，接班")
        await s["neighbour"].sees("您已到场", "您已在 JJ20261123-0001 接班", "三组 <2 户>", "全队平安")
        await s["officer"].sees("陈信息员已接班", "我已归队", "再次到场")
        await s["duty"].sees("已接班", "三组 <2 户>")
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["duty"].sees("到场 1", "已换下 1")
        await s.press("officer", "我已归队")
        await s["officer"].sees("您已从 JJ20261123-0001 归队")


async def test_an_old_button_hands_nothing_over(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "neighbour", delivering=True) as s:
        number = await on_scene(s)
        await writes_the_note(s)
        await s.press("officer", "📤 请对方接班")
        await s["neighbour"].sees("请您到现场接班")
        await s.press("officer", "↩️ 撤回")
        await s["officer"].sees("已撤回，您仍在岗")
        await s["neighbour"].sees("不用您接了")
        assert "撤回或者失效" in (await s.press("neighbour", "✅ 已到场，接班"))["text"]
        await writes_the_note(s)
        await s.press("officer", "📤 请对方接班")
        await s["neighbour"].sees("请您到现场接班")
        await s.driver.by("duty", stand_down.stand_down, number)
        await s["neighbour"].sees("集结解除")
        said = (await s.press("neighbour", "✅ 已到场，接班"))["text"]
        assert "失效" in said
        await s["officer"].sees("平安返回后")


async def test_the_command_goes_to_another_phone(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", "officer", delivering=True) as s:
        number = await on_scene(s)
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["duty"].sees("到场 1")
        await s.press("duty", "🤝 移交指挥")
        await s["duty"].sees("交给谁")
        await s.press("duty", "赵站长")
        for field in ("✔️ 已完成", "⏳ 待完成", "⚠️ 危险情况"):
            await s.press("duty", field)
            await s.press("duty", {"✔": "按任务完成", "⏳": "继续值守", "⚠": "暂未发现"}[field[0]])
        await s.press("duty", "📤 请对方接班")
        await s["duty"].sees("已请赵站长", "仍由您指挥")
        await s["chief"].sees("请您接指挥", "继续值守")
        await s.press("chief", "✅ 接指挥")
        await s["chief"].sees("现在由您指挥", "到场 1", "☑️ 解除")
        await s["duty"].sees("现在由赵站长")
        await says(s.driver, number, Answer.COMING, "neighbour")
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["chief"].sees("出发 1", "到场 1")


async def test_a_drills_hand_over_is_marked_on_every_page(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "neighbour", delivering=True) as s:
        await on_scene(s, drill=True)
        await s.press("officer", "🔁 换班")
        await s["officer"].sees("【演】", "谁来接班")
        await s.press("officer", "陈信息员")
        await s["officer"].sees("【演】", "还缺")
        await s.press("officer", "✔️ 已完成")
        await s["officer"].sees("【演】", "已经做完了什么")
        await s.press("officer", "不交了")
        await s["officer"].sees("【演】没有交接")
