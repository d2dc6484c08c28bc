"""The picture of an order: everything is inside of it, whatever was typed; without a Chinese font it says so."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from services.core.errors import Refused
from services.documents import poster
from services.documents.poster import EDGE, WIDTH, Poster


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """A font that every computer has: without Chinese letters, which is enough to see where letters are put."""
    default = ImageFont.load_default(20)
    assert isinstance(default, ImageFont.FreeTypeFont)
    file = tmp_path / "font.ttf"
    file.write_bytes(default.font_bytes)
    return file


def made(font: Path, text: str, *, title: str = "RED", across: str = "") -> Image.Image:
    drawn = Poster("#c62828", "#ffffff", "station", title, (("Do", text), ("Places", "")), ("foot",), across)
    picture = Image.open(BytesIO(drawn.make(font)))
    assert picture.format == "PNG"
    picture.load()
    return picture


@pytest.mark.parametrize("text", ["Go. " * 900, "x" * 2500, "，" * 300, "a\n" * 1250, "转移" * 1200 + "🟥⚠️👨‍👩‍👧‍👦"])
def test_everything_is_inside_however_much_was_typed(font: Path, text: str) -> None:
    picture = made(font, text, title="W" * 200)
    assert picture.width == WIDTH
    edges = [picture.crop((x, 0, x + EDGE // 2 - 6, picture.height)) for x in (0, WIDTH - EDGE // 2 + 6)]
    for edge in edges:
        column = edge.crop((0, 0, 1, picture.height)).resize(edge.size)
        assert ImageChops.difference(edge, column).getbbox() is None, "letters run over the edge"
    assert len(made(font, "").tobytes()) < len(picture.tobytes())


def test_signs_without_a_letter_in_the_font_do_not_become_boxes(font: Path) -> None:
    assert made(font, "Go 🟥⚠️👨‍👩‍👧now").tobytes() == made(font, "Go now").tobytes()
    assert made(font, "Go 转 now").tobytes() != made(font, "Go now").tobytes(), "a letter that is lacking is marked"


def test_a_drill_says_so_across_the_picture(font: Path) -> None:
    plain, drill = made(font, "Go"), made(font, "Go", across="DRILL")
    differs = ImageChops.difference(plain, drill).getbbox()
    assert plain.size == drill.size
    assert differs is not None
    assert differs[2] - differs[0] > WIDTH / 2


def test_without_a_chinese_font_it_says_what_to_install(
    font: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poster, "FOLDERS", (str(tmp_path),))
    with pytest.raises(Refused, match="picture-font-none"):
        poster.font(None)
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(font.read_bytes())
    with pytest.raises(Refused, match="picture-font-none"):
        poster.font(None)
    for chosen in (str(font), str(tmp_path / "none.ttf"), str(tmp_path)):
        with pytest.raises(Refused, match="picture-font-bad"):
            poster.font(chosen)
