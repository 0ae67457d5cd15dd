"""Cards: of the matter that was found, of several at once, of the centre's own services."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.composing import Composer
from bot.decisions import Decision
from bot.entries import Entry
from bot.facets import detect_facets
from bot.intents import joins, matters
from bot.premises import claimed, near_phrase
from bot.turn import Turn
from bot.understanding import Reading
from faq.schema import Facet, Guide, Service

_BESIDE = 0.7
"""The share of the best score from which the first of several joined things comes first."""
_WISH = re.compile(r"投诉|反映(?!出)|差评|[好中]评(?!为)|评价|意见(?!书)|表扬|打[一二三四五\d]?个?[一二三四五\d]星")
"""Words of somebody who wants to complain or to rate, rather than to tell what happened."""
DIFFERENT = "您说的数字和指南不同,以下面的为准。"


def answered(turn: Turn, composer: Composer, reading: Reading, rule: str) -> Decision:
    """The card of the best entry, with the other matters of the text beside it."""
    others = [one.found[0].entry for one in matters(turn, reading.text)]
    best = reading.found[0].entry
    near = [one.entry for one in reading.found if one.score >= _BESIDE * reading.found[0].score]
    if joins(reading.text) and best in others and others[0] in near:
        best = others[0]
    hit = near_phrase(reading, best, turn.understanding)
    facets = reading.facets or (turn.context.last_facets if turn.context.asked else ())
    if not facets and hit and hit.phrase.role == "question" and isinstance(best.content, Guide | Service):
        facets = best.content.questions[hit.phrase.number].facets
    wrong = claimed(turn.normalised, best.content, facets) if isinstance(best.content, Guide) else None
    return composer.answer(
        best,
        (wrong, *(facet for facet in facets if facet != wrong)) if wrong else facets,
        rule,
        confidence=reading.judgement.confidence,
        hit=hit,
        note=DIFFERENT if wrong and not hit else "",
        also=[entry for entry in others if entry.code != best.code],
        reading=reading,
    )


def cards(turn: Turn, composer: Composer, clear: Sequence[Reading]) -> Decision:
    """The card of the first of several clear readings, with the others beside it."""
    first = clear[0]
    return composer.answer(
        first.found[0].entry,
        detect_facets(turn.normalised),
        "clause",
        confidence=first.judgement.confidence,
        also=[one.found[0].entry for one in clear[1:]],
        reading=first,
    )


def several(turn: Turn, composer: Composer, text: str, least: int = 1) -> Decision | None:
    """A long text of which single clauses are clear: the first decides, the others come along."""
    clear = matters(turn, text)
    return cards(turn, composer, clear) if len(clear) >= least else None


def complaint(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The page for complaints, for somebody who says that they want to complain; what they tell is for a person."""
    service = service_for("投诉", turn)
    if service is None:
        return None
    sure = reading.judgement.confidence
    return composer.answer(service, ("投诉",), "wants to complain", confidence=sure, reading=reading)


def is_complaint(entry: Entry) -> bool:
    """Is it the centre's page for complaints?"""
    return isinstance(entry.content, Service) and "投诉" in entry.content.facets


def service_for(facet: Facet, turn: Turn) -> Entry | None:
    """The first service of the centre that answers this facet."""
    live = turn.understanding.catalogue.by_code.values()
    return next(
        (one for one in live if isinstance(one.content, Service) and facet in one.content.facets),
        None,
    )


def service_of(reading: Reading, turn: Turn) -> Entry | None:
    """The service for the sides asked about: the nearest of those found, else the first that there is."""
    near = [one.entry for one in reading.found if isinstance(one.entry.content, Service)]
    for facet in reading.facets:
        fitting = [one for one in near if serves(one, (facet,))]
        service = fitting[0] if fitting else service_for(facet, turn)
        if service is not None:
            return service
    return None


def serves(entry: Entry, facets: Iterable[Facet]) -> bool:
    """Is it a service of the centre for one of these sides?"""
    return isinstance(entry.content, Service) and bool(frozenset(facets) & frozenset(entry.content.facets))


def wishes_to_complain(text: str) -> bool:
    """Does somebody want to complain or to rate, rather than tell what happened?"""
    return bool(_WISH.search(text))
