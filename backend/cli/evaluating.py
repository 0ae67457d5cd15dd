"""`faq eval`: how well the bot does on labelled questions, against what it promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.progress import track
from rich.table import Table

from backend.cli.content_options import AsJson, Content
from backend.cli.curve import risk_coverage_svg
from backend.cli.engines import engine_of
from backend.cli.output import err, fail, out
from bot.evaluation import evaluate, is_labelled
from bot.goals import outcomes
from faq.exams import exam_files


def evaluate_files(
    files: Annotated[list[Path] | None, typer.Argument(help="JSONL files; default: the regression set")] = None,
    content: Content = None,
    as_json: AsJson = False,
    plain: Annotated[bool, typer.Option("--plain", help="without the trained encoder")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="exit 1 when a goal is missed")] = False,
    curve: Annotated[Path | None, typer.Option("--curve", help="draw risk over coverage into this SVG file")] = None,
) -> None:
    """Answer each line of JSONL files (`{"id","text"}` or labelled); summarise and judge when labels are there."""
    lines = _lines(files or exam_files())
    rows, summary = evaluate(engine_of(content, plain=plain), track(lines, "评测", console=err, transient=True))
    if curve:
        curve.write_text(risk_coverage_svg(lines, rows), encoding="utf-8")
    found = [asdict(outcome) | {"kept": outcome.kept} for outcome in outcomes(summary)] if is_labelled(lines) else []
    if as_json:
        for row in rows:
            print(orjson.dumps(row).decode())
        print(orjson.dumps(summary | {"goals": found}).decode())
    else:
        _print(summary, found)
    if strict and not all(goal["kept"] for goal in found):
        raise typer.Exit(1)


def _lines(files: Sequence[Path]) -> list[dict[str, Any]]:
    for file in files:
        if not file.exists():
            fail(f"没有这个文件:{file}")
    return [orjson.loads(line) for file in files for line in file.read_bytes().splitlines() if line.strip()]


def _print(summary: Mapping[str, Any], goals: Sequence[Mapping[str, Any]]) -> None:
    table = Table("指标", "值", box=None)
    for name, value in summary.items():
        if not isinstance(value, dict):
            table.add_row(name, str(value))
    out.print(table)
    if goals:
        out.print(_goal_table(goals))


def _goal_table(goals: Sequence[Mapping[str, Any]]) -> Table:
    table = Table("目标", "要求", "实际", "", box=None)
    for goal in goals:
        bound = f"{'≤' if goal['most'] else '≥'} {goal['bound']:g}"
        value = "–" if goal["value"] is None else f"{goal['value']:.4f}"
        table.add_row(goal["name"], bound, value, "达到" if goal["kept"] else "没达到")
    return table
