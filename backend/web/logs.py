"""Structured logs: one JSON object a line, with the request's id, without personal data.

The redaction processor is the last before rendering: whatever a caller passed, ID numbers and phone numbers in any
text are masked and fields named like personal data are dropped.
"""

from __future__ import annotations

import logging
import sys
import uuid
from collections.abc import MutableMapping
from time import perf_counter
from typing import TYPE_CHECKING, Any, TextIO

import orjson
import structlog

from backend.common.masking import mask_text

if TYPE_CHECKING:  # a command that only logs need not import the server
    from sanic import Request, Sanic
    from sanic.response import BaseHTTPResponse

PRIVATE_NAMES = frozenset(
    {"name", "phone", "id_number", "address", "token", "password", "secret", "authorization", "openid", "text", "body"}
)
REQUEST_ID = "X-Request-Id"
log = structlog.get_logger("http")


def configure(level: str = "INFO", form: str = "json", stream: TextIO | None = None) -> None:
    """Set up structlog and send the standard library's records (Sanic, asyncpg) the same way, to stderr by default."""
    stream = stream or sys.stderr
    renderer: Any = (
        structlog.processors.JSONRenderer(serializer=lambda value, **_: orjson.dumps(value, default=str).decode())
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[_drop_meta, redact, renderer])
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask ID numbers and phones in every text, drop fields that are personal by name."""
    for name, value in list(event.items()):
        if name in PRIVATE_NAMES:
            event[name] = "[removed]"
        elif isinstance(value, str):
            event[name] = mask_text(value)
        elif not isinstance(value, (int, float, bool, type(None))):
            event[name] = mask_text(str(value))
    return event


def _drop_meta(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event.pop("_record", None)
    event.pop("_from_structlog", None)
    return event


def install(app: Sanic[Any, Any]) -> None:
    """Give each request an id and write one line per request."""

    async def _begin(request: Request) -> None:
        request.ctx.request_id = uuid.uuid4().hex
        request.ctx.began = perf_counter()
        structlog.contextvars.bind_contextvars(request_id=request.ctx.request_id)

    async def _end(request: Request, response: BaseHTTPResponse) -> None:
        if not hasattr(request.ctx, "request_id"):
            return
        response.headers[REQUEST_ID] = request.ctx.request_id
        seconds = perf_counter() - request.ctx.began
        metrics = getattr(request.app.ctx, "metrics", None)
        route = request.route.name if request.route else "none"
        if metrics is not None:
            metrics.seen(route, response.status, seconds)
        if response.status >= 500 or app.ctx.settings.log_level == "DEBUG":
            log.info("request", route=route, method=request.method, status=response.status, ms=round(seconds * 1e3, 1))
        structlog.contextvars.clear_contextvars()

    app.register_middleware(_begin, "request")
    app.register_middleware(_end, "response")
