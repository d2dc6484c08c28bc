"""Every relative link in a Markdown page leads to a file or folder, and its anchor to a heading."""

import re
from pathlib import Path

import pytest

from texts.prose import ROOT, documents

LINK = re.compile(r"\]\((?!\w+:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
PLACE = re.compile(r"`((?:bot|handlers|scheduler|delivery|services|models|texts|sandbox|tests|benchmarks)/[\w./]*)`")
CODE = re.compile(r"^ *(```|~~~).*?^ *\1 *$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, built as GitHub builds them."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_resolve(page: Path) -> None:
    for link in LINK.finditer(CODE.sub("", page.read_text(encoding="utf-8"))):
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        assert target.is_relative_to(ROOT), link[0]
        assert target.exists(), link[0]
        if link["anchor"]:
            assert link["anchor"] in anchors(target), link[0]


def test_every_page_of_the_documentation_is_linked() -> None:
    pages = {page.resolve() for page in documents() if page.is_relative_to(ROOT / "docs")}
    linked = {
        (page.parent / link["path"]).resolve()
        for page in documents()
        for link in LINK.finditer(page.read_text(encoding="utf-8"))
    }
    assert [page for page in pages if page not in linked and page.parent not in linked] == []


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_modules_and_folders_named_in_a_page_exist(page: Path) -> None:
    places = PLACE.findall(page.read_text(encoding="utf-8"))
    assert [place for place in places if not (ROOT / place).exists() and "depots" not in place] == []
