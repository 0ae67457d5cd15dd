"""What publishing a book changes, as a pure decision over the newest known versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from faq.schema import Book, Guide


@dataclass(frozen=True)
class Known:
    """The newest stored version of a guide."""

    version: int
    effective: bool
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Codes by what happens to them, and the version of every guide afterwards.

    ``written`` get a new version row, ``revived`` are back with the wording they had, ``withdrawn`` are no longer
    offered. ``added`` and ``changed`` are what a person is told.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    withdrawn: tuple[str, ...]
    revived: tuple[str, ...]
    versions: Mapping[str, int]

    @property
    def written(self) -> tuple[str, ...]:
        """Codes that need a new row."""
        return tuple(code for code in (*self.added, *self.changed) if code not in self.revived)


def plan(book: Book, known: Mapping[str, Known]) -> Plan:
    """Compare a book with what is stored. A guide whose content is the same keeps its version number."""
    given = {guide.code: content_of(guide) for guide in book.guides}
    same = {code for code, content in given.items() if code in known and known[code].content == content}
    in_force = {code for code, row in known.items() if row.effective}
    return Plan(
        added=tuple(code for code in given if code not in in_force),
        changed=tuple(code for code in given if code in in_force and code not in same),
        unchanged=tuple(code for code in given if code in in_force and code in same),
        withdrawn=tuple(sorted(in_force - given.keys())),
        revived=tuple(code for code in given if code in same and code not in in_force),
        versions={code: _version(known.get(code), code in same) for code in given},
    )


def content_of(guide: Guide) -> dict[str, Any]:
    """A guide as it is stored."""
    return guide.model_dump(mode="json", by_alias=True)


def frame_of(book: Book) -> dict[str, Any]:
    """Everything of a book but its guides, as it is stored."""
    return book.model_dump(mode="json", by_alias=True, exclude={"version", "guides"})


def _version(known: Known | None, same: bool) -> int:
    if known is None:
        return 1
    return known.version if same else known.version + 1
