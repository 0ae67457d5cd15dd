"""`faq train`: the encoder of the bot, made from the content alone and let through by the regression set."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import orjson
import typer

from backend.cli.attending import serve_parent
from backend.cli.engines import book_of, encoder_of
from backend.cli.output import err, fail, out, print_json
from backend.settings import Settings
from bot.encoder import Encoder
from bot.training.gate import judge
from bot.training.kept import read
from faq.exams import exam_files
from faq.loader import book_from_data
from faq.schema import Book


def train(
    content: Annotated[Path | None, typer.Option("--content", help="content folder; default: the shipped one")] = None,
    book_file: Annotated[
        Path | None, typer.Option("--book", help="published content as JSON, instead of a folder")
    ] = None,
    to: Annotated[Path | None, typer.Option("--out", help="where the model goes; default: the data folder")] = None,
    against: Annotated[Path | None, typer.Option("--against", help="the model in service, to be compared with")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    for_parent: Annotated[
        bool, typer.Option("--for-parent", hidden=True, help="give way to others; end when standard input ends")
    ] = False,
) -> None:
    """Train the encoder (under a minute); exit 1 when it does worse on the regression set than the one in service."""
    if for_parent:
        serve_parent()
    book = _published(book_file) if book_file else book_of(content)
    started = time.perf_counter()
    encoder = encoder_of(book)
    seconds = time.perf_counter() - started
    verdict = judge(book, encoder, _read(against), _questions())
    if verdict.passed:
        place = to or Settings().bot_dir / f"{encoder.version}.npz"
        place.write_bytes(encoder.to_bytes())
    report = {
        "version": encoder.version,
        "seconds": round(seconds, 1),
        "passed": verdict.passed,
        "figures": dict(verdict.figures),
        "before": dict(verdict.before),
    }
    if as_json:
        print_json(report)
    else:
        out.print(report)
    if not verdict.passed:
        err.print("新模型答得不如正在用的,没有采用。请看 yichuang faq confusions,改内容后再训练。")
        raise typer.Exit(1)


def _published(path: Path) -> Book:
    return book_from_data(orjson.loads(path.read_bytes()))


def _read(path: Path | None) -> Encoder | None:
    if path is None:
        return None
    return read(path) or fail(f"读不了这个模型文件:{path}")


def _questions() -> list[dict[str, object]]:
    return [orjson.loads(line) for path in exam_files() for line in path.read_bytes().splitlines() if line.strip()]
