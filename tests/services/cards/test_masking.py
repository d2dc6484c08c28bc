"""What chat shows of a person."""

import pytest

from services.cards import people
from services.cards.masking import masked_name, masked_phone, shown_name, spoken_phone
from services.core.town import Town


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


async def test_a_colleague_reads_whole_names_alone_and_a_group_does_not(town: Town) -> None:
    alone, group = town.words("zh_CN"), town.words(None)
    assert people.named(town, alone, "欧阳山", "+8613812341234") == "欧阳山"
    assert people.named(town, group, "欧阳山", "+8613812341234") == "欧*（尾号1234）"
    assert (people.colleague(town, alone, "欧阳山"), people.colleague(town, group, "欧阳山")) == ("欧阳山", "欧*")
    assert shown_name(town, "欧阳山") == "欧*", "a villager is masked for every reader"
