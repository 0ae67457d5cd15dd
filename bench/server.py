"""The web node under measurement: the product as it is, and beside it a route that does nothing."""

from __future__ import annotations

from typing import Any

from sanic import HTTPResponse, Request, Sanic, text

from backend.app import create_app
from backend.cli.listening import listen
from backend.settings import Settings
from backend.web import logs

HELLO = "/bench/hello"


def create() -> Sanic[Any, Any]:
    """The product with the hello-world route."""
    app = create_app(Settings())

    @app.get(HELLO)
    async def hello(_request: Request) -> HTTPResponse:
        return text("hello")

    return app


def main() -> None:
    """Serve what the environment says."""
    settings = Settings()
    logs.configure(settings.log_level, settings.log_format)
    listen(create, settings.host, settings.port)


if __name__ == "__main__":
    main()
