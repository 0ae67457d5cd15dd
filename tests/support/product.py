"""The product as one test has it: an own database with the shipped content, a clock that stands still, both
sandboxes, jobs run on demand."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from pgqueuer import RetryRequested

from backend.app import create_app
from backend.cli.demo.preparing import prepare
from backend.cli.demo.sandboxes import courier_sandbox, wechat_sandbox
from backend.common.clock import SHANGHAI, FixedClock
from backend.common.keys import Key, KeyRing
from backend.database import fetch, migrating
from backend.outbox import handlers
from backend.outbox.worker import Worker
from backend.runtime import opened
from backend.settings import Settings
from tests.support import databases, whole_run
from tests.support.people import Person, log_in_citizen, log_in_staff
from tests.support.serving import free_socket, port_of, serving

MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
"""A working Monday, the hall has just opened."""

RING = KeyRing(Key("test", b"the key of every test, 32 bytes.")).dump()
"""One key ring for all workers: they copy the same template."""

TEMPLATE = "template_of_the_run"

MODELS = Path(__file__).resolve().parents[2] / ".tools" / "models"
"""Encoders and indexes are made once on a machine and kept beside the other tools."""


@dataclass
class Product:
    """A running product and its levers."""

    base: str
    wechat: str
    courier: str
    settings: Settings
    clock: FixedClock
    logins: list[dict[str, Any]]
    app: Any
    people: list[Person] = field(default_factory=list)

    async def citizen(self, name: str = "王小明") -> Person:
        """Somebody who logged in with WeChat."""
        person = await log_in_citizen(self.base, self.wechat, name)
        self.people.append(person)
        return person

    async def staff(self, role: str, department: str | None = None) -> Person:
        """The first demo staff member with this role (and department)."""
        login = self.login(role, department)
        person = await log_in_staff(self.base, login, self.clock)
        self.people.append(person)
        return person

    def login(self, role: str, department: str | None = None) -> dict[str, Any]:
        """The log-in of a demo staff member."""
        fitting = (row for row in self.logins if row["role"] == role and department in (None, row["department"]))
        return next(fitting)

    def anonymous(self) -> Person:
        """Somebody who never logged in."""
        person = Person(self.base, "路人")
        self.people.append(person)
        return person

    async def run_jobs(self, rounds: int = 20) -> int:
        """Run every due job, and the jobs those enqueue, as a worker would; returns how many ran.

        A job that asks for a later run stays queued for that time and is not run again here.
        """
        worker = Worker(self.settings.database_url or "", self.settings, self.clock)
        done = 0
        for _ in range(rounds):
            rows = await fetch(
                "DELETE FROM pgqueuer WHERE id IN (SELECT id FROM pgqueuer WHERE status = 'queued'"
                " AND execute_after <= now() ORDER BY id LIMIT 50 FOR UPDATE SKIP LOCKED)"
                " RETURNING entrypoint, payload, attempts"
            )
            if not rows:
                break
            for row in rows:
                payload = orjson.loads(row["payload"] or b"{}")
                try:
                    await worker.once(row["entrypoint"], handlers[row["entrypoint"]], payload, row["attempts"] + 1)
                except RetryRequested as later:
                    await _put_back(row, later)
                done += 1
        return done


async def _put_back(row: dict[str, Any], later: RetryRequested) -> None:
    """As PgQueuer does: the job waits for its next attempt."""
    await fetch(
        "INSERT INTO pgqueuer (priority, status, entrypoint, payload, attempts, execute_after)"
        " VALUES (0, 'queued', $1, $2, $3, now() + $4::float8 * interval '1 second')",
        [row["entrypoint"], row["payload"], row["attempts"] + 1, later.delay.total_seconds()],
    )


@functools.cache
def base_settings() -> Settings:
    return Settings(
        demo=True,
        field_keys=RING,
        metrics_token="metrics-token-of-the-tests",
        wechat_sandbox=True,
        wechat_appid="wx0123456789abcdef",
        wechat_secret="secret-of-the-mini-program",
        wechat_token="AAAAA",
        wechat_encoding_aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        wechat_gh_id="gh_centre",
        courier_sandbox=True,
        courier_customer="sandbox",
        courier_key="courier-key",
        courier_secret="courier-secret",
        courier_salt="courier-salt",
        rate_limits=False,
        train_bot=False,
        models_dir=MODELS,
        pool_size=10,
    )


async def fill_template(name: str, folder: Path) -> list[dict[str, Any]]:
    """Make the template database: migrated, with the demo centre on `MONDAY_NINE`; returns the staff log-ins."""
    url = await databases.create(name)
    await migrating.migrate(url)
    settings = base_settings().model_copy(update={"database_url": url, "data_dir": folder})
    async with opened(settings, FixedClock(MONDAY_NINE)) as runtime:
        return (await prepare(runtime)).logins


@asynccontextmanager
async def running(template: str, logins: list[dict[str, Any]], folder: Path, **changes: Any) -> AsyncIterator[Product]:
    """The product on a copy of the template; ``changes`` are settings."""
    clock = FixedClock(MONDAY_NINE)
    sockets = [free_socket() for _ in range(3)]
    web, wechat, courier = (port_of(listener) for listener in sockets)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(databases.copied(template))
        settings = base_settings().model_copy(
            update={
                "database_url": url,
                "data_dir": folder,
                "port": web,
                "wechat_base_url": f"http://127.0.0.1:{wechat}",
                "wechat_authorize_base": f"http://127.0.0.1:{wechat}",
                "courier_poll_url": f"http://127.0.0.1:{courier}",
                "courier_order_url": f"http://127.0.0.1:{courier}/order/borderapi.do",
            }
            | changes
        )
        await stack.enter_async_context(serving(wechat_sandbox(settings, clock), sockets[1]))
        await stack.enter_async_context(serving(courier_sandbox(settings, clock), sockets[2]))
        app = create_app(settings, clock, name=databases.name_of("yichuang").replace("_", "-"))
        base = await stack.enter_async_context(serving(app, sockets[0]))
        product = Product(base, settings.wechat_base_url, settings.courier_poll_url, settings, clock, logins, app)
        try:
            yield product
        finally:
            for person in product.people:
                await person.http.aclose()
            whole_run.called(app.ctx.metrics.routes())
