"""The household register in chat: an officer adds a household and its people, and sees full names by a window."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_the_officer_of_the_village_keeps_a_household(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "neighbour", "land", strangers=("road",)) as s:
        await s["officer"].sends("/households")
        await s["officer"].sees("请输入户号或姓名")
        await s["officer"].sends("李建国")
        await s["officer"].sees("查到 0 条")
        await s.press("officer", "新增一户")
        await s["officer"].sees("请选网格")
        await s.press("officer", "暂不定网格")
        await s["officer"].sends("李建国")
        await s["officer"].sees("H-0001", "李*（户主）", "已打码")
        await s.press("officer", "加人")
        await s["officer"].sends("李小满")
        await s.press("officer", "出生")
        await s["officer"].sends("前年")
        await s["officer"].sees("没看明白", "1950")
        await s["officer"].sends("2019-03-02")
        await s.press("officer", "需要帮助")
        await s["officer"].sends("小孩")
        await s["officer"].sees("7 岁", "儿童")
        await s.press("officer", "返回")
        await s.press("officer", "改资料")
        await s.press("officer", "住址")
        await s["officer"].sends("三组 12 号")
        await s["officer"].sees("住址：三组 12 号", "人口 2 人，需协助 1 人")
        await s.press("officer", "看完整信息")
        await s["officer"].sends("核对名单")
        await s["officer"].sees("李建国（户主）", "正在显示完整信息")
        await s.press("officer", "避险明白卡")
        await s["officer"].sees("请勿转发", "已记入日志")
        await s["duty"].sends("/start h-0001")
        await s.press("duty", "避险明白卡")
        await s["duty"].sees("请输入查看完整信息的用途")
        await s["duty"].sends("发放明白卡")
        await s["duty"].sees("请勿转发")
        await s["duty"].sends("/households")
        await s.press("duty", "全村明白卡")
        await s["duty"].sees("请勿转发")
        await s["duty"].sends("/households")
        await s.press("duty", "导出户册")
        await s["duty"].sees("请勿转发")
        sent = str(await sandbox.calls("sendDocument"))
        assert sent.count("避险明白卡 H-0001.pdf") == 2
        assert "避险明白卡 上湾村 1 户.pdf" in sent
        assert "户册 1 户" in sent
        await s["duty"].sends("/start h-0001")
        await s.press("duty", "恢复打码")
        await s["duty"].sends("/households 李建 国")
        await s["duty"].sees("查到 1 条", "H-0001 李*")
        await s["duty"].sends("/start h-0001")
        await s["duty"].sees("H-0001", "李*（户主）")
        await s["neighbour"].sends("/start h-0001")
        await s["neighbour"].sees("没有此项权限")
        for link in ("h-0001", "H-9999", "p-1"):
            await s["road"].sends(f"/start {link}")
        told = await s["road"].sees("给工作人员登记用的码", "有险情请直接拨打")
        assert "李" not in told.text
        assert "H-0001" not in told.text
        await s["land"].sends("/households 李建国")
        await s["land"].sees("没有此项权限")
        await s["officer"].sends("/households")
        await s.press("officer", "新增一户")
        await s.press("officer", "暂不定网格")
        await s["officer"].sends("李 建国")
        await s["officer"].sees("已有 1 户有同名的人")
        await s.press("officer", "是另一户")
        await s["officer"].sees("H-0002")
