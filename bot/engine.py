"""The engine: one immutable value that turns a text and a context into a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from time import perf_counter_ns
from typing import Self

from bot.composing import Composer
from bot.conversation import decide
from bot.decisions import Candidate, Context, Decision
from bot.encoder import Encoder
from bot.entries import Content, Entry, asks_of, contents_of, entries_of, entry_of, talk_entries
from bot.index.catalogue import Catalogue
from bot.index.segment import Segment
from bot.keys import Synonyms
from bot.normalise import normalise
from bot.pinyin import PinyinReader
from bot.segmenter import Segmenter
from bot.settings import Settings
from bot.spelling import Speller
from bot.suggesting import Suggester, Suggestion
from bot.terms import Reader
from bot.turn import Turn
from bot.understanding import Understanding
from faq.schema import Book, Guide, Service

_FEW_CHANGES = 12
_BOT_WORDS = ("人工", "转人工", "人工服务", "人工客服", "工作人员", "办不成事")
"""Words for the bot itself and who helps instead, that no content has."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Build it once from a book; ``with_entry`` and ``without`` give a new engine and leave this one working.

    Threads may share an engine. Nothing is read from disk after ``build``.
    """

    book: Book
    understanding: Understanding
    suggester: Suggester

    @classmethod
    def build(cls, book: Book, settings: Settings | None = None, encoder: Encoder | None = None) -> Self:
        """An engine over all guides, services, bundles and stubs of a book.

        ``encoder`` is what ``bot.training`` made; without one the engine compares characters and words only, and is
        right less often.
        """
        chosen = settings or (Settings() if encoder else Settings.without_encoder())
        entries = entries_of(book)
        reader = reader_of(book, entries)
        base = Segment.build((*entries, *talk_entries()) if encoder else entries, reader, chosen, encoder)
        understanding = Understanding(Catalogue.of(base, encoder), reader, Speller.build(_own_words(book)), chosen)
        return cls(book, understanding, Suggester.build(entries))

    @property
    def settings(self) -> Settings:
        return self.understanding.settings

    @property
    def encoder_version(self) -> str | None:
        """Which training it compares by; None without an encoder."""
        encoder = self.understanding.catalogue.encoder
        return encoder.version if encoder else None

    @property
    def stale(self) -> bool:
        """Has so much been published since the build that the owner should build anew in the background?"""
        return self.understanding.catalogue.delta_share() > self.settings.delta_share

    def reply(self, text: str, context: Context | None = None) -> Decision:
        """Decide about one turn of a conversation.

        Takes what the citizen typed and the context of the last decision (None for a new conversation). Returns a
        decision whose ``context`` the caller stores. The same text and context always give the same decision, but
        for the microseconds in its trace. Never raises on any text.
        """
        started = perf_counter_ns()
        turn = Turn(text, context or Context(), self.understanding)
        decision = decide(turn, Composer(self.book, turn))
        micros = (perf_counter_ns() - started) // 1000
        return replace(decision, trace=replace(decision.trace, us=micros))

    def search(self, text: str, limit: int = 10) -> tuple[Candidate, ...]:
        """The entries nearest to a text, best first, for a search page. Stubs are included: they have an answer."""
        reading = self.understanding.read(self.understanding.normalise(text))
        least = reading.found[0].score * self.settings.option_window if reading.found else 0.0
        near = [one for one in reading.found[:limit] if one.score >= least]
        return tuple(
            Candidate(
                one.entry.code,
                one.entry.name,
                one.entry.kind,
                round(one.score, 4),
                one.best.phrase.text,
            )
            for one in near
        )

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """What to offer under a search box while somebody types."""
        return self.suggester.suggest(prefix, limit)

    def with_entry(self, content: Content) -> Self:
        """An engine in which this guide, service or stub is published, in place of the one with its code."""
        known, entry = self.understanding, entry_of(content, asks_of(self.book).get(content.code, ()))
        catalogue = known.catalogue.with_entry(entry, known.reader, known.settings)
        return self._over(_with_content(self.book, content), catalogue, self.suggester.with_entry(entry))

    def over(self, book: Book) -> Self | None:
        """The engine for another state of the content, by publishing what differs one by one.

        None when that would not do: other synonyms, or so much that an engine had better be built anew.
        """
        if book.synonyms != self.book.synonyms or book.departments != self.book.departments:
            return None
        old, new = _contents(self.book), _contents(book)
        changed = [code for code in new if new[code] != old.get(code)]
        gone = [code for code in old if code not in new]
        if len(changed) + len(gone) > _FEW_CHANGES:
            return None
        engine = replace(self, book=book)
        for code in changed:
            engine = engine.with_entry(new[code][0])
        for code in gone:
            engine = engine.without(code)
        return None if engine.stale else replace(engine, book=book)

    def without(self, code: str) -> Self:
        """An engine that no longer knows this code. An unknown code changes nothing."""
        known = self.understanding
        if code not in known.catalogue.by_code:
            return self
        catalogue = known.catalogue.without(code, known.reader, known.settings)
        return self._over(_without_content(self.book, code), catalogue, self.suggester.without(code))

    def _over(self, book: Book, catalogue: Catalogue, suggester: Suggester) -> Self:
        understanding = replace(self.understanding, catalogue=catalogue)
        return replace(self, book=book, understanding=understanding, suggester=suggester)


def _contents(book: Book) -> dict[str, tuple[Content, tuple[str, ...]]]:
    """Everything that is found, with its further ways of asking, by code."""
    asks = asks_of(book)
    return {content.code: (content, asks.get(content.code, ())) for content in contents_of(book)}


def reader_of(book: Book, entries: Iterable[Entry]) -> Reader:
    """How texts are read with the words of a book and its entries: by the engine and by its training alike."""
    synonyms = Synonyms.build([[normalise(word) for word in group] for group in book.synonyms])
    said = (*entries, *talk_entries())
    pinyin = PinyinReader.build(phrase.text for entry in said for phrase in entry.phrases)
    return Reader(synonyms, Segmenter(_own_words(book)), pinyin)


def _own_words(book: Book) -> set[str]:
    """Words of our domain for the segmenter and the speller: synonyms, and names and aliases that are short."""
    words = {*_BOT_WORDS, *(normalise(word) for group in book.synonyms for word in group)}
    named: tuple[Guide | Service, ...] = (*book.guides, *book.services)
    for content in named:
        words.update(normalise(text) for text in (content.short_name, *content.aliases))
    for guide in book.guides:
        words.update(normalise(item.name) for item in guide.materials.items)
    return {word for word in words if 2 <= len(word) <= 6 and word.isalpha()}


def _with_content(book: Book, content: Content) -> Book:
    kind = {"Guide": "guides", "Service": "services", "Stub": "stubs", "Bundle": "bundles"}[type(content).__name__]
    kept = [old for old in getattr(book, kind) if old.code != content.code]
    return book.model_copy(update={kind: (*kept, content)})


def _without_content(book: Book, code: str) -> Book:
    kinds = ("guides", "services", "bundles", "stubs")
    return book.model_copy(
        update={kind: tuple(one for one in getattr(book, kind) if one.code != code) for kind in kinds}
    )
