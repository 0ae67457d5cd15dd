"""Fills an empty database with the demo centre: calendar, published guides, staff, open days. Safe to repeat."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from backend.appointments import service as appointments
from backend.calendar import service as calendar
from backend.catalogue import live
from backend.catalogue import service as catalogue
from backend.cli.demo.remembering import Prepared, remember
from backend.cli.demo.secrets_file import write_private
from backend.common.workcalendar import Session
from backend.consultations.learning import service as learning
from backend.database import migrating
from backend.runtime import Runtime, opened
from backend.settings import Settings
from backend.staff import service as staff
from backend.web import logs
from faq.loader import load_book
from faq.schema import Centre


async def migrate_and_fill(url: str, settings: Settings) -> Prepared:
    """Bring the schema up to date, then fill."""
    await migrating.migrate(url)
    async with opened(settings) as runtime:
        return await prepare(runtime)


def main() -> None:
    """Prepare the demo that the environment tells about, and write down what was prepared."""
    settings = Settings()
    logs.configure(settings.log_level, settings.log_format)
    assert settings.database_url
    remember(settings.data_dir, asyncio.run(migrate_and_fill(settings.database_url, settings)))


async def prepare(runtime: Runtime) -> Prepared:
    """Bring the demo centre into the database and return its log-ins."""
    settings, now = runtime.settings, runtime.clock.now()
    book = load_book(settings.content_dir)
    await calendar.seed(settings.centre_id, now, opening_hours(book.centre))
    learned = await learning.relearned(book, settings.centre_id)
    await catalogue.publish(learned, now, actor="system", centre_id=settings.centre_id)
    await live.load(settings.centre_id)
    fresh = await staff.seed_demo(book.departments, now)
    await appointments.open_days(now, settings=settings)
    logins = _remember(settings.data_dir / "demo-logins.json", [asdict(login) for login in fresh])
    return Prepared(book.centre.halls[0].code, logins)


def opening_hours(centre: Centre) -> tuple[Session, ...]:
    """The centre's sessions as the calendar wants them."""
    return tuple(Session(session.start, session.end) for session in centre.sessions)


def _remember(file: Path, fresh: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Passwords are stored hashed in the database, so a demo keeps its own list beside its other secrets."""
    known: list[dict[str, Any]] = orjson.loads(file.read_bytes()) if file.exists() else []
    if fresh:
        known = [login for login in known if login["account"] not in {new["account"] for new in fresh}] + fresh
        write_private(file, orjson.dumps(known, option=orjson.OPT_INDENT_2))
    return known
