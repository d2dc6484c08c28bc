"""The main menu: what each role sees, what a button does, how one gets out of anything."""

from conversation import acting
from handlers.areas import MENU
from models.enums import DraftKind, DraftState
from sandbox_client import SandboxClient
from services.core.town import Town
from services.drafts import drafts
from services.drafts.fields import Fields
from texts.bundle import load


async def test_each_role_has_its_own_buttons_and_help(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "land", "director") as conversation:
        for who, has, lacks in (
            ("officer", "📍 发送我的位置", "📥 待办"),
            ("duty", "📵 联系不上", "📌 任务"),
            ("land", "📌 任务", "📥 待办"),
            ("director", "📥 待办", "📜 上级指令"),
        ):
            await conversation[who].sends("❓ 帮助")
            shown = await conversation[who].sees("怎么用", "138 0000 0119")
            assert has in shown.labels
            assert lacks not in shown.labels
        assert "研判" in (await conversation.sees("duty")).text
        assert "研判" not in (await conversation.sees("officer")).text
        await conversation["director"].sends("/start")
        await conversation["director"].sees("吴书记，您好", "点“📌 总览”")


async def test_what_the_keyboard_has_no_room_for_stands_behind_more(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:
        await conversation["duty"].sends("/menu")
        labels = (await conversation.sees("duty")).labels
        assert len(labels) == 8
        assert "➕ 更多" in labels
        assert "📜 上级指令" not in labels
        for asked in ("➕ 更多", "更多"):
            await conversation["duty"].sends(asked)
            shown = await conversation["duty"].sees("更多功能", "/orders", "/squad", "/help")
            assert "/queue" not in shown.text


def test_no_two_entries_share_a_command_or_a_place() -> None:
    commands = [entry.command for entry in MENU.entries]
    places = [entry.place for entry in MENU.keys]
    assert len(commands) == len(set(commands))
    assert len(places) == len(set(places))


async def test_a_command_typed_by_its_name_works_too(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("上报")
        await conversation["officer"].sees("隐患上报（未提交）")
        await conversation["officer"].sends("取消")
        await conversation["officer"].sees("已取消这份上报")
        await conversation["officer"].sends("/nonsense")
        await conversation["officer"].sees("没有这个命令", "/help")


async def test_cancel_with_nothing_open(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/cancel")
        await conversation["officer"].sees("没有正在填写的内容")


async def test_cancel_keeps_what_a_unit_has_written(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as conversation:
        actor = await conversation.driver.actor("land")
        async with conversation.town.database.transaction() as session:
            await drafts.begin(
                session, actor, DraftKind.FEEDBACK, now=conversation.driver.now, subject_id=1, text="已清理"
            )
        await conversation["land"].sends("/cancel")
        await conversation["land"].sees("已退出“反馈”", "内容还在")
        (draft,) = await conversation.drafts()
        assert draft.state is DraftState.SHELVED
        assert drafts.fields(draft, Fields).text == "已清理"


async def test_an_unknown_button_says_so(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/start")
        await conversation["officer"].sees("王信息员")
        buttons = {"inline_keyboard": [[{"text": "旧按钮", "callback_data": "p:of_an_older_release:1:"}]]}
        await sandbox.call("sendMessage", chat_id=conversation["officer"].id, text="旧卡片", reply_markup=buttons)
        assert "已失效" in (await conversation.press("officer", "旧按钮"))["text"]


def test_labels_of_all_languages_mean_one_command_each() -> None:
    shortcuts = MENU.shortcuts(load())
    assert shortcuts["📝 上报"] == shortcuts["📝 Report"] == "/report"
    assert shortcuts["🆘 险情一键上报"] == "/sos"
    for entry in MENU.entries:
        assert f"/{entry.command}" in shortcuts.values()
