"""Small real pictures, sounds, films and documents made in code, so that the repository holds no binary."""

import math
import random
import struct
import zlib

_QUANT = 8  # one value for all coefficients: DC = level - 128, so a block is one flat colour


def jpeg(seed: int, width: int = 160, height: int = 120) -> bytes:
    """Return a baseline JPEG of a hillside, different for each seed; both sides are multiples of 8."""
    columns, rows = width // 8, height // 8
    bits = _Bits()
    previous = [0, 0, 0]
    for levels in _hillside(seed, columns, rows):
        for channel, level in enumerate(levels):
            bits.dc(level - previous[channel])
            previous[channel] = level
    # Huffman tables of our own: twelve DC categories of four bits each, and one AC code, "end of block".
    dc = bytes([0, 0, 0, 12, *[0] * 12]) + bytes(range(12))
    ac = bytes([1, *[0] * 15]) + b"\0"
    frame = struct.pack(">BHHB", 8, rows * 8, columns * 8, 3) + bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _segment(0xDB, b"\0" + bytes([_QUANT]) * 64),
            _segment(0xC0, frame),
            _segment(0xC4, b"\x00" + dc),
            _segment(0xC4, b"\x10" + ac),
            _segment(0xDA, bytes([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
            bits.finish(),
            b"\xff\xd9",
        )
    )


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _hillside(seed: int, columns: int, rows: int) -> list[tuple[int, int, int]]:
    """Return blocks of (luma, blue, red) levels, each around zero."""
    dice = random.Random(seed)
    phase, tilt = dice.random() * 6, dice.uniform(0.2, 0.6)
    sky, soil = (60 + dice.randrange(40), 25, -20), (-20 - dice.randrange(40), -20, 10 + dice.randrange(30))
    blocks = []
    for row in range(rows):
        for column in range(columns):
            ridge = rows * (0.5 + 0.18 * math.sin(phase + column * tilt))
            luma, blue, red = sky if row < ridge else soil
            blocks.append((max(-128, min(127, luma + dice.randrange(-12, 12) - row)), blue, red))
    return blocks


class _Bits:
    """The entropy-coded part of a JPEG."""

    def __init__(self) -> None:
        self._value = 0
        self._length = 0

    def dc(self, difference: int) -> None:
        """Write one block: its DC difference, then "end of block"."""
        category = abs(difference).bit_length()
        self._put(category, 4)
        self._put(difference if difference > 0 else difference + (1 << category) - 1, category)
        self._put(0, 1)

    def _put(self, value: int, length: int) -> None:
        self._value = self._value << length | value
        self._length += length

    def finish(self) -> bytes:
        """Return the bytes, padded with ones and with 0xFF stuffed."""
        pad = -self._length % 8
        self._put((1 << pad) - 1, pad)
        return self._value.to_bytes(self._length // 8, "big").replace(b"\xff", b"\xff\0")


def voice(seed: int, seconds: int = 2) -> bytes:
    """Return an Ogg file with this many seconds of Opus silence."""
    serial = seed & 0xFFFFFFFF
    head = b"OpusHead\x01\x01\x00\x00" + struct.pack("<I", 48000) + b"\0\0\0"
    tags = b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)
    frames = [b"\xf8\xff\xfe"] * min(seconds * 50, 250)
    return _ogg(serial, 0, 0, 2, [head]) + _ogg(serial, 1, 0, 0, [tags]) + _ogg(serial, 2, len(frames) * 960, 4, frames)


def _ogg(serial: int, number: int, position: int, flags: int, packets: list[bytes]) -> bytes:
    lacing = bytes(len(packet) for packet in packets)
    page = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, serial, number, 0, len(lacing))
    page += lacing + b"".join(packets)
    checksum = 0
    for byte in page:
        checksum ^= byte << 24
        for _ in range(8):
            checksum = (checksum << 1) ^ 0x04C11DB7 if checksum & 0x80000000 else checksum << 1
        checksum &= 0xFFFFFFFF
    return page[:22] + struct.pack("<I", checksum) + page[26:]


def video(seed: int, seconds: int = 3, width: int = 640, height: int = 480) -> bytes:
    """Return the boxes of an MP4 file with its length and size, without a film in it."""
    length = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80)
    track = bytes(76) + struct.pack(">II", width << 16, height << 16)
    header = _box(b"moov", _box(b"mvhd", length) + _box(b"trak", _box(b"tkhd", track)))
    body = struct.pack(">I", seed & 0xFFFFFFFF) + bytes(252)
    return _box(b"ftyp", b"isom\0\0\x02\0isomiso2") + header + _box(b"mdat", body)


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def document(seed: int) -> bytes:
    """Return a one-page PDF that shows its number."""
    text = b"BT /F1 24 Tf 72 700 Td (Document %d) Tj ET" % seed
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return the width and height of a PNG, JPEG, GIF, BMP or WebP, or None for other data."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        if data[12:16] == b"VP8X" and len(data) >= 30:
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        return 512, 512
    if data.startswith(b"BM") and len(data) >= 26:
        return struct.unpack("<II", data[18:26])
    if data.startswith(b"\xff\xd8"):
        place = 2
        while place + 9 < len(data) and data[place] == 0xFF:
            marker, length = data[place + 1], struct.unpack(">H", data[place + 2 : place + 4])[0]
            if 0xC0 <= marker <= 0xC3:
                height, width = struct.unpack(">HH", data[place + 5 : place + 9])
                return width, height
            place += 2 + length
        return 1280, 960
    return None


def recompressed(data: bytes, width: int, height: int) -> bytes:
    """Return a picture without the comments and the camera's data of a JPEG, and with a mark that names a size.

    Telegram draws a new JPEG for each size; here the picture stays as it is.
    """
    comment = _segment(0xFE, b"%d x %d" % (width, height))
    if not data.startswith(b"\xff\xd8"):
        return data + comment  # viewers pay no heed to bytes after the end
    kept, place = [b"\xff\xd8", comment], 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        end = place + 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        # APP1 to APP15 hold what the camera wrote, such as the place; 0xFE is a comment.
        if not (0xE1 <= data[place + 1] <= 0xEF or data[place + 1] == 0xFE):
            kept.append(data[place:end])
        place = end
    return b"".join((*kept, data[place:]))


def png(seed: int, side: int = 32) -> bytes:
    """Return a small PNG of one colour."""
    colour = random.Random(seed).randbytes(3)
    rows = (b"\0" + colour * side) * side

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
