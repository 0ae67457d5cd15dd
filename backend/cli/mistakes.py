"""`faq confusions`: which items the bot takes for which, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.progress import track

from backend.cli.content_options import AsJson, Content
from backend.cli.engines import engine_of
from backend.cli.output import err, fail, out, print_json
from bot.confusions import NOTHING, Confusion
from bot.confusions import confusions as find_confusions
from bot.engine import Engine
from faq.exams import exam_files

_SHOWN = 40


def confusions(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE.jsonl]...", help="labelled questions, JSONL; default: our own")
    ] = None,
    content: Content = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="pairs to show; --json gives all")] = _SHOWN,
) -> None:
    """Ask labelled questions and show which items are mistaken for which, with the words that mislead."""
    lines = [line for file in files or exam_files() for line in _lines(file)]
    engine = engine_of(content)
    found = find_confusions(engine, track(lines, "提问", console=err, transient=True))
    if as_json:
        print_json([asdict(one) for one in found])
        return
    names = _names(engine)
    mistaken = [one for one in found if one.wrong != NOTHING]
    for one in mistaken[:limit]:
        _show(one, names)
    missed = [one for one in found if one.wrong == NOTHING]
    if missed:
        _say("没有找到的:" + "、".join(f"{one.right}×{one.count}" for one in missed[:limit]))
    err.print(_summary(len(lines), mistaken, missed), highlight=False)


def _summary(asked: int, mistaken: list[Confusion], missed: list[Confusion]) -> str:
    wrong, answered = sum(one.count for one in mistaken), sum(one.answered for one in mistaken)
    return (
        f"{asked} 个问题:{wrong} 个认成了别的事项({len(mistaken)} 对,其中直接答错 {answered} 个),"
        f"{sum(one.count for one in missed)} 个没有找到。"
    )


def _lines(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        fail(f"没有这个文件:{file}")
    try:
        return [orjson.loads(line) for line in file.read_bytes().splitlines() if line.strip()]
    except orjson.JSONDecodeError as problem:
        fail(f"{file} 不是一行一个问题的 JSONL:{problem}")


def _names(engine: Engine) -> Mapping[str, str]:
    entries = engine.understanding.catalogue.by_code.values()
    return {entry.code: entry.name for entry in entries} | {NOTHING: "不是本中心的事"}


def _show(one: Confusion, names: Mapping[str, str]) -> None:
    right = f"{one.right} {names.get(one.right, '')}".strip()
    wrong = f"{one.wrong} {names.get(one.wrong, '')}".strip()
    _say(f"{one.count} 次(直接答错 {one.answered} 次) {right} → 当成了 {wrong}")
    if one.words:
        _say("    带偏的词:" + "、".join(f"{word}×{count}" for word, count in one.words))
    for example in one.examples:
        _say(f"    · {example}")


def _say(line: str) -> None:
    out.print(line, highlight=False, markup=False)
