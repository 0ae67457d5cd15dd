"""What a search box offers while a citizen types: names and aliases by their beginning, inside, or by initials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.entries import Entry
from bot.normalise import normalise
from bot.sounds import initials


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the search box: ``text`` is what matched, ``name`` the item it leads to."""

    code: str
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class _Line:
    suggestion: Suggestion
    text: str
    initials: str


@dataclass(frozen=True, slots=True)
class Suggester:
    """All names and aliases of items and services, by code; immutable."""

    lines: Mapping[str, tuple[_Line, ...]]

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Suggester:
        """From the entries that have a page of their own (stubs have none)."""
        return cls({entry.code: _lines(entry) for entry in entries if entry.kind not in ("stub", "talk")})

    def with_entry(self, entry: Entry) -> Suggester:
        """The suggester in which this entry is offered too, in place of the one with its code."""
        return self if entry.kind == "stub" else Suggester({**self.lines, entry.code: _lines(entry)})

    def without(self, code: str) -> Suggester:
        """The suggester that does not offer this code."""
        return Suggester({key: lines for key, lines in self.lines.items() if key != code})

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """At most ``limit`` suggestions, one an item: those that begin with the text, then those that hold it, then
        those whose pinyin initials begin with it (sfz → 身份证)."""
        typed = normalise(prefix).replace(" ", "")
        if not typed:
            return ()
        ranked = sorted(
            (rank, len(line.text), line.text, line.suggestion.code, line.suggestion)
            for lines in self.lines.values()
            for line in lines
            if (rank := _rank(typed, line)) is not None
        )
        best: dict[str, Suggestion] = {}
        for *_, suggestion in ranked:
            best.setdefault(suggestion.code, suggestion)
        return tuple(best.values())[:limit]


def _lines(entry: Entry) -> tuple[_Line, ...]:
    texts = dict.fromkeys(phrase.text for phrase in entry.phrases if phrase.role in ("name", "alias"))
    return tuple(
        _Line(
            Suggestion(entry.code, text, entry.name),
            text.replace(" ", ""),
            initials(text),
        )
        for text in texts
    )


def _rank(typed: str, line: _Line) -> int | None:
    if line.text.startswith(typed):
        return 0
    if typed in line.text:
        return 1
    if typed.isascii() and line.initials.startswith(typed):
        return 2
    return None
