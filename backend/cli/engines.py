"""The bot as the command line asks it: over a content folder, with the encoder trained for it."""

from __future__ import annotations

from pathlib import Path

from rich.progress import Progress

from backend.cli.output import err, fail
from backend.settings import Settings
from bot.encoder import Encoder
from bot.engine import Engine
from bot.training import trained
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
    """The engine for a content folder; ``plain`` leaves the encoder out."""
    book = book_of(content)
    return Engine.build(book, encoder=None if plain else encoder_of(book))


def encoder_of(book: Book) -> Encoder:
    """The encoder for a book, kept in the data folder; trained now, with a bar, when there is none."""
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("训练问答模型", total=1.0)
        return trained(book, models_folder(), lambda share: bar.update(task, completed=share))


def models_folder() -> Path:
    """Where trained encoders are kept."""
    settings = Settings()
    return settings.models_dir or settings.data_dir / "bot"
