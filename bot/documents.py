"""What a guide says, as units to find it by: a citizen may ask with a material or a condition instead of the name."""

from __future__ import annotations

from collections.abc import Iterator

from bot.normalise import normalise
from bot.talk import Talk
from bot.terms import Terms
from faq.schema import Bundle, Guide, Service, Stub


def document_of(content: Guide | Service | Stub | Bundle | Talk) -> Terms:
    """The pairs of characters in the facts of a guide; nothing for what has no facts."""
    if not isinstance(content, Guide):
        return {}
    units: dict[str, float] = {}
    for line in _lines(content):
        plain = "".join(char for char in normalise(line) if char.isalnum())
        units.update(dict.fromkeys((plain[at : at + 2] for at in range(len(plain) - 1)), 1.0))
    return units


def _lines(guide: Guide) -> Iterator[str]:
    yield guide.name
    yield from guide.summary
    yield from guide.situations
    yield from guide.conditions.items
    for material in guide.materials.items:
        yield from filter(None, (material.name, material.condition, material.note))
    yield from (step.name for step in guide.steps.items)
    yield from guide.cautions
    yield guide.result
    for asked in guide.questions:
        yield asked.answer
    for misconception in guide.misconceptions:
        yield misconception.fact
