"""Is it alive, is it ready, how is it doing: `/healthz`, `/readyz`, `/metrics`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sanic import HTTPResponse

from backend.common.crypto import same
from backend.common.errors import Forbidden
from backend.web.access import public, token
from backend.web.call import Call
from backend.web.metrics import Metrics
from backend.web.replies import json_reply
from backend.web.routes import Routes

api = Routes("health", prefix="")

Check = Callable[[], Awaitable[tuple[bool, str]]]
"""Says whether one thing is in order, and a fact about it."""


@api.get("/healthz", access=public("a load balancer asks whether the process lives"), raw=True)
async def alive(call: Call) -> HTTPResponse:
    """Answer as long as the process lives."""
    return json_reply({"status": "ok", "version": call.ctx.version})


@api.get("/readyz", access=public("a load balancer asks whether to send requests"), raw=True)
async def ready(call: Call) -> HTTPResponse:
    """Check the database, migrations, the index, job lag and the calendar's horizon; 503 names what is wrong."""
    checks: dict[str, Check] = call.ctx.checks
    results: dict[str, Any] = {}
    for name, check in checks.items():
        try:
            fine, fact = await check()
        except Exception as problem:
            fine, fact = False, type(problem).__name__
        results[name] = {"ok": fine, "fact": fact}
    fine = all(result["ok"] for result in results.values())
    return json_reply({"status": "ready" if fine else "not ready", "checks": results}, 200 if fine else 503)


@api.get("/metrics", access=token("metrics"), raw=True)
async def metrics(call: Call) -> HTTPResponse:
    """The process's figures for Prometheus; needs the bearer token of the settings."""
    expected = call.settings.metrics_token
    given = call.request.token or ""
    if not expected or not same(given, expected):
        raise Forbidden()
    figures: Metrics = call.ctx.metrics
    figures.screens.set(call.ctx.hub.open_screens)
    return HTTPResponse(figures.text(), content_type="text/plain; version=0.0.4; charset=utf-8")
