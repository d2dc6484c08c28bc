"""After a danger was sent ahead: the reporter's next words change what the reporter changed, and nothing else."""

from typing import Any

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Case, Village
from sandbox_client import SandboxClient
from services.core.town import Town
from services.filing import supplements
from township import SLOPE, TownshipDriver

INSIDE, THERE = (30.1870, 108.0530), (30.2400, 108.1000)
SCHOOL = {"latitude": INSIDE[0], "longitude": INSIDE[1], "title": "上湾小学", "address": "路 1 号"}


async def sent_ahead(conversation: Conversation, said: str = "3组塌方") -> Case:
    await conversation["officer"].sends(f"/sos {said}")
    await conversation["officer"].sees("险情已报出", said)
    return await conversation.case()


async def others_add(conversation: Conversation, case: Case, **added: Any) -> None:
    await conversation.driver.by("duty", supplements.supplement, case.id, **added)


async def parted(conversation: Conversation) -> None:
    """下河村 lies ten kilometres from 上湾村."""
    async with conversation.town.database.transaction() as session:
        there = {"latitude": THERE[0], "longitude": THERE[1]}
        await session.execute(
            sa.update(Village).where(Village.id == conversation.driver.villages["xiahe"]).values(**there)
        )


@pytest.mark.parametrize(
    "then",
    [{"text": "又塌了一段"}, {"photo": True, "caption": "又塌了一段"}, {"photo": True}, {"location": INSIDE}],
    ids=["words", "photo and words", "photo", "pin"],
)
async def test_what_others_have_added_stays(
    town: Town, sandbox: SandboxClient, sandbox_url: str, then: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        case = await sent_ahead(conversation)
        await others_add(conversation, case, text="消防已出动，被困两人已联系上")
        await conversation["officer"].sends(**then)
        await conversation.settles()
        case = await conversation.case()
        said = ["3组塌方", "消防已出动，被困两人已联系上"]
        said += ["又塌了一段"] if "又塌了一段" in then.values() else []
        assert case.description.splitlines() == said
        await conversation.press("officer", "补充完毕")
        await conversation["officer"].sees("补充完毕")
        assert (await conversation.case()).description.splitlines() == said


async def test_what_others_have_filled_in_stays(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        case = await sent_ahead(conversation)
        await others_add(conversation, case, point=INSIDE)
        await conversation["officer"].sends("水还在涨")
        await conversation["officer"].sees("水还在涨")
        await conversation.press("officer", "受威胁人数")
        await conversation.press("officer", "5")
        case = await conversation.case()
        assert (case.latitude, case.longitude, case.people_at_risk) == (*INSIDE, 5)
        await conversation.press("officer", "受威胁人数")
        await conversation.press("officer", "不清楚")
        case = await conversation.case()
        assert case.people_at_risk is None, "what was taken back is taken back"
        assert (case.latitude, case.longitude) == INSIDE


async def test_an_edited_message_corrects_one_line_and_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        case = await sent_ahead(conversation)
        (said,) = await conversation["officer"].sends("压了两个人")
        await conversation["officer"].sees("压了两个人")
        await others_add(conversation, case, text="救护车已出发")
        await conversation["officer"].edits(said, "压了三个人")
        await conversation["officer"].sees("已更正")
        await conversation["officer"].sends("还能听到喊声")
        await conversation["officer"].sees("还能听到喊声")
        lines = (await conversation.case()).description.splitlines()
        assert lines == ["3组塌方", "压了三个人", "救护车已出发", "还能听到喊声"]


async def test_a_place_is_corrected_whole(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await sent_ahead(conversation)
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "上湾村")
        await conversation.press("officer", "第一网格")
        await conversation["officer"].sees("上湾村 · 第一网格")
        assert (await conversation.case()).grid_id == conversation.driver.grids["shangwan"]
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "下河村")
        case = await conversation.case()
        assert (case.village_id, case.grid_id) == (conversation.driver.villages["xiahe"], None), "B has no grid of A"
        await conversation.press("officer", "第一网格")
        await conversation["officer"].sees("下河村 · 第一网格")
        assert (await conversation.case()).grid_id == conversation.driver.grids["xiahe"]
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "下河村")
        await conversation.press("officer", "不清楚是哪个网格")
        await conversation["officer"].sees("险情已报出")
        assert (await conversation.case()).grid_id is None


async def test_a_pin_can_be_taken_back_with_what_came_with_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await sent_ahead(conversation)
        await conversation["officer"].sends(
            venue={"latitude": INSIDE[0], "longitude": INSIDE[1], "title": "上湾小学", "address": "路 1 号"}
        )
        await conversation["officer"].sees("上湾小学")
        case = await conversation.case()
        assert (case.landmark, case.latitude) == ("上湾小学", INSIDE[0])
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "去掉定位")
        card = await conversation["officer"].sees("险情已报出")
        assert "上湾小学" not in card.text
        case = await conversation.case()
        assert (case.latitude, case.longitude, case.landmark, case.outside) == (None, None, None, False)
        assert case.village_id == conversation.driver.villages["shangwan"], "somebody can be called at home"


async def test_a_pin_elsewhere_moves_the_village_that_nobody_chose(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await parted(conversation)
        await sent_ahead(conversation)
        assert (await conversation.case()).village_id == conversation.driver.villages["shangwan"]
        await conversation["officer"].sends(location=THERE)
        await conversation["officer"].sees("下河村 · 已定位")
        case = await conversation.case()
        assert (case.village_id, case.grid_id) == (conversation.driver.villages["xiahe"], None)


async def test_a_second_pin_before_submitting_moves_the_village_guessed_from_the_first(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await parted(conversation)
        await conversation["officer"].sends(location=THERE)
        await conversation["officer"].sees("下河村 · 已定位")
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("上湾村 · 已定位")


async def test_a_village_far_from_the_pin_takes_the_pin_off_and_says_so(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await parted(conversation)
        await sent_ahead(conversation)
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("上湾村 · 已定位")
        await conversation.press("officer", "📍 地点")
        answer = await conversation.press("officer", "下河村")
        assert "已去掉" in answer["text"]
        case = await conversation.case()
        assert (case.village_id, case.latitude) == (conversation.driver.villages["xiahe"], None)
        await conversation["officer"].sends(location=THERE)
        await conversation["officer"].sees("下河村 · 已定位")
        assert (await conversation.case()).latitude == THERE[0]


async def test_who_asked_to_stay_unnamed_is_unnamed_in_the_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await sent_ahead(conversation)
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "填写村民姓名")
        await conversation["officer"].sends("李大爷 13800001234")
        await conversation["officer"].sees("反映村民：李*")
        assert (await conversation.case()).on_behalf_name == "李大爷"
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "要求匿名")
        await conversation["officer"].sees("要求匿名")
        case = await conversation.case()
        assert (case.anonymous, case.on_behalf_name, case.on_behalf_phone) == (True, None, None)


async def test_the_stations_judgement_stands(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await sent_ahead(conversation)
        await conversation.driver.dispatched("water-station", case=case)
        await conversation["officer"].sends("变压器也倒了，漏电")
        await conversation["officer"].sees("变压器也倒了")
        assert (await conversation.case()).line == case.line == "geology"


async def test_another_persons_pin_does_not_move_the_reporters(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    case = await driver.files()
    await driver.by("principal", supplements.supplement, case.id, text="我在村口", point=THERE)
    case = await driver.case(case.id)
    assert (case.latitude, case.longitude) == SLOPE
    assert "我在村口" in case.description
    assert "30.24000, 108.10000" in case.description
    await driver.by("officer", supplements.supplement, case.id, point=INSIDE)
    assert (await driver.case(case.id)).latitude == INSIDE[0]
