"""A picture of words to forward from a phone: a coloured band with a title, titled parts, a foot; as PNG.

Nothing is cut off: words wrap, and the picture grows. A sign that the font lacks is left out (an emoji) or shown as 〓
(a letter), never as an empty box. The library for pictures is loaded when the first one is drawn.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from services.core.errors import Refused

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, EDGE = 1080, 60
"""The width of the picture and of its edges, in pixels: a phone's."""
SMALL, NORMAL, LARGE, MARK = 34, 44, 84, 200
"""Heights of letters in pixels."""
INK, PALE, PAPER, FOOT = "#1f2933", "#5a6672", "#ffffff", "#eef1f4"
PARAGRAPHS = 60
"""With more of them, words run on, so that the picture stays of a size that can be drawn and sent."""
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
"""Where systems keep their fonts."""
NAMES = (
    *("NotoSansCJK-Regular.*", "NotoSansSC*", "NotoSansCJKsc-Regular.*", "SourceHanSans*-Regular.*"),
    *("wqy-microhei.*", "wqy-zenhei.*", "msyh.ttc", "simhei.ttf", "PingFang.ttc", "STHeiti*.ttc"),
    *("DroidSansFallback*.ttf", "NotoSerifCJK-Regular.*", "NotoSerifSC*", "simsun.ttc"),
)
"""Files with Chinese letters, the best first."""
KNOWN_LETTERS = "预警镇"
"""Letters that a Chinese font has."""
LACKING = "〓"
NEVER_FIRST = frozenset("，。、；：！？）》」』】”’,.;:!?)]}%")
"""Signs that never begin a line."""
_WORDS = re.compile(r"[A-Za-z0-9@._/:+-]+|.", re.DOTALL)


@dataclass(frozen=True)
class Poster:
    """The words of a picture, and the colour of its band."""

    colour: str
    ink: str
    above: str
    """Small words above the title."""
    title: str
    parts: Sequence[tuple[str, str]]
    """Titles and words."""
    foot: Sequence[str]
    across: str = ""
    """Words that cross the whole picture, again and again; a drill's."""

    @property
    def tall(self) -> bool:
        """Whether it is more than twice as high as wide, about: too high for a photo in chat."""
        return sum(len(said) + 20 * said.count("\n") for _, said in self.parts) > 400

    def make(self, font: Path) -> bytes:
        """Draw it in the letters of a font. Blocks: call it in a thread."""
        from PIL import Image, ImageDraw

        letters = _Letters(font)
        room = WIDTH - 2 * EDGE
        band = [*letters.lines(self.above, SMALL, room), *letters.lines(self.title, LARGE, room)]
        body = [
            line
            for title, said in self.parts
            if said.strip()
            for line in (*letters.lines(title, SMALL, room, pale=True), *letters.lines(said, NORMAL, room), _GAP)
        ]
        foot = list(chain.from_iterable(letters.lines(one, SMALL, room, pale=True) for one in self.foot))
        heights = [sum(line.height for line in part) + 2 * EDGE for part in (band, body, foot)]
        image = Image.new("RGB", (WIDTH, sum(heights)), PAPER)
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, WIDTH, heights[0]), fill=self.colour)
        draw.rectangle((0, heights[0] + heights[1], WIDTH, sum(heights)), fill=FOOT)
        top = 0
        for part, height, ink in zip((band, body, foot), heights, (self.ink, INK, INK), strict=True):
            y = top + EDGE
            for line in part:
                letters.put(draw, line, y, PALE if line.pale else ink)
                y += line.height
            top += height
        if self.across:
            mark = Image.new("RGBA", image.size)
            letters.put_across(ImageDraw.Draw(mark), self.across, image.size)
            image.paste(mark, mask=mark.getchannel("A"))
        kept = BytesIO()
        image.save(kept, "PNG", optimize=True)
        return kept.getvalue()


@dataclass(frozen=True)
class _Line:
    """Words that fit between the edges."""

    text: str
    size: int
    pale: bool = False

    @property
    def height(self) -> int:
        return self.size * 3 // 2


_GAP = _Line("", 20)


class _Letters:
    """The letters of a font in the sizes of a picture."""

    def __init__(self, file: Path) -> None:
        self._file, self._face = str(file), _face(str(file))
        self._widths: dict[tuple[str, int], float] = {}
        self._lacking = bytes(self._mask("\U0010fffe"))

    def lines(self, said: str, size: int, room: int, *, pale: bool = False) -> Iterator[_Line]:
        """Break words into lines: at any sign, Latin words and numbers only where one is longer than a line."""
        paragraphs = [one for one in said.splitlines() if one.strip()]
        for paragraph in paragraphs if len(paragraphs) <= PARAGRAPHS else [" ".join(paragraphs)]:
            line, width = "", 0.0
            for word in _WORDS.findall(self._drawable(paragraph).strip()):
                wide = sum(self._width(one, size) for one in word)
                hangs = word in NEVER_FIRST and width + wide <= room + EDGE // 2
                if line and width + wide > room and not hangs:
                    yield _Line(line, size, pale)
                    line, width = "", 0.0
                for one in word:
                    if line and wide > room and width + self._width(one, size) > room:
                        yield _Line(line, size, pale)
                        line, width = "", 0.0
                    line, width = line + one, width + self._width(one, size)
            if line:
                yield _Line(line, size, pale)

    def put(self, draw: "ImageDraw", line: _Line, y: int, ink: str) -> None:
        """Draw a line; a large one is bold."""
        bold = 2 if line.size == LARGE else 0
        draw.text((EDGE, y), line.text, font=self._font(line.size), fill=ink, stroke_width=bold, stroke_fill=ink)

    def put_across(self, draw: "ImageDraw", said: str, size: tuple[int, int]) -> None:
        """Draw words over the whole picture, pale enough to read what is below."""
        font = self._font(MARK)
        for row, y in enumerate(range(EDGE, size[1], 2 * MARK)):
            for x in range(EDGE - row % 2 * MARK, size[0], 3 * MARK):
                draw.text((x, y), said, font=font, fill=(200, 0, 0, 70))

    def _drawable(self, said: str) -> str:
        return "".join(one for letter in said for one in self._shown(letter))

    def _shown(self, letter: str) -> str:
        if letter.isspace():
            return " "
        if unicodedata.category(letter)[0] in "CM":  # controls, joiners, variations of an emoji
            return ""
        if bytes(self._mask(letter)) != self._lacking:
            return letter
        return LACKING if letter.isalnum() and letter != LACKING else ""

    def _mask(self, letter: str) -> "Sequence[int]":
        found: Sequence[int] = self._font(SMALL).getmask(letter)
        return found

    def _width(self, letter: str, size: int) -> float:
        key = (letter, size)
        if key not in self._widths:
            self._widths[key] = self._font(size).getlength(letter)
        return self._widths[key]

    def _font(self, size: int) -> "FreeTypeFont":
        return _font(self._file, self._face, size)


def font(chosen: str | None) -> Path:
    """Return a file with Chinese letters: the one of the settings, else the best on this computer.

    Blocks: it looks at files. Raises ``Refused`` that says what to install.
    """
    if chosen is not None:
        if not _chinese(Path(chosen)):
            raise Refused("picture-font-bad", file=chosen)
        return Path(chosen)
    return _best(FOLDERS)


@cache  # of what was found: where nothing was, one may be installed at any time
def _best(folders: tuple[str, ...]) -> Path:
    there = [folder for one in folders if (folder := Path(one).expanduser()).is_dir()]
    for name in NAMES:
        for folder in there:
            for file in sorted(folder.rglob(name)):
                if _chinese(file):
                    return file
    raise Refused("picture-font-none")


def _chinese(file: Path) -> bool:
    """Return whether a file is a font that has Chinese letters."""
    try:
        letters = _Letters(file)
    except OSError:
        return False
    return letters._drawable(KNOWN_LETTERS) == KNOWN_LETTERS


def _face(file: str) -> int:
    """Return which face of a collection has the letters as China writes them."""
    from PIL import ImageFont

    for index in range(20):
        try:
            name = ImageFont.FreeTypeFont(file, SMALL, index).getname()[0] or ""
        except OSError:
            break
        if name.split()[-1:] == ["SC"]:
            return index
    return 0


@cache
def _font(file: str, face: int, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    # Not ``truetype``: where it cannot open the file, it takes one of the same name from elsewhere.
    return ImageFont.FreeTypeFont(file, size, face, layout_engine=ImageFont.Layout.BASIC)
