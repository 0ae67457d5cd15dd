"""The built front ends: citizen app at `/`, console at `/console/`, hall display at `/display/<hall>`, kiosk
at `/kiosk/`, API docs.

In a checkout they lie where their builds put them; a wheel carries them inside the package.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import file

from backend.common.errors import NotFound
from backend.web.replies import json_reply

PACKAGE = Path(__file__).resolve().parents[1]


def citizen_app() -> Path:
    """The folder of the H5 build."""
    inside = PACKAGE / "h5"
    return inside if inside.exists() else PACKAGE.parent / "miniprogram-stub" / "dist" / "build" / "h5"


def console() -> Path:
    """The folder of the console's build."""
    return PACKAGE / "console" / "dist"


def missing() -> list[str]:
    """Names of front ends that are not built."""
    return [name for name, folder in (("citizen app", citizen_app()), ("console", console())) if not folder.exists()]


def install(app: Sanic[Any, Any]) -> None:
    """Serve what is built. Browsers ask again for a page each time; its assets have hashed names."""
    _serve_console(app)
    _serve_docs(app)
    _serve_citizen_app(app)


def _serve_console(app: Sanic[Any, Any]) -> None:
    folder = console()
    if folder.exists():
        app.static("/console/assets", folder / "assets", name="console-assets")

    async def page(_request: Request, path: str = "") -> HTTPResponse:
        return await _page(folder / "index.html")

    async def display(_request: Request, hall: str = "") -> HTTPResponse:
        return await _page(folder / "display.html")

    async def kiosk(_request: Request) -> HTTPResponse:
        return await _page(folder / "kiosk.html")

    app.add_route(kiosk, "/kiosk/", name="kiosk")
    app.add_route(page, "/console/", name="console-root")
    app.add_route(page, "/console/<path:path>", name="console-page")
    app.add_route(display, "/display/", name="display-root")
    app.add_route(display, "/display/<hall:str>", name="display-page")


def _serve_citizen_app(app: Sanic[Any, Any]) -> None:
    folder = citizen_app()
    if folder.exists():
        for name in ("assets", "static"):
            if (folder / name).exists():
                app.static(f"/{name}", folder / name, name=f"citizen-{name}")

    async def page(_request: Request) -> HTTPResponse:
        return await _page(folder / "index.html")

    app.add_route(page, "/", name="citizen-app")


def _serve_docs(app: Sanic[Any, Any]) -> None:
    """The API page is built with the console, so that it needs no CDN (trap 2)."""

    async def docs(_request: Request) -> HTTPResponse:
        return await _page(console() / "docs.html")

    async def openapi(request: Request) -> HTTPResponse:
        return json_reply(request.app.ctx.openapi())

    app.add_route(docs, "/docs", name="docs")
    app.add_route(openapi, "/openapi.json", name="openapi")


async def _page(path: Path) -> HTTPResponse:
    try:
        return await file(path, headers={"Cache-Control": "no-cache"}, validate_when_requested=False)
    except FileNotFoundError:
        raise NotFound() from None
