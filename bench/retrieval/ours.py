"""Our engine's search over a set: the same reading, index and scoring as for citizens, without a book's answers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from bench.retrieval.sets import SEED, Set
from bot.actions import detect_actions
from bot.encoder import Encoder
from bot.engine import reader_of
from bot.entries import Entry, Phrase, entries_of
from bot.index.catalogue import Catalogue
from bot.index.segment import Segment
from bot.normalise import normalise
from bot.settings import Settings
from bot.spelling import Speller
from bot.understanding import Understanding
from faq.loader import load_book
from faq.schema import Stub

MOST_WORDINGS = 15_000
_NO_CONTENT = Stub.model_construct(code="", name="", aliases=(), where="", why="")


def built(given: Set, model: Path | None) -> Understanding:
    """What reads questions against this set; with the encoder in the file ``model`` if one is named."""
    encoder = Encoder.from_bytes(model.read_bytes()) if model else None
    settings = Settings() if encoder else Settings.without_encoder()
    found = entries(given)
    reader = reader_of(load_book(), found)
    base = Segment.build(found, reader, settings, encoder)
    return Understanding(Catalogue.of(base, encoder), reader, Speller.build(()), settings)


def entries(given: Set) -> list[Entry]:
    """One stub for each owner, found by its texts; its code is the owner's number."""
    rows = groupby(zip(given.owners, given.texts, strict=True), key=lambda row: row[0])
    return [_entry(owner, [text for _, text in found]) for owner, found in rows]


def _entry(owner: int, texts: list[str]) -> Entry:
    name = texts[0]
    phrases = tuple(Phrase(text, "alias") for text in dict.fromkeys(normalise(text) or text for text in texts))
    return Entry(str(owner), "stub", name, name, _NO_CONTENT, frozenset(detect_actions(phrases[0].text)), phrases)


def trained(given: Set) -> Encoder:
    """An encoder taught by the set's own texts (whole owners by chance, at most ``MOST_WORDINGS`` texts).

    Where owners have one text each, a text is its own partner (two views of it with different units hidden), and a
    third of the texts are our own content's, which has partners.
    """
    from bot.training.examples import example_of
    from bot.training.trainer import train_on  # needs scipy: no part of what is measured

    book = load_book()
    indexed = entries(given)
    reader = reader_of(book, indexed)
    alone = not given.has_aliases
    texts = ((entry.code, [phrase.text for phrase in entry.phrases]) for entry in shuffled(indexed))
    most = MOST_WORDINGS * 2 // 3 if alone else MOST_WORDINGS
    examples = [example_of(f"owner {code}", text, reader) for code, text in portion(texts, most)]
    if alone:
        own = ((entry.code, [phrase.text for phrase in entry.phrases]) for entry in shuffled(entries_of(book)))
        examples += [example_of(code, text, reader) for code, text in portion(own, MOST_WORDINGS - most)]
    return train_on(examples, f"bench {given.name}", alone=alone)


def shuffled(found: Iterable[Entry]) -> list[Entry]:
    """The entries in an order that chance chose once and for all."""
    every = list(found)
    return random.Random(SEED).sample(every, len(every))


def portion(owners: Iterable[tuple[str, list[str]]], most: int) -> Iterator[tuple[str, str]]:
    """The texts of whole owners with their owner, until there are ``most`` or just above."""
    taken = 0
    for code, texts in owners:
        if taken >= most:
            return
        taken += len(texts)
        yield from ((code, text) for text in texts)
