"""Our own orders as CAP: a file for the officer, a feed of them all, each version with its reference."""

from datetime import timedelta

import pytest
from lxml import etree

from models.enums import Correction
from order_steps import sends, take
from services.broadcasts import consent, sending
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.warnings import outgoing
from services.warnings.cap.alerts import Area, Info, MessageType, Status
from services.warnings.cap.reading import read
from services.warnings.cap.writing import NAMESPACE
from township import TownshipDriver
from warning_steps import CANCEL, here, ruled


def rain(colour: str) -> tuple[Info, ...]:
    return (Info(headline=f"暴雨{colour}预警", areas=(Area(name="上湾村"),)),)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town))


async def test_each_version_of_an_order_is_a_restricted_message_that_cites_the_one_before(
    driver: TownshipDriver,
) -> None:
    warned = await take(driver, here("1", infos=rain("橙色")))
    with pytest.raises(Stale):
        await driver.by("duty", outgoing.newest, warned.id)
    first = await sends(driver, warned)
    with pytest.raises(Forbidden):
        await driver.by("officer", outgoing.newest, warned.id)
    name, written = await driver.by("duty", outgoing.newest, warned.id)
    (order,) = read(written).alerts
    assert (name, order.scope, order.status, order.message_type) == (
        f"order-{first.id}.xml",
        "Restricted",
        Status.ACTUAL,
        MessageType.ALERT,
    )
    assert (order.infos[0].severity, order.infos[0].areas[0].name) == ("Severe", "上湾村")
    assert order.infos[0].description == first.text
    name, drawn = await driver.by("duty", outgoing.picture, warned.id)
    assert (name, drawn.across) == (f"order-{first.id}.png", "")
    assert "暴雨橙色预警" in drawn.title
    assert [said for _, said in drawn.parts][:2] == [first.text, "上湾村"]
    assert "公众预警以气象台发布为准" in drawn.foot[0]
    driver.forward(minutes=1)
    await take(driver, here("2", "1", infos=rain("红色"), minute=1))
    driver.forward(minutes=1)
    await take(driver, here("c", "2", kind=CANCEL, infos=(), minute=2))
    async with driver.town.database.reading() as session:
        feed = await outgoing.feed(Moment(session, driver.town, driver.now))
        later = await outgoing.feed(Moment(session, driver.town, driver.now + timedelta(days=40)))
    found = sorted(read(feed).alerts, key=lambda one: one.sent or driver.now)
    kinds = [one.message_type for one in found]
    assert kinds == [MessageType.ALERT, MessageType.UPDATE, MessageType.CANCEL]
    assert [one.references[0].identifier for one in found[1:]] == [one.identifier for one in found[:2]]
    assert all(one.get("type") == "application/cap+xml" for one in etree.fromstring(feed).iter("{*}content"))
    assert NAMESPACE.encode() not in later
    _, over = await driver.by("duty", outgoing.picture, warned.id)
    assert (over.title.endswith("（已结束）"), over.colour == drawn.colour) == (True, False)


async def test_an_order_that_was_taken_back_by_hand_is_a_cancel(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=rain("蓝色")))
    sent = await sends(driver, warned)

    async def take_back(act: Act) -> None:
        draft = await sending.correct(act, sent.id, Correction.CANCEL)
        await consent.send(act, draft.id)

    driver.forward(minutes=1)
    await driver.by("duty", take_back)
    async with driver.town.database.reading() as session:
        found = read(await outgoing.feed(Moment(session, driver.town, driver.now))).alerts
    assert {one.message_type for one in found} == {MessageType.ALERT, MessageType.CANCEL}
