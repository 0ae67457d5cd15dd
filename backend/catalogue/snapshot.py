"""The published content as one immutable value in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from backend.catalogue.places import Place, place_of, windows_of
from backend.common.errors import NotFound
from bot import Engine
from faq.schema import Book, Department, Guide, Service, Window

T = TypeVar("T")


@dataclass(frozen=True)
class PublishedGuide:
    """A guide with its version number."""

    version: int
    guide: Guide


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What is in force now. Build it with `snapshot_of`; readers share it and never wait.

    ``version`` is the content's hash; ``number`` counts publications.
    """

    book: Book
    engine: Engine
    version: str
    number: int
    guides: Mapping[str, PublishedGuide] = field(repr=False)
    services: Mapping[str, Service] = field(repr=False)
    departments: Mapping[str, Department] = field(repr=False)
    windows: Mapping[str, Window] = field(repr=False)
    places: Mapping[str, Place] = field(repr=False)

    def guide(self, code: str) -> PublishedGuide:
        """The guide of an item. Raises NotFound."""
        return _found(self.guides, code)

    def place(self, code: str) -> Place:
        """Where the item with this code is handled. Raises NotFound."""
        return _found(self.places, code)

    def department(self, code: str) -> Department:
        """The department with this code. Raises NotFound."""
        return _found(self.departments, code)

    def window(self, code: str) -> Window:
        """The window with this code. Raises NotFound."""
        return _found(self.windows, code)

    def name_of(self, code: str) -> str | None:
        """The name of an item or a service; None for a code that is neither."""
        if code in self.guides:
            return self.guides[code].guide.name
        return self.services[code].name if code in self.services else None


def snapshot_of(engine: Engine, versions: Mapping[str, int], number: int) -> Snapshot:
    """The look-ups over the book of an engine; ``versions``: the number of each guide in force."""
    book = engine.book
    return Snapshot(
        book=book,
        engine=engine,
        version=book.version,
        number=number,
        guides={guide.code: PublishedGuide(versions[guide.code], guide) for guide in book.guides},
        services={service.code: service for service in book.services},
        departments={department.code: department for department in book.departments},
        windows={window.code: window for window in book.windows},
        places={guide.code: place_of(book, windows_of(book, guide)) for guide in book.guides},
    )


def _found(rows: Mapping[str, T], code: str) -> T:
    try:
        return rows[code]
    except KeyError:
        raise NotFound() from None
