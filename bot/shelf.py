"""Built engines kept as files: an index takes seconds to build and a fifth of one to read.

The files are pickles, so they are trusted like the byte code that Python keeps beside its modules: only a file that
this user owns and nobody else may write is read. A file that another version of the code, of Python or of a library
wrote has another name.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path

from bot.engine import Engine
from bot.locking import alone

KEPT = 6
"""Files in a folder; who wrote one lets the oldest go."""

_LIBRARIES = ("numpy", "pydantic", "jieba")
_UNREADABLE = (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError)
_SOURCES = ("bot", "faq")


class Shelf:
    """A folder of built engines. Processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, content: str) -> Engine | None:
        """The kept engine for what ``content`` names; None when there is none that may be read."""
        return _read(self._path(content))

    def engine(self, content: str, build: Callable[[], Engine]) -> Engine:
        """The engine for what ``content`` names, read or else built and kept.

        ``content`` must name everything that the engine is built from. Whoever else asks at the same time waits for
        the one build. A folder that cannot be written costs the keeping, not the engine.
        """
        path = self._path(content)
        found = _read(path)
        if found is not None:
            return found
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with alone(self._folder / "index.lock"):
                return _read(path) or self._built(path, build)
        except OSError:
            return build()

    def _path(self, content: str) -> Path:
        return self._folder / f"{_hash(content, _form())}.index"

    def _built(self, path: Path, build: Callable[[], Engine]) -> Engine:
        engine = build()
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(pickle.dumps(engine, pickle.HIGHEST_PROTOCOL))
        unfinished.replace(path)
        by_age = sorted(self._folder.glob("*.index"), key=lambda file: file.stat().st_mtime)
        for old in by_age[:-KEPT]:
            old.unlink(missing_ok=True)
        return engine


def _read(path: Path) -> Engine | None:
    with suppress(*_UNREADABLE), path.open("rb") as file:
        about = os.fstat(file.fileno())
        if about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            engine = pickle.load(file)  # noqa: S301  (trusted: see above)
            os.utime(path)
            return engine if isinstance(engine, Engine) else None
    return None


@cache
def _form() -> str:
    """What decides whether a pickle of an engine can be read and would answer as the code does now."""
    root = Path(__file__).resolve().parents[1]
    files = sorted(file for folder in _SOURCES for file in (root / folder).rglob("*.py"))
    versions = (platform.python_version(), *map(metadata.version, _LIBRARIES))
    return _hash(*versions, *(file.read_text(encoding="utf-8") for file in files))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
