"""What is typed at a question of the filing card: an answer, or words that are kept whole and not taken for one."""

import pytest

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town

INSIDE = (30.1870, 108.0530)
LONG = "村口老桥往上走五十米左手边第三户人家屋后的土坡" * 14


@pytest.mark.parametrize("said", ["3组塌方", "120急救", "五号楼进水", "5个人受伤"])
async def test_words_with_a_number_are_no_count_of_people(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends(location=INSIDE)
        await officer.sees("已定位")
        await conversation.press("officer", "受威胁人数")
        await officer.sends(said)
        await officer.sees("这不像是人数，已记入情况")
        await officer.sees(f"情况：{said}")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert (case.people_at_risk, case.description) == (None, said)


async def test_households_are_kept_and_the_people_asked_for(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends(location=INSIDE)
        await officer.sees("已定位")
        await conversation.press("officer", "受威胁人数")
        await officer.sends("七八户")
        await officer.sees("请再发一个大约的人数")
        await officer.sees("情况：七八户")
        await officer.sends("二三十人")
        await officer.sees("受威胁：30 人")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert (case.people_at_risk, case.description) == (30, "七八户")


@pytest.mark.parametrize("said", ["后坡塌了，有人被埋", "三个人被困", "李大爷家房子开裂 13800001234", LONG])
async def test_a_sentence_is_no_name_of_a_villager(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends(location=INSIDE)
        await officer.sees("已定位")
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "填写村民姓名")
        await officer.sees("请发姓名和电话")
        await officer.sends(said)
        await officer.sees("这不像是姓名，已记入情况")
        await officer.sees("必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert (case.on_behalf_name, case.on_behalf_phone, case.description) == (None, None, said)


@pytest.mark.parametrize(
    ("said", "landmark", "description"),
    [
        ("村口老桥往上 50 米", "村口老桥往上 50 米", "屋后开裂"),
        ("老桥头，两个人落水", "老桥头，两个人落水", "屋后开裂\n老桥头，两个人落水"),
        (LONG, None, f"屋后开裂\n{LONG}"),
    ],
)
async def test_a_landmark_is_never_cut_and_hides_no_danger(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str, landmark: str | None, description: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends(location=INSIDE)
        await officer.sees("已定位")
        await officer.sends("屋后开裂")
        await officer.sees("必填内容已齐")
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "填写具体位置")
        await officer.sees("请发一句话")
        await officer.sends(said)
        await officer.sees(said[:20])
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert (case.landmark, case.description) == (landmark, description)


async def test_a_contact_card_is_an_answer_whatever_the_name(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends("屋后开裂")
        await officer.sees("屋后开裂")
        await officer.sends(location=INSIDE)
        await officer.sees("必填内容已齐")
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "填写村民姓名")
        await officer.sees("请发姓名和电话")
        await officer.sends(contact={"phone_number": "13800001234", "first_name": "3组水电工"})
        await officer.sees("反映村民：")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert (case.on_behalf_name, case.on_behalf_phone) == ("3组水电工", "13800001234")
