"""The button of a document over HTTP: the Word file comes to the person who pressed, and opens."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from conversation import acting
from document_steps import received
from problem_steps import found
from sandbox_client import SandboxClient
from services.core.town import Town
from services.documents import templates
from services.documents.documents import of_code
from services.settings.areas.documents import Documents


async def test_a_press_sends_the_word_file_and_says_so_when_the_clerks_template_has_a_fault(
    town: Town, sandbox: SandboxClient, sandbox_url: str, tmp_path: Path
) -> None:
    settings = town.settings.model_copy(update={"documents": Documents(folder=str(tmp_path))})
    async with acting(replace(town, settings=settings), sandbox, sandbox_url, "duty", "land") as s:
        await found(s.driver)
        await s["duty"].sends("/problems")
        await s.press("duty", "Word：问题清单通报")
        paper = await received(s, sandbox, "duty", 1)
        assert paper.paragraphs[0].text == "青溪镇七张问题清单整改情况通报"
        assert "中心校食堂线路老化" in [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        (call,) = await sandbox.calls("sendDocument")
        assert "七张问题清单整改情况通报.docx" in str(call)
        assert not [message for message in await s["land"].reads() if message.get("document")]

        document = of_code(s.town, "problems")
        assert document is not None
        words = s.town.words(None)
        own = docx.Document(BytesIO(templates.built_in(document, s.town.settings.documents, words)))
        file = tmp_path / templates.file_name(document, words)
        own.paragraphs[0].insert_paragraph_before("青溪镇人民政府")
        own.save(str(file))
        await s.press("duty", "Word：问题清单通报")
        assert (await received(s, sandbox, "duty", 2)).paragraphs[0].text == "青溪镇人民政府"

        own.add_paragraph("{{ 责任人 }}")
        own.save(str(file))
        await s.press("duty", "Word：问题清单通报")
        assert (await received(s, sandbox, "duty", 3)).paragraphs[0].text == "青溪镇七张问题清单整改情况通报"
        await s["duty"].sees("问题清单通报.docx: {{ 责任人 }}", "自带模板")


async def test_a_document_that_cannot_be_made_is_said_to_be_missing(
    town: Town, sandbox: SandboxClient, sandbox_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def defect(*_: object) -> bytes:
        raise RuntimeError("a defect")

    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as s:
        await s["duty"].sends("/problems")
        await s["duty"].sees("七张问题清单")
        monkeypatch.setattr(templates, "filled", defect)
        await s.press("duty", "Word：问题清单通报")
        await s["duty"].sees("没有生成或没有发出", "再点一次")
