"""Trained encoders kept as files, so that the same content is trained once on a machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bot.encoder import Encoder
from bot.locking import alone
from bot.training.versions import version_of
from faq.schema import Book


def trained(book: Book, folder: Path, progress: Callable[[float], None] | None = None) -> Encoder:
    """The encoder for a book: read from ``folder``, or trained now (under a minute) and kept there.

    Whoever else asks at the same time waits for the one training. A file that cannot be read is made anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{version_of(book)}.npz"
    return read(path) or _made(book, path, progress)


def _made(book: Book, path: Path, progress: Callable[[float], None] | None) -> Encoder:
    with alone(path.parent / "training.lock"):
        encoder = read(path)
        if encoder is None:
            from bot.training.trainer import train  # scipy takes a moment, and a kept encoder needs none

            encoder = train(book, progress=progress)
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(encoder.to_bytes())
            unfinished.replace(path)
    return encoder


def read(path: Path) -> Encoder | None:
    """The encoder of a file; None when there is none that can be read."""
    try:
        return Encoder.from_bytes(path.read_bytes())
    except (OSError, ValueError, KeyError):
        return None
