"""Word files: what one says, for whom; and the file as it comes by chat."""

from io import BytesIO
from typing import Any

import docx
import httpx
from docx.document import Document as Opened

from conversation import Conversation
from patience import until
from sandbox_client import SandboxClient
from services.documents.documents import Document, of_code
from township import TownshipDriver


def document(driver: TownshipDriver, code: str) -> Document:
    """Return a document of the township."""
    found = of_code(driver.town, code)
    assert found is not None
    return found


async def content(driver: TownshipDriver, who: str, code: str, about: int = 0) -> Any:
    """Return what a document says to somebody."""
    return await driver.by(who, document(driver, code).content, about)


async def received(s: Conversation, sandbox: SandboxClient, who: str, count: int) -> Opened:
    """Download the newest of so many documents that somebody was sent, and open it."""

    async def sent() -> list[str] | None:
        files = [message["document"] for message in await s[who].reads() if message.get("document")]
        return files if len(files) == count else None

    files = await until(sent, what="no document was sent")
    async with httpx.AsyncClient(base_url=sandbox.url, trust_env=False) as client:
        file = (await client.get(f"/bot{sandbox.token}/getFile", params={"file_id": files[-1]})).json()["result"]
        made = (await client.get(f"/file/bot{sandbox.token}/{file['file_path']}")).content
    return docx.Document(BytesIO(made))


def words_of(paper: Opened) -> str:
    """Return all words of a paper, those of its tables last."""
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])
