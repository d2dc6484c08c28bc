"""Stand-ins for the pictures, sounds and films that the library's source distribution leaves out.

Each has the size, the length and the number of bytes that the library's tests expect of the original.
"""

import struct
from pathlib import Path

from sandbox.content import pictures


def padded(data: bytes, size: int) -> bytes:
    """Return the data with zeros behind it, which readers of these formats ignore."""
    return data + bytes(size - len(data))


def gif(width: int, height: int) -> bytes:
    """Return a GIF of one empty frame that is shown for a second."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    frame = b"\x21\xf9\x04\x00" + struct.pack("<H", 100) + b"\0\0\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0)
    return head + frame + b"\x02\x02\x44\x01\x00\x3b"


def webp(width: int, height: int) -> bytes:
    """Return the header of an extended WebP picture."""
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4)
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3(size: int) -> bytes:
    """Return the header of an MP3 of 320 kbit/s."""
    return padded(b"\xff\xfb\xe0\x00", size)


def write_missing(folder: Path) -> None:
    """Write the files that are not there."""
    made = {
        "telegram.jpg": pictures.jpeg(1, 800, 800),
        "telegram.png": padded(pictures.png(1, 300), 12948),
        "telegram.webp": padded(webp(510, 512), 39518),
        "telegram.mp4": padded(pictures.video(1, 5, 360, 640), 326534),
        "telegram2.mp4": padded(pictures.video(2, 3, 240, 240), 132084),
        "telegram.ogg": pictures.voice(1, 3),
        "telegram.mp3": mp3(122920),
        "game.gif": padded(gif(320, 180), 5859),
    }
    for name, data in made.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
