"""Files as message content: the `PhotoSize`, `Voice`, `Document` and other objects of the Bot API."""

from typing import Any

from sandbox.content.files import FileStore, StoredFile
from sandbox.json import Json

# The longest side of the small copy that comes with every photo.
SMALL = 90


def photo_content(files: FileStore, stored: StoredFile) -> Json:
    """Return a photo in two sizes; both have the same bytes, since the sandbox cannot shrink a picture."""
    stored = stored.original or stored
    width, height = stored.width or 800, stored.height or 600
    scale = min(1.0, SMALL / max(width, height))
    small = files.get(stored.file_id + "s") or files.add_alias(stored, "s")
    sizes = [
        small.view() | {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))},
        stored.view() | {"width": width, "height": height},
    ]
    return {"photo": sizes}


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
        view["duration"] = said.get("duration", 1)
    if kind in ("video", "animation"):
        view["width"] = said.get("width", 640)
        view["height"] = said.get("height", 480)
    if kind == "video_note":
        view["length"] = said.get("length", 240)
    if kind == "audio":
        view |= {name: said[name] for name in ("performer", "title") if name in said}
    if kind == "sticker":
        view |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        if "emoji" in said:
            view["emoji"] = said["emoji"]
    thumbnail = said.get("thumbnail")
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
