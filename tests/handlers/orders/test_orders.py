"""Orders from above in chat: filed in any order, dispatched, answered with what the units reported."""

from datetime import UTC, datetime

from conversation import Conversation, acting, running
from models.enums import DraftState
from sandbox_client import SandboxClient
from services.core.town import Town

NUMBER, ISSUER = "云应急发〔2026〕37号", "云川县应急管理局"


async def filed(s: Conversation) -> None:
    """File an order by typing field after field."""
    await s["duty"].sends("/orders")
    await s["duty"].sees("上级指令", "登记新指令")
    await s.press("duty", "登记新指令")
    await s["duty"].sees("请输入文号")
    await s["duty"].sends(NUMBER)
    await s["duty"].sees(f"文号：{NUMBER}", "请输入发文单位")
    await s["duty"].sends(ISSUER)
    await s["duty"].sees(f"发文单位：{ISSUER}", "什么时候前要回复")
    await s["duty"].sends("11-27 17:00")
    await s["duty"].sees("回复时限：11-27 17:00", "还差：指令内容")
    await s["duty"].sends("请立即排查切坡建房隐患，\n逐户登记。")
    await s["duty"].sees("可以登记了", "切坡建房")


async def test_an_order_from_filing_to_the_answer(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        await filed(s)
        await s["duty"].sends(document=True, caption="附件：排查表")
        await s["duty"].sees("附件：1 件")
        await s.press("duty", "✅ 登记")
        await s["duty"].sees("已登记为 ZL20261123-0001", NUMBER, "下一步：交办给单位")
        await s.press("duty", "交办")
        await s["duty"].sees("研判 ZL20261123-0001", "主办：自然资源所", "反馈时限：11-27 17:00")
        await s.press("duty", "按此交办")
        await s["duty"].sees("已交办")
        case = await s.case()
        assert case.due_at == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
        await s.driver.by("land", _accept, (await s.driver.assignment(case, "natural-resources")).id)
        await s["duty"].sends("/orders")
        await s["duty"].sees(f"📄 {NUMBER} · 0/1 · 剩 4 天")
        await s.driver.feeds_back("land", case, "natural-resources", "已排查 126 户")
        await s.press("duty", NUMBER)
        await s["duty"].sees("1/1 个单位已反馈", "请回复上级")
        await s.press("duty", "回复上级")
        await s["duty"].sees(f"关于{NUMBER}文件办理情况的报告", "1. 自然资源所：已排查 126 户", "长按可复制")
        await s.press("duty", "改写")
        await s["duty"].sees("请输入回复全文")
        async with running(s, sandbox_url):
            await s["duty"].sends("已全部排查，详见附件。")
            await s["duty"].sees("已全部排查，详见附件。", "已回复上级")
            await s.press("duty", "已回复上级")
            seen = await s["duty"].sees("已记录回复", "已全部排查，详见附件。", "下一步：由处置人以外的人员现场核验")
            assert "办结" not in seen.text, "answered is not ended"
        await s["duty"].sends("/orders")
        await s["duty"].sees(f"✅ {NUMBER}", "已回复")


async def test_the_card_of_an_order_asks_for_one_thing_after_the_other(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        await s["duty"].sends("/orders")
        await s.press("duty", "登记新指令")
        seen = await s["duty"].sees("请输入文号")
        assert seen.labels == ["不填了"], "there is nothing to change yet"
        await s["duty"].sends(NUMBER)
        seen = await s["duty"].sees("请输入发文单位。")
        assert seen.labels == ["改文号", "不填了"]


async def test_a_unit_accepts_an_order_and_the_station_comes_back_to_it_from_the_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        await filed(s)
        await s.press("duty", "✅ 登记")
        await s.press("duty", "交办")
        await s["duty"].sees("登记人：孙值班", "主办：自然资源所")
        await s.press("duty", "按此交办")
        await s["land"].sees("请自然资源所签收", "上级指令 ZL20261123-0001")
        await s.press("land", "签收")
        seen = await s["land"].sees("已签收 ZL20261123-0001", "反馈")
        assert "到现场" not in seen.text, "an order has no site to arrive at"
        assert "指令" not in "".join(seen.labels), "answering upwards is the station's"
        await s["duty"].sends("ZL20261123-0001")
        await s["duty"].sees(f"上级指令：{ISSUER}《{NUMBER}》", "指令进度与回复")
        await s.press("duty", "指令进度与回复")
        await s["duty"].sees("0/1 个单位已反馈", "下一步：等单位反馈")


async def _accept(*args: object, **more: object) -> object:
    from services.assignments import handling

    return await handling.accept(*args, **more)  # type: ignore[arg-type]


async def test_offices_known_from_before_are_one_press_and_a_number_counts_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night") as s:
        await filed(s)
        await s.press("duty", "✅ 登记")
        await s["duty"].sees("已登记为")
        await s["night"].sends("/orders")
        await s.press("night", "登记新指令")
        await s["night"].sends(NUMBER)
        await s["night"].sees(ISSUER)
        await s.press("night", ISSUER)
        await s["night"].sees("什么时候前要回复", "今天下班前（11-23 17:30）")
        await s.press("night", "今天下班前")
        await s["night"].sends("再次排查")
        await s["night"].sees("可以登记了")
        answer = await s.press("night", "✅ 登记")
        assert answer["text"] == f"《{NUMBER}》已登记为 ZL20261123-0001，无需重复登记"
        await s.press("night", "改文号")
        await s["night"].sees("请输入文号")
        await s["night"].sends("云应急发〔2026〕38号")
        await s["night"].sees("可以登记了", "38号")
        await s.press("night", "不填了")
        await s["night"].sees("没有登记")
        assert (await s.drafts())[-1].state is DraftState.CANCELLED


async def test_orders_are_the_stations(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        await s["officer"].sends("/orders")
        await s["officer"].sees("没有此项权限")
