"""Measures of sounds and films: how long they play, and how large a film's picture is."""

import struct
from collections.abc import Iterator

# Bit rates of MPEG-1 layer III in bits a second, by their number in the header.
_MP3_RATES = [0, *(1000 * rate for rate in (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320))]


def seconds_of(data: bytes) -> int | None:
    """Return how long an Ogg, MP4, MP3 or GIF plays in whole seconds; None when it does not say."""
    if data.startswith(b"OggS"):
        last = data.rfind(b"OggS")
        return _up(struct.unpack_from("<q", data, last + 6)[0], 48000) if len(data) >= last + 14 else None
    if data[4:8] == b"ftyp":
        return _film_seconds(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        delays = sum(int.from_bytes(data[at + 4 : at + 6], "little") for at in _extensions(data))
        return _up(delays, 100) if delays else None
    return _mp3_seconds(data)


def _up(units: int, a_second: int) -> int:
    return max(1, round(units / a_second))


def _extensions(data: bytes) -> Iterator[int]:
    """Yield the places of a GIF's graphic control extensions."""
    place = data.find(b"\x21\xf9\x04")
    while place >= 0:
        yield place
        place = data.find(b"\x21\xf9\x04", place + 8)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the boxes of an MP4 between two places: kind, start and end of the content."""
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        if size < 8:
            return
        yield kind, start + 8, min(start + size, end)
        start += size


def _find(data: bytes, *path: bytes) -> Iterator[tuple[int, int]]:
    """Yield the boxes at a path such as moov, trak, tkhd."""
    spans = [(0, len(data))]
    for step in path:
        spans = [(a, b) for start, end in spans for kind, a, b in _boxes(data, start, end) if kind == step]
    yield from spans


def _film_seconds(data: bytes) -> int | None:
    for start, end in _find(data, b"moov", b"mvhd"):
        form, at = (">IQ", start + 20) if data[start] else (">II", start + 12)
        if at + struct.calcsize(form) <= end:
            scale, length = struct.unpack_from(form, data, at)
            return _up(length, scale) if scale else None
    return None


def film_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height of an MP4's picture."""
    for start, end in _find(data, b"moov", b"trak", b"tkhd"):
        if end - start >= 84:
            width, height = struct.unpack_from(">II", data, end - 8)
            if width and height:
                return width >> 16, height >> 16
    return None


def _mp3_seconds(data: bytes) -> int | None:
    start = 0
    if data.startswith(b"ID3") and len(data) >= 10:
        start = 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    if data[start : start + 1] != b"\xff" or len(data) < start + 4:
        return None
    number = data[start + 2] >> 4
    rate = _MP3_RATES[number] if number < len(_MP3_RATES) else 0
    return _up((len(data) - start) * 8, rate) if rate else None
