"""The window bank: what the console changed about the windows of the published book. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from faq.schema import Book, Window


@dataclass(frozen=True)
class Changed:
    """A window as the console left it; ``hidden``: not in use."""

    window: Window
    hidden: bool


def change_of(row: Mapping[str, Any]) -> Changed:
    """A row of `sql.WINDOW_CHANGES`."""
    given = {name: row[name] for name in ("code", "name", "hall", "floor", "number", "phone")}
    return Changed(Window(**given, departments=tuple(orjson.loads(row["departments"]))), row["hidden"])


def with_changes(book: Book, changes: Iterable[Changed]) -> Book:
    """The book with the console's windows in the place of its own; added ones come last, hidden ones are gone."""
    by_code = {change.window.code: change for change in changes}
    if not by_code:
        return book
    published = {window.code: Changed(window, hidden=False) for window in book.windows}
    known = published | by_code
    return book.model_copy(update={"windows": tuple(one.window for one in known.values() if not one.hidden)})
