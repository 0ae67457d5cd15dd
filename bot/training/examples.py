"""What the encoder learns from: every wording of an entry means the same as every other of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.encoder import units_of
from bot.engine import reader_of
from bot.entries import Entry, entries_of, talk_entries
from bot.normalise import normalise
from bot.terms import Reader, Terms
from faq.schema import Book


@dataclass(frozen=True, slots=True)
class Example:
    """The units of one wording and the group that it belongs to."""

    group: str
    units: Terms


def examples_of(book: Book) -> list[Example]:
    """Every wording of a book's entries, and its synonyms, each group of them a group of its own."""
    entries = entries_of(book)
    reader = reader_of(book, entries)
    return [*_wordings((*entries, *talk_entries()), reader), *_synonyms(book, reader)]


def _wordings(entries: Iterable[Entry], reader: Reader) -> Iterator[Example]:
    for entry in entries:
        for phrase in entry.phrases:
            yield example_of(entry.code, phrase.text, reader)


def _synonyms(book: Book, reader: Reader) -> Iterator[Example]:
    for number, words in enumerate(book.synonyms):
        for word in words:
            yield example_of(f"synonyms {number}", normalise(word), reader)


def example_of(group: str, text: str, reader: Reader) -> Example:
    """One wording as an example of its group."""
    return Example(group, dict(units_of(reader.index(text))))
