"""The villages and grids of a warning: all, some, nobody, or unknown."""

import random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from services.settings.areas.warnings import WarningRules
from services.warnings.area import rings
from services.warnings.area.reach import Country, Extent, Place, Reach, reach
from services.warnings.cap.alerts import Circle
from warning_steps import NATIONAL, area, cap, geocode, info, one, polygon

WEST, MIDDLE, EAST = 1, 2, 3
COUNTRY = Country(
    town=box(108.0, 30.0, 108.3, 30.1),
    villages=[
        Place(WEST, "shangwan", "上湾村", box(108.0, 30.0, 108.1, 30.1)),
        Place(MIDDLE, "xiahe", "下河村", box(108.1, 30.0, 108.2, 30.1)),
        Place(EAST, "dongling", "东岭村", box(108.2, 30.0, 108.3, 30.1)),
    ],
    grids=[
        Place(11, "a", "第一网格", box(108.0, 30.0, 108.05, 30.1), village=WEST),
        Place(12, "b", "第二网格", box(108.05, 30.0, 108.1, 30.1), village=WEST),
        Place(21, "c", "第一网格", box(108.1, 30.0, 108.2, 30.1), village=MIDDLE),
    ],
    names=("青溪镇", "云川县"),
)
RULES = WarningRules(
    regions=("500235101",), villages={"shangwan": "500235101201"}, lists={"WARNCELLID": ("812069270",)}
)


def of(*areas: str) -> Reach:
    return reach(one(cap(info(*areas))), RULES, COUNTRY)


def about(*areas: str) -> tuple[Extent, set[int]]:
    found = of(*areas)
    return found.extent, set(found.villages)


def keys(found: Reach) -> set[str]:
    return {said.key.removeprefix("warning-") for said in (*found.notes, *found.unclear)}


ALL = (Extent.ALL, {WEST, MIDDLE, EAST})
NOBODY: tuple[Extent, set[int]] = (Extent.NOBODY, set())
UNKNOWN: tuple[Extent, set[int]] = (Extent.UNKNOWN, set())


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (geocode("500235101000"), ALL),
        (geocode("500235000000"), ALL),
        (geocode("500235"), ALL),
        (geocode("500000000000"), ALL),
        (geocode("500235101201"), (Extent.SOME, {WEST})),
        (geocode("500235102000"), NOBODY),
        (geocode("410000000000,410100000000"), NOBODY),
        (geocode("410000000000,500235000000"), ALL),
        (geocode("500235101299"), UNKNOWN),  # of this township, but of a village that nobody has entered
        (geocode("812069270", "WARNCELLID"), ALL),
        (geocode("812063189", "WARNCELLID"), NOBODY),
        (geocode("500235101201", "AdminRegions"), (Extent.SOME, {WEST})),
        (geocode("500235", "FIPS6"), UNKNOWN),
        (geocode("NSW_PW002", "AMOC-AreaCode"), UNKNOWN),
        (geocode("500235101201") + geocode("XYZ", "other"), (Extent.SOME, {WEST})),
    ],
)
def test_codes_by_their_beginnings(codes: str, expected: tuple[Extent, set[int]]) -> None:
    assert about(area(codes)) == expected


def test_without_codes_of_our_own_no_code_is_understood() -> None:
    found = reach(one(NATIONAL), WarningRules(), COUNTRY)
    assert (found.extent, keys(found)) == (Extent.UNKNOWN, {"unclear-area"})
    assert reach(one(NATIONAL), RULES, COUNTRY).extent is Extent.ALL


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("青溪镇", ALL),
        ("云川县,云川县", ALL),
        ("云川县全境", ALL),
        ("青溪镇上湾村、下河村", (Extent.SOME, {WEST, MIDDLE})),
        ("大青溪镇", UNKNOWN),
        ("新上湾村", UNKNOWN),
        ("上湾村附近", UNKNOWN),
        ("上湾村、别处", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_names_only_when_they_are_exactly_known(name: str, expected: tuple[Extent, set[int]]) -> None:
    assert about(area(name=name)) == expected
    assert of(area(name=name)).asks == (expected is UNKNOWN)


def test_a_name_that_contains_ours_says_nothing_beside_a_code() -> None:
    assert about(area(geocode("410000000000"), name="青溪镇")) == NOBODY


@pytest.mark.parametrize(
    ("points", "villages", "notes"),
    [
        ("30.02,108.02 30.02,108.04 30.04,108.04 30.02,108.02", {WEST}, set()),
        ("30.02,108.02 30.02,108.04 30.04,108.04", {WEST}, {"note-unclosed"}),
        ("30.0,108.0 30.0,108.1 30.1,108.1 30.1,108.0 30.0,108.0", {WEST}, set()),  # its border is no ground
        ("30.02,108.05 30.08,108.15 30.08,108.05 30.02,108.15 30.02,108.05", {WEST, MIDDLE}, {"note-crossing"}),
        ("30.05,108.15 30.05,108.15 30.05,108.15", {MIDDLE}, {"note-point"}),
        ("30.05,108.05 30.05,108.15 30.05,108.05", {WEST, MIDDLE}, {"note-line"}),
        ("108.02,30.02 108.04,30.02 108.04,30.04 108.02,30.02", {WEST}, {"note-swapped"}),
        ("10.0,179.5 10.0,-179.5 11.0,-179.5 11.0,179.5 10.0,179.5", set(), {"note-antimeridian"}),
        ("29.9,107.9 29.9,108.4 30.2,108.4 30.2,107.9 29.9,107.9", {WEST, MIDDLE, EAST}, set()),
        ("200,500 201,500 201,501 200,500", set(), {"note-out-of-range"}),
        ("nan,108.02 30.02,inf 30.04,108.04 nan,108.02", set(), {"note-polygon"}),
    ],
)
def test_outlines(points: str, villages: set[int], notes: set[str]) -> None:
    found = of(area(polygon(points)))
    assert found.villages == villages
    assert keys(found) == notes
    assert (found.extent is Extent.UNKNOWN) == bool(notes & {"note-out-of-range", "note-polygon"})


def test_a_hole_is_left_out_however_it_is_written() -> None:
    outer = "29.9,107.9 29.9,108.4 30.2,108.4 30.2,107.9 29.9,107.9"
    hole = "29.95,107.95 29.95,108.2 30.15,108.2 30.15,107.95 29.95,107.95"
    for points in (f"{outer} {hole}", f"{outer} {hole} 29.9,107.9"):
        found = of(area(polygon(points)))
        assert (found.villages, keys(found)) == ({EAST}, {"note-hole"})
    assert of(area(polygon(outer)), area(polygon(hole))).extent is Extent.ALL  # two areas are a union


def test_what_a_crossing_outline_goes_around_is_not_lost() -> None:
    star = "30.1,108.15 30.0,108.19 30.07,108.1 30.07,108.2 30.0,108.11 30.1,108.15"
    ground = rings.Ground()
    rings.add_ring(ground, one(cap(info(area(polygon(star))))).infos[0].areas[0].rings[0])
    assert ground.shapes[0].covers(shapely.Point(108.15, 30.05))  # the middle of the star


@pytest.mark.parametrize(
    ("circle", "villages", "notes"),
    [
        ("30.05,108.05 0", {WEST}, {"note-point"}),
        ("30.05,108.1 0", {WEST, MIDDLE}, {"note-point"}),
        ("30.05,108.05 6", {WEST, MIDDLE}, set()),
        ("30.05,108.15 30000", {WEST, MIDDLE, EAST}, set()),
        ("30.05,108.05 -1", set(), {"note-circle"}),
    ],
)
def test_circles(circle: str, villages: set[int], notes: set[str]) -> None:
    found = of(area(f"<circle>{circle}</circle>"))
    assert (found.villages, keys(found)) == (villages, notes)


def test_a_circle_holds_all_of_its_radius() -> None:
    ground = rings.Ground()
    rings.add_circle(ground, Circle(60, 179.9, 20))
    assert shapely.union_all(ground.shapes).covers(shapely.Point(-179.8, 60.05))
    west, south, east, north = shapely.union_all(ground.shapes).bounds
    assert (west, east) == (-180, 180)
    assert north - south >= 2 * 20 / 111.2


def test_grids_follow_shapes_and_villages() -> None:
    assert of(area(polygon("30.02,108.06 30.02,108.07 30.04,108.07 30.02,108.06"))).grids == {12}
    assert of(area(geocode("500235101201"))).grids == {11, 12}
    assert of(area(geocode("500235"))).grids == {11, 12, 21}


def test_a_grid_that_is_touched_brings_its_village() -> None:
    bare = Country(COUNTRY.town, [Place(WEST, "shangwan", "上湾村"), Place(MIDDLE, "x", "y")], COUNTRY.grids[:2])
    found = reach(one(cap(info(area(polygon("30.02,108.02 30.02,108.04 30.04,108.04"))))), RULES, bare)
    assert (found.grids, found.villages, found.asks) == ({11}, {WEST}, True)


def test_a_grid_without_an_outline_counts_with_its_village() -> None:
    corner = area(polygon("30.02,108.06 30.02,108.07 30.04,108.07 30.02,108.06"))
    unplaced = [*COUNTRY.grids, Place(13, "d", "第三网格", village=WEST)]
    assert reach(one(cap(info(corner))), RULES, Country(COUNTRY.town, COUNTRY.villages, unplaced)).grids == {12, 13}
    elsewhere = [Place(11, "a", "第一网格", box(108.0, 30.0, 108.05, 30.1), village=WEST)]
    bare = Country(COUNTRY.town, COUNTRY.villages, elsewhere)
    assert reach(one(cap(info(corner))), RULES, bare).grids == {11}, "none of its grids was found: all may be meant"


def test_a_neighbour_that_shares_our_border_is_not_here() -> None:
    assert about(area(polygon("30.0,108.3 30.1,108.3 30.1,108.4 30.0,108.4 30.0,108.3"))) == NOBODY


def test_several_languages_and_areas_are_a_union() -> None:
    west, east = (polygon(f"30.02,{x}2 30.02,{x}4 30.04,{x}4 30.02,{x}2") for x in ("108.0", "108.2"))
    alert = one(cap(info(area(west)), info(area(east), language="en")))
    assert reach(alert, RULES, COUNTRY).villages == {WEST, EAST}


def test_part_that_is_not_understood_asks_even_if_some_places_are_known() -> None:
    found = of(area(geocode("500235101201")), area(name="别处"))
    assert (found.extent, found.villages, found.asks) == (Extent.SOME, {WEST}, True)
    assert not of(area(geocode("500235")), area(name="别处")).asks  # all are reached already


def test_no_area_at_all_asks() -> None:
    assert reach(one(cap()), RULES, COUNTRY).extent is Extent.UNKNOWN


def test_a_shape_here_that_touches_no_known_outline_asks() -> None:
    bare = Country(COUNTRY.town, [Place(WEST, "shangwan", "上湾村"), Place(MIDDLE, "xiahe", "下河村")])
    inside = one(cap(info(area(polygon("30.02,108.02 30.02,108.04 30.04,108.04 30.02,108.02")))))
    assert (reach(inside, RULES, bare).extent, keys(reach(inside, RULES, bare))) == (
        Extent.UNKNOWN,
        {"unclear-outlines"},
    )
    around = one(cap(info(area(polygon("29,107 29,109 31,109 31,107 29,107")))))
    assert reach(around, RULES, bare).extent is Extent.ALL


def test_a_far_shape_that_would_be_here_with_its_numbers_swapped_asks() -> None:
    town = box(85.0, 44.0, 85.3, 44.1)
    swapped = one(cap(info(area(polygon("85.1,44.02 85.1,44.04 85.2,44.04 85.1,44.02")))))
    far = Country(town, [Place(WEST, "x", "某村", town)])
    assert (reach(swapped, RULES, far).extent, keys(reach(swapped, RULES, far))) == (
        Extent.UNKNOWN,
        {"unclear-swapped"},
    )


_NUMBERS = st.one_of(st.floats(-200, 400), st.sampled_from([0.0, 90.0, -90.0, 180.0, -180.0, 30.0, 108.0, 1e-320]))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_NUMBERS, _NUMBERS), min_size=1, max_size=12), st.sampled_from([0.0, 0.5]))
def test_no_outline_crashes(ring: list[tuple[float, float]], slack: float) -> None:
    ground = rings.Ground()
    rings.add_ring(ground, tuple(ring), slack)
    assert bool(ground.shapes) != bool(ground.unclear)
    for shape in ground.shapes:
        assert not shape.is_empty
        shape.intersects(COUNTRY.town)


def test_two_outlines_that_cross_in_a_million_places_are_understood() -> None:
    def comb(teeth: int) -> list[tuple[float, float]]:
        rows = [at / teeth for at in range(teeth)]
        edge = [corner for x in rows for corner in ((0.01, x), (1, x), (1, x + 0.4 / teeth), (0.01, x + 0.4 / teeth))]
        return [*edge, (0.01, 1), (0, 1), (0, 0), (0.01, 0)]

    lying, standing = comb(1200), [(x, y) for y, x in comb(1200)]
    ground = rings.Ground()
    rings.add_ring(ground, tuple((30 + y, 108 + x) for y, x in [*lying, *standing]))
    assert len(ground.shapes) == 2  # neither is a hole of the other


def test_a_scribble_of_many_corners_is_understood() -> None:
    seeded = random.Random(3)
    ground = rings.Ground()
    for _ in range(100):
        rings.add_ring(ground, tuple((seeded.uniform(30, 31), seeded.uniform(108, 109)) for _ in range(100)))
    rings.add_ring(ground, tuple((seeded.uniform(30, 31), seeded.uniform(108, 109)) for _ in range(10_000)))
    assert "warning-note-hull" in {said.key for said in ground.notes}
