"""Word files and pictures: their fonts, the folder of the templates that a clerk changed; section ``documents``."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from services.settings.clocks import Section
from services.settings.named import Text

TITLE_FONTS = ("方正小标宋简体", "方正小标宋_GBK", "华文中宋", "宋体")
BODY_FONTS = ("仿宋", "仿宋_GB2312", "FangSong", "华文仿宋")
HEADING_FONTS = ("黑体", "SimHei", "华文黑体")
SUBHEADING_FONTS = ("楷体", "楷体_GB2312", "KaiTi", "华文楷体")


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Fonts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more), Field(min_length=1)]
"""A font by its name, and others for a computer without it."""


class Documents(Section):
    """The fonts of the built-in templates and of pictures, and the folder of the township's own templates."""

    title_font: Fonts = TITLE_FONTS
    body_font: Fonts = BODY_FONTS
    heading_font: Fonts = HEADING_FONTS
    subheading_font: Fonts = SUBHEADING_FONTS
    folder: str | None = None
    picture_font: str | None = None
    """The font file of pictures to forward; None: the best on this computer."""
