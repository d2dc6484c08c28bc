"""The file store: files by file_id and by download path, bounded in number and bytes."""

import base64
import hashlib
import mimetypes
from dataclasses import dataclass, field

from sandbox.content.pictures import recompressed, size_of
from sandbox.errors import bad_request
from sandbox.json import Json

# https://core.telegram.org/bots/api#getfile and #sending-files
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024

KEEP_FILES = 20_000
KEEP_BYTES = 512 * 1024 * 1024

# kind -> folder of file_path, extension, mime type
KINDS = {
    "photo": ("photos", "jpg", "image/jpeg"),
    "voice": ("voice", "oga", "audio/ogg"),
    "audio": ("music", "mp3", "audio/mpeg"),
    "video": ("videos", "mp4", "video/mp4"),
    "animation": ("animations", "mp4", "video/mp4"),
    "video_note": ("video_notes", "mp4", "video/mp4"),
    "sticker": ("stickers", "webp", "image/webp"),
    "document": ("documents", "bin", "application/octet-stream"),
    "thumbnail": ("thumbnails", "jpg", "image/jpeg"),
}


@dataclass(slots=True, eq=False)
class StoredFile:
    """One file; bots name it by `file_id` and download it from `path`."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    path: str
    mime: str
    name: str | None
    width: int = 0
    height: int = 0
    # The photo that was uploaded, when this is one of its sizes.
    original: "StoredFile | None" = None
    # The sizes of a photo, or the thumbnail of another file, once they are made.
    copies: "list[StoredFile]" = field(default_factory=list)

    @property
    def size(self) -> int:
        """The size in bytes."""
        return len(self.data)

    def view(self) -> Json:
        """Return the fields that every file object of the Bot API shares."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class FileStore:
    """All files of one world. Unlike Telegram's, a file id is valid for every bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._bytes = 0
        self.made = 0

    def add(self, kind: str, data: bytes, name: str | None = None, mime: str | None = None) -> StoredFile:
        """Store the bytes under a new file_id."""
        self.made += 1
        folder, extension, default_mime = KINDS[kind]
        if kind not in ("photo", "thumbnail"):
            guess = mimetypes.guess_type(name)[0] if name else None
            mime = mime if mime and mime != "application/octet-stream" else guess or default_mime
            if name and "." in name:
                extension = name.rsplit(".", 1)[1].lower()
        else:
            mime, name = default_mime, None
        digest = hashlib.blake2b(data, digest_size=9)
        unique = base64.urlsafe_b64encode(digest.digest()).decode()
        width, height = size_of(data) or (0, 0)
        stored = StoredFile(
            file_id=f"AgAC{kind[:2]}{self.made:08x}{unique}",
            unique_id=f"AQ{unique}",
            kind=kind,
            data=data,
            path=f"{folder}/file_{self.made}.{extension}",
            mime=mime,
            name=name,
            width=width,
            height=height,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        self._bytes += stored.size
        while len(self._by_id) > KEEP_FILES or (self._bytes > KEEP_BYTES and len(self._by_id) > 1):
            oldest = self._by_id.pop(next(iter(self._by_id)))
            del self._by_path[oldest.path]
            self._bytes -= oldest.size
        return stored

    def add_copy(self, stored: StoredFile, width: int, height: int) -> StoredFile:
        """Store one size of a photo, with bytes of its own: the picture of the photo under other marks."""
        copy = self.add("photo", recompressed(stored.data, width, height))
        copy.width, copy.height, copy.original = width, height, stored
        return copy

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file of an id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file at a download path."""
        return self._by_path.get(path)

    def describe(self, file_id: str) -> Json:
        """Return getFile's answer; refuse a file beyond the download limit."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if stored.size > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return stored.view() | {"file_path": stored.path}
