"""A second hazard soon after a first one keeps its photos, its place and its words; in doubt the person is asked."""

from itertools import permutations
from typing import Any

import pytest

from conversation import Conversation, acting
from models import Case
from models.enums import DraftState
from sandbox_client import SandboxClient
from services.core.town import Town
from services.filing.fields import ReportFields

HERE, THERE = (30.1870, 108.0530), (30.2000, 108.0600)
PHOTO, PIN, WORDS = {"photo": True}, {"location": THERE}, {"text": "下河村电杆倒了，漏电"}
VOICE, FILE = {"voice": True}, {"document": {"file_name": "现场.pdf", "mime_type": "application/pdf"}}
ORDERS = [order for count in (1, 2, 3) for order in permutations((PHOTO, PIN, WORDS), count)] + [(PHOTO, PHOTO)]
"""Sixteen."""


def named(order: tuple[dict[str, Any], ...]) -> str:
    return "-".join(next(iter(one)) for one in order)


async def filed(conversation: Conversation, *, photo: bool = True) -> Case:
    await conversation["officer"].sends("上湾村屋后土坡滑坡")
    await conversation["officer"].sees("滑坡")
    if photo:
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("照片 1 张")
    await conversation["officer"].sends(location=HERE)
    await conversation["officer"].sees("必填内容已齐")
    await conversation.press("officer", "✅ 提交")
    await conversation.settles()
    return (await conversation.cases())[-1]


async def untouched(conversation: Conversation, before: Case, files: int) -> None:
    case = (await conversation.cases())[0]
    assert (case.description, case.latitude, case.longitude) == (before.description, before.latitude, before.longitude)
    assert await conversation.files_of(case) == files


@pytest.mark.parametrize("order", [*ORDERS, (VOICE, PIN), (FILE, WORDS)], ids=named)
async def test_a_second_hazard_keeps_everything_in_any_order(
    town: Town, sandbox: SandboxClient, sandbox_url: str, order: tuple[dict[str, Any], ...]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        first = await filed(conversation)
        conversation.driver.forward(minutes=3)
        for sent in order:
            await conversation["officer"].sends(**sent)
            await conversation.settles()
        card = await conversation["officer"].sees("（未提交）", "还是另一处隐患")
        assert any("补充到刚才那处" in label for label in card.labels)
        await conversation.press("officer", "这是另一处隐患")
        card = await conversation.sees("officer")
        assert "还是另一处隐患" not in card.text
        if PIN not in order:
            await conversation["officer"].sends(**PIN)
        if PIN in order and len(order) == 1:
            await conversation["officer"].sends(**PHOTO)
        await conversation["officer"].sees("必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        await conversation.settles()
        second = (await conversation.cases())[1]
        assert (second.latitude, second.longitude) == THERE
        assert second.description == (WORDS["text"] if WORDS in order else "")
        wanted = sum(sent in (PHOTO, VOICE, FILE) for sent in order) + (order == (PIN,))
        assert await conversation.files_of(second) == wanted
        await untouched(conversation, first, files=1)


async def test_an_album_without_words_is_asked_about_as_a_whole(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        first = await filed(conversation)
        await conversation["officer"].sends(album=3)
        await conversation["officer"].sees("照片 3 张", f"补充到 {first.number}")
        await conversation.press("officer", "补充到刚才那处")
        await conversation["officer"].sees(f"已补充到 {first.number}")
        assert await conversation.files_of(first) == 4
        assert len(await conversation.cases()) == 1


@pytest.mark.parametrize("said", ["补充一张", "裂缝更宽了", "刚才那处的照片"])
async def test_words_that_say_so_join_and_are_taken_out_by_one_press(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        first = await filed(conversation)
        await conversation["officer"].sends(photo=True, caption=said)
        await conversation["officer"].sees(f"已补充到 {first.number}", "不是这件")
        assert await conversation.files_of(first) == 2
        await conversation.press("officer", "不是这件")
        await conversation["officer"].sees("（未提交）", "照片 1 张", said)
        await untouched(conversation, first, files=1)


@pytest.mark.parametrize(
    "said", ["补充：下河村也塌了", "补充，变压器漏电了", "刚才说的不算，另一处更严重", "补充 5组 的"]
)
async def test_words_that_name_another_place_group_or_kind_are_asked_about(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("上湾村三组滑坡")
        await conversation["officer"].sees("滑坡")
        await conversation["officer"].sends(location=HERE)
        await conversation["officer"].sees("必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        first = await conversation.case()
        await conversation["officer"].sends(photo=True, caption=said)
        await conversation["officer"].sees("（未提交）", said, "还是另一处隐患")
        await untouched(conversation, first, files=0)


async def test_the_answer_may_wait_and_what_is_sent_meanwhile_goes_along(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        first = await filed(conversation)
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("还是另一处隐患")
        await conversation["officer"].sends("坡脚还在渗水")
        await conversation["officer"].sees("坡脚还在渗水", "还是另一处隐患")
        await conversation.press("officer", "补充到刚才那处")
        await conversation["officer"].sees(f"已补充到 {first.number}")
        case = await conversation.case()
        assert "坡脚还在渗水" in case.description
        assert await conversation.files_of(case) == 2


async def test_a_reply_joins_with_words_and_pin_and_both_can_be_taken_out(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        first = await filed(conversation)
        done = await conversation["officer"].sees("已提交")
        await conversation["officer"].sends("电杆也歪了", reply_to=done.id)
        await conversation["officer"].sees("已补充到", "不是这件")
        await conversation.press("officer", "不是这件")
        await conversation["officer"].sees("（未提交）", "电杆也歪了")
        await untouched(conversation, first, files=1)
        await conversation["officer"].sends(location=THERE, reply_to=done.id)
        await conversation["officer"].sees("已补充到")
        assert (await conversation.case()).latitude == THERE[0]
        await conversation.press("officer", "不是这件")
        await conversation["officer"].sees("（未提交）", "已定位")
        await untouched(conversation, first, files=1)
        states = [draft.state for draft in await conversation.drafts()]
        assert states == [DraftState.SENT, DraftState.SHELVED, DraftState.OPEN], "each was put on a card of its own"
        await conversation["officer"].sends("另一处也塌了", reply_to=done.id)
        await conversation["officer"].sees("另一处也塌了", "（未提交）")
        await untouched(conversation, first, files=1)


async def test_material_that_is_being_added_can_be_taken_out_as_well(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        first = await filed(conversation)
        await conversation["officer"].sends(first.number)
        await conversation.press("officer", "更多操作")
        await conversation.press("officer", "补充材料")
        await conversation["officer"].sees("发完点“完成”")
        await conversation["officer"].sends(album=2, caption="下河村的")
        await conversation["officer"].sees("还有就接着发", "不是这件")
        await conversation.press("officer", "不是这件")
        await conversation["officer"].sees("照片 2 张", "下河村的")
        await untouched(conversation, first, files=1)


async def sent_ahead(conversation: Conversation) -> Case:
    await conversation["officer"].sends("/sos 上湾村塌方")
    await conversation["officer"].sees("险情已报出")
    await conversation["officer"].sends(location=HERE)
    await conversation["officer"].sees("已定位")
    conversation.driver.forward(minutes=5)
    return await conversation.case()


@pytest.mark.parametrize("order", list(permutations((PHOTO, PIN, WORDS))), ids=named)
async def test_after_an_sos_a_second_hazard_can_be_taken_out_whole_in_any_order(
    town: Town, sandbox: SandboxClient, sandbox_url: str, order: tuple[dict[str, Any], ...]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        first = await sent_ahead(conversation)
        for sent in order:
            await conversation["officer"].sends(**sent)
            await conversation.settles()
        case = (await conversation.cases())[0]
        assert (case.latitude, case.longitude) == HERE, "a pin elsewhere does not send the rescuers elsewhere"
        labels = [
            label for seen in await conversation["officer"].reads() if not seen.get("deleted") for label in seen.labels
        ]
        along = any("一起移来" in label for label in labels)
        await conversation.press("officer", "一起移来" if along else "这是另一处隐患")
        await conversation["officer"].sees("（未提交）", "照片 1 张", "漏电", "必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        await conversation.settles()
        second = (await conversation.cases())[1]
        assert (second.latitude, second.longitude, second.description) == (*THERE, WORDS["text"])
        assert await conversation.files_of(second) == 1
        await untouched(conversation, first, files=0)


async def test_words_that_sound_like_another_place_after_an_sos_are_asked_about_and_heard_meanwhile(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        first = await sent_ahead(conversation)
        await conversation["officer"].sends("下河村有人落水")
        await conversation["officer"].sees("这句像是说另一处", "刚发的是另一处隐患")
        assert "下河村有人落水" in (await conversation.case()).description, "the station hears it at once"
        await conversation.press("officer", "刚发的是另一处隐患")
        await conversation["officer"].sees("（未提交）", "下河村有人落水", "立即上报")
        await untouched(conversation, first, files=0)
        await conversation.press("officer", "🆘 有人员生命危险")
        await conversation["officer"].sees("险情已报出：XQ20261123-0002")


async def test_a_pin_elsewhere_after_an_sos_can_correct_the_place(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        first = await sent_ahead(conversation)
        await conversation["officer"].sends(location=THERE)
        await conversation["officer"].sees("还是另一处隐患")
        await conversation.press("officer", "补充到刚才那处")
        await conversation["officer"].sees(f"已补充到 {first.number}")
        case = await conversation.case()
        assert (case.latitude, case.longitude) == THERE
        await conversation["officer"].sends("水还在涨")
        await conversation["officer"].sees("险情已报出", "水还在涨")
        case = await conversation.case()
        assert "水还在涨" in case.description
        assert (case.latitude, case.longitude) == THERE
        kept = ReportFields.model_validate((await conversation.drafts())[0].data)
        assert kept.text.endswith("水还在涨")
