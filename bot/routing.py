"""Which department a question belongs to when a person has to answer it; when in doubt 综合协调科."""

from __future__ import annotations

from collections.abc import Sequence

from bot.entries import Entry
from bot.scoring import Found
from faq.schema import Book, Bundle, Guide, Stub

COORDINATION = "ZX"
_POLICE = "公安"
_NEAR = 0.8


def department_of(entry: Entry, book: Book) -> str:
    """The department of an entry: a guide's own, a stub's where it has one, that of the first step of a bundle;
    services are looked after by 综合协调科."""
    content = entry.content
    if isinstance(content, Bundle):
        first = book.guide(content.steps[0].item)
        return first.department if first else COORDINATION
    return (content.department if isinstance(content, Guide | Stub) else None) or COORDINATION


def route(text: str, found: Sequence[Found], book: Book, least_score: float = 0.2) -> str:
    """The department code for a normalised text.

    ``found`` are the scored entries, best first. The department with the highest sum over those of the three best
    that come near the best one, when that scores at least ``least_score``; then the department whose keyword the text
    holds; else 综合协调科.
    """
    votes: dict[str, float] = {}
    for one in found[:3]:
        if one.score >= max(least_score, _NEAR * found[0].score):
            code = department_of(one.entry, book)
            votes[code] = votes.get(code, 0.0) + one.score
    if set(votes) - {COORDINATION}:
        return max(sorted(votes), key=votes.__getitem__)
    return _by_keyword(text, book) or COORDINATION


def police(book: Book) -> str:
    """The first police department, for danger to life; 综合协调科 where there is none."""
    return next((row.code for row in book.departments if _POLICE in row.name), COORDINATION)


def _by_keyword(text: str, book: Book) -> str | None:
    """The longest department keyword in the text decides."""
    hits = [(len(word), row.code) for row in book.departments for word in row.keywords if word in text]
    return max(hits)[1] if hits else None
