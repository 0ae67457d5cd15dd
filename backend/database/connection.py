"""The connection pool: opened once per process, reached through Tortoise or by plain SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
from tortoise import Tortoise
from tortoise.connection import get_connection

from backend.postgres.address import credentials

MODEL_MODULES = (
    "backend.web.models",
    "backend.audit.models",
    "backend.calendar.models",
    "backend.wechat.models",
    "backend.accounts.models",
    "backend.staff.models",
    "backend.catalogue.models",
    "backend.notices.models",
    "backend.appointments.models",
    "backend.appointments.waiting_models",
    "backend.appointments.credit_models",
    "backend.appointments.plans.models",
    "backend.cases.models",
    "backend.consultations.models",
    "backend.consultations.clocks.models",
    "backend.consultations.desk.models",
    "backend.consultations.coordination.models",
    "backend.consultations.oversight.models",
    "backend.consultations.learning.models",
    "backend.queue.models",
    "backend.delivery.models",
    "backend.evaluations.models",
)
MIGRATIONS = "backend.migrations"
STATEMENTS = 500
"""Prepared statements a connection keeps; with fewer, a busy node would prepare some anew all the time."""


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A pooled connection that is handed on as it is: nothing here leaves settings, cursors or session locks behind,
    and asking the server to forget them takes a trip for every statement outside a transaction."""

    def get_reset_query(self) -> str:
        """Nothing to reset; an open transaction is rolled back all the same."""
        return ""


def tortoise_config(
    url: str, *, pool_size: int = 5, lock_timeout_ms: int = 3_000, statement_timeout_ms: int = 15_000
) -> dict[str, Any]:
    """Tortoise's configuration. A lock that is not had within ``lock_timeout_ms`` is an error, not a wait for ever;
    an idle transaction is ended so that a lost node cannot block the others."""
    server_settings = {
        "lock_timeout": str(lock_timeout_ms),
        "statement_timeout": str(statement_timeout_ms),
        "idle_in_transaction_session_timeout": "30000",
        "application_name": "yichuang",
    }
    pool = {
        "minsize": 1,
        "maxsize": pool_size,
        "server_settings": server_settings,
        "connection_class": Connection,
        "statement_cache_size": STATEMENTS,
    }
    return {
        "connections": {
            "default": {"engine": "tortoise.backends.asyncpg", "credentials": credentials(url) | pool},
        },
        "apps": {"models": {"models": list(MODEL_MODULES), "migrations": MIGRATIONS, "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def connect(url: str, **options: int) -> None:
    """Open the pool for this process (options as in `tortoise_config`)."""
    await Tortoise.init(config=tortoise_config(url, **options), _enable_global_fallback=True)


async def close() -> None:
    """Close the pool; without it the process would not end."""
    await Tortoise.close_connections()


async def fetch(sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Rows of a statement, RETURNING rows of a change included (``execute_query`` would drop them)."""
    rows: list[dict[str, Any]] = await get_connection("default").execute_query_dict(sql, list(values))
    return rows


async def fetch_one(sql: str, values: Sequence[Any] = ()) -> Mapping[str, Any] | None:
    """The first row of a statement, or None."""
    rows = await fetch(sql, values)
    return rows[0] if rows else None


TORTOISE_ORM = tortoise_config("postgresql://localhost/yichuang")
"""For Tortoise's own command line (`python3 dev.py migration`), which reads models and writes files."""
