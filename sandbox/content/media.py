"""Files as message content: the `PhotoSize`, `Voice`, `Document` and other objects of the Bot API."""

from typing import Any

from sandbox.content import pictures
from sandbox.content.files import FileStore, StoredFile
from sandbox.content.measures import film_size, seconds_of
from sandbox.content.pictures import size_of
from sandbox.json import Json

# The boxes into which Telegram fits the copies of a photo, the smallest first; the last copy has the photo's own
# proportions within 1280 by 1280.
BOXES = (90, 320, 800, 1280)
# The longest side of a thumbnail that the server makes.
THUMBNAIL = 320


def photo_content(files: FileStore, stored: StoredFile) -> Json:
    """Return a photo in its sizes, each a file of its own.

    The sandbox cannot shrink a picture: each copy keeps the picture, without what the camera wrote beside it.
    """
    stored = stored.original or stored
    if not stored.copies:
        width, height = stored.width or 800, stored.height or 600
        longest = max(width, height)
        for box in BOXES[:-1]:
            if box < longest:
                stored.copies.append(files.add_copy(stored, *fitted(width, height, box)))
        stored.copies.append(files.add_copy(stored, *fitted(width, height, BOXES[-1])))
    return {"photo": [copy.view() | {"width": copy.width, "height": copy.height} for copy in stored.copies]}


def fitted(width: int, height: int, box: int) -> tuple[int, int]:
    """Return the size of a picture shrunk into a square box."""
    scale = min(1.0, box / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _thumbnail(files: FileStore, stored: StoredFile) -> StoredFile | None:
    """Return the small picture that the server makes of a film or of a picture sent as a file: a made-up one here."""
    sides = size_of(stored.data) or film_size(stored.data)
    if sides is None:
        return None
    if not stored.copies:
        width, height = fitted(*sides, THUMBNAIL)
        drawn = pictures.jpeg(len(stored.data), max(8, width), max(8, height))
        small = files.add("thumbnail", drawn)
        small.width, small.height = width, height
        stored.copies.append(small)
    return stored.copies[0]


def media_content(files: FileStore, stored: StoredFile, **fields: Any) -> Json:
    """Return the content of a message with this file; `fields` are the sender's own (duration, width and others)."""
    kind = stored.kind
    if kind == "photo":
        return photo_content(files, stored)
    said = {name: value for name, value in fields.items() if value is not None}
    view = stored.view()
    if kind in ("voice", "audio", "document", "video", "animation"):
        view["mime_type"] = stored.mime
    if kind in ("document", "audio", "video", "animation") and stored.name:
        view["file_name"] = stored.name
    if kind in ("voice", "audio", "video", "animation", "video_note"):
        view["duration"] = seconds_of(stored.data) or said.get("duration", 1)
        if kind in ("voice", "audio") and "duration" in said:
            view["duration"] = said["duration"]
    if kind in ("video", "animation"):
        sides = film_size(stored.data) or size_of(stored.data) or (said.get("width", 640), said.get("height", 480))
        view["width"], view["height"] = sides
    if kind == "video_note":
        view["length"] = said.get("length", 240)
    if kind == "audio":
        view |= {name: said[name] for name in ("performer", "title") if name in said}
    if kind == "sticker":
        width, height = size_of(stored.data) or (512, 512)
        view |= {"type": "regular", "width": width, "height": height, "is_animated": False, "is_video": False}
        if "emoji" in said:
            view["emoji"] = said["emoji"]
    thumbnail = said.get("thumbnail")
    if kind in ("document", "video", "animation", "video_note"):
        # The server prefers its own to the one that the bot gives, for all but sounds and other documents.
        thumbnail = _thumbnail(files, stored) or thumbnail
    if isinstance(thumbnail, StoredFile):
        view["thumbnail"] = thumbnail.view() | {"width": thumbnail.width or 90, "height": thumbnail.height or 90}
    shown: Json = {kind: view}
    if kind == "animation":
        # "For backward compatibility, when this field is set, the document field will also be set."
        shown["document"] = {name: view[name] for name in view if name not in ("duration", "width", "height")}
    return shown


def file_of(shown: Json) -> tuple[str, str] | None:
    """Return the kind and the file_id of the file in message content."""
    if sizes := shown.get("photo"):
        return "photo", sizes[-1]["file_id"]
    for kind in ("animation", "voice", "audio", "video", "video_note", "sticker", "document"):
        if kind in shown:
            return kind, shown[kind]["file_id"]
    return None
