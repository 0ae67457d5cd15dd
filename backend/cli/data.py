"""`init`, `migrate`, `import`, `export`: what goes into the database and comes out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from backend.appointments import service as appointments
from backend.calendar import service as calendar
from backend.calendar.announcements import read_announcement
from backend.catalogue import live
from backend.catalogue import service as catalogue
from backend.cli.demo.preparing import opening_hours
from backend.cli.output import err, fail, out, print_json, read_settings, run, runtime
from backend.common.errors import Refusal
from backend.common.keys import Key, KeyRing
from backend.consultations.learning import service as learning
from backend.database import migrating
from backend.settings import Settings
from faq.importing import ImportPlan, plan_import
from faq.loader import load_book
from faq.problems import ContentError

importing = typer.Typer(no_args_is_help=True, help="Take over guides or a calendar announcement; all or nothing.")
exporting = typer.Typer(no_args_is_help=True, help="Write out what is published.")


def init() -> None:
    """Prepare a database: key ring (printed once if none is set), schema, calendar, published content."""
    settings = read_settings()
    if not settings.field_keys:
        ring = KeyRing(Key.generate("k1")).dump()
        err.print("没有设置 YICHUANG_FIELD_KEYS。已生成一组,请妥善保存后写入环境,再运行一次:", highlight=False)
        print(f"YICHUANG_FIELD_KEYS={ring}")
        raise typer.Exit(1)
    migrate()
    run(_fill(settings))
    err.print("完成。下一步:yichuang admin create 账号 --name 姓名 --number 工号", highlight=False)


async def _fill(settings: Settings) -> None:
    book = load_book(settings.content_dir)
    async with runtime(settings) as opened:
        now = opened.clock.now()
        await calendar.seed(settings.centre_id, now, opening_hours(book.centre))
        learned = await learning.relearned(book, settings.centre_id)
        await catalogue.publish(learned, now, actor="system", centre_id=settings.centre_id)
        await live.load(settings.centre_id)
        await appointments.open_days(now, settings=settings)


def migrate() -> None:
    """Bring the database to the present schema; safe to repeat and to run from several nodes."""
    settings = read_settings()
    if not settings.database_url:
        fail("请设置 DATABASE_URL。")
    run(migrating.migrate(settings.database_url))
    err.print("数据库结构已是最新。")


@importing.command("guides")
def import_guides(
    path: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only show what would change")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Publish the guides of a content folder. Run again, it changes nothing."""
    run(_import_guides(read_settings(content_dir=path), path, dry_run, as_json))


async def _import_guides(settings: Settings, path: Path, dry_run: bool, as_json: bool) -> None:
    async with runtime(settings) as opened:
        current = {guide.code: guide for guide in live.current().book.guides}
        plan = plan_import(path, current)
        _show(plan, as_json)
        if plan.rejects:
            fail(f"{len(plan.rejects)} 处错误,没有导入任何内容。")
        if dry_run or plan.empty:
            return
        with err.status("发布…"):
            try:
                book = load_book(path)
            except ContentError as problem:
                fail(str(problem))
            learned = await learning.relearned(book, settings.centre_id)
            report = await catalogue.publish(learned, opened.clock.now(), actor="system", centre_id=settings.centre_id)
        err.print(f"新增 {len(report.added)},修改 {len(report.changed)},未变 {len(report.unchanged)}", highlight=False)


def _show(plan: ImportPlan, as_json: bool) -> None:
    if as_json:
        changes = {
            change.guide.code: [{"field": row.field, "before": row.before, "after": row.after} for row in change.fields]
            for change in plan.changes
        }
        print_json(
            {
                "adds": [guide.code for guide in plan.adds],
                "changes": changes,
                "rejects": [row.__dict__ for row in plan.rejects],
            }
        )
        return
    table = Table("事项", "动作", "内容", box=None)
    for guide in plan.adds:
        table.add_row(guide.code, "新增", guide.name)
    for change in plan.changes:
        for row in change.fields:
            table.add_row(change.guide.code, "修改", f"{row.field}: {row.before} → {row.after}")
    for reject in plan.rejects:
        table.add_row(f"{reject.file}:{reject.line}", "退回", reject.message)
    out.print(table)


@importing.command("calendar")
def import_calendar(
    file: Path,
    year: Annotated[int | None, typer.Option(help="the year whose yearly notice this is")] = None,
    source: Annotated[str, typer.Option(help="name or 文号 of the notice")] = "",
) -> None:
    """Take over the 国务院 holiday notice (CSV: 日期,类型,名称,上午,下午)."""
    run(_import_calendar(read_settings(), file.read_bytes(), year, source))


async def _import_calendar(settings: Settings, notice: bytes, year: int | None, source: str) -> None:
    async with runtime(settings) as opened:
        try:
            days = read_announcement(notice)
            done = await calendar.import_announcement(
                days, centre_id=settings.centre_id, now=opened.clock.now(), source=source, covers_year=year
            )
        except Refusal as problem:
            fail(problem.message)
        await appointments.open_days(opened.clock.now(), settings=settings)
    err.print(f"改动 {len(done.changed)} 天;已知到 {done.announced_until}。", highlight=False)


@exporting.command("guides")
def export_guides(output: Annotated[Path, typer.Argument(help="JSON file to write")]) -> None:
    """Write the published guides as one JSON file."""
    output.write_text(run(_published(read_settings())), encoding="utf-8")
    err.print(f"wrote {output}")


async def _published(settings: Settings) -> str:
    async with runtime(settings):
        return live.current().book.model_dump_json(indent=1, by_alias=True)
