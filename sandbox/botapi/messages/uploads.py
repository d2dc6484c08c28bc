"""The methods that send files, given as a part of the request, by attach:// or by file_id."""

from collections.abc import Callable
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.messages.composing import post
from sandbox.botapi.messages.words import caption_content, given_caption
from sandbox.content.files import MAX_PHOTO, MAX_UPLOAD, StoredFile
from sandbox.content.media import media_content
from sandbox.content.pictures import size_of
from sandbox.errors import Refusal, bad_request
from sandbox.json import Json
from sandbox.wire.params import Upload

_NAMES = {
    "photo": "Photo",
    "voice": "VoiceNote",
    "audio": "Audio",
    "video": "Video",
    "animation": "Animation",
    "video_note": "VideoNote",
    "sticker": "Sticker",
    "document": "Document",
    "thumbnail": "Thumbnail",
}
_NUMBERS = ("duration", "width", "height", "length")
_TEXTS = ("performer", "title", "emoji")


def stored_file(call: Call, kind: str, reference: Any, upload: Upload | None = None) -> StoredFile:
    """Return the file that a reference or a part of the request names; raise Telegram's refusals."""
    if upload is None and isinstance(reference, str):
        upload = call.params.upload(reference)
    if upload is not None:
        return _uploaded(call, kind, upload)
    if not isinstance(reference, str) or not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if reference.startswith(("http://", "https://")):
        # Telegram would fetch the address; without the internet, the sandbox answers as for one that fails.
        raise bad_request("failed to get HTTP URL content")
    stored = call.world.files.get(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {_NAMES[stored.kind]} as {_NAMES[kind]}")
    return stored


def _uploaded(call: Call, kind: str, upload: Upload) -> StoredFile:
    size = len(upload.data)
    if not size:
        raise bad_request("file must be non-empty")
    if size > MAX_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo":
        if size > MAX_PHOTO:
            raise bad_request(
                f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
            )
        sides = size_of(upload.data)
        if sides is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if sum(sides) > 10_000 or max(sides) > 20 * min(sides):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return call.world.files.add(kind, upload.data, upload.name, upload.mime)


def _send(kind: str, *, captioned: bool = True) -> Callable[[Call], Json]:
    """Return the method that sends a file of this kind."""

    def send(call: Call) -> Json:
        params = call.params
        room = call.room(write=True)
        stored = stored_file(call, kind, params.values.get(kind), params.uploads.get(kind))
        fields: Json = {name: params.number(name) for name in _NUMBERS}
        fields |= {name: params.text(name) for name in _TEXTS}
        if "thumbnail" in params.uploads or params.text("thumbnail"):
            given = params.values.get("thumbnail")
            fields["thumbnail"] = stored_file(call, "thumbnail", given, params.uploads.get("thumbnail"))
        shown = media_content(call.world.files, stored, **fields)
        if captioned:
            shown |= given_caption(call) | _display(params.flag)
        return post(call, room, shown).render()

    send.__doc__ = f"https://core.telegram.org/bots/api#send{kind.replace('_', '')}."
    return send


def _display(flag: Callable[[str], Any]) -> Json:
    """Return the fields that say how the picture is shown."""
    fields: Json = {}
    if flag("has_spoiler"):
        fields["has_media_spoiler"] = True
    if flag("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return fields


send_photo = _send("photo")
send_document = _send("document")
send_video = _send("video")
send_animation = _send("animation")
send_audio = _send("audio")
send_voice = _send("voice")
send_video_note = _send("video_note", captioned=False)
send_sticker = _send("sticker", captioned=False)


def input_media(call: Call, item: Any, kinds: tuple[str, ...]) -> Json:
    """Return an `InputMedia` as message content."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in kinds:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    stored = stored_file(call, kind, item["media"])
    fields = {name: item.get(name) for name in (*_NUMBERS, *_TEXTS)}
    if item.get("thumbnail"):
        fields["thumbnail"] = stored_file(call, "thumbnail", item["thumbnail"])
    shown = media_content(call.world.files, stored, **fields)
    shown |= caption_content(call, item.get("caption"), item.get("parse_mode"), item.get("caption_entities"))
    return shown | _display(item.get)


def send_media_group(call: Call) -> list[Json]:
    """Answer `sendMediaGroup` (https://core.telegram.org/bots/api#sendmediagroup): send each item as a message, or none
    of them; a single item is no album."""
    room = call.room(write=True)
    items = call.params.listed("media", "expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    for lonely in ("document", "audio"):
        if lonely in kinds and len(kinds) > 1:
            raise bad_request(f"{lonely} can't be mixed with other media types")
    shown = [input_media(call, item, ("photo", "video", "document", "audio")) for item in items]
    album = call.world.next_album_id() if len(shown) > 1 else None
    return [post(call, room, one, media_group_id=album).render() for one in shown]


def get_file(call: Call) -> Json:
    """Answer `getFile` (https://core.telegram.org/bots/api#getfile)."""
    file_id = call.params.text("file_id")
    if file_id is None:
        raise bad_request("file_id not specified")
    return call.world.files.describe(file_id)
