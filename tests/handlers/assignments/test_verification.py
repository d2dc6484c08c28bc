"""Verifying in chat: by somebody else, with evidence where the grade wants it; returning, closing, reopening."""

from conversation import Conversation, acting
from models import Case
from models.enums import CaseState, Severity
from sandbox_client import SandboxClient
from services.assignments import handling
from services.core.town import Town

UNIT = "natural-resources"


async def to_verify(s: Conversation, who: str, **fields: object) -> Case:
    """A case that waits to be verified, its card on somebody's screen."""
    case = await s.driver.handled(UNIT, **fields)
    await s[who].sees("请核验", case.number)
    return case


async def test_the_village_verifies_and_the_station_closes(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "duty", "officer", delivering=True) as s:
        case = await to_verify(s, "principal", severity=Severity.CONSIDERABLE)
        await s.press("principal", "核验")
        seen = await s["principal"].sees("核验 " + case.number, "自然资源所", "已清理落石", "还差：核验照片")
        assert "✅ 核验通过" not in seen.labels
        await s["principal"].sends(photo=True, caption="路面干净")
        await s["principal"].sees("佐证：1 件", "说明：路面干净", "✅ 核验通过")
        await s.press("principal", "✅ 核验通过")
        await s["principal"].sees("核验通过，等应急管理站销号")
        await s["duty"].sees("核验通过，请销号")
        await s.press("duty", "销号")
        await s["duty"].sees("已销号，闭环完成")
        await s["officer"].sees("已销号")
        assert (await s.driver.case(case.id)).state is CaseState.CLOSED


async def test_what_remains_is_asked_for_and_becomes_a_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", delivering=True) as s:
        await to_verify(s, "principal")
        await s.press("principal", "核验")
        await s["principal"].sees("✅ 核验通过")
        await s.press("principal", "仍有遗留")
        await s["principal"].sees("还差：遗留的是什么")
        await s["principal"].sends("坡顶还有裂缝")
        await s["principal"].sees("可以提交了", "坡顶还有裂缝")
        await s.press("principal", "遗留另立事项")
        await s["principal"].sees("遗留隐患已立为 YH20261123-0002")
        rest = (await s.cases())[1]
        assert rest.description == "坡顶还有裂缝"


async def test_words_written_before_it_was_said_that_something_remains_stay(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", delivering=True) as s:
        await to_verify(s, "principal")
        await s.press("principal", "核验")
        await s["principal"].sees("✅ 核验通过")
        await s["principal"].sends("坡脚还在渗水")
        await s["principal"].sees("坡脚还在渗水")
        await s.press("principal", "仍有遗留")
        await s["principal"].sees("可以提交了", "坡脚还在渗水")
        await s.press("principal", "遗留另立事项")
        await s["principal"].sees("遗留隐患已立为")
        assert (await s.cases())[1].description == "坡脚还在渗水"


async def test_not_good_enough_goes_back_with_the_reason(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "land", delivering=True) as s:
        case = await to_verify(s, "principal")
        await s.press("principal", "核验")
        await s["principal"].sees("✅ 核验通过")
        await s.press("principal", "退回自然资源所")
        await s["principal"].sees("还差什么", "请补拍")
        await s.press("principal", "现场仍有隐患")
        await s["principal"].sees("已退回", "现场仍有隐患")
        await s["land"].sees("反馈被退回", "现场仍有隐患", "反馈")
        assert (await s.driver.case(case.id)).state is CaseState.HANDLING
        await s["principal"].sends("桥面有坑")  # no card of a verification is open any more
        await s["principal"].sees("上报")
        await s.press("land", "反馈")
        await s["land"].sees("退回原因：现场仍有隐患")


async def test_who_handled_it_is_refused_in_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "both", "duty", delivering=True) as s:
        case = await s.driver.dispatched("water-station", line="flood")
        await s.driver.by("both", handling.accept, case.assignments[0].id)
        await s.driver.feeds_back("both", case, "water-station")
        await s["duty"].sees("请核验")
        await s["both"].sends(case.number)
        seen = await s["both"].sees(case.number, "办理过程")
        assert "核验" not in seen.labels, "no button for one's own work"
        await s.press("duty", "核验")
        await s["duty"].sees("核验通过")


async def test_two_verify_at_once_one_is_told(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "duty", delivering=True) as s:
        case = await to_verify(s, "principal")
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number, "核验")
        for who in ("principal", "duty"):
            await s.press(who, "核验")
            await s[who].sees("✅ 核验通过")
        await s.press("duty", "✅ 核验通过")
        await s["duty"].sees("等应急管理站销号")
        answer = await s.press("principal", "✅ 核验通过")
        assert "状态已变" in answer["text"]
        assert (await s.driver.case(case.id)).verified_by_id == s.driver.people["duty"]


async def test_over_is_asked_before_everybody_is_told(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", "officer", delivering=True) as s:
        case = await s.driver.dispatched(UNIT, kind="incident")
        await s["duty"].sends(case.number)
        await s["duty"].sees("险情解除", case.number)
        await s.press("duty", "险情解除")
        await s["duty"].sees("险情已经解除了吗")
        assert (await s.driver.case(case.id)).over_at is None
        await s.press("duty", "确认险情解除")
        await s["duty"].sees("险情解除，已通知各方")
        await s["land"].sees("险情解除")
        await s["officer"].sees("险情解除")
        assert (await s.driver.case(case.id)).state is CaseState.DISPATCHED


async def test_lives_are_no_longer_called_in_danger_once_the_emergency_is_over(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await s.driver.dispatched(UNIT, kind="incident", life_danger=True)
        await s["duty"].sends(case.number)
        await s["duty"].sees("🆘 险情", "有人员生命危险")
        await s.press("duty", "险情解除")
        await s.press("duty", "确认险情解除")
        seen = await s["duty"].sees("险情已于 11-23 10:00 解除，隐患继续跟踪")
        assert "生命危险" not in seen.text
        assert "🔴 险情" in seen.text
