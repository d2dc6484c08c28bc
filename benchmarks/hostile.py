"""Hostile warning files: the CPU seconds until the slowest is refused, or read with its outlines repaired."""

import random
import time
from collections.abc import Iterator

from benchmarks.support.harness import Json
from services.warnings.area import rings
from services.warnings.cap.alerts import Reading
from services.warnings.cap.bounds import BYTES
from services.warnings.cap.reading import read

NAME = "hostile"
DATABASES = ("",)
ROUNDS = 3
_ALERT = """<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a</identifier><sender>s</sender>
<sent>2026-11-27T10:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>{}</alert>"""
_AREA = "<info><event>e</event><area><areaDesc>d</areaDesc>{}</area></info>"


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name."""
    seeded = random.Random(12)
    points = " ".join(f"{seeded.randrange(90)},{seeded.randrange(99)}" for _ in range(200_000))
    rings = "".join(f"<polygon>1,1 1,2 2,{at} 1,1</polygon>" for at in range(40_000))
    shapes = {
        "depth": "<a>" * 50_000 + "</a>" * 50_000,
        "elements": "<a/>" * 450_000,
        "infos": "<info/>" * 90_000,
        "points": _AREA.format(f"<polygon>{points}</polygon>"),
        "polygons": _AREA.format(rings),
        "references": "<references>" + "s,A,2026-11-27T09:00:00Z " * 80_000 + "</references>",
        "crossing": _AREA.format(f"<polygon>{_crossing(1_200)}</polygon>"),
        "text": _AREA.format("&amp;" * 390_000),
    }
    for name, shape in shapes.items():
        written = _ALERT.format(shape).encode()
        assert len(written) <= BYTES, f"{name}: refused by its size alone"
        yield name, written


def _crossing(teeth: int) -> str:
    """Return two combs across each other: their edges cross in a million places."""
    rows = [at / teeth for at in range(teeth)]
    comb = [corner for x in rows for corner in ((0.01, x), (1, x), (1, x + 0.4 / teeth), (0.01, x + 0.4 / teeth))]
    corners = [*comb, (0.01, 1), (0, 1), (0, 0), *((x, y) for y, x in comb), (1, 0.01), (1, 0), (0, 0)]
    return " ".join(f"{30 + y:.6f},{108 + x:.6f}" for y, x in corners)


def _understand(reading: Reading) -> None:
    for alert in reading.alerts:
        for area in (area for info in alert.infos for area in info.areas):
            ground = rings.Ground()
            for ring in area.rings:
                rings.add_ring(ground, ring, area.slack)


async def run(database_kind: str) -> Json:
    """Return the seconds of each file, the least of some rounds, and those of the slowest."""
    took: dict[str, float] = {}
    for name, written in files():
        rounds = []
        for _ in range(ROUNDS):
            began = time.process_time()
            _understand(read(written))
            rounds.append(time.process_time() - began)
        took[name] = round(min(rounds), 3)
    return {"value": max(took.values()), "unit": "s", "each": took, "target": 1}
