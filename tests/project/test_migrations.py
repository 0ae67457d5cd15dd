"""Models match migrations, and migrations carry every constraint the slices ask for."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from tortoise.migrations.autodetector import MigrationAutodetector

from backend.database import fetch
from backend.database.connection import tortoise_config
from backend.database.migrating import pending
from tests.support.product import Product

BACKEND = Path(__file__).resolve().parents[2] / "backend"
_NAME = re.compile(
    r"(?:CONSTRAINT|UNIQUE INDEX|INDEX|TRIGGER|FUNCTION)\s+(?:IF NOT EXISTS\s+)?\"?([a-z0-9_]+)", re.IGNORECASE
)


async def test_models_match_the_migrations(app: Product) -> None:
    from tortoise import Tortoise

    apps = tortoise_config(app.settings.database_url or "")["apps"]
    changes = await MigrationAutodetector(Tortoise.apps, apps).changes()
    assert not changes, "run: python3 dev.py yichuang … makemigrations"


async def test_nothing_is_pending_after_migrate(app: Product) -> None:
    assert await pending(app.settings.database_url or "") == []


async def test_every_constraint_of_the_slices_is_in_the_database(app: Product) -> None:
    rows = await fetch(
        "SELECT conname AS name FROM pg_constraint UNION SELECT indexname FROM pg_indexes"
        " UNION SELECT tgname FROM pg_trigger"
        " UNION SELECT proname FROM pg_proc"
    )
    there = {row["name"] for row in rows}
    for path in sorted(BACKEND.rglob("constraints.py")):
        folder = path.parent.relative_to(BACKEND.parent)
        module = import_module(".".join((*folder.parts, "constraints")))
        for up, _down in module.CONSTRAINTS:
            found = _NAME.search(up)
            assert found, up
            assert found[1] in there, f"{path.parent.name}: {found[1]} is not in the database"
