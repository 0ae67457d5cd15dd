"""The bot as the command line asks it: over a content folder, with the encoder trained for it."""

from __future__ import annotations

from pathlib import Path

from rich.progress import Progress

from backend.cli.output import err, fail
from backend.settings import Settings
from bot.encoder import Encoder
from bot.engine import Engine
from bot.shelf import Shelf
from bot.training import trained, version_of
from faq.loader import load_book
from faq.problems import ContentError
from faq.schema import Book


def book_of(content: Path | None) -> Book:
    """The book of a content folder (default: the shipped one); a problem ends the command."""
    try:
        return load_book(content)
    except ContentError as problem:
        fail(str(problem))


def engine_of(content: Path | None, *, plain: bool = False) -> Engine:
    """The engine for a content folder, kept for the next command; ``plain`` leaves the encoder out."""
    book = book_of(content)
    if plain:
        return Engine.build(book)
    shelf = Shelf(Settings().bot_dir)
    return shelf.engine(f"{book.version} {version_of(book)}", lambda: Engine.build(book, encoder=encoder_of(book)))


def encoder_of(book: Book) -> Encoder:
    """The encoder for a book, kept in the data folder; trained now, with a bar, when there is none."""
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("训练问答模型", total=1.0)
        return trained(book, Settings().bot_dir, lambda share: bar.update(task, completed=share))
