"""The part of a message besides its text, as HTML: pictures, sounds, files, places, contacts and polls."""

import random
from collections.abc import Callable, Mapping

from sandbox.json import Json
from sandbox.web.drawing.chart import Chart
from sandbox.web.drawing.faces import face, full_name
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.words import Words
from sandbox.world.chats import Message

FILES = "/sandbox/files/"
_BARS = 26
_WIDEST, _HIGHEST = 268, 300


def icon(name: str) -> str:
    """Return one of the icons that come with the page."""
    return f'<i class="material-icons" aria-hidden="true">{name}</i>'


def picture(message: Message, words: Words, *, alone: bool = True) -> str:
    """Return a photo that a click enlarges; alone it keeps its shape, in an album it fills its cell."""
    best = message.content["photo"][-1]
    width, height = max(1, best.get("width", 4)), max(1, best.get("height", 3))
    scale = min(_WIDEST / width, _HIGHEST / height)
    shape = f"width:{max(90, width * scale):.0f}px;aspect-ratio:{width}/{height}" if alone else ""
    return (
        f'<button type="button" class="picture" style="{shape}" data-act="enlarge" aria-label="{words("enlarge")}">'
        f'<img src="{FILES}{attribute(best["file_id"])}" alt="{words("photo")}" loading="lazy"></button>'
    )


def album(messages: list[Message], words: Words) -> str:
    """Return several photos, videos or files as one block."""
    if not all("photo" in message.content or "video" in message.content for message in messages):
        return "".join(body(message, words, None) for message in messages)
    cells = [
        picture(message, words, alone=False) if "photo" in message.content else _film(message.content["video"], words)
        for message in messages
    ]
    return f'<div class="album n{len(cells)}" role="group" aria-label="{words("album")}">{"".join(cells)}</div>'


def _film(video: Json, words: Words) -> str:
    label = f"{words('video')} {_length(video.get('duration', 0))}"
    return f'<div class="film" role="img" aria-label="{label}">{icon("play_circle")}<span>{label}</span></div>'


def _length(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _sound(sound: Json, words: Words, kind: str) -> str:
    seconds = max(1, int(sound.get("duration", 1)))
    dice = random.Random(sound["file_id"])
    bars = "".join(f'<i style="height:{dice.randrange(20, 100)}%"></i>' for _ in range(_BARS))
    title = sound.get("title") or sound.get("file_name")
    name = f'<span class="sound-name">{plain(title)}</span>' if kind == "audio" and title else ""
    return (
        f'<div class="sound" style="--seconds:{seconds}s"><button type="button" class="play" data-act="play" '
        f'data-seconds="{seconds}" aria-label="{words("play")}">{icon("play_arrow")}</button>'
        f'<span class="wave" aria-hidden="true">{bars}</span>{name}'
        f'<span class="sound-time" aria-label="{words(kind)}">{_length(seconds)}</span></div>'
    )


def _file(document: Json, words: Words) -> str:
    name = str(document.get("file_name") or words("document"))
    ending = name.rsplit(".", 1)[-1].upper()[:4] if "." in name else ""
    size = _size(document.get("file_size", 0))
    return (
        f'<a class="file" href="{FILES}{attribute(document["file_id"])}" download="{attribute(name)}" '
        f'aria-label="{words("download")} {attribute(name)}">'
        f'<span class="file-kind">{plain(ending) or icon("draft")}</span>'
        f'<span class="file-name">{plain(name)}<small>{size}</small></span></a>'
    )


def _size(count: int) -> str:
    return (
        f"{count} B" if count < 1024 else f"{count / 1024:.1f} KB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"
    )


def _place(content: Json, words: Words, chart: Chart) -> str:
    location, venue = content["location"], content.get("venue")
    latitude, longitude = location["latitude"], location["longitude"]
    near = chart.nearest(latitude, longitude)
    kind = "venue" if venue else "live_location" if location.get("live_period") else "location"
    title = str(venue["title"]) if venue else words("near", place=near.name) if near else words(kind)
    below = f"{plain(venue['address'])}<br>" if venue and venue.get("address") else ""
    return (
        f'<div class="place">{chart.card(latitude, longitude, f"{words(kind)} {latitude}, {longitude}")}'
        f'<div class="place-words"><b>{plain(title)}</b><small>{below}{latitude:.5f}, {longitude:.5f}</small></div>'
        "</div>"
    )


def _contact(contact: Json) -> str:
    name, number = full_name(contact), str(contact["phone_number"])
    return (
        f'<div class="card">{face(contact.get("user_id") or sum(map(ord, number)), name)}'
        f'<span class="card-words"><b>{plain(name)}</b>'
        f'<small><a href="tel:{attribute(number)}">{plain(number)}</a></small></span></div>'
    )


def _poll(poll: Json, words: Words) -> str:
    total = poll.get("total_voter_count") or 0
    kind = "poll_closed" if poll.get("is_closed") else "poll_anonymous" if poll.get("is_anonymous") else "poll"
    options = []
    for option in poll["options"]:
        share = round(100 * option.get("voter_count", 0) / total) if total else 0
        options.append(
            f'<li><span class="share">{share}%</span><span>{plain(option["text"])}</span>'
            f'<i style="width:{share}%"></i></li>'
        )
    return (
        f'<div class="poll"><b>{plain(poll["question"])}</b><small>{words(kind)}</small>'
        f"<ul>{''.join(options)}</ul><small>{words('votes', n=total)}</small></div>"
    )


_DRAWN: Mapping[str, Callable[[Json, Words], str]] = {
    "video": lambda content, words: _film(content["video"], words),
    "animation": lambda content, words: _film(content["animation"], words),
    "video_note": lambda content, words: _film(content["video_note"], words),
    "voice": lambda content, words: _sound(content["voice"], words, "voice"),
    "audio": lambda content, words: _sound(content["audio"], words, "audio"),
    "sticker": lambda content, words: f'<span class="big">{plain(content["sticker"].get("emoji") or "🙂")}</span>',
    "document": lambda content, words: _file(content["document"], words),
    "contact": lambda content, words: _contact(content["contact"]),
    "poll": lambda content, words: _poll(content["poll"], words),
    "dice": lambda content, words: (
        f'<span class="big">{plain(content["dice"]["emoji"])} {int(content["dice"]["value"])}</span>'
    ),
}


def body(message: Message, words: Words, chart: Chart | None) -> str:
    """Return the media of the message; empty for a message with only text."""
    content = message.content
    if "photo" in content:
        return picture(message, words)
    if "location" in content and chart is not None:
        return _place(content, words, chart)
    kind = next((kind for kind in _DRAWN if kind in content), None)
    return _DRAWN[kind](content, words) if kind is not None else ""


def summary(message: Message, words: Words) -> str:
    """Return a message in a few words, not escaped, for quotes, pins and the list of chats."""
    content = message.content
    kinds = ("photo", "venue", "location", *_DRAWN)
    kind = next((kind for kind in kinds if kind in content), None)
    label = f"[{words(kind)}]" if kind else "" if message.text else f"[{words('other')}]"
    return " ".join(part for part in (label, " ".join(message.text.split())[:120]) if part)
