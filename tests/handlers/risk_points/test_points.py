"""The register of risk points in chat: a new point, its fields one by one, its history, and the file."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_the_station_adds_a_point_completes_it_and_closes_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land_head") as s:
        await s["duty"].sends("/points")
        await s["duty"].sees("风险点台账：0 处")
        await s.press("duty", "新增")
        await s["duty"].sends("三组屋后边坡")
        await s["duty"].sees("请选所在村社")
        await s.press("duty", "上湾村")
        await s.press("duty", "地质灾害")
        await s.press("duty", "较大风险（橙）")
        card = await s["duty"].sees("三组屋后边坡（FX-001）", "责任单位：自然资源所；责任人：未指定", "新增")
        assert "销号" in card.labels
        await s.press("duty", "改等级")
        await s.press("duty", "重大风险（红）")
        await s["duty"].sees("风险等级 较大风险（橙）→重大风险（红）")
        await s.press("duty", "改责任人")
        await s.press("duty", "蒋经办")
        await s.press("duty", "改监测人")
        await s["duty"].sends("周监测 13800138000")
        await s["duty"].sees("监测人：周* 138****8000")
        await s.press("duty", "改户数")
        await s["duty"].sends("十来户")
        await s["duty"].sees("请输入 0 到 10,000 之间的整数")
        await s["duty"].sends("12")
        await s["duty"].sees("受威胁户数：12 户")
        await s.press("duty", "改措施")
        await s["duty"].sends("雨天封闭，设警示牌")
        await s.press("duty", "改定位")
        await s["duty"].sends(location=(30.1861, 108.0521))
        await s["duty"].sees("（有定位）", "防范措施：雨天封闭，设警示牌")
        await s.press("duty", "明白卡内容")
        await s["duty"].sees("撤离路线：未填")
        await s.press("duty", "撤离路线")
        await s["duty"].sends("沿村道往东")
        await s["duty"].sees("撤离路线：沿村道往东")
        await s.press("duty", "治安保卫单位")
        await s["duty"].sends("派出所 李所长 110")
        await s["duty"].sees("治安保卫单位：派出所 李*")
        await s.press("duty", "工作明白卡")
        await s.settles()
        assert "防灾工作明白卡 三组屋后边坡.pdf" in str(await sandbox.calls("sendDocument"))
        await s["duty"].sends("/start p-1")
        await s["duty"].sees("三组屋后边坡（FX-001）", "撤离路线 空→沿村道往东", "治安保卫单位已改")
        await s["land_head"].sends("/points")
        await s.press("land_head", "三组屋后边坡")
        card = await s["land_head"].sees("三组屋后边坡")
        assert "改户数" in card.labels
        assert not {"改等级", "销号"} & set(card.labels), "who looks after it does not grade it"
        await s.press("duty", "销号")
        await s["duty"].sends("已治理验收")
        await s["duty"].sees("已销号，不再要求巡查", "销号，已治理验收")
