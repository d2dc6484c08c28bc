"""The notice of an addition quotes it: every word, the files by kind, the place; several of one album together."""

from typing import Any

import sqlalchemy as sa

from models import Case, Message, MessageRef, WholeText
from models.enums import MediaKind
from services.core.act import Act, Moment
from services.core.town import Town
from services.filing import filing, supplements
from services.media import files
from services.messaging import whole_texts
from township import SLOPE, TownshipDriver


async def adds(driver: TownshipDriver, case: Case, **what: Any) -> None:
    """Let the reporter add something; ``photo`` is its number."""

    async def adding(act: Act) -> None:
        if (photo := what.pop("photo", None)) is not None:
            what["media_id"] = await files.remember(
                act.session,
                unique_id=f"p{photo}",
                file_id=f"photo{photo}",
                kind=MediaKind.PHOTO,
                file_name=None,
                mime_type=None,
                size=100,
                settings=driver.town.settings.files,
                now=act.now,
            )
        await supplements.supplement(act, case.id, **what)

    await driver.by("officer", adding)


async def told(driver: TownshipDriver, event: str = "supplemented") -> list[str]:
    """What the desk reads of it."""
    async with driver.town.database.reading() as session:
        sent = await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id))
        return [row.content["text"] for row in sent]


async def test_an_album_is_one_addition(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    case = await driver.files(photos=0)
    await adds(driver, case, photo=1, text="坡脚", more=True)
    await adds(driver, case, photo=2, more=True)
    await adds(driver, case, photo=3)
    (said, *others) = dict.fromkeys(await told(driver))
    assert not others
    assert "补充材料：“坡脚”、照片 3 张" in said


async def test_each_addition_says_its_own(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    case = await driver.files(photos=0)
    await adds(driver, case, text="压住一人")
    await adds(driver, case, point=SLOPE)
    await adds(driver, case, photo=1)
    said = list(dict.fromkeys(await told(driver)))
    assert [one.partition("：")[2] for one in said] == ["“压住一人”", "位置：30.18610, 108.05210", "照片 1 张"]


async def test_a_long_addition_is_kept_whole_for_its_button(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    case = await driver.files(photos=0, life_danger=True)
    await adds(driver, case, text="水位" * 400 + "老李家进水")
    texts = set(await told(driver))
    assert all("老李家进水" not in text and "…" in text for text in texts)
    async with driver.town.database.reading() as session:
        sent = await session.scalars(sa.select(Message).where(Message.event == "supplemented"))
        keys = {row.content["rows"][-1][0]["data"].split(":")[2] for row in sent}
        assert all([("老李家进水" in await whole_texts.load(session, key)) for key in keys])
    driver.forward(days=400)
    async with driver.town.database.transaction() as session:
        while await whole_texts.forget(Moment(session, driver.town, driver.now)):
            pass
    async with driver.town.database.reading() as session:
        assert list(await session.scalars(sa.select(WholeText.key))) == []


async def test_a_correction_quotes_the_new_words(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    case = await driver.files(photos=0)
    async with driver.town.database.transaction() as session:
        session.add(MessageRef(chat_id=1, message_id=2, case_id=case.id, text="村道边坡有落石"))
    await driver.by("officer", lambda act: filing.correct(act, chat_id=1, message_id=2, text="村道边坡塌方"))
    assert all("内容有更正：“村道边坡塌方”" in text for text in await told(driver, "corrected"))
    assert await told(driver, "corrected")
