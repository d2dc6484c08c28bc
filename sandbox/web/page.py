"""The web page: phones side by side on the server that speaks the Bot API.

`phones(world, …)` makes the ASGI application that `Server(world, page=…)` and `create_app(world, page)` take.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.web.desk import Desk
from sandbox.web.guide import Guide, Inject, Place, Seat, Setting, Text, spoken
from sandbox.web.reach import origin_of
from sandbox.web.trainer import Trainer
from sandbox.web.words import LANGUAGES
from sandbox.world.state import World

_STATIC = Path(__file__).parent / "static"
_SETTING, _TRAINER = "sandbox.page", "sandbox.trainer"
_ACCENT = "#1f6f63"
_TITLE = {"zh": "模拟手机", "en": "Sandbox phones"}
# A keyboard on the screen makes a real phone's page smaller, so that the field stays above it.
_VIEWPORT = "width=device-width, initial-scale=1, maximum-scale=1, interactive-widget=resizes-content"
# Without it, the page would show the framework's icon.
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f6f63"/>'
    '<path d="M22.5 11.5a8 8 0 1 0 1.3 6.4" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/>'
    '<circle cx="23" cy="12" r="2.6" fill="#f2b632"/></svg>'
)


class _WithSetting:
    """Tells the page which world it shows, since NiceGUI's routes belong to the process and not to a world."""

    def __init__(self, app: ASGIApp, setting: Setting, trainer: Trainer) -> None:
        self._app, self._setting, self._trainer = app, setting, trainer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        scope[_SETTING], scope[_TRAINER] = self._setting, self._trainer
        await self._app(scope, receive, send)


def phones(
    world: World,
    *,
    guide: Guide | None = None,
    guides: Sequence[Guide] = (),
    injects: Sequence[Inject] = (),
    speak: Callable[[str], Awaitable[None]] | None = None,
    host: str = "127.0.0.1",
    seats: Sequence[Seat] = (),
    places: Sequence[Place] = (),
    title: Text = "",
) -> ASGIApp:
    """Return the page of a world as an application of its own.

    `seats` say which phones are on the table at first and which role stands under a name; the drawn map shows the
    `places`; `guide` and `guides` are scripts to follow, `injects` what a trainer lets happen. `speak` hears the
    language that is chosen on the page, and `host` is the address the server listens on. The sequences are read
    whenever a tab is opened, so they may still grow.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    scripts = [guide, *guides] if guide is not None else guides
    setting = Setting(world, scripts, seats, places, title, injects, speak, host)
    trainer = Trainer(world)
    trainer.begin()
    app.add_middleware(_WithSetting, setting=setting, trainer=trainer)
    _mount(app)
    return app


def _mount(app: FastAPI) -> None:
    """Put NiceGUI at `/`; a process starts it once and then shows any number of worlds."""
    if not nicegui_app.config.has_run_config:
        ui.page("/", response_timeout=10)(_page)
        ui.page("/phone/{key}", response_timeout=10, viewport=_VIEWPORT)(_alone)
        ui.run_with(
            app, title=spoken(_TITLE, "zh"), favicon=_ICON, tailwind=False, show_welcome_message=False, language="zh-CN"
        )
        return
    app.mount("/", nicegui_app)
    within = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(parent: Any) -> AsyncIterator[Any]:
        async with within(parent) as state:
            if not nicegui_app.is_stopped:
                yield state
                return
            async with nicegui_app.router.lifespan_context(nicegui_app):
                yield state

    app.router.lifespan_context = lifespan


async def _page(request: Request) -> None:
    """Build one tab."""
    await _build(request, dict(request.query_params))


async def _alone(request: Request, key: int) -> None:
    """Build the page of one phone alone, which fills the screen of a real one."""
    await _build(request, {"phones": str(key), "alone": "1"})


async def _build(request: Request, query: dict[str, str]) -> None:
    setting: Setting = request.scope[_SETTING]
    # The panels come second: their rules for narrow screens also change the phones; the dark colours change both.
    for name in ("phones", "telegram", "panels", "dark"):
        ui.add_css(_STATIC / f"{name}.css")
    ui.colors(primary=_ACCENT)
    query["origin"] = origin_of(str(request.base_url), setting.host)
    if query.get("lang") in LANGUAGES:
        await setting.speak_to_all(query["lang"])
        query["told"] = "1"
    query["lang"] = query.get("lang") or setting.kept.language
    desk = Desk(setting, request.scope[_TRAINER], query)
    ui.page_title(desk.title)
