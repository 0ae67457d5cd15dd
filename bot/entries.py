"""What can be found: each guide, service, bundle, stub and kind of talk, with all the ways people may say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.actions import detect_actions
from bot.decisions import Kind
from bot.normalise import normalise
from bot.talk import TALK, Talk, talks
from faq.schema import Book, Bundle, Guide, Service, Stub

Role = Literal["name", "alias", "ask", "question", "belief"]
Content = Guide | Service | Stub | Bundle
_DONE_TO_IT = re.compile(
    r"丢失|遗失|补领|补发|补办|补证|换领|换发|换证|换|补|首次|申领|期满|办理|申请|变更|注销|登记$|到期|新办"
)


_KINDS: dict[type, Kind] = {Guide: "item", Service: "service", Bundle: "bundle", Stub: "stub"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of asking. ``number`` is the place of its question or misconception in the content, else -1."""

    text: str
    role: Role
    number: int = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. ``short`` is the name on a button."""

    code: str
    kind: Kind
    name: str
    short: str
    content: Content | Talk
    actions: frozenset[str]
    phrases: tuple[Phrase, ...]


def entries_of(book: Book) -> tuple[Entry, ...]:
    """Every entry of a book, in its order."""
    asks = asks_of(book)
    return tuple(entry_of(content, asks.get(content.code, ())) for content in contents_of(book))


def talk_entries() -> tuple[Entry, ...]:
    """Every kind of talk, which an engine with an encoder tells apart from the entries of its book."""
    return tuple(map(_talk_entry, talks()))


def contents_of(book: Book) -> tuple[Content, ...]:
    """Everything in a book that can be found, in its order."""
    return (*book.guides, *book.services, *book.bundles, *book.stubs)


def asks_of(book: Book) -> dict[str, tuple[str, ...]]:
    """The ways of asking of each item and service that has a list of them."""
    return {row.code: row.asks for row in book.asks}


def entry_of(content: Content, asks: Iterable[str] = ()) -> Entry:
    """The entry of one guide, service, bundle or stub. ``asks`` are its further ways of asking."""
    kind = _KINDS[type(content)]
    short = content.name if isinstance(content, Stub) else content.short_name
    return Entry(
        code=content.code,
        kind=kind,
        name=content.name,
        short=short,
        content=content,
        actions=frozenset(detect_actions(normalise(content.name)) + detect_actions(normalise(short))),
        phrases=tuple(_unique((*_phrases(content), *(Phrase(normalise(text), "ask") for text in asks)))),
    )


def _talk_entry(talk: Talk) -> Entry:
    phrases = tuple(Phrase(normalise(text), "ask") for text in TALK[talk.kind])
    return Entry(talk.code, "talk", talk.name, talk.name, talk, frozenset(), phrases)


def thing_of(name: str) -> str:
    """The thing that an item is about: its short name without what is done to it (身份证补领 → 身份证)."""
    plain = normalise(re.sub(r"[((].*?[))]", "", name))
    return _DONE_TO_IT.sub("", plain) or plain


def _phrases(content: Content) -> Iterator[Phrase]:
    yield Phrase(normalise(content.name), "name")
    if not isinstance(content, Stub):
        yield Phrase(normalise(content.short_name), "name")
    for alias in content.aliases:
        yield Phrase(normalise(alias), "alias")
    if isinstance(content, Bundle):
        yield from (Phrase(normalise(text), "ask") for text in content.asks)
    if isinstance(content, Stub | Bundle):
        return
    for number, asked in enumerate(content.questions):
        for text in (asked.question, *asked.asks):
            yield Phrase(_about(content, text), "question", number)
    if isinstance(content, Guide):
        yield from _beliefs(content)


def _beliefs(guide: Guide) -> Iterator[Phrase]:
    for number, misconception in enumerate(guide.misconceptions):
        for text in (misconception.belief, *misconception.asks):
            yield Phrase(_about(guide, text), "belief", number)


def _about(content: Guide | Service, text: str) -> str:
    """A question of a guide stands under its heading ("能代办吗"): out of there it must name the thing to be found."""
    plain = normalise(text)
    if isinstance(content, Service):
        return plain
    thing = thing_of(content.short_name)
    named = any(thing[at : at + 2] in plain for at in range(len(thing) - 1))
    return plain if named or any(normalise(alias) in plain for alias in content.aliases) else f"{thing} {plain}"


def _unique(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """Drop repeated wordings: the first role a text has wins."""
    seen: set[str] = set()
    for phrase in phrases:
        if phrase.text and phrase.text not in seen:
            seen.add(phrase.text)
            yield phrase
