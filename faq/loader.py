"""Content folder → ``Book``; and data from elsewhere (the published catalogue) → ``Book``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from faq.documents import read_documents
from faq.drafts import Draft, Placed, V_co, draft_of
from faq.problems import ContentError, Problem
from faq.schema import Book

CONTENT = Path(__file__).parent / "content"
_VERSION_DIGITS = 12


def load_book(folder: Path | None = None) -> Book:
    """All content below ``folder`` (default: what ships with the package), departments in file order, guides by code.

    Raises ``ContentError`` with every file and line that cannot be read. It does not judge what it read:
    that is ``faq.checker.check``.
    """
    draft = load_draft(folder or CONTENT)
    if draft.problems:
        raise ContentError(draft.problems)
    return _book(_parts(draft))


def load_draft(folder: Path) -> Draft:
    """What can be read below ``folder``, and the problems of what cannot."""
    if not folder.is_dir():
        raise ContentError([Problem(str(folder), 1, "error", "missing_folder", "找不到这个内容文件夹")])
    documents, problems = read_documents(folder)
    draft = draft_of(documents)
    draft.problems += problems
    return draft


def book_from_data(data: Mapping[str, Any]) -> Book:
    """A book from plain data or values: the fields of ``Book`` without ``version``, which is computed here.

    ``book_from_data(book.model_dump(mode="json", by_alias=True, exclude={"version"}))`` gives an equal book.
    Raises ``ContentError``; its ``file`` is then the path of the field.
    """
    try:
        return _book(data)
    except ValidationError as error:
        problems = [
            Problem(".".join(str(step) for step in details["loc"]), 1, "error", "bad_value", details["msg"])
            for details in error.errors(include_url=False)
        ]
        raise ContentError(problems) from error


def content_version(book: Book) -> str:
    """Twelve hexadecimal digits that change whenever anything a citizen could read changes."""
    canonical = json.dumps(
        book.model_dump(mode="json", by_alias=True, exclude={"version"}), sort_keys=True, ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()[:_VERSION_DIGITS]


def _book(parts: Mapping[str, Any]) -> Book:
    book = Book.model_validate({**parts, "version": "-"})
    return book.model_copy(update={"version": content_version(book)})


def _parts(draft: Draft) -> dict[str, Any]:
    return {
        "centre": draft.centres[0].value,
        "departments": _values(draft.departments),
        "windows": _values(draft.windows),
        "guides": tuple(sorted(_values(draft.guides), key=lambda guide: guide.code)),
        "services": _values(draft.services),
        "stubs": _values(draft.stubs),
        "synonyms": _values(draft.synonyms),
        "sources": _values(draft.sources),
        "asks": tuple(sorted(_values(draft.asks), key=lambda row: row.code)),
        "bundles": _values(draft.bundles),
        "separations": _values(draft.separations),
    }


def _values(rows: Iterable[Placed[V_co]]) -> tuple[V_co, ...]:
    return tuple(row.value for row in rows)
