"""The roster check in chat: the card, the file, and who may ask."""

import pytest

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is read only is the same on both databases."""


async def test_a_principal_sees_the_village_and_takes_the_file(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "operator", "duty") as s:
        await s["principal"].sends("/rostercheck")
        card = await s["principal"].sees("花名册体检", "上湾村缺应急管理员", "上湾村没有应急突击队", "从未登录")
        assert "下河村" not in card.text
        await s.press("principal", "下载 Excel")
        await s["principal"].sees()
        (sent,) = [call for call in await sandbox.calls("sendDocument") if call["ok"]]
        assert "花名册体检-20261123.xlsx" in str(sent["params"])
        await s["operator"].sends("/rostercheck")
        await s["operator"].sees("应急管理站现有 6 人，应有 16 人")
        await s["duty"].sends("/rostercheck")
        await s["duty"].sees("没有此项权限")
