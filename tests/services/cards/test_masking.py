"""What chat shows of a person."""

import pytest

from services.cards.masking import masked_name, masked_phone, spoken_phone


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("欧阳娜娜", "欧*"), (" 李 ", "李*"), ("John", "J*")])
def test_a_name_keeps_its_first_character(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("+8613800001234", "138 0000 1234"), ("023-12345678", "023-12345678"), ("+85251234567", "+85251234567")],
)
def test_a_number_to_dial_is_in_groups_without_the_country(phone: str, shown: str) -> None:
    assert spoken_phone(phone) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("+8613800001234", "138****1234"), ("023-12345678", "023****5678"), ("12350", "****50"), ("", "****")],
)
def test_a_phone_keeps_three_and_four_digits(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown
