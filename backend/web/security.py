"""Headers and limits of every response, and the clients' cookies' surroundings."""

from __future__ import annotations

from typing import Any

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse

BODY_BYTES = 1_000_000
"""Sanic's default is 100 MB (trap 3). Photos come later, through a route of their own."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(self)",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
        " connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
}

CONFIG: dict[str, Any] = {
    "REQUEST_MAX_SIZE": BODY_BYTES,
    "REQUEST_TIMEOUT": 20,
    "RESPONSE_TIMEOUT": 30,
    "KEEP_ALIVE_TIMEOUT": 75,
    "GRACEFUL_SHUTDOWN_TIMEOUT": 10,
    "FALLBACK_ERROR_FORMAT": "json",
    "ACCESS_LOG": False,
    "OAS": False,
}


def install(app: Sanic[Any, Any]) -> None:
    """Add the headers to every response that does not set its own."""

    async def _headers(_request: Request, response: BaseHTTPResponse) -> None:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)

    app.register_middleware(_headers, "response")
