"""Read the features of a GeoJSON file: what each calls itself, and its polygon."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.core.errors import Refused
from services.roster.workbook.cells import cleaned, folded

FILE_LIMIT = 32 * 1024 * 1024
"""Bytes."""
FEATURES = 5_000
CORNERS = 200_000
"""Of all outlines together."""
_CODES = frozenset(map(folded, ("code", "编码", "代码", "编号", "id", "网格编码", "村社编码")))
_NAMES = frozenset(map(folded, ("name", "名称", "网格", "网格名称", "村名", "村社名称", "title")))
_VILLAGES = frozenset(map(folded, ("village", "村", "村社", "所属村", "所属村社", "行政村")))


@dataclass(frozen=True)
class Feature:
    """A feature of the file. Its words are folded."""

    at: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    villages: tuple[str, ...]
    shown: str
    geometry: Mapping[str, Any] | None
    fault: str | None = None
    """The text key of what is wrong with its geometry."""


def read(file: Path) -> list[Feature]:
    """Return the features. Raises ``Refused`` for a file that is no GeoJSON, or too large."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise Refused("outline-file-large", limit=FILE_LIMIT >> 20)
        said = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise Refused("outline-file-unreadable") from None
    features = said.get("features", [said]) if isinstance(said, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features) or not features:
        raise Refused("outline-file-unreadable")
    found = [_feature(at, one) for at, one in enumerate(features[: FEATURES + 1], start=1)]
    if len(found) > FEATURES or sum(_corners(one.geometry) for one in found) > CORNERS:
        raise Refused("outline-file-much", features=FEATURES, corners=CORNERS)
    return found


def _feature(at: int, said: Mapping[str, Any]) -> Feature:
    given = said.get("properties")
    own = {folded(str(key)): cleaned(value) for key, value in given.items()} if isinstance(given, dict) else {}
    if "id" in said:
        own.setdefault("id", cleaned(said["id"]))
    told = {key: value for key, value in own.items() if value}
    codes, names, villages = (
        tuple(folded(value) for key, value in told.items() if key in keys) for keys in (_CODES, _NAMES, _VILLAGES)
    )
    shown = next((value for key, value in told.items() if key in _NAMES | _CODES | _VILLAGES), "-")[:40]
    geometry = said.get("geometry")
    fault = _fault(geometry)
    return Feature(at, codes, names, villages, shown, None if fault else geometry, fault)


def _fault(geometry: Any) -> str | None:
    """Return what keeps a geometry from being an outline, as a text key."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "outline-no-polygon"
    said: Any = geometry.get("coordinates")
    polygons = [said] if geometry["type"] == "Polygon" else said
    try:
        corners = [corner for rings in polygons for ring in rings for corner in ring]
        fits = all(abs(float(corner[0])) <= 180 and abs(float(corner[1])) <= 90 for corner in corners)
        whole = bool(corners) and all(
            rings and all(len({tuple(map(float, one[:2])) for one in ring}) > 2 for ring in rings) for rings in polygons
        )
    except (TypeError, ValueError, IndexError, KeyError):
        return "outline-no-polygon"
    if not whole:
        return "outline-no-polygon"
    return None if fits else "outline-nowhere"


def _corners(geometry: Mapping[str, Any] | None) -> int:
    if geometry is None:
        return 0
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return sum(len(ring) for rings in polygons for ring in rings)
