"""No number that a citizen reads is the bot's own: each stands in the content that the card cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from bot import Answer, Engine
from bot.bundling import bundle_parts, numbers_in
from bot.decisions import Part
from bot.entries import Entry, entry_of
from bot.facts import UNVERIFIED, part_for
from bot.matching import Hit
from bot.rendering import parts_of
from faq.loader import load_book
from faq.schema import Book, Facet, Guide, Service

BOOK = load_book()
FACETS: tuple[Facet, ...] = get_args(Facet)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def told(parts: Iterable[Part]) -> set[str]:
    return {number for part in parts for line in (part.title, *part.lines) for number in NUMBER.findall(line)}


def allowed(guide: Guide, book: Book) -> set[str]:
    """The numbers of a guide, of its windows and of the centre, and how many things and steps it lists."""
    counts = {str(count) for count in range(max(len(guide.materials.items), len(guide.steps.items)) + 1)}
    windows = (row for row in book.windows if row.code in guide.windows)
    days = {f"{step.days.normalize():f}" for step in guide.steps.items}
    places = set().union(*map(numbers_in, (book.centre, *windows)))
    return counts | days | numbers_in(guide) | places | _clock(book)


def _clock(book: Book) -> set[str]:
    times = (time for one in book.centre.sessions for time in (one.start, one.end))
    return {part for time in times for part in f"{time:%H:%M}".split(":")}


@pytest.mark.parametrize("guide", BOOK.guides, ids=lambda guide: guide.code)
def test_every_side_of_every_item(guide: Guide) -> None:
    for facet in FACETS:
        part = part_for(facet, guide, BOOK)
        assert told([part]) <= allowed(guide, BOOK), (facet, part.lines)
        assert part.verified or UNVERIFIED in part.lines


@pytest.mark.parametrize("guide", BOOK.guides, ids=lambda guide: guide.code)
def test_every_question_and_belief_of_every_item(guide: Guide) -> None:
    entry = entry_of(guide)
    for phrase in entry.phrases:
        if phrase.number >= 0:
            parts = parts_of(entry, (), BOOK, Hit(entry, phrase, 1.0, {}))
            assert told(parts) <= allowed(guide, BOOK), phrase.text


@pytest.mark.parametrize("bundle", BOOK.bundles, ids=lambda bundle: bundle.code)
def test_every_bundle(bundle: object) -> None:
    entry: Entry = entry_of(bundle)  # type: ignore[arg-type]
    content = next(one for one in BOOK.bundles if one.code == entry.code)
    guides = [guide for step in content.steps if (guide := BOOK.guide(step.item))]
    numbers = numbers_in(content) | {str(number) for number in range(len(content.steps) + 1)}
    numbers = numbers.union(*(allowed(guide, BOOK) for guide in guides))
    for facets in ((), *((facet,) for facet in FACETS)):
        assert told(bundle_parts(content, facets, BOOK)) <= numbers


@pytest.mark.parametrize("service", BOOK.services, ids=lambda service: service.code)
def test_every_service(service: Service) -> None:
    assert told(parts_of(entry_of(service), (), BOOK, None)) <= numbers_in(service)


@given(st.text(alphabet="今天天气聊笑话哈哈猫狗菜谱股票彩票星座0123456789元天块多少钱?!abc ", max_size=30))
@limits(max_examples=120, deadline=None)
def test_talk_about_nothing_never_yields_a_fee_or_a_number_of_days(shipped: Engine, text: str) -> None:
    decision = shipped.reply(text)
    lines = [line for part in decision.parts for line in part.lines] if isinstance(decision, Answer) else []
    if not isinstance(decision, Answer):
        lines = list(getattr(decision, "message", ())) or list(getattr(decision, "lines", ()))
        assert not any(re.search(r"\d+\s*(?:元|块|个工作日|天)", line) for line in lines)
    else:
        assert decision.sources
