"""`doctor`: is this node fit to serve? Exit 1 when something is wrong; a short calendar horizon is a warning."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

import typer

from backend.appointments.plans import reconciling
from backend.calendar import snapshot
from backend.catalogue import live
from backend.cli.output import out, print_json, read_settings, run
from backend.common import workdays
from backend.database import fetch_one, migrating
from backend.outbox import lag
from backend.runtime import Runtime, opened
from backend.settings import Settings
from backend.web import fronts

SHORT_HORIZON_DAYS = 45
LEAST_DISK_BYTES = 1_000_000_000
Verdict = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    what: str
    verdict: Verdict
    fact: str


def doctor(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Look at configuration, database, durability, disk, content, jobs, calendar, counted places and front ends."""
    findings = run(_findings(read_settings()))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            mark = {"ok": "[green]✓[/green]", "warning": "[yellow]![/yellow]", "wrong": "[red]✗[/red]"}[finding.verdict]
            out.print(f"{mark} {finding.what}: {finding.fact}", highlight=False)
    if any(finding.verdict == "wrong" for finding in findings):
        raise typer.Exit(1)


async def _findings(settings: Settings) -> list[Finding]:
    found = [_disk(settings), _fronts()]
    try:
        async with opened(settings) as runtime:
            looks = (_durability, _migrations, _content, _jobs, _calendar, _places, _wechat)
            found += [await look(runtime) for look in looks]
    except Exception as problem:
        found.append(Finding("start", "wrong", f"{type(problem).__name__}: {problem}"))
    return found


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir if settings.data_dir.exists() else settings.data_dir.absolute().parent
    free = shutil.disk_usage(folder).free
    return Finding("disk", "ok" if free > LEAST_DISK_BYTES else "wrong", f"{free / 1e9:.1f} GB free")


def _fronts() -> Finding:
    missing = fronts.missing()
    return Finding(
        "front ends", "wrong" if missing else "ok", "not built: " + ", ".join(missing) if missing else "built"
    )


async def _durability(_runtime: Runtime) -> Finding:
    row = await fetch_one("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit")
    assert row is not None
    safe = row["fsync"] == "on" and row["commit"] != "off"
    return Finding("durability", "ok" if safe else "wrong", f"fsync {row['fsync']}, synchronous_commit {row['commit']}")


async def _migrations(runtime: Runtime) -> Finding:
    waiting = await migrating.pending(runtime.url)
    return Finding("migrations", "wrong" if waiting else "ok", ", ".join(waiting) or "up to date")


async def _content(_runtime: Runtime) -> Finding:
    book = live.current().book
    return Finding("content", "ok" if book.guides else "wrong", f"{len(book.guides)} guides, version {book.version}")


async def _jobs(_runtime: Runtime) -> Finding:
    seconds = await lag.oldest_due_seconds()
    return Finding("jobs", "ok" if seconds < 300 else "wrong", f"oldest due job waits {seconds:.0f} s")


async def _calendar(runtime: Runtime) -> Finding:
    calendar = await snapshot.load(runtime.settings.centre_id)
    days = workdays.announced_days_left(calendar, runtime.clock.now())
    verdict: Verdict = "ok" if days >= SHORT_HORIZON_DAYS else "warning"
    return Finding("calendar", verdict, f"announced for {days} more days; import the next notice in time")


async def _places(runtime: Runtime) -> Finding:
    report = await reconciling.last(runtime.settings.centre_id)
    if report is None:
        return Finding("places", "warning", "never reconciled; `yichuang reconcile` does it now")
    verdict: Verdict = "wrong" if report.differing else "ok"
    return Finding(
        "places", verdict, f"{report.differing} of {report.slots} slots differ, at {report.created_at:%F %H:%M}"
    )


async def _wechat(runtime: Runtime) -> Finding:
    settings = runtime.settings
    if settings.wechat_sandbox:
        return Finding("wechat", "warning", "sandbox (demo only)")
    verdict: Verdict = "ok" if settings.wechat_appid and settings.wechat_secret else "warning"
    return Finding("wechat", verdict, settings.wechat_appid or "not configured: citizens can only look up by number")
