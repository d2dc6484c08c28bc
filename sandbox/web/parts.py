"""The small elements that every part of the page uses."""

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from sandbox.json import Json
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain

Act = Callable[[Json], Any]

# Sends the data attributes of the nearest element with an act around the touched one.
_TOUCHED = "(e) => { const at = e.target.closest('[data-act]'); if (at) emit({ ...at.dataset }); }"


def box(classes: str, tag: str = "div", **attributes: str) -> ui.element:
    """Return an element with classes and attributes (`data_testid` stands for data-testid)."""
    made = ui.element(tag).classes(classes)
    for name, value in attributes.items():
        made.props[name.replace("_", "-")] = value
    return made


def html(classes: str, content: str = "", on_act: Act | None = None, **attributes: str) -> ui.html:
    """Return an element with HTML of this package, which escapes what others wrote; `on_act` hears clicks inside."""
    made = ui.html(content, sanitize=False).classes(classes)
    for name, value in attributes.items():
        made.props[name.replace("_", "-")] = value
    if on_act is not None:
        made.on("click", lambda event: on_act(data_of(event)), js_handler=_TOUCHED)
    return made


def set_html(element: ui.html, content: str) -> None:
    """Show this HTML, unless it is shown already."""
    if element.content != content:
        element.set_content(content)


def set_visible(element: ui.element, visible: bool) -> None:
    """Show or hide the element."""
    if element.visible != visible:
        element.set_visibility(visible)


def button(
    classes: str,
    on_press: Callable[[], Awaitable[None] | None],
    *,
    text: str = "",
    symbol: str = "",
    label: str = "",
    testid: str = "",
) -> ui.html:
    """Return a button with an icon, a text, or both."""
    words = f"<span>{plain(text)}</span>" if text else ""
    made = ui.html(f"{icon(symbol) if symbol else ''}{words}", sanitize=False, tag="button").classes(classes)
    made.props["type"] = "button"
    if label or not text:
        made.props["aria-label"] = label
        made.props["title"] = label
    if testid:
        made.props["data-testid"] = testid
    made.on("click", lambda _: on_press(), args=[])
    return made


def data_of(event: GenericEventArguments) -> Json:
    """Return the data of an event of the page's own JavaScript."""
    args: Any = event.args
    return args if isinstance(args, dict) else {}
