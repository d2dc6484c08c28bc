"""Places in words."""

from services.core.geo import nested


def test_a_grid_that_says_its_village_is_said_once() -> None:
    assert nested("上湾村", "上湾村第一网格") == ["上湾村第一网格"]
    assert nested("上湾村", "第一网格") == ["上湾村", "第一网格"]
    assert nested(None, "上湾村", None, "上湾村应急突击队") == ["上湾村应急突击队"]
    assert nested(None, None) == []
