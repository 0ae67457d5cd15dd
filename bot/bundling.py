"""Cards for a whole 一件事, and the numbers that a piece of content holds."""

from __future__ import annotations

import re

from pydantic import BaseModel

from bot.decisions import Option, Part
from bot.facts import part_for, sentence
from faq.schema import Book, Bundle, BundleStep, Facet

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MOST_PARTS = 8


def bundle_parts(bundle: Bundle, facets: tuple[Facet, ...], book: Book) -> tuple[Part, ...]:
    """What it covers, the steps in their order, what is done elsewhere; then, when a side was asked for, that side of
    each step that everybody needs."""
    steps = tuple(f"{number}. {_step_line(step, book)}" for number, step in enumerate(bundle.steps, start=1))
    elsewhere = (Part("不在本中心办", tuple(map(sentence, bundle.elsewhere))),) if bundle.elsewhere else ()
    return (
        Part(bundle.short_name, tuple(map(sentence, bundle.summary))),
        Part("按这个顺序办", steps),
        *_sides(bundle, facets, book),
        *elsewhere,
    )


def bundle_items(bundle: Bundle, book: Book) -> tuple[Option, ...]:
    """The items of the steps that are published, in order, as buttons."""
    guides = ((step.item, book.guide(step.item)) for step in bundle.steps)
    return tuple(Option(code, guide.short_name) for code, guide in guides if guide)


def numbers_in(content: BaseModel) -> set[str]:
    """Every number that stands anywhere in a value, as written."""
    return set(_NUMBER.findall(content.model_dump_json(exclude={"source", "verified"})))


def _step_line(step: BundleStep, book: Book) -> str:
    guide = book.guide(step.item)
    name = f"({guide.short_name})" if guide else ""
    when = f"{step.when.rstrip('。')}:" if step.when else ""
    return f"{when}{step.say.rstrip('。')}{name}。"


def _sides(bundle: Bundle, facets: tuple[Facet, ...], book: Book) -> tuple[Part, ...]:
    parts = []
    for step in bundle.steps:
        guide = book.guide(step.item)
        if guide is None or step.when:
            continue
        for facet in facets:
            part = part_for(facet, guide, book)
            parts.append(Part(f"{guide.short_name}:{part.title}", part.lines, part.verified))
    return tuple(parts[:_MOST_PARTS])
