"""`reconcile`: do the slots' counters agree with the appointments? Exit 1 when they do not. Repairs nothing."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from backend.cli.output import out, print_json, read_settings, run, runtime
from backend.settings import Settings


def reconcile(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Compare counters and rows now, write the report down and print it."""
    report = run(_report(read_settings()))
    if as_json:
        print_json(report)
    else:
        mark = "[red]✗[/red]" if report["differing"] else "[green]✓[/green]"
        out.print(
            f"{mark} {report['slots']} slots since {report['since']}, {report['differing']} differ", highlight=False
        )
        for one in report["differences"]:
            out.print(
                f"  {one['slot']}: online {one['used_online']} counted, {one['rows_online']} rows;"
                f" staff {one['used_staff']} counted, {one['rows_staff']} rows",
                highlight=False,
            )
    if report["differing"]:
        raise typer.Exit(1)


async def _report(settings: Settings) -> dict[str, Any]:
    from backend.appointments.plans import reconciling

    async with runtime(settings) as opened:
        row = await reconciling.reconcile(opened.clock.now(), centre_id=settings.centre_id)
    names = ("created_at", "since", "slots", "differing", "differences")
    return {name: getattr(row, name) for name in names}
