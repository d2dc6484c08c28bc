"""The dialogs that choose an attachment: photos, files, voice messages and places."""

from functools import partial

from nicegui import ui
from nicegui.element import Element

from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.web.dialogs.sheet import sheet
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.drawing.scenes import SCENES, scene
from sandbox.web.drawing.times import ZONE
from sandbox.web.guide import Place
from sandbox.web.parts import box, button, data_of, html
from sandbox.web.phone.handset import Handset
from sandbox.web.table import Table
from sandbox.world.actions import composing

_VOICES = (3, 8, 15, 40)
_DOCUMENTS = {
    "zh": ("整改通知书.pdf", "现场检查记录.docx", "县级督办函.pdf", "隐患照片说明.xlsx"),
    "en": ("Rectification notice.pdf", "Site inspection.docx", "County order.pdf", "Photo notes.xlsx"),
}


class Gallery(Element, component="../static/gallery.js"):
    """A choice of pictures; the browser turns them into photos and sends them by the control API, as tests do."""


def attach(table: Table, handset: Handset, kind: str) -> None:
    """Open the dialog for one kind of attachment."""
    {"photo": _photos, "document": _documents, "voice": _voices, "place": _places}[kind](table, handset)


def _target(handset: Handset) -> Json:
    """Return the sender and the chat in the form of the control API."""
    session = handset.session
    room, person = session.room, session.person
    if room is None or person is None:
        raise Misuse(handset.words("left"), 409)
    target: Json = {"from": person.id}
    if session.answered_id is not None:
        target["reply_to"] = session.answered_id
    if room.bot is not None:
        return target | {"bot": room.bot.token}
    bot = session.bot
    return target | {"chat": room.id} | ({"bot": bot.token} if bot is not None else {})


def _photos(table: Table, handset: Handset) -> None:
    words, now = table.words, table.world.clock.now().astimezone(ZONE)
    target = _target(handset)
    names = ("from_disk", "caption", "send_n", "send_photos", "too_many", "not_a_picture")
    stamp = f"{now:%Y-%m-%d %H:%M}"
    with sheet(words, words("choose_photos"), words("choose_photos_hint")) as dialog:
        gallery = Gallery()
        gallery.props["words"] = {name: words(name, n="{n}") if name == "send_n" else words(name) for name in names}
        gallery.props["target"] = target
        gallery.props["scenes"] = [
            {"name": name, "title": titles[words.language == "en"], "svg": scene(name, f"{words('taken')} {stamp}")}
            for name, titles in SCENES.items()
        ]
    _watch(gallery, dialog, handset)


def _watch(gallery: Gallery, dialog: ui.dialog, handset: Handset) -> None:
    def sent() -> None:
        dialog.close()
        handset.sent()

    gallery.on("sent", sent, args=[])
    gallery.on("failed", lambda event: handset.log.toast(str(data_of(event).get("error"))))
    dialog.open()


def _send(handset: Handset, dialog: ui.dialog, kind: str, given: Json) -> None:
    """Send a made-up file."""
    handset.send(composing.file(handset.session.world, kind, given))
    dialog.close()


def _voices(table: Table, handset: Handset) -> None:
    words = table.words
    with sheet(words, words("choose_voice"), classes="sheet small") as dialog, box("chips"):
        for seconds in _VOICES:
            send = partial(_send, handset, dialog, "voice", {"data": True, "duration": seconds})
            button("chip", send, symbol="mic", text=words("seconds", n=seconds), testid=f"voice-{seconds}")
    dialog.open()


def _documents(table: Table, handset: Handset) -> None:
    words = table.words
    target = _target(handset)
    with sheet(words, words("choose_document"), classes="sheet small") as dialog:
        with box("lines"):
            for name in _DOCUMENTS[words.language]:
                send = partial(_send, handset, dialog, "document", {"data": True, "file_name": name})
                button("line", send, symbol="description", text=name, testid="document")
        gallery = Gallery()
        gallery.props["words"] = {"from_disk": words("from_disk")}
        gallery.props["target"] = target
        gallery.props["files"] = True
    _watch(gallery, dialog, handset)


# Sends the tapped point in the units of the map.
_TAPPED = """(e) => {
  const map = e.currentTarget.querySelector('svg.map'), at = map.createSVGPoint();
  at.x = e.clientX; at.y = e.clientY;
  const spot = at.matrixTransform(map.getScreenCTM().inverse());
  emit({ x: spot.x, y: spot.y });
}"""


def _places(table: Table, handset: Handset) -> None:
    words, chart = table.words, table.chart
    with sheet(words, words("choose_place"), words("choose_place_hint")) as dialog:
        canvas = ui.html(chart.map(words("map")), sanitize=False).classes("map-frame")
        canvas.props["data-testid"] = "map"
        names = "".join(
            f'<button type="button" class="chip" data-act="go" data-to="{number}">{icon("place")}'
            f"<span>{plain(place.name)}</span></button>"
            for number, place in enumerate(chart.places)
        )
        villages = html("chips tight", names, lambda data: pin(*_of(chart.places[int(data["to"])])))
        villages.props["aria-label"] = attribute(words("village"))
        with box("fields"):
            latitude = ui.input(words("latitude")).props("outlined dense inputmode=decimal")
            longitude = ui.input(words("longitude")).props("outlined dense inputmode=decimal")
            latitude.props["data-testid"], longitude.props["data-testid"] = "latitude", "longitude"

        def pin(north: float, east: float) -> None:
            latitude.value, longitude.value = f"{north:.5f}", f"{east:.5f}"

        def draw() -> None:
            if (there := degrees()) is not None:
                x, y = chart.spot(*there)
                table.run(
                    f"document.querySelector('#{canvas.html_id} .map-pin')"
                    f"?.setAttribute('transform', 'translate({x} {y}) scale(1.3)')"
                )

        def degrees() -> tuple[float, float] | None:
            try:
                north, east = float(latitude.value or ""), float(longitude.value or "")
            except ValueError:
                return None
            return (north, east) if -90 <= north <= 90 and -180 <= east <= 180 else None

        def send() -> None:
            there = degrees()
            if there is None:
                table.tell(words("bad_coordinates"))
                return
            dialog.close()
            handset.send(composing.place({"latitude": there[0], "longitude": there[1]}))

        canvas.on("click", lambda event: pin(*chart.degrees(event.args["x"], event.args["y"])), js_handler=_TAPPED)
        latitude.on_value_change(draw)
        longitude.on_value_change(draw)
        with box("sheet-foot"):
            button("main", send, symbol="near_me", text=words("send_place"), testid="send-place")
    pin(*_of(chart.home))
    dialog.on("show", draw)
    dialog.open()


def _of(place: Place) -> tuple[float, float]:
    return place.latitude, place.longitude
