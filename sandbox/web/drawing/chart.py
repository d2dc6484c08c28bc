"""A drawn map of a township for picking and showing places without the internet; it is not exact."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.guide import Place

WIDTH, HEIGHT = 1000.0, 760.0
_MARGIN = 130.0
_KM_A_DEGREE = 111.2
# A place is "near" a village within this many kilometres.
NEAR_KM = 4.0
# The size of a card in a chat, in map units.
CARD_WIDTH, CARD_HEIGHT = 300.0, 150.0

SOMEWHERE = (
    Place("青溪镇", 30.1860, 108.0520, seat=True),
    Place("上湾村", 30.2312, 108.0241),
    Place("下坝村", 30.1604, 108.0889),
    Place("石桥村", 30.2041, 108.0907),
    Place("松林村", 30.2287, 108.0725),
    Place("云雾村", 30.2459, 108.0498),
    Place("白鹤村", 30.1533, 108.0275),
    Place("双河村", 30.1719, 108.0093),
)


@dataclass(frozen=True, slots=True)
class Chart:
    """The map of some places; x grows to the east, y to the south."""

    places: Sequence[Place]
    west: float
    north: float
    scale: float
    squeeze: float
    left: float
    top: float

    @classmethod
    def of(cls, places: Sequence[Place]) -> "Chart":
        """Return a map with room for all the places."""
        places = tuple(places) or SOMEWHERE
        west, east = min(p.longitude for p in places), max(p.longitude for p in places)
        south, north = min(p.latitude for p in places), max(p.latitude for p in places)
        squeeze = math.cos(math.radians((south + north) / 2))
        wide = max((east - west) * squeeze * _KM_A_DEGREE, 2.0)
        high = max((north - south) * _KM_A_DEGREE, 2.0)
        scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
        left = (WIDTH - (east - west) * squeeze * _KM_A_DEGREE * scale) / 2
        top = (HEIGHT - (north - south) * _KM_A_DEGREE * scale) / 2
        return cls(places, west, north, scale, squeeze, left, top)

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a place lies on the map."""
        x = self.left + (longitude - self.west) * self.squeeze * _KM_A_DEGREE * self.scale
        y = self.top + (self.north - latitude) * _KM_A_DEGREE * self.scale
        return round(x, 1), round(y, 1)

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return latitude and longitude of a point of the map, to about a metre."""
        longitude = self.west + (x - self.left) / (self.squeeze * _KM_A_DEGREE * self.scale)
        latitude = self.north - (y - self.top) / (_KM_A_DEGREE * self.scale)
        return round(latitude, 5), round(longitude, 5)

    def nearest(self, latitude: float, longitude: float) -> Place | None:
        """Return the place nearest to a point, or None when none is near."""
        x, y = self.spot(latitude, longitude)
        best = min(self.places, key=lambda place: math.dist((x, y), self.spot(place.latitude, place.longitude)))
        away = math.dist((x, y), self.spot(best.latitude, best.longitude)) / self.scale
        return best if away <= NEAR_KM else None

    @property
    def home(self) -> Place:
        """The township's seat, or the first place."""
        return next((place for place in self.places if place.seat), self.places[0])

    def land(self) -> str:
        """Return the drawing of the land, as the definition `#land` that every map and card uses."""
        dice = random.Random(len(self.places))
        spots = [self.spot(place.latitude, place.longitude) for place in self.places]
        return (
            '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs><g id="land">'
            f'<rect x="-2000" y="-2000" width="5000" height="5000" fill="#eef2e4"/>'
            f"{_hills(dice)}{_river(dice)}{_roads(spots)}{self._villages()}</g></defs></svg>"
        )

    def _villages(self) -> str:
        marks = []
        for place in self.places:
            x, y = self.spot(place.latitude, place.longitude)
            size, colour = (15, "#b4553d") if place.seat else (9, "#6d7f5d")
            marks.append(
                f'<circle cx="{x}" cy="{y}" r="{size}" fill="{colour}" stroke="#fff" stroke-width="4"/>'
                f'<text x="{x}" y="{y + size + 26}" text-anchor="middle" class="land-name">{plain(place.name)}</text>'
            )
        return "".join(marks)

    def map(self, label: str) -> str:
        """Return the whole map, for a person to tap on."""
        kilometre = round(2 * self.scale, 1)
        return (
            f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{attribute(label)}">'
            f'<use href="#land"/>{_pin("map-pin")}'
            f'<g transform="translate(36 {HEIGHT - 36:.0f})"><path d="M0 -10v10h{kilometre}v-10" class="land-scale"/>'
            f'<text x="{kilometre / 2}" y="-16" text-anchor="middle" class="land-name">2 km</text></g></svg>'
        )

    def card(self, latitude: float, longitude: float, label: str) -> str:
        """Return the surroundings of a point, for a message."""
        x, y = self.spot(latitude, longitude)
        view = f"{x - CARD_WIDTH / 2} {y - CARD_HEIGHT * 0.6} {CARD_WIDTH} {CARD_HEIGHT}"
        return (
            f'<svg class="map-card" viewBox="{view}" role="img" aria-label="{attribute(label)}">'
            f'<use href="#land"/><g transform="translate({x} {y})">{_PIN}</g></svg>'
        )


_PIN = (
    '<ellipse cx="0" cy="1" rx="9" ry="4" fill="#0003"/>'
    '<path d="M0 0C-5 -14 -16 -20 -16 -33a16 16 0 1 1 32 0C16 -20 5 -14 0 0z" fill="#d64545" stroke="#fff" '
    'stroke-width="2.5"/><circle cx="0" cy="-33" r="6" fill="#fff"/>'
)


def _pin(name: str) -> str:
    return f'<g class="{name}" transform="translate(-999 -999) scale(1.3)">{_PIN}</g>'


def _hills(dice: random.Random) -> str:
    hills = []
    for _ in range(22):
        x, y = dice.uniform(-150, WIDTH + 150), dice.uniform(-150, HEIGHT + 150)
        wide = dice.uniform(70, 190)
        tone = dice.choice(("#e0ead0", "#d5e3c3", "#dbe6d2"))
        hills.append(
            f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{wide:.0f}" ry="{wide * dice.uniform(0.4, 0.7):.0f}" '
            f'fill="{tone}" transform="rotate({dice.randrange(-25, 25)} {x:.0f} {y:.0f})"/>'
        )
    return "".join(hills)


def _river(dice: random.Random) -> str:
    points = [(-300 + step * 160, HEIGHT * (0.62 - 0.03 * step) + dice.uniform(-70, 70)) for step in range(12)]
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) / 2
        path += f"C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    banks = f'<path d="{path}" fill="none" stroke="#c4dcea" stroke-width="30" stroke-linecap="round"/>'
    return banks + f'<path d="{path}" fill="none" stroke="#a9cde2" stroke-width="20" stroke-linecap="round"/>'


def _roads(spots: Sequence[tuple[float, float]]) -> str:
    """Return roads that join each village to the nearest one that is joined already."""
    joined, roads = [spots[0]], []
    for spot in sorted(spots[1:], key=lambda one: math.dist(one, spots[0])):
        near = min(joined, key=lambda one: math.dist(one, spot))
        bend = ((spot[0] + near[0]) / 2 + (near[1] - spot[1]) * 0.15, (spot[1] + near[1]) / 2)
        roads.append(f"M{near[0]} {near[1]}Q{bend[0]:.0f} {bend[1]:.0f} {spot[0]} {spot[1]}")
        joined.append(spot)
    path = "".join(roads)
    edge = f'<path d="{path}" fill="none" stroke="#d9c9a3" stroke-width="11" stroke-linecap="round"/>'
    return edge + f'<path d="{path}" fill="none" stroke="#fffaf0" stroke-width="7" stroke-linecap="round"/>'
