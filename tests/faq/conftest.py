from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from faq.loader import load_book
from faq.schema import Book
from tests.faq.tiny import FILES, Folder, change, dump


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes the tiny folder; ``changes`` set one place each: ``{"items/GA-HZ/HZ01.yaml:fee.charged": "yes"}``.

    A change without ``:`` writes (or with None removes) a whole file.
    """

    def write(changes: dict[str, Any] | None = None) -> Path:
        files = copy.deepcopy(FILES)
        for place, value in (changes or {}).items():
            change(files, place, value)
        for name, data in files.items():
            dump(tmp_path / name, data)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def shipped() -> Book:
    return load_book()
