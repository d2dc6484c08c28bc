"""``bihuan documents``: writes the templates of the Word files for a clerk to change."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import terminal

if TYPE_CHECKING:
    from services.documents.content import Schema
    from texts import Words

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Word 模板 / templates of the Word files")


@app.callback()
def documents() -> None:
    """Word 模板 / The templates of the Word files."""


@app.command("write")
def write(
    folder: Annotated[Path, typer.Argument(help="templates")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
) -> None:
    """写出 Word 模板和占位符说明 / Write the templates, and a list of their placeholders."""
    settings = terminal.settings()
    from services.documents import content, templates
    from services.documents.documents import Document
    from services.registry import REGISTRY
    from texts.bundle import load

    words = load()[settings.township.language]
    files: dict[str, bytes] = {}
    guide = [words.plain("cli-documents-guide")]
    for one in REGISTRY.of(Document):
        name = templates.file_name(one, words)
        files[name] = templates.built_in(one, settings.township.documents, words)
        names = words.plain("list-comma").join(_listed(content.schema(one.kind, words), words))
        guide.append(words.plain("cli-documents-guide-file", file=name, names=names))
    files[words.plain("cli-documents-guide").splitlines()[0] + ".txt"] = "\n\n".join(guide).encode("utf-8-sig")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        terminal.complain(settings.words.plain("cli-no-folder", file=str(folder)))
    for name in files:
        terminal.writable(folder / name, force, settings.words)
    for name, file in files.items():
        (folder / name).write_bytes(file)
    typer.echo(settings.words.plain("cli-documents-written", count=len(files) - 1, folder=str(folder)))


def _listed(schema: "Schema", words: "Words") -> list[str]:
    """Return the placeholders; a list with those of its rows."""
    return [
        words.plain(
            "cli-documents-guide-rows", name=name, names=words.plain("list-comma").join(_listed(part[0], words))
        )
        if part
        else name
        for name, part in schema.items()
    ]
