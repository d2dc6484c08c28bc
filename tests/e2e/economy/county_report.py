"""The first report to the county: one sentence between two presses, with the measures that the journal knows."""

from conversation import acting
from economy import Counted, counting
from models.enums import Kind
from sandbox_client import SandboxClient
from services.core.town import Town

SAID = "受灾2人，转移0，倒塌房屋1间，正在组织搜救"


async def first_county_report(town: Town, sandbox: SandboxClient, url: str) -> Counted:
    """Write it from the card of the incident; the figures are filled in, and the text is there to be copied."""
    async with acting(town, sandbox, url, "officer", "duty", "land", delivering=True) as s:
        case = await s.driver.dispatched("natural-resources", kind=Kind.INCIDENT)
        await s["duty"].sees(case.number, "写初报")
        async with counting(s) as count:
            await s.press("duty", "写初报")
            await s["duty"].sees("受灾人口 待核", "处置情况：10:00 交办自然资源所")
            await s["duty"].sends(SAID)
            told = await s["duty"].sees("青溪镇险情初报", "10:00 交办自然资源所", "正在组织搜救")
            for figure in ("受灾人口 2 人", "紧急转移安置 0 人", "倒塌房屋 1 间", "死亡待核"):
                assert figure in told.text
            await s["duty"].sees("报出后")
            await s.press("duty", "政务通或工作群")
            await s["duty"].sees("✅ 初报已报送云川县应急管理局")
            return await count.now()
