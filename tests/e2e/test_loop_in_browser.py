"""The main job as a newcomer does it: ``bihuan demo``, a browser, four phones, one hazard from photo to closing.

With ``BIHUAN_PICTURES=docs/how-to/pictures`` the run leaves the pictures of the operator's guide.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from browser import ARGUMENTS, chromium
from patience import STANDSTILL, until

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PATIENCE = STANDSTILL * 1000
"""Milliseconds: two cores start a browser and a bot at once."""
PICTURES = os.environ.get("BIHUAN_PICTURES")


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """Run the demo as a process of its own, as ``make demo`` does; yield the page's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (sys.executable, "-m", "bot.commands.cli", "demo", "--port", str(port), "--folder", str(folder))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    said: list[str] = []
    try:
        async with asyncio.timeout(STANDSTILL):
            async for line in process.stdout:
                said.append(line.decode())
                if f"http://127.0.0.1:{port}" in said[-1]:
                    break
            else:
                pytest.fail("the demo ended at once:\n" + "".join(said))
        reading = asyncio.create_task(process.stdout.read())  # or the pipe fills and the demo stands still
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STANDSTILL):
            await reading
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


class Phones:
    """The page with its phones."""

    def __init__(self, page: Page) -> None:
        self.page = page
        each = page.locator(".phone")
        self.officer, self.duty, self.handler, self.verifier = (each.nth(at) for at in range(4))

    async def press(self, phone: Locator, label: str) -> None:
        """Press the newest button that bears just this label."""
        await phone.get_by_role("button", name=label, exact=True).last.click()

    async def write(self, phone: Locator, text: str) -> None:
        field = phone.get_by_test_id("input")
        await field.fill(text)
        await field.press("Enter")
        await expect(field).to_have_value("")

    async def attach(self, phone: Locator, kind: str, choice: str) -> None:
        await phone.get_by_test_id("attach").click()
        await self.page.get_by_role("menuitem", name=kind).click()
        sheet = self.page.get_by_test_id("sheet")
        await sheet.get_by_text(choice).click()
        await sheet.get_by_role("button", name="发送").click()
        await expect(sheet).to_have_count(0)  # while it stands, the phones behind it take no keys

    async def sees(self, phone: Locator, text: str) -> None:
        try:
            await expect(phone.locator(".bubble").filter(has_text=text).last).to_be_visible()
        except AssertionError:
            stands = await phone.inner_text()
            raise AssertionError(f"{text!r} never came; the phone shows:\n{stands}") from None

    async def picture(self, name: str) -> None:
        if PICTURES:
            await self.page.wait_for_timeout(700)  # bubbles slide in
            file = ROOT / PICTURES / f"{name}.jpg"
            await self.page.screenshot(path=file, type="jpeg", quality=70)


@pytest.fixture
async def phones(tmp_path: Path) -> AsyncIterator[Phones]:
    browser_file = chromium()
    async with demo(tmp_path / "demo") as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_file, args=list(ARGUMENTS))
        context = await browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 900})
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page = await context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(url)
        yield Phones(page)
        await browser.close()
        assert troubles == []


async def test_a_newcomer_closes_a_hazard_on_four_phones(phones: Phones) -> None:
    officer, duty, handler, verifier = phones.officer, phones.duty, phones.handler, phones.verifier

    await phones.press(officer, "开始")
    await phones.sees(officer, "共享我的手机号")
    await phones.picture("01-login")
    await phones.press(officer, "📱 共享我的手机号")
    await phones.sees(officer, "您的职务")

    await phones.attach(officer, "照片", "山坡裂缝")
    await phones.sees(officer, "您的村社")
    await phones.write(officer, "屋后山坡有裂缝，约三米长")
    await phones.sees(officer, "地质灾害")
    await phones.attach(officer, "位置", "上湾村")
    await phones.sees(officer, "已定位")
    await phones.picture("02-filing")
    await phones.press(officer, "✅ 提交")
    await phones.sees(officer, "已提交：YH")

    await phones.sees(duty, "请研判")
    await phones.picture("03-filed")
    await phones.press(duty, "研判")
    await phones.sees(duty, "主办：自然资源所")
    await phones.picture("04-triage")
    await phones.press(duty, "✅ 按此交办")

    await phones.sees(handler, "请自然资源所签收")
    await phones.press(handler, "✅ 签收 · 30 分钟到")
    await phones.sees(handler, "到场")
    await phones.sees(officer, "预计")
    await phones.picture("05-accepted")

    await phones.press(handler, "反馈")
    await phones.sees(handler, "还差")
    await phones.attach(handler, "照片", "已拉警戒线")
    await phones.write(handler, "已拉警戒线，裂缝用彩条布覆盖，安排专人监测")
    await phones.sees(handler, "可以提交了")
    await phones.picture("06-feedback")
    await phones.press(handler, "✅ 提交反馈")

    await phones.sees(verifier, "请核验")
    await phones.press(verifier, "核验")
    await phones.sees(verifier, "请到现场看过再核验")
    await phones.picture("07-verification")
    await phones.press(verifier, "✅ 核验通过")

    await phones.sees(duty, "请销号")
    await phones.press(duty, "销号")
    await phones.sees(officer, "已销号，闭环完成")
    await phones.press(officer, "办理过程")
    await phones.sees(officer, "第 1/")
    await phones.picture("08-closed")

    page = phones.page
    await page.get_by_test_id("script-1").click()  # the next script: a danger to life
    called = page.locator(".phone.called")
    await expect(called).to_contain_text("上湾村应急管理员")  # the former script called another one
    await called.get_by_role("button", name="险情一键上报").click()
    await expect(page.get_by_test_id("step-2")).to_have_attribute("aria-current", "step")
    await page.reload()
    await expect(page.get_by_test_id("step-2")).to_have_attribute("aria-current", "step")
    await page.get_by_test_id("language").click()
    await phones.sees(called, "Your posts")


async def test_the_demo_begins_with_its_groups_in_order(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as url, httpx.AsyncClient(base_url=f"{url}/sandbox", trust_env=False) as client:

        async def shown(**of: int | str) -> list[str]:
            return [one.get("text", "") for one in (await client.get("messages", params=of)).json()]

        rooms = {room["title"]: room for room in (await client.get("chats")).json() if room["type"] != "private"}
        squad, station = rooms["上湾村应急突击队"], rooms["青溪镇应急管理站工作群"]
        (bot,) = squad["bots"]
        assert bot["status"] == "administrator"
        captain = squad["members"][0]["id"]
        token = (await client.get("bots")).json()[0]["token"]

        async def invited() -> bool:
            return any("登录并加入" in text for text in await shown(user=captain, chat=squad["id"]))

        await until(invited, what="nobody was invited to log in")
        assert len(await shown(user=captain, chat=squad["id"])) == 1, "the bot has been in the group long"
        assert await shown(user=station["members"][0]["id"], chat=station["id"]) == []
        assert not any("管理员" in text and "⚠️" in text for text in await shown(user=captain, bot=token))
