"""The colours of warnings."""

from enum import StrEnum


class Colour(StrEnum):
    """The colours of a warning, the gravest first (突发事件应对法 art. 63)."""

    RED = "red"  # 红色
    ORANGE = "orange"  # 橙色
    YELLOW = "yellow"  # 黄色
    BLUE = "blue"  # 蓝色

    @property
    def rank(self) -> int:
        """Return 0 for the gravest."""
        return list(Colour).index(self)
