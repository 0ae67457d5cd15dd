"""`create_app(settings)`: wiring only."""

from __future__ import annotations

import asyncio
import functools
from contextlib import AsyncExitStack
from typing import Any

import orjson
import structlog
from sanic import Sanic

from backend import database
from backend.accounts.access import Citizens
from backend.appointments.plans import reconciling
from backend.calendar import snapshot as calendar_snapshot
from backend.catalogue import live as catalogue_live
from backend.common import workdays
from backend.common.clock import Clock
from backend.common.together import Shared
from backend.database import migrating
from backend.database.notify import Listener
from backend.outbox import lag
from backend.runtime import Runtime, check, opened
from backend.settings import Settings
from backend.staff.access import authenticate as staff_of
from backend.version import product_version
from backend.web import dispatch, errors, fronts, logs, openapi, security
from backend.web.health import Check
from backend.web.limiting import Limiter
from backend.web.live import Hub
from backend.web.metrics import Metrics
from backend.wiring import routes

MAX_JOB_LAG_SECONDS = 300
log = structlog.get_logger()
App = Sanic[Any, Any]


def create_app(settings: Settings, clock: Clock | None = None, name: str = "yichuang") -> App:
    """The application, not yet listening.

    Parameters:
        settings: read once, never changed.
        clock: for tests; else the one the settings ask for.

    Raises:
        SandboxOutsideDemo, NotConfigured: as in `backend.runtime.check`.
    """
    check(settings)
    app: App = Sanic(name, dumps=orjson.dumps, loads=orjson.loads, configure_logging=False)
    app.config.update(security.CONFIG)
    app.config.PROXIES_COUNT = settings.proxies_count
    app.config.REAL_IP_HEADER = settings.real_ip_header
    app.ctx.settings = settings
    app.ctx.version = product_version()
    app.ctx.limiter = Limiter(settings.rate_limits)
    app.ctx.metrics = Metrics()
    app.ctx.hub = Hub()
    app.ctx.shared = Shared()
    app.ctx.authenticators = {"citizen": Citizens(), "staff": staff_of}
    errors.install(app)
    logs.install(app)
    security.install(app)
    declared = routes()
    dispatch.install(app, declared)
    fronts.install(app)
    app.ctx.openapi = functools.cache(lambda: openapi.document(declared, app.ctx.version))  # most of a second
    _install_life(app, settings, clock)
    return app


def _install_life(app: App, settings: Settings, clock: Clock | None) -> None:
    stack = AsyncExitStack()

    @app.before_server_start
    async def _open(app: App) -> None:
        runtime = await stack.enter_async_context(opened(settings, clock))
        app.ctx.clock = runtime.clock
        app.ctx.checks = _checks(runtime, app.ctx.metrics)
        app.ctx.hub.watch(catalogue_live.on_message)
        listener = Listener(runtime.url, app.ctx.hub.receive, app.ctx.hub.everybody_reload)
        app.ctx.background = [
            asyncio.create_task(listener.run()),
            asyncio.create_task(catalogue_live.keep_fresh(settings.centre_id)),
        ]

    @app.after_server_stop
    async def _close(app: App) -> None:
        for task in app.ctx.background:
            task.cancel()
        await asyncio.gather(*app.ctx.background, return_exceptions=True)
        await stack.aclose()


def _checks(runtime: Runtime, metrics: Metrics) -> dict[str, Check]:
    async def reachable() -> tuple[bool, str]:
        await database.fetch("SELECT 1")
        return True, "answers"

    async def migrations() -> tuple[bool, str]:
        waiting = await migrating.pending(runtime.url)
        return not waiting, ", ".join(waiting) or "up to date"

    async def index() -> tuple[bool, str]:
        current = catalogue_live.current()
        return bool(current.book.guides), f"content {current.version}"

    async def jobs() -> tuple[bool, str]:
        seconds = await lag.oldest_due_seconds()
        metrics.job_lag.set(seconds)
        return seconds < MAX_JOB_LAG_SECONDS, f"oldest due job waits {seconds:.0f} s"

    async def horizon() -> tuple[bool, str]:
        calendar = await calendar_snapshot.load(runtime.settings.centre_id)
        days = workdays.announced_days_left(calendar, runtime.clock.now())
        metrics.horizon.set(days)
        return True, f"announced for {days} more days"

    async def places() -> tuple[bool, str]:
        report = await reconciling.last(runtime.settings.centre_id)
        if report is None:
            return True, "not reconciled yet"
        metrics.miscounted.set(report.differing)
        return True, f"{report.differing} of {report.slots} slots differ"  # an alarm, no reason not to serve

    looks: dict[str, Check] = {"database": reachable, "migrations": migrations, "index": index, "jobs": jobs}
    return looks | {"calendar": horizon, "places": places}
