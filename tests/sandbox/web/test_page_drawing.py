"""What the page draws, without a browser: words as HTML, rows of a chat, the map, and the checks of a guide."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.content.entities import utf16_length
from sandbox.content.formatting.modes import parse_text
from sandbox.web.drawing.bubbles import Painter
from sandbox.web.drawing.buttons import button_at, commands_of
from sandbox.web.drawing.chart import Chart
from sandbox.web.drawing.faces import initials
from sandbox.web.drawing.richtext import rich
from sandbox.web.drawing.rows import newest, rows_of
from sandbox.web.drawing.scenes import SCENES, scene
from sandbox.web.guide import Guide, Mark, Place, Seat, Step, either, every, presses, sends, shows, spoken
from sandbox.web.phone.writer import parts_of
from sandbox.web.words import LANGUAGES, Words
from sandbox.world.actions import composing, membership
from sandbox.world.actions.phone import Phone
from sandbox.world.people import Bot, Person
from sandbox.world.state import World

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bot(world: World) -> Bot:
    return world.bot("42:drawing")


@pytest.fixture
def person(world: World) -> Person:
    return world.add_person("李秀英", phone="+8613800000001")


def drawn(world: World, person: Person, bot: Bot) -> list[str]:
    painter = Painter(Words("zh"), Chart.of(()), {})
    room = world.private(person, bot)
    return [row.html for row in rows_of(newest(room, person, 50), person, painter, NOW)]


def test_entities_become_tags_and_all_else_is_escaped() -> None:
    text, entities = parse_text(
        '<b>重<i>大</i></b> <a href="https://a.cn/?x=1&amp;y=%22">网</a> 3 &lt; 4 👩‍🚒<u>险</u>', "HTML"
    )
    assert rich(text, entities) == (
        '<b>重<i>大</i></b> <a href="https://a.cn/?x=1&amp;y=%22" target="_blank" rel="noopener noreferrer">网</a>'
        " 3 &lt; 4 👩‍🚒<u>险</u>"
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt://%0aalert(1)", "http://[broken"]
)
def test_a_link_can_only_lead_where_links_lead(url: str) -> None:
    html = rich("看", [{"type": "text_link", "offset": 0, "length": 1, "url": url}])
    assert "<a" not in html or 'href="http://' in html


def test_a_block_leaves_no_empty_line_behind() -> None:
    text, entities = parse_text("<blockquote>原话</blockquote>\n答复", "HTML")
    assert rich(text, entities) == "<blockquote>原话</blockquote>答复"


@given(
    st.text(max_size=40),
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["bold", "spoiler", "pre", "url", "text_link", "bot_command", "unheard_of"]),
                "offset": st.integers(0, 45),
                "length": st.integers(1, 45),
            }
        ),
        max_size=6,
    ),
)
def test_any_entities_give_well_formed_html_with_all_the_words(text: str, entities: list[dict[str, Any]]) -> None:
    # What XML cannot hold at all says nothing about the tags.
    text = "".join(mark for mark in text if mark.isprintable())
    tree = ElementTree.fromstring(f"<p>{rich(text, entities)}</p>")
    assert "".join(tree.itertext()) == text


def test_an_album_is_one_row_and_deleted_messages_are_none(world: World, bot: Bot, person: Person) -> None:
    phone, room = Phone(world, person), world.private(person, bot)
    for _ in range(3):
        phone.send(room, composing.file(world, "photo", True), media_group_id="7")
    gone = phone.say(room, "撤回")
    gone.deleted = True
    day, album = drawn(world, person, bot)
    assert 'class="day"' in day
    assert album.count("<img") == 3
    assert "album n3" in album


def test_days_are_separated_and_events_stand_in_the_middle(world: World, bot: Bot, person: Person) -> None:
    other = world.add_person("<王>")
    room = world.add_group("supergroup", "突击队")
    membership.found(world, room, [person])
    world.post(room, person, {"text": "昨天"}, date=int(NOW.timestamp()) - 86_400)
    membership.add(world, room, other)
    painter = Painter(Words("zh"), Chart.of(()), {other.id: "村民"})
    world.post(room, other, {"text": "今天"})
    rows = [row.html for row in rows_of(newest(room, person, 50), person, painter, NOW)]
    assert sum('class="day"' in row for row in rows) >= 2
    assert any("李秀英 邀请 &lt;王&gt; 加入本群" in row and 'class="event"' in row for row in rows)
    assert "村民" in rows[-1]


def test_everything_a_bot_may_send_is_drawn_and_escaped(world: World, bot: Bot, person: Person) -> None:
    evil = '"><script>x</script>'
    room = world.private(person, bot)
    contents = [
        {"text": evil},
        {"contact": {"phone_number": evil, "first_name": evil}},
        {"poll": {"question": evil, "options": [{"text": evil, "voter_count": 1}], "total_voter_count": 1}},
        {"venue": {"title": evil, "address": evil}, "location": {"latitude": 30.2, "longitude": 108.0}},
        {"location": {"latitude": -89.9, "longitude": 179.9, "live_period": 60}},
        {"dice": {"emoji": "🎲", "value": 4}},
        {"something_new": {}},
        composing.file(world, "document", {"data": b"x", "file_name": evil}, evil),
        *(composing.file(world, kind, True) for kind in composing.KINDS),
    ]
    for content in contents:
        markup = {"inline_keyboard": [[{"text": evil, "callback_data": evil}, {"text": evil, "url": "https://a.cn"}]]}
        origin = {"type": "hidden_user", "sender_user_name": evil}
        world.post(room, bot, content, inline=markup, forward_origin=origin)
    page = "".join(drawn(world, person, bot))
    assert "<script" not in page
    assert '="">' not in page
    assert page.count('data-act="tap"') == 2 * len(contents)


def test_a_button_is_pressed_only_while_it_is_there() -> None:
    rows = [[{"text": "是"}, {"text": "否"}]]
    assert button_at(rows, "0.1", "否") == {"text": "否"}
    for at, text in (("0.1", "不"), ("0.2", "不"), ("1.0", "不"), ("x", "不")):
        assert button_at(rows, at, text) is None


def test_a_button_that_moved_while_the_finger_came_down_is_still_the_one_meant() -> None:
    rows = [[{"text": "反馈"}, {"text": "查看"}], [{"text": "查看"}]]
    for at in ("1.0", "2.0", "0.1"):
        assert button_at(rows, at, "反馈") == {"text": "反馈"}
    assert button_at(rows, "2.0", "查看") is None


def test_the_nearest_scope_and_language_of_commands_wins(world: World, bot: Bot, person: Person) -> None:
    room = world.private(person, bot)
    bot.profile['commands {"type":"default"} None'] = [{"command": "help", "description": "Help"}]
    assert commands_of(bot, room, person) == [("help", "Help")]
    bot.profile['commands {"type":"all_private_chats"} zh'] = [{"command": "my", "description": "我的事项"}]
    assert commands_of(bot, room, person) == [("my", "我的事项")]


def test_a_long_text_is_cut_as_the_apps_cut_it() -> None:
    for text in ("险" * 9000, "👩‍🚒" * 3000, "a" * 4096):
        parts = parts_of(text)
        assert "".join(parts) == text
        assert all(utf16_length(part) <= 4096 for part in parts)


def test_the_map_finds_its_way_back() -> None:
    chart = Chart.of([Place("甲", 30.10, 108.00), Place("乙", 30.25, 108.10, seat=True)])
    for place in chart.places:
        x, y = chart.spot(place.latitude, place.longitude)
        assert 0 < x < 1000
        assert 0 < y < 760
        assert chart.degrees(x, y) == pytest.approx((place.latitude, place.longitude), abs=2e-4)
    assert chart.nearest(30.101, 108.001) == chart.places[0]
    assert chart.nearest(40.0, 100.0) is None
    assert chart.home.name == "乙"
    ElementTree.fromstring(chart.land())
    ElementTree.fromstring(chart.map("地图"))


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_can_be_drawn(name: str) -> None:
    assert ElementTree.fromstring(scene(name, "现场 <2026>")).get("width") == "960"


def test_both_languages_have_the_same_gaps() -> None:
    from string import Formatter

    from sandbox.web import words

    def gaps(text: str) -> Iterator[str | None]:
        return (field for _, field, _, _ in Formatter().parse(text) if field)

    for key, texts in words._WORDS.items():
        assert len(texts) == len(LANGUAGES), key
        assert sorted(map(str, gaps(texts[0]))) == sorted(map(str, gaps(texts[1]))), key
        assert all(texts), key


@pytest.mark.parametrize(("name", "short"), [("李秀英", "秀英"), ("Anna Li", "AL"), ("", "?"), ("欧阳 震华", "震华")])
def test_avatars_show_a_name_in_short(name: str, short: str) -> None:
    assert initials(name) == short


def test_checks_of_a_guide_look_only_at_what_came_after_the_mark(world: World, bot: Bot, person: Person) -> None:
    phone, room = Phone(world, person), world.private(person, bot)
    phone.say(room, "后坡有裂缝")
    world.post(room, bot, {"text": "已收到，编号 YH20261123-0001"})
    assert sends(person.id, fragment="裂缝")(world, Mark())
    assert shows(person.id, "已收到", "YH")(world, Mark())
    assert not shows(person.id, "已收到", times=2)(world, Mark())
    assert not sends(person.id, "photo")(world, Mark())
    mark = Mark.of(world)
    assert not shows(person.id, "已收到")(world, mark)
    world.post(room, bot, {"text": "已收到"})
    assert shows(person.id, "已收到")(world, mark)
    assert every(shows(person.id, "已收到"), sends(person.id))(world, Mark())
    assert not every(shows(person.id, "已收到"), sends(person.id))(world, mark)
    assert either(shows(person.id, "已收到"), sends(person.id))(world, mark)


async def test_a_press_counts_for_whoever_pressed(world: World, bot: Bot, person: Person) -> None:
    other = world.add_person("王建国")
    markup = {"inline_keyboard": [[{"text": "✅ 签收", "callback_data": "a"}, {"text": "拒收", "callback_data": "b"}]]}
    message = world.post(world.private(person, bot), bot, {"text": "交办单"}, inline=markup)
    world.press(person, message, "b")
    assert not presses(person.id, "签收")(world, Mark())
    mark = Mark.of(world)
    world.press(person, message, "a")
    assert presses(person.id, "签收")(world, mark)
    assert not presses(other.id)(world, Mark())
    assert not presses(person.id, "拒收")(world, mark)
    await world.close()


def test_a_group_is_followed_when_it_is_upgraded(world: World, bot: Bot, person: Person) -> None:
    room = world.add_group("group", "突击队")
    membership.found(world, room, [person])
    fresh = membership.upgrade(world, room)
    world.post(fresh, bot, {"text": "集合"})
    assert shows(room.id, "集合")(world, Mark())


def test_a_seat_is_somebodys_and_a_guide_speaks_both_languages() -> None:
    with pytest.raises(ValueError, match="a seat"):
        Seat()
    assert Seat(person=5, group=-7).key == -7
    guide = Guide({"zh": "跟着做", "en": "Guide"}, [Step("一", "做")])
    assert spoken(guide.title, "en") == "Guide"
    assert spoken(guide.steps[0].title, "en") == "一"
