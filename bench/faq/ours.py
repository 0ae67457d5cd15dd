"""Our engine's search over a set: the same reading, index and scoring as for citizens, without a book's answers."""

from __future__ import annotations

import random
from itertools import groupby
from pathlib import Path

from bench.faq.sets import SEED, Set
from bot.actions import detect_actions
from bot.encoder import Encoder
from bot.engine import reader_of
from bot.entries import Entry, Phrase
from bot.index.catalogue import Catalogue
from bot.index.segment import Segment
from bot.normalise import normalise
from bot.pinyin import PinyinReader
from bot.settings import Settings
from bot.spelling import Speller
from bot.training import Example, example_of, examples_of, train_on
from bot.understanding import Understanding
from faq.loader import load_book
from faq.schema import Stub

MOST_WORDINGS = 15_000


def built(given: Set, model: Path | None) -> Understanding:
    """What reads questions against this set; with the encoder in the file ``model`` if one is named."""
    encoder = Encoder.from_bytes(model.read_bytes()) if model else None
    settings = Settings() if encoder else Settings.without_encoder()
    reader = reader_of(load_book())
    found = entries(given)
    base = Segment.build(found, reader, settings, encoder)
    pinyin = PinyinReader.build(phrase.text for entry in found for phrase in entry.phrases)
    return Understanding(Catalogue.of(base, encoder), reader, Speller.build(()), pinyin, settings)


def entries(given: Set) -> list[Entry]:
    """One stub for each owner, found by its texts; its code is the owner's number."""
    rows = groupby(zip(given.owners, given.texts, strict=True), key=lambda row: row[0])
    return [_entry(owner, [text for _, text in found]) for owner, found in rows]


def _entry(owner: int, texts: list[str]) -> Entry:
    name = texts[0]
    stub = Stub.model_construct(code=str(owner), name=name, aliases=(), where="", why="")
    phrases = tuple(Phrase(text, "alias") for text in dict.fromkeys(normalise(text) or text for text in texts))
    return Entry(str(owner), "stub", name, name, stub, frozenset(detect_actions(phrases[0].text)), phrases)


def trained(given: Set) -> Encoder:
    """An encoder taught by the set's own texts (at most ``MOST_WORDINGS``, whole owners) and by our own content.

    Where owners have one text each, a text is its own partner: two views of it with different units hidden.
    """
    book = load_book()
    reader = reader_of(book)
    owners = entries(given)
    random.Random(SEED).shuffle(owners)
    examples: list[Example] = []
    for entry in owners:
        if len(examples) >= MOST_WORDINGS:
            break
        examples += [example_of(f"owner {entry.code}", phrase.text, reader) for phrase in entry.phrases]
    return train_on([*examples, *([] if given.has_aliases else examples_of(book))], alone=not given.has_aliases)
