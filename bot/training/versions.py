"""What names a training: the wordings that go into it and the recipe. A fact that changes trains nothing anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from bot.entries import Content, contents_of
from bot.talk import TALK
from bot.training.recipe import Recipe
from faq.schema import Book, Bundle, Guide, Service, Stub

_FORMAT = "4"
"""Raise it when texts are read differently, so that kept encoders are made anew."""
_DIGITS = 12


def version_of(book: Book, recipe: Recipe | None = None) -> str:
    """Twelve hexadecimal digits: the same for the same wordings and recipe."""
    digest = hashlib.sha256(f"{_FORMAT} {recipe or Recipe()}".encode())
    for text in _texts(book):
        digest.update(text.encode())
        digest.update(b"\n")
    return digest.hexdigest()[:_DIGITS]


def _texts(book: Book) -> Iterator[str]:
    for content in contents_of(book):
        yield content.code
        yield content.name
        yield from content.aliases
        yield from _further(content)
    for row in book.asks:
        yield row.code
        yield from row.asks
    for words in (*book.synonyms, *TALK.values()):
        yield " ".join(words)


def _further(content: Content) -> Iterator[str]:
    if not isinstance(content, Stub):
        yield content.short_name
    if isinstance(content, Bundle):
        yield from content.asks
    if isinstance(content, Guide | Service):
        for asked in content.questions:
            yield from (asked.question, *asked.asks)
    if isinstance(content, Guide):
        for misconception in content.misconceptions:
            yield from (misconception.belief, *misconception.asks)
