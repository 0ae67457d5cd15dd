"""Finding guides, questions, departments and services by a few words; suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice

from backend.catalogue.schemas import (
    FoundDepartment,
    FoundGuide,
    FoundQuestion,
    FoundService,
    SearchResult,
    Span,
    Suggestion,
)
from backend.catalogue.snapshot import Snapshot
from bot.sounds import initials
from bot.suggesting import Suggestion as Offered
from faq.schema import Department, Guide, Service

LEAST_SCORE = 0.35
"""Below this the engine found nothing that has to do with the words."""

_GUIDES, _SERVICES, _QUESTIONS, _DEPARTMENTS = 20, 4, 6, 5
_SUGGESTIONS, _CONTENTS, _OFFICES = 10, 5, 2


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
        departments=[_found_department(row, words) for row in _departments(snapshot, words)[:_DEPARTMENTS]],
        services=[_found_service(one, words) for one in services[:_SERVICES]],
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
    """At most ten lines for a search box: items and services, questions that hold the words, then departments."""
    words = query.strip()
    if not words:
        return []
    found = [_content_line(snapshot, one, words) for one in snapshot.engine.suggest(words, _CONTENTS)]
    contents: tuple[Guide | Service, ...] = (*snapshot.book.guides, *snapshot.book.services)
    told = {line.text for line in found}
    questions = (line for line in _question_lines(contents, words) if line.text not in told)
    found += islice(questions, _SUGGESTIONS - _OFFICES - len(found))
    found += [_department_line(row, words) for row in snapshot.book.departments if words in row.name][:_OFFICES]
    return found


def spans(text: str, words: str) -> list[Span]:
    """Where the text and the words have two or more characters in common (one when only one was typed); for pinyin
    initials the characters that they stand for."""
    left, right = words.lower().replace(" ", ""), text.lower()
    if len(right) != len(text):
        return []
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    least = min(2, len(left))
    found = [(block.b, block.b + block.size) for block in blocks if block.size and block.size >= least]
    return found or _by_sound(right, left)


def _by_sound(text: str, letters: str) -> list[Span]:
    """Every character has one initial, so places agree."""
    if not letters or not letters.isascii() or " " in text:
        return []
    at = initials(text).find(letters)
    return [] if at < 0 else [(at, at + len(letters))]


def _found_guide(snapshot: Snapshot, guide: Guide, words: str) -> FoundGuide:
    department = snapshot.department(guide.department).name
    return FoundGuide(code=guide.code, name=guide.name, department_name=department, matched=spans(guide.name, words))


def _questions(contents: Iterable[Guide | Service], words: str) -> Iterator[FoundQuestion]:
    for content in contents:
        for one in content.questions:
            if spans(one.question, words):
                matched = spans(one.question, words)
                yield FoundQuestion(text=one.question, code=content.code, name=content.name, matched=matched)


def _departments(snapshot: Snapshot, words: str) -> list[Department]:
    return [row for row in snapshot.book.departments if _concerns(row, words)]


def _concerns(row: Department, words: str) -> bool:
    names = (row.name, row.bureau)
    keywords = (word for word in row.keywords if len(word) > 1)
    return bool(words) and (any(words in name for name in names) or any(word in words for word in keywords))


def _found_department(row: Department, words: str) -> FoundDepartment:
    return FoundDepartment(code=row.code, name=row.name, matched=spans(row.name, words))


def _found_service(one: Service, words: str) -> FoundService:
    return FoundService(code=one.code, name=one.name, link=one.link, matched=spans(one.name, words))


def _content_line(snapshot: Snapshot, one: Offered, words: str) -> Suggestion:
    """A way of asking for an item or a service."""
    service = snapshot.services.get(one.code)
    return Suggestion(
        text=one.text,
        kind="service" if service else "guide",
        code=one.code,
        name=one.name,
        link=service.link if service else None,
        matched=spans(one.text, words),
    )


def _department_line(row: Department, words: str) -> Suggestion:
    matched = spans(row.name, words)
    return Suggestion(text=row.name, kind="department", code=row.code, name=row.name, link=None, matched=matched)


def _question_lines(contents: Iterable[Guide | Service], words: str) -> Iterator[Suggestion]:
    for content in contents:
        for one in content.questions:
            if words in one.question:
                yield Suggestion(
                    text=one.question,
                    kind="question",
                    code=content.code,
                    name=content.name,
                    link=None,
                    matched=spans(one.question, words),
                )
