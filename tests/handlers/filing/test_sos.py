"""Danger to life: one press sends what is there, everything added afterwards goes out at once."""

from conversation import acting
from models.enums import CaseState, DraftState, Kind, Severity
from sandbox_client import SandboxClient
from services.core.town import Town

INSIDE = (30.1870, 108.0530)


async def test_one_press_on_the_menu_sends_at_once(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "principal", delivering=True) as conversation:
        await conversation["officer"].sends("🆘 险情一键上报")
        await conversation["officer"].sees("险情已报出：XQ20261123-0001", "138 0000 0119", "补充完毕")
        await conversation["duty"].sees("有人员生命危险 · 上湾村", "XQ20261123-0001")
        await conversation["principal"].sees("本村有人遇险（XQ20261123-0001）", "就近组织救助")
        case = await conversation.case()
        assert case.life_danger
        assert (case.kind, case.severity) == (Kind.INCIDENT, Severity.MAJOR)
        assert case.village_id == conversation.driver.villages["shangwan"], (
            "without a place, it is the officer's village"
        )


async def test_every_addition_goes_into_the_case_at_once(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出")
        await conversation["officer"].sends("两人被困，水还在涨")
        await conversation["officer"].sees("两人被困")
        assert (await conversation.case()).description == "两人被困，水还在涨"
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("已定位")
        assert (await conversation.case()).latitude == INSIDE[0]
        await conversation["officer"].sends(album=4)
        await conversation["officer"].sees("照片 4 张")
        assert await conversation.files_of(await conversation.case()) == 4
        await conversation.press("officer", "受威胁人数")
        await conversation.press("officer", "2")
        assert (await conversation.case()).people_at_risk == 2
        told = await conversation.queued("supplemented")
        delivery = {message.person_id for message in told}
        assert len(told) == 4 * len(delivery), "the desk hears of each addition, of an album once"
        await conversation.press("officer", "补充完毕")
        await conversation["officer"].sees("XQ20261123-0001 补充完毕")
        (draft,) = await conversation.drafts()
        assert draft.state is DraftState.SENT


async def test_the_card_is_sent_with_what_is_on_it(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("塌方压住了人")
        await conversation["officer"].sees("塌方压住了人")
        await conversation.press("officer", "🆘 有人员生命危险")
        card = await conversation["officer"].sees("险情已报出", "塌方压住了人")
        assert "✅ 提交" not in card.labels
        case = await conversation.case()
        assert (case.description, case.line) == ("塌方压住了人", "geology")


async def test_pressing_twice_files_once_and_another_danger_is_one_more_press(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出")
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出：XQ20261123-0001", "另有一起险情")
        assert len(await conversation.cases()) == 1
        await conversation.press("officer", "另有一起险情")
        await conversation["officer"].sees("XQ20261123-0002")
        assert len(await conversation.cases()) == 2


async def test_cancelling_does_not_take_back_what_was_sent(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出")
        await conversation["officer"].sends("/cancel")
        await conversation["officer"].sees("不会撤回")
        assert (await conversation.case()).state is CaseState.SUBMITTED


async def test_hours_later_something_else_is_another_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出")
        conversation.driver.forward(hours=3)
        await conversation["officer"].sends("村道路灯不亮")
        await conversation["officer"].sees("隐患上报（未提交）", "村道路灯不亮")
        assert (await conversation.case()).description == ""


async def test_a_mistake_is_told_to_the_station_which_judges(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        await conversation["officer"].sends("/sos")
        await conversation["officer"].sees("险情已报出", "按错了")
        await conversation.press("officer", "按错了")
        await conversation["officer"].sees("已告知应急管理站")
        case = await conversation.case()
        assert case.state is CaseState.SUBMITTED
        assert "按错了按钮" in case.description
        assert await conversation.queued("supplemented")


async def test_words_of_danger_point_to_the_one_press_way(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("有人被困在屋里")
        await conversation["officer"].sees("先点“🆘 有人员生命危险，立即上报”")
        await conversation.press("officer", "🆘 有人员生命危险")
        card = await conversation["officer"].sees("险情已报出")
        assert "按错了，没有险情" not in card.labels
        assert "先点" not in card.text
