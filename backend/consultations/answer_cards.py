"""The card of an answer: what was asked first, the rest below, sources with their days, what may be done next. Pure.

The engine gives plain sentences. What a phone can do more with (a list to tick, a number to call) is added from the
guide for the parts that answer one facet.
"""

from __future__ import annotations

from typing import Any

from backend.catalogue import rules
from backend.catalogue.places import windows_of
from backend.catalogue.rendering import materials
from bot import Answer, Option, Part
from faq.schema import Book, Facet, Guide

Json = dict[str, Any]

FACETS: dict[str, Facet] = {
    "带什么": "材料",
    "怎么办": "流程",
    "要多久": "时限",
    "多少钱": "费用",
    "去哪办": "地点",
    "几点办": "时间",
    "怎么预约": "预约",
}
"""Which facet a part of the engine's card answers, by its title."""


def answer_card(decision: Answer, book: Book | None = None) -> Json:
    """The card as plain JSON (`schemas.AnswerCard`). Without the book it is sentences only."""
    guide = book.guide(decision.item) if book else None
    sections = [_section(part, guide, book) for part in decision.parts]
    return {
        "item": {"code": decision.item, "name": decision.name},
        "facets": list(decision.facets),
        "paragraphs": sections[0]["lines"] if sections else [],
        "lead": sections[0] if sections else None,
        "details": sections[1:],
        "sources": [
            {"text": f"{source.label}:{source.text}", "updated": source.updated} for source in decision.sources
        ],
        "updated": max((source.updated for source in decision.sources), default=""),
        "unverified": any(not part.verified for part in decision.parts),
        "buttons": [
            {"kind": button.kind, "label": button.label, "target": button.target} for button in decision.buttons
        ],
        "also": [_also(option, book) for option in decision.also],
    }


def _section(part: Part, guide: Guide | None, book: Book | None) -> Json:
    facet = FACETS.get(part.title)
    plain = {"heading": part.title, "lines": list(part.lines), "facet": facet, "verified": part.verified}
    if guide is None or book is None:
        return plain
    if facet == "材料":
        return plain | {"materials": [one.model_dump() for one in materials(guide)]}
    if facet == "地点":
        windows = windows_of(book, guide)
        return plain | {"hours": rules.hours_text(book.centre), "phone": windows[0].phone if windows else None}
    return plain


def _also(option: Option, book: Book | None) -> Json:
    """Another matter of the same question; ``ask`` is what to say to be told about it."""
    known = book.guide(option.code) if book else None
    return {"code": option.code, "label": option.label, "ask": known.short_name if known else option.label}
