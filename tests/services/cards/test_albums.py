"""Files stand in as few albums as Telegram allows."""

from services.cards.albums import MOST, albums
from services.cards.card import Picture


def files(*kinds: str) -> list[Picture]:
    return [Picture(kind=kind, file_id=f"{number}") for number, kind in enumerate(kinds)]


def shape(*kinds: str) -> list[list[str]]:
    return [[one.kind for one in album] for album in albums(files(*kinds))]


def test_pictures_and_films_stand_together_ten_at_most() -> None:
    (first, second) = albums(files(*["photo"] * 12, "video"))
    assert (len(first), len(second)) == (MOST, 3)
    assert [one.file_id for one in (*first, *second)] == [str(number) for number in range(13)], "in their order"


def test_documents_and_sounds_stand_with_their_like_and_voices_alone() -> None:
    assert shape("photo", "document", "photo", "audio", "document", "voice", "voice", "audio") == [
        ["photo", "photo"],
        ["document", "document"],
        ["audio", "audio"],
        ["voice"],
        ["voice"],
    ]


def test_nothing_is_no_album() -> None:
    assert albums([]) == []
