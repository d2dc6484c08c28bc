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


async def sent_ahead(stage: Conversation, said: str = "3组塌方") -> Case:
    await stage["officer"].sends(f"/sos {said}")
    await stage["officer"].sees("险情已报出", said)
    return await stage.case()


async def others_add(stage: Conversation, case: Case, **added: Any) -> None:
    await stage.loop.by("duty", supplements.supplement, case.id, **added)


async def parted(stage: Conversation) -> None:
    """下河村 lies ten kilometres from 上湾村."""
    async with stage.town.database.transaction() as session:
        there = {"latitude": THERE[0], "longitude": THERE[1]}
        await session.execute(sa.update(Village).where(Village.id == stage.loop.villages["xiahe"]).values(**there))


@pytest.mark.parametrize(
    "then",
    [{"text": "又塌了一段"}, {"photo": True, "caption": "又塌了一段"}, {"photo": True}, {"location": INSIDE}],
    ids=["words", "photo and words", "photo", "pin"],
)
async def test_what_others_have_added_stays(
    town: Town, play: SandboxClient, sandbox_url: str, then: dict[str, Any]
) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty") as stage:
        case = await sent_ahead(stage)
        await others_add(stage, case, text="消防已出动，被困两人已联系上")
        await stage["officer"].sends(**then)
        await stage.settles()
        case = await stage.case()
        said = ["3组塌方", "消防已出动，被困两人已联系上"]
        said += ["又塌了一段"] if "又塌了一段" in then.values() else []
        assert case.description.splitlines() == said
        await stage.press("officer", "补充完毕")
        await stage["officer"].sees("补充完毕")
        assert (await stage.case()).description.splitlines() == said


async def test_what_others_have_filled_in_stays(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty") as stage:
        case = await sent_ahead(stage)
        await others_add(stage, case, point=INSIDE)
        await stage["officer"].sends("水还在涨")
        await stage["officer"].sees("水还在涨")
        await stage.press("officer", "受威胁人数")
        await stage.press("officer", "5")
        case = await stage.case()
        assert (case.latitude, case.longitude, case.people_at_risk) == (*INSIDE, 5)
        await stage.press("officer", "受威胁人数")
        await stage.press("officer", "不清楚")
        case = await stage.case()
        assert case.people_at_risk is None, "what was taken back is taken back"
        assert (case.latitude, case.longitude) == INSIDE


async def test_an_edited_message_corrects_one_line_and_once(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", "duty") as stage:
        case = await sent_ahead(stage)
        (said,) = await stage["officer"].sends("压了两个人")
        await stage["officer"].sees("压了两个人")
        await others_add(stage, case, text="救护车已出发")
        await stage["officer"].edits(said, "压了三个人")
        await stage["officer"].sees("已更正")
        await stage["officer"].sends("还能听到喊声")
        await stage["officer"].sees("还能听到喊声")
        lines = (await stage.case()).description.splitlines()
        assert lines == ["3组塌方", "压了三个人", "救护车已出发", "还能听到喊声"]


async def test_a_place_is_corrected_whole(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await sent_ahead(stage)
        await stage.press("officer", "📍 地点")
        await stage.press("officer", "上湾村")
        await stage.press("officer", "第一网格")
        await stage["officer"].sees("上湾村 · 第一网格")
        assert (await stage.case()).grid_id == stage.loop.grids["shangwan"]
        await stage.press("officer", "📍 地点")
        await stage.press("officer", "下河村")
        case = await stage.case()
        assert (case.village_id, case.grid_id) == (stage.loop.villages["xiahe"], None), "B has no grid of A"
        await stage.press("officer", "第一网格")
        await stage["officer"].sees("下河村 · 第一网格")
        assert (await stage.case()).grid_id == stage.loop.grids["xiahe"]
        await stage.press("officer", "📍 地点")
        await stage.press("officer", "下河村")
        await stage.press("officer", "不清楚是哪个网格")
        await stage["officer"].sees("险情已报出")
        assert (await stage.case()).grid_id is None


async def test_a_pin_can_be_taken_back_with_what_came_with_it(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await sent_ahead(stage)
        await stage["officer"].sends(
            venue={"latitude": INSIDE[0], "longitude": INSIDE[1], "title": "上湾小学", "address": "路 1 号"}
        )
        await stage["officer"].sees("上湾小学")
        case = await stage.case()
        assert (case.landmark, case.latitude) == ("上湾小学", INSIDE[0])
        await stage.press("officer", "📍 地点")
        await stage.press("officer", "去掉定位")
        card = await stage["officer"].sees("险情已报出")
        assert "上湾小学" not in card.text
        case = await stage.case()
        assert (case.latitude, case.longitude, case.landmark, case.outside) == (None, None, None, False)
        assert case.village_id == stage.loop.villages["shangwan"], "somebody can be called at home"


async def test_a_pin_elsewhere_moves_the_village_that_nobody_chose(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await parted(stage)
        await sent_ahead(stage)
        assert (await stage.case()).village_id == stage.loop.villages["shangwan"]
        await stage["officer"].sends(location=THERE)
        await stage["officer"].sees("下河村 · 已定位")
        case = await stage.case()
        assert (case.village_id, case.grid_id) == (stage.loop.villages["xiahe"], None)


async def test_a_second_pin_before_submitting_moves_the_village_guessed_from_the_first(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await parted(stage)
        await stage["officer"].sends(location=THERE)
        await stage["officer"].sees("下河村 · 已定位")
        await stage["officer"].sends(location=INSIDE)
        await stage["officer"].sees("上湾村 · 已定位")


async def test_a_village_far_from_the_pin_takes_the_pin_off_and_says_so(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await parted(stage)
        await sent_ahead(stage)
        await stage["officer"].sends(location=INSIDE)
        await stage["officer"].sees("上湾村 · 已定位")
        await stage.press("officer", "📍 地点")
        answer = await stage.press("officer", "下河村")
        assert "已去掉" in answer["text"]
        case = await stage.case()
        assert (case.village_id, case.latitude) == (stage.loop.villages["xiahe"], None)
        await stage["officer"].sends(location=THERE)
        await stage["officer"].sees("下河村 · 已定位")
        assert (await stage.case()).latitude == THERE[0]


async def test_who_asked_to_stay_unnamed_is_unnamed_in_the_case(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await sent_ahead(stage)
        await stage.press("officer", "替村民上报")
        await stage.press("officer", "填写村民姓名")
        await stage["officer"].sends("李大爷 13800001234")
        await stage["officer"].sees("反映村民：李*")
        assert (await stage.case()).on_behalf_name == "李大爷"
        await stage.press("officer", "替村民上报")
        await stage.press("officer", "要求匿名")
        await stage["officer"].sees("要求匿名")
        case = await stage.case()
        assert (case.anonymous, case.on_behalf_name, case.on_behalf_phone) == (True, None, None)


async def test_the_stations_judgement_stands(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await sent_ahead(stage)
        await stage.loop.dispatched("water-station", case=case)
        await stage["officer"].sends("变压器也倒了，漏电")
        await stage["officer"].sees("变压器也倒了")
        assert (await stage.case()).line == case.line == "geology"


async def test_another_persons_pin_does_not_move_the_reporters(town: Town) -> None:
    loop = await TownshipDriver.open(town)
    case = await loop.files()
    await loop.by("principal", supplements.supplement, case.id, text="我在村口", point=THERE)
    case = await loop.case(case.id)
    assert (case.latitude, case.longitude) == SLOPE
    assert "我在村口" in case.description
    assert "30.24000, 108.10000" in case.description
    await loop.by("officer", supplements.supplement, case.id, point=INSIDE)
    assert (await loop.case(case.id)).latitude == INSIDE[0]
