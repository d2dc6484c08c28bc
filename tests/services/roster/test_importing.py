"""An import is all or nothing, never doubles, and takes rights away at once; on both databases."""

import shutil
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from bot.demo import township as demo_township
from bot.demo import workbook as demo_workbook
from models import (
    Account,
    Grid,
    Household,
    HouseholdMember,
    JournalEntry,
    Message,
    Person,
    Post,
    RiskPoint,
    Squad,
    Unit,
    Village,
)
from models.enums import Language, Level, MessageState, NumberHolder, Priority, Role
from services.core import journal
from services.core.database import Database
from services.people.on_duty import on_watch
from services.roster.gaps import gaps
from services.roster.importing.roster import import_roster
from services.roster.importing.tables import RowCounts, Summary
from services.roster.workbook.faults import RosterRefused
from services.roster.workbook.rows import (
    GridRow,
    HouseholdRow,
    PersonRow,
    PostRow,
    RiskPointRow,
    SquadRow,
    UnitRow,
    VillageRow,
    Workbook,
)
from services.settings.township import Township
from texts.bundle import load

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CONFIG = Path(__file__).parents[3] / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
ONE, TWO, THREE, NEW = (f"+861380000000{n}" for n in (1, 2, 3, 9))

BOOK = Workbook(
    villages=(VillageRow(code="SW", name="上湾村", latitude=30.2, longitude=108.0),),
    grids=(GridRow(code="SW-01", name="第一网格", village="SW"),),
    units=(UnitRow(code="water-station", name="水利站"),),
    squads=(SquadRow(code="TJ-SW", name="上湾村突击队", village="SW"),),
    persons=(
        PersonRow(phone=ONE, name="张三"),
        PersonRow(phone=TWO, name="李四", language=Language.EN, party_member=True),
        PersonRow(phone=THREE, name="王五"),
    ),
    posts=(
        PostRow(phone=ONE, role=Role.STATION_STAFF, full_time=True),
        PostRow(phone=TWO, role=Role.UNIT_HEAD, unit="water-station"),
        PostRow(phone=TWO, role=Role.DEPUTY_DIRECTOR, lines=("flood", "weather")),
        PostRow(phone=THREE, role=Role.GRID_OFFICER, grid="SW-01"),
        PostRow(phone=THREE, role=Role.SQUAD_CAPTAIN, squad="TJ-SW"),
    ),
    risk_points=(
        RiskPointRow(code="FX-1", name="后边坡", line="geology", level=Level.MAJOR, village="SW", grid="SW-01"),
    ),
    households=(HouseholdRow(code="H-0001", grid="SW-01", head_name="赵六", people=4, vulnerable=1),),
    digest="d" * 64,
)


async def bring_in(database: Database, workbook: Workbook = BOOK) -> Summary:
    async with database.transaction() as session:
        return await import_roster(session, workbook, now=NOW)


async def test_a_language_chosen_in_chat_stays_where_the_sheet_names_none(database: Database) -> None:
    await bring_in(database)
    async with database.transaction() as session:
        chosen = sa.update(Person).where(Person.phone.in_((ONE, TWO)))
        await session.execute(chosen.values(language=Language.EN))
        await session.execute(sa.update(Person).where(Person.phone == TWO).values(language=Language.ZH_CN))
    await bring_in(database)
    found = await every(database, sa.select(Person.language).order_by(Person.phone))
    assert found == [Language.EN, Language.EN, Language.ZH_CN], "the sheet names a language for the second alone"


def total(summary: Summary) -> RowCounts:
    return RowCounts(*map(sum, zip(*map(astuple, summary.values()), strict=True)))


async def every(database: Database, query: Any) -> list[Any]:
    async with database.reading() as session:
        return list(await session.scalars(query))


def without(workbook: Workbook, phone: str) -> Workbook:
    return replace(
        workbook,
        persons=tuple(row for row in workbook.persons if row.phone != phone),
        posts=tuple(row for row in workbook.posts if row.phone != phone),
    )


async def test_the_first_import_creates_everything(database: Database) -> None:
    summary = await bring_in(database)
    assert summary == {
        "villages": RowCounts(1),
        "grids": RowCounts(1),
        "units": RowCounts(1),
        "squads": RowCounts(1),
        "persons": RowCounts(3),
        "posts": RowCounts(6),
        "risk_points": RowCounts(1),
        "households": RowCounts(1),
        "duty": RowCounts(),
    }
    grid_officer = (await every(database, sa.select(Post).where(Post.role == Role.GRID_OFFICER)))[0]
    village, grid = (await every(database, sa.select(Village)))[0], (await every(database, sa.select(Grid)))[0]
    assert (grid_officer.grid_id, grid_officer.village_id) == (grid.id, village.id)
    lines = await every(database, sa.select(Post.line).where(Post.role == Role.DEPUTY_DIRECTOR).order_by(Post.line))
    assert lines == ["flood", "weather"]
    assert await every(database, sa.select(Person.party_member).where(Person.language == Language.EN)) == [True]


async def test_a_second_import_changes_nothing(database: Database) -> None:
    first = await bring_in(database)
    again = await bring_in(database)
    assert total(again) == RowCounts(unchanged=total(first).created)
    for table in (Village, Grid, Unit, Squad, Person, RiskPoint, Household):
        count = len(await every(database, sa.select(table)))
        assert count == (3 if table is Person else 1)
    assert len(await every(database, sa.select(Post))) == 6


async def test_what_changed_is_updated_under_the_same_id(database: Database) -> None:
    await bring_in(database)
    before = (await every(database, sa.select(Village.id)))[0]
    changed = replace(BOOK, villages=(VillageRow(code="SW", name="上湾社区", latitude=30.3, longitude=108.0),))
    summary = await bring_in(database, changed)
    assert summary["villages"] == RowCounts(updated=1)
    village = (await every(database, sa.select(Village)))[0]
    assert (village.id, village.name, village.latitude) == (before, "上湾社区", 30.3)


async def test_a_squad_s_figures_and_its_people_s_skills_are_updated_never_doubled(database: Database) -> None:
    squad = SquadRow(
        code="TJ-SW",
        name="上湾村突击队",
        village="SW",
        needed=25,
        gathering="村委会广场",
        latitude=30.2,
        longitude=108.0,
    )
    book = replace(
        BOOK,
        squads=(squad,),
        persons=(
            *BOOK.persons[:2],
            PersonRow(phone=THREE, name="王五", skills="挖掘机驾驶", equipment="油锯"),
            PersonRow(phone=NEW, name="赵六"),
        ),
        posts=(*BOOK.posts, PostRow(phone=NEW, role=Role.SQUAD_MEMBER, squad="TJ-SW", substitute_for=THREE)),
    )
    await bring_in(database)
    assert (await bring_in(database, book))["squads"] == RowCounts(updated=1)
    assert total(await bring_in(database, book)) == RowCounts(unchanged=17)
    (kept,) = await every(database, sa.select(Squad))
    assert (kept.needed, kept.gathering, kept.latitude) == (25, "村委会广场", 30.2)
    (captain,) = await every(database, sa.select(Person).where(Person.phone == THREE))
    assert (captain.skills, captain.equipment) == ("挖掘机驾驶", "油锯")
    (post,) = await every(database, sa.select(Post).where(Post.role == Role.SQUAD_MEMBER))
    assert (post.substitute, post.substitute_for_id) == (True, captain.id)
    async with database.reading() as session:
        lacks = {gap.key: dict(gap.arguments) for gap in await gaps(session, SETTINGS)}
    assert lacks["squad-strength"]["wanted"] == 25


async def test_who_joined_a_squad_by_chat_stays_until_the_roster_takes_over(database: Database) -> None:
    await bring_in(database)
    (squad,) = await every(database, sa.select(Squad.id))
    (one,) = await every(database, sa.select(Person.id).where(Person.phone == ONE))
    async with database.transaction() as session:
        session.add(Post(person_id=one, role=Role.SQUAD_MEMBER, squad_id=squad, joined_at=NOW))
    joined = sa.select(Post.active).where(Post.role == Role.SQUAD_MEMBER)
    assert (await bring_in(database))["posts"] == RowCounts(unchanged=6, kept=1)
    assert await every(database, joined) == [True]
    named = replace(BOOK, posts=(*BOOK.posts, PostRow(phone=ONE, role=Role.SQUAD_DEPUTY, squad="TJ-SW")))
    assert (await bring_in(database, named))["posts"] == RowCounts(created=1, unchanged=6, deactivated=1)
    assert await every(database, joined) == [False]


async def test_who_joined_by_chat_goes_with_the_squad_or_the_person(database: Database) -> None:
    for gone in (replace(BOOK, squads=(), posts=BOOK.posts[:4]), without(BOOK, TWO)):
        await bring_in(database)
        (squad,) = await every(database, sa.select(Squad.id))
        (two,) = await every(database, sa.select(Person.id).where(Person.phone == TWO))
        async with database.transaction() as session:
            await session.execute(sa.delete(Post).where(Post.role == Role.SQUAD_MEMBER))
            session.add(Post(person_id=two, role=Role.SQUAD_MEMBER, squad_id=squad, joined_at=NOW))
        assert (await bring_in(database, gone))["posts"].kept == 0
        assert await every(database, sa.select(Post.active).where(Post.role == Role.SQUAD_MEMBER)) == [False]


async def test_who_is_gone_has_lost_the_post_but_keeps_the_record(database: Database) -> None:
    await bring_in(database)
    summary = await bring_in(database, without(BOOK, TWO))
    assert summary["persons"] == RowCounts(unchanged=2, deactivated=1)
    assert summary["posts"] == RowCounts(unchanged=3, deactivated=3)
    person = (await every(database, sa.select(Person).where(Person.phone == TWO)))[0]
    assert not person.active
    assert await every(database, sa.select(Post.active).where(Post.person_id == person.id)) == [False] * 3
    entry = (await every(database, sa.select(JournalEntry).where(JournalEntry.subject == f"person:{person.id}")))[-1]
    assert entry.details["changed"] == ["deactivated"]
    assert sorted(entry.details["lost"]) == [
        "deputy_director line=flood",
        "deputy_director line=weather",
        "unit_head unit=water-station",
    ]
    back = await bring_in(database)
    assert back["persons"] == RowCounts(updated=1, unchanged=2)
    assert back["posts"] == RowCounts(updated=3, unchanged=3)
    assert await every(database, sa.select(Person.id).where(Person.phone == TWO, Person.active)) == [person.id]


async def test_a_sheet_left_out_leaves_its_table_alone_and_an_empty_one_empties_it(database: Database) -> None:
    await bring_in(database)
    await bring_in(database, replace(BOOK, households=None))
    assert await every(database, sa.select(Household.active)) == [True]
    await bring_in(database, replace(BOOK, households=()))
    assert await every(database, sa.select(Household.active)) == [False]


async def test_a_changed_number_keeps_the_person_and_the_account(database: Database) -> None:
    await bring_in(database)
    person_id = (await every(database, sa.select(Person.id).where(Person.phone == ONE)))[0]
    async with database.transaction() as session:
        session.add(Account(telegram_id=77, person_id=person_id, bound_at=NOW, via="contact"))
    moved = replace(
        BOOK,
        persons=(PersonRow(phone=NEW, name="张三", old_phone=ONE), *BOOK.persons[1:]),
        posts=(PostRow(phone=NEW, role=Role.STATION_STAFF, full_time=True), *BOOK.posts[1:]),
    )
    summary = await bring_in(database, moved)
    assert summary["persons"] == RowCounts(updated=1, unchanged=2)
    assert summary["posts"] == RowCounts(unchanged=6)
    assert await every(database, sa.select(Person.id).where(Person.phone == NEW, Person.active)) == [person_id]
    assert total(await bring_in(database, moved)).updated == 0, "the old number may stay in the sheet"


async def test_a_number_handed_on_follows_both_people(database: Database) -> None:
    await bring_in(database)
    ids = dict.fromkeys((ONE, TWO))
    for phone in ids:
        ids[phone] = (await every(database, sa.select(Person.id).where(Person.phone == phone)))[0]
    chain = replace(
        BOOK,
        persons=(
            PersonRow(phone=TWO, name="张三", old_phone=ONE),
            PersonRow(phone=NEW, name="李四", old_phone=TWO, language=Language.EN, party_member=True),
            BOOK.persons[2],
        ),
        posts=tuple(replace(row, phone={ONE: TWO, TWO: NEW}.get(row.phone, row.phone)) for row in BOOK.posts),
    )
    await bring_in(database, chain)
    assert await every(database, sa.select(Person.id).where(Person.phone == TWO)) == [ids[ONE]]
    assert await every(database, sa.select(Person.id).where(Person.phone == NEW)) == [ids[TWO]]
    assert total(await bring_in(database, chain)).updated == 0


async def test_numbers_swapped_between_two_people_are_not_guessed_at(database: Database) -> None:
    await bring_in(database)
    swapped = replace(
        BOOK,
        persons=(
            PersonRow(phone=TWO, name="张三", old_phone=ONE),
            PersonRow(phone=ONE, name="李四", old_phone=TWO),
            BOOK.persons[2],
        ),
    )
    with pytest.raises(RosterRefused) as refused:
        await bring_in(database, swapped)
    assert [fault.key for fault in refused.value.faults] == ["old-phone-both", "old-phone-both"]
    names = await every(database, sa.select(Person.name).order_by(Person.phone))
    assert names == ["张三", "李四", "王五"], "nothing was imported"


async def test_an_error_half_way_leaves_nothing_behind(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> int:
        raise RuntimeError("power cut")

    monkeypatch.setattr(journal, "append", fail)
    with pytest.raises(RuntimeError):
        await bring_in(database)
    assert await every(database, sa.select(Person)) == []
    assert await every(database, sa.select(Village)) == []


async def test_every_import_is_journalled_without_personal_data(database: Database) -> None:
    await bring_in(database)
    renamed = replace(BOOK.persons[0], name="张小三", holder=NumberHolder.SAME)
    await bring_in(database, replace(BOOK, persons=(renamed, *BOOK.persons[1:])))
    imports = await every(
        database, sa.select(JournalEntry).where(JournalEntry.subject == "roster").order_by(JournalEntry.id)
    )
    assert [entry.details["persons"]["created"] for entry in imports] == [3, 0]
    assert imports[1].details["persons"]["updated"] == 1
    assert imports[0].details["file"] == BOOK.digest
    for entry in await every(database, sa.select(JournalEntry)):
        assert not any(secret in str(entry.details) for secret in ("张", "李四", ONE, TWO, "赵六"))


async def test_the_demo_township_comes_in_by_the_same_road_and_lacks_nothing(database: Database) -> None:
    summary = await demo_workbook.populate(database, SETTINGS, now=NOW)
    assert summary["villages"].created == 8
    assert 24 <= summary["grids"].created <= 32
    assert total(await demo_workbook.populate(database, SETTINGS, now=NOW)) == RowCounts(
        unchanged=total(summary).created
    )
    async with database.reading() as session:
        assert await gaps(session, SETTINGS) == []


@pytest.mark.parametrize("hour", ["00:00", "07:59", "13:30", "23:58"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_demo_has_somebody_on_duty_round_the_clock_from_its_start(database: Database, hour: str) -> None:
    start = datetime.fromisoformat(f"2026-12-31 {hour}").replace(tzinfo=SETTINGS.zone)
    await demo_workbook.populate(database, SETTINGS, now=start, on_duty=True)
    first = demo_township.Demo().holders(Role.STATION_STAFF, full_time=True)[0]
    async with database.reading() as session:
        for later in (timedelta(), timedelta(minutes=119)):
            watch = await on_watch(session, start + later)
            assert [one.name for one in watch.officers] == [first.name], "on duty, and not soon relieved"
            assert len(watch.leaders) == 1
        served = set()
        for hours in range(0, 13 * 24, 4):
            watch = await on_watch(session, start + timedelta(hours=hours))
            assert watch.covered, hours
            assert len(watch.leaders) == 1, hours
            served |= {one.person_id for one in watch.officers}
        assert len(served) == demo_township.STATION_FULL_TIME, "everybody has a turn"


async def test_the_demo_is_the_same_each_time() -> None:
    first, second = demo_township.Demo(), demo_township.Demo()
    assert first.people == second.people
    names = [person.name for person in first.people]
    assert len(names) == len(set(names))
    assert len({person.phone for person in first.people}) == len(names)
    assert first.holders(Role.UNIT_HEAD, unit="natural-resources")


GAPS: list[tuple[Callable[[Post], bool], str]] = [
    (lambda post: post.role is Role.STATION_CHIEF, "nobody"),
    (lambda post: post.role is Role.INFORMATION_OFFICER and post.substitute, "village-substitute"),
    (lambda post: post.role is Role.INFORMATION_OFFICER and not post.substitute, "village-without"),
    (lambda post: post.role is Role.SQUAD_CAPTAIN, "squad-captain"),
    (lambda post: post.role is Role.SQUAD_MEMBER, "squad-strength"),
    (lambda post: post.role is Role.GRID_OFFICER, "grid-officer"),
    (lambda post: post.role is Role.UNIT_HEAD, "unit-without"),
    (lambda post: post.role is Role.DEPUTY_DIRECTOR, "line-without"),
    (lambda post: post.full_time, "station-full-time"),
    (lambda post: post.role is Role.STATION_STAFF, "station-staff"),
    (lambda post: True, "empty"),
]


@pytest.fixture(scope="module")
async def populated(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("gaps") / "town.sqlite3")
    database = Database(f"sqlite+aiosqlite:///{file}")
    await demo_workbook.populate(database, SETTINGS, now=NOW)
    yield database
    await database.close()


@pytest.mark.parametrize(("which", "expected"), GAPS)
async def test_who_is_missing_is_named(populated: Database, which: Callable[[Post], bool], expected: str) -> None:
    async with populated.reading() as session:
        for post in await session.scalars(sa.select(Post)):
            post.active = not which(post)
        await session.flush()
        found = await gaps(session, SETTINGS)
        assert expected in {gap.key for gap in found}
        for language in ("zh_CN", "en"):
            assert all(gap.said(load()[language]) for gap in found)
        assert [gap.grave for gap in found] == sorted((gap.grave for gap in found), reverse=True)
        await session.rollback()


async def test_a_unit_that_a_line_names_and_the_roster_lacks_is_grave(populated: Database) -> None:
    async with populated.reading() as session:
        await session.execute(sa.update(Unit).where(Unit.code == "water-station").values(active=False))
        found = await gaps(session, SETTINGS)
        assert [(gap.key, gap.grave) for gap in found] == [("unit-unknown", True)]
        assert "water-station" in found[0].said(load()["zh_CN"])
        await session.rollback()


def under_another_name(**more: Any) -> Workbook:
    return replace(BOOK, persons=(PersonRow(phone=ONE, name="赵六", **more), *BOOK.persons[1:]))


async def logged_in(database: Database, phone: str, account: int = 77) -> int:
    (person_id,) = await every(database, sa.select(Person.id).where(Person.phone == phone))
    async with database.transaction() as session:
        session.add(Account(telegram_id=account, person_id=person_id, bound_at=NOW, via="contact"))
    return int(person_id)


@pytest.mark.parametrize("left", [False, True])
async def test_a_number_under_another_name_is_asked_about_and_nobody_inherits(database: Database, left: bool) -> None:
    await bring_in(database)
    person_id = await logged_in(database, ONE)
    if left:
        await bring_in(database, without(BOOK, ONE))
    with pytest.raises(RosterRefused) as refused:
        await bring_in(database, under_another_name())
    (fault,) = refused.value.faults
    assert (fault.key, fault.column, dict(fault.arguments)) == ("known-as", "name", {"name": "张三"})
    names = await every(database, sa.select(Person.name).where(Person.id == person_id, Person.active.is_(not left)))
    assert names == ["张三"], "who left has left, until somebody says something else"
    words = load()["zh_CN"]
    assert "换人" in fault.mend(words)


async def test_a_name_that_was_corrected_keeps_the_account(database: Database) -> None:
    await bring_in(database)
    person_id = await logged_in(database, ONE)
    same = under_another_name(holder=NumberHolder.SAME)
    assert (await bring_in(database, same))["persons"] == RowCounts(updated=1, unchanged=2)
    assert await every(database, sa.select(Person.name).where(Person.id == person_id)) == ["赵六"]
    assert await every(database, sa.select(Account.person_id)) == [person_id]
    assert total(await bring_in(database, same)).updated == 0


@pytest.mark.parametrize("left", [False, True])
async def test_a_number_that_was_passed_on_is_a_new_person_who_logs_in_anew(database: Database, left: bool) -> None:
    await bring_in(database)
    former = await logged_in(database, ONE)
    if left:
        await bring_in(database, without(BOOK, ONE))
    async with database.transaction() as session:
        shared: dict[str, Any] = {"event": "x", "priority": Priority.LIFE, "content": {}, "attempts": 0}
        shared |= {"created_at": NOW, "not_before": NOW, "state": MessageState.QUEUED, "chat_id": 77}
        session.add(Message(dedupe="x:1", person_id=former, **shared))
    other = under_another_name(holder=NumberHolder.OTHER)
    summary = await bring_in(database, other)
    assert summary["persons"] == RowCounts(created=1, unchanged=2, deactivated=0 if left else 1)
    (new,) = await every(database, sa.select(Person).where(Person.phone == ONE, Person.active))
    assert (new.name, new.id != former) == ("赵六", True)
    assert await every(database, sa.select(Account.telegram_id)) == []
    assert await every(database, sa.select(Person.active).where(Person.id == former)) == [False]
    assert await every(database, sa.select(Post.active).where(Post.person_id == former)) == [False]
    assert await every(database, sa.select(Message.failure)) == ["no_account"], "what waited is told as undelivered"
    assert total(await bring_in(database, other)).created == 0, "the mark may stay in the sheet"
    assert await every(database, sa.select(Person.id).where(Person.phone == ONE)) == [new.id]


async def test_an_old_number_under_another_name_is_asked_about_as_well(database: Database) -> None:
    await bring_in(database)
    row = PersonRow(phone=NEW, name="赵六", old_phone=ONE)
    posts = (PostRow(phone=NEW, role=Role.STATION_STAFF, full_time=True), *BOOK.posts[1:])
    book = replace(BOOK, persons=(row, *BOOK.persons[1:]), posts=posts)
    with pytest.raises(RosterRefused) as refused:
        await bring_in(database, book)
    assert [fault.key for fault in refused.value.faults] == ["known-as"]
    said = replace(book, persons=(replace(row, holder=NumberHolder.SAME), *BOOK.persons[1:]))
    assert (await bring_in(database, said))["persons"] == RowCounts(updated=1, unchanged=2)


async def test_a_person_who_changes_to_the_number_of_somebody_who_left(database: Database) -> None:
    await bring_in(database)
    (three,) = await every(database, sa.select(Person.id).where(Person.phone == THREE))
    (one,) = await every(database, sa.select(Person.id).where(Person.phone == ONE))
    gone = without(BOOK, THREE)
    await bring_in(database, gone)
    row = PersonRow(phone=THREE, name="张三", old_phone=ONE, holder=NumberHolder.OTHER)
    posts = (PostRow(phone=THREE, role=Role.STATION_STAFF, full_time=True), *gone.posts[1:])
    await bring_in(database, replace(gone, persons=(row, *gone.persons[1:]), posts=posts))
    assert await every(database, sa.select(Person.id).where(Person.phone == THREE)) == [one]
    assert await every(database, sa.select(Person.active).where(Person.id == three)) == [False]


async def test_the_head_of_a_household_is_its_first_member_and_a_household_kept_by_hand_stays(
    database: Database,
) -> None:
    await bring_in(database)
    people = sa.select(HouseholdMember.name).order_by(HouseholdMember.id)
    assert await every(database, people) == ["赵六"]
    (row,) = BOOK.households or ()
    renamed = replace(BOOK, households=(replace(row, head_name="赵 陆"),))
    assert (await bring_in(database, renamed))["households"] == RowCounts(updated=1)
    assert (await bring_in(database, renamed))["households"] == RowCounts(unchanged=1)
    assert await every(database, people) == ["赵 陆"]
    (one,) = await every(database, sa.select(Household))
    assert one.village_id == (await every(database, sa.select(Village.id)))[0]
    async with database.transaction() as session:
        session.add(HouseholdMember(household_id=one.id, name="赵七", sought="赵七", vulnerable=[]))
    assert (await bring_in(database))["households"] == RowCounts(unchanged=1), "more of its people are known"
    async with database.transaction() as session:
        await session.execute(sa.update(Household).values(kept_by_id=(await session.scalar(sa.select(Person.id)))))
    for book in (replace(BOOK, households=()), replace(BOOK, households=(replace(row, people=9),))):
        assert (await bring_in(database, book))["households"] == RowCounts(kept=1)
    assert await every(database, sa.select(Household.people)) == [4]
    assert await every(database, people) == ["赵 陆", "赵七"]
