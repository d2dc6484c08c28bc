"""What comes with a command is kept: words after it, a photo above it, however the command is spelt."""

import pytest

from conversation import acting
from handlers.areas import MENU
from handlers.drafts.commands import split
from handlers.kit.routers import COMMANDS
from models.enums import DraftState
from sandbox_client import SandboxClient
from services.core.town import Town


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/sos", "sos", ""),
        ("/SOS", "sos", ""),
        ("/Sos", "sos", ""),
        ("／sos", "sos", ""),
        ("／ＳＯＳ", "sos", ""),
        ("/sos@bihuan_bot", "sos", ""),
        ("/sos 3组塌方，压了两个人", "sos", "3组塌方，压了两个人"),
        ("/sos3组塌方", "sos", "3组塌方"),
        ("/sos，桥断了", "sos", "桥断了"),
        ("/sos\n桥断了\n有人落水", "sos", "桥断了\n有人落水"),
        ("/soss 桥断了", None, "/soss 桥断了"),
        ("/塌方了", None, "/塌方了"),
        ("桥断了", None, "桥断了"),
    ],
)
def test_a_command_is_told_from_what_is_said_with_it(typed: str, command: str | None, rest: str) -> None:
    assert split(typed) == (command, rest)


def test_every_command_of_the_menu_is_known() -> None:
    assert {entry.command for entry in MENU.entries} <= set(COMMANDS)


@pytest.mark.parametrize("typed", ["/sos", "/SOS", "/Sos", "／sos"])
async def test_words_after_sos_are_in_the_case_from_the_start(
    town: Town, sandbox: SandboxClient, sandbox_url: str, typed: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        await conversation["officer"].sends(f"{typed} 3组塌方，压了两个人")
        await conversation["officer"].sees("险情已报出", "3组塌方，压了两个人")
        case = await conversation.case()
        assert case.life_danger
        assert case.description == "3组塌方，压了两个人"
        assert not await conversation.queued("supplemented"), "the first message has all of it"


@pytest.mark.parametrize("typed", ["/SOS", "／sos"])
async def test_sos_alone_however_it_is_spelt(town: Town, sandbox: SandboxClient, sandbox_url: str, typed: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(typed)
        await conversation["officer"].sees("险情已报出")
        case = await conversation.case()
        assert (case.life_danger, case.description) == (True, "")


@pytest.mark.parametrize("what", [{"photo": True}, {"album": 3}, {"voice": True}])
async def test_a_file_with_sos_under_it_is_in_the_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, object]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(caption="／Sos 桥断了，有人落水", **what)
        await conversation["officer"].sees("险情已报出", "桥断了，有人落水")
        await conversation.settles()
        case = await conversation.case()
        assert (case.life_danger, case.description) == (True, "桥断了，有人落水")
        assert await conversation.files_of(case) == (3 if "album" in what else 1)


async def test_sos_is_no_answer_to_the_question_that_was_open(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("屋后开裂")
        await conversation["officer"].sees("屋后开裂")
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "填写村民姓名")
        await conversation["officer"].sends("/sos 塌了，压了两个人")
        await conversation["officer"].sees("险情已报出", "塌了，压了两个人")
        case = await conversation.case()
        assert (case.description, case.on_behalf_name) == ("屋后开裂\n塌了，压了两个人", None)


async def test_words_with_a_second_sos_reach_the_case(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出")
        await conversation["officer"].sends("/sos 又塌了一处")
        await conversation["officer"].sees("又塌了一处", "另有一起险情")
        assert (await conversation.case()).description == "又塌了一处"
        assert await conversation.queued("supplemented")


async def test_words_and_a_photo_with_report_are_on_the_card(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/Report 屋后土坡开裂")
        await conversation["officer"].sees("隐患上报（未提交）", "屋后土坡开裂")
        await conversation["officer"].sends(photo=True, caption="/report 从东边拍的")
        await conversation["officer"].sees("照片 1 张", "从东边拍的")
        assert len(await conversation.drafts()) == 1


@pytest.mark.parametrize("command", ["/help", "/menu", "/my", "/cancel", "/lang", "/start", "/more"])
async def test_a_command_that_takes_no_words_leaves_them_to_a_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str, command: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(f"{command} 3组塌方，压了两个人")
        await conversation["officer"].sees("（未提交）", "3组塌方，压了两个人")
        await conversation.settles()
        answers = [one for one in await conversation["officer"].reads() if one["from_bot"]]
        assert len(answers) == 2, "the command is answered too"


async def test_a_photo_under_another_command_is_on_a_card(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        await conversation["officer"].sends(photo=True, caption="/menu 3组塌方")
        await conversation["officer"].sees("照片 1 张", "3组塌方")
        await conversation["duty"].sends(photo=True, caption="/code")
        await conversation["duty"].sees("照片 1 张")


async def test_cancel_ends_the_card_and_what_was_said_with_it_opens_another(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("路灯不亮")
        await conversation["officer"].sees("路灯不亮")
        await conversation["officer"].sends("/cancel 桥断了")
        card = await conversation["officer"].sees("（未提交）", "桥断了")
        assert "路灯" not in card.text
        assert [draft.state for draft in await conversation.drafts()] == [DraftState.CANCELLED, DraftState.OPEN]


async def test_words_after_an_unknown_command_are_a_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/soss 3组塌方")
        await conversation["officer"].sees("（未提交）", "3组塌方")
        await conversation["officer"].sends("/塌方了，快来人")
        await conversation["officer"].sees("塌方了，快来人")
        await conversation["officer"].sends("/soss")
        await conversation["officer"].sees("没有这个命令")


async def test_an_edit_of_words_after_a_command_corrects_them(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        (message,) = await conversation["officer"].sends("/sos 3组塌方，压了两个人")
        await conversation["officer"].sees("险情已报出")
        await conversation["officer"].edits(message, "/sos 5组塌方，压了三个人")
        await conversation["officer"].sees("更正")
        assert (await conversation.case()).description == "5组塌方，压了三个人"


async def test_a_language_named_with_its_command_is_taken(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/lang en")
        await conversation["officer"].sees("Report")
        assert not await conversation.drafts()
