"""What two people have changed in the same words: neither takes back what the other has said."""

import pytest

from services.drafts.merging import merged


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "both"),
    [
        ("塌方", "塌方\n又塌了", "塌方\n已出动", "塌方\n已出动\n又塌了"),
        ("", "按错了", "核实中", "核实中\n按错了"),
        ("一人\n塌方", "两人\n塌方", "一人\n塌方\n已出动", "两人\n塌方\n已出动"),
        ("一人\n塌方", "塌方", "一人\n塌方\n已出动", "塌方\n已出动"),
        ("一人", "两人", "三人", "三人\n两人"),
        ("塌方", "塌方", "塌方\n已出动", "塌方\n已出动"),
        ("塌方", "塌方\n又塌了", "塌方", "塌方\n又塌了"),
        ("塌方\n落石", "", "塌方\n落石\n已出动", "已出动"),
    ],
)
def test_the_changes_of_both_are_there(before: str, mine: str, theirs: str, both: str) -> None:
    assert merged(before, mine, theirs) == both
