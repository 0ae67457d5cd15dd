"""Finding guides, questions, departments and services by a few words; suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from backend.catalogue.schemas import (
    FoundGuide,
    FoundQuestion,
    FoundService,
    Named,
    SearchResult,
    Span,
    Suggestion,
)
from backend.catalogue.snapshot import Snapshot
from faq.schema import Department, Guide, Service

LEAST_SCORE = 0.2
"""Below this the engine found nothing that has to do with the words."""

_GUIDES, _SERVICES, _QUESTIONS, _DEPARTMENTS, _SUGGESTIONS = 20, 4, 6, 5, 10


def search(snapshot: Snapshot, query: str) -> SearchResult:
    """Everything that fits the words, best first; empty lists for no words."""
    words = query.strip()
    codes = ranked(snapshot, words)
    guides = [snapshot.guides[code].guide for code in codes if code in snapshot.guides]
    services = [snapshot.services[code] for code in codes if code in snapshot.services]
    return SearchResult(
        query=words,
        guides=[_found_guide(snapshot, guide, words) for guide in guides[:_GUIDES]],
        questions=list(_questions([*guides, *services], words))[:_QUESTIONS],
        departments=[Named(code=row.code, name=row.name) for row in _departments(snapshot, words)][:_DEPARTMENTS],
        services=[FoundService(code=one.code, name=one.name, link=one.link) for one in services[:_SERVICES]],
    )


def ranked(snapshot: Snapshot, words: str) -> list[str]:
    """Codes of guides and services for the words: the code itself, what the engine finds, names that hold them."""
    if not words:
        return []
    exact = [words.upper()] if words.upper() in snapshot.guides else []
    near = [found.code for found in snapshot.engine.search(words, 30) if found.score >= LEAST_SCORE]
    holding = [guide.code for guide in snapshot.book.guides if words in guide.name]
    known = dict.fromkeys([*exact, *near, *holding])
    return [code for code in known if code in snapshot.guides or code in snapshot.services]


def suggest(snapshot: Snapshot, query: str) -> list[Suggestion]:
    """At most ten lines for a search box: items and services, then departments and questions that hold the words."""
    words = query.strip()
    if not words:
        return []
    found = [
        Suggestion(text=one.text, kind=_kind(snapshot, one.code), code=one.code, matched=spans(one.text, words))
        for one in snapshot.engine.suggest(words, 6)
    ]
    found += [_department_line(row, words) for row in snapshot.book.departments if words in row.name][:2]
    contents: tuple[Guide | Service, ...] = (*snapshot.book.guides, *snapshot.book.services)
    found += list(_question_lines(contents, words))
    return found[:_SUGGESTIONS]


def spans(text: str, words: str) -> list[Span]:
    """Where the text and the words have two or more characters in common (one when only one was typed)."""
    left, right = words.lower(), text.lower()
    if len(right) != len(text):
        return []
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    least = min(2, len(left))
    return [(block.b, block.b + block.size) for block in blocks if block.size and block.size >= least]


def _found_guide(snapshot: Snapshot, guide: Guide, words: str) -> FoundGuide:
    department = snapshot.department(guide.department).name
    return FoundGuide(code=guide.code, name=guide.name, department_name=department, matched=spans(guide.name, words))


def _questions(contents: Iterable[Guide | Service], words: str) -> Iterator[FoundQuestion]:
    for content in contents:
        for one in content.questions:
            if spans(one.question, words):
                yield FoundQuestion(text=one.question, code=content.code, name=content.name)


def _departments(snapshot: Snapshot, words: str) -> list[Department]:
    return [row for row in snapshot.book.departments if _concerns(row, words)]


def _concerns(row: Department, words: str) -> bool:
    names = (row.name, row.bureau)
    keywords = (word for word in row.keywords if len(word) > 1)
    return bool(words) and (any(words in name for name in names) or any(word in words for word in keywords))


def _kind(snapshot: Snapshot, code: str) -> str:
    return "guide" if code in snapshot.guides else "service"


def _department_line(row: Department, words: str) -> Suggestion:
    return Suggestion(text=row.name, kind="department", code=row.code, matched=spans(row.name, words))


def _question_lines(contents: Iterable[Guide | Service], words: str) -> Iterator[Suggestion]:
    for content in contents:
        for one in content.questions:
            if words in one.question:
                yield Suggestion(
                    text=one.question, kind="question", code=content.code, matched=spans(one.question, words)
                )
