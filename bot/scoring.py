"""How well each entry fits a question: a linear sum of explainable terms, the maximum over the entry's phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from bot.actions import action_match
from bot.decisions import Audience
from bot.entries import Entry
from bot.index.catalogue import Catalogue
from bot.index.segment import Segment
from bot.matching import Asked, Hit, Matches, match
from bot.settings import Settings, Weights
from faq.schema import Facet, Guide, Service

_KEPT = 16
_ANY_MATTER: frozenset[Facet] = frozenset({"条件", "流程", "材料", "费用", "时限"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: a question ready to be matched, the actions and facets that it names, and who asks."""

    asked: Asked
    actions: tuple[str, ...]
    facets: tuple[Facet, ...]
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One entry with its score and its best phrase."""

    entry: Entry
    score: float
    best: Hit
    terms: Mapping[str, float]


def search(catalogue: Catalogue, query: Query, settings: Settings) -> tuple[Found, ...]:
    """The entries that a question may mean, best first; ties go by code, so the order never changes by chance."""
    ranked = sorted(
        (one for segment, hidden in catalogue.segments() for one in _ranked(segment, hidden, query, settings)),
        key=lambda one: (-one.score, one.entry.code),
    )
    return tuple(one.found() for one in ranked[:_KEPT])


@dataclass(frozen=True, slots=True)
class _Scored:
    """An entry's score before it is spelt out: that is done for the best ones only."""

    score: float
    entry: Entry
    matches: Matches
    number: int
    extra: Mapping[str, float]

    def found(self) -> Found:
        hit = self.matches.hit(self.number)
        shared = {name: float(values[self.number]) for name, values in self.matches.entry_terms.items()}
        return Found(hit.entry, self.score, hit, {**hit.terms, **shared, **self.extra})


def _ranked(segment: Segment, hidden: frozenset[str], query: Query, settings: Settings) -> Iterator[_Scored]:
    matches = match(segment, query.asked, settings)
    if matches is None:
        return
    totals = matches.scores[matches.heads] + np.sum(list(matches.entry_terms.values()), axis=0)
    for number in np.argsort(-totals, kind="stable")[: _KEPT * 2]:
        entry = matches.segment.entries[int(matches.owners[number])]
        if entry.code not in hidden:
            extra = _extra(entry, query, settings.weights)
            yield _Scored(float(totals[number]) + sum(extra.values()), entry, matches, int(number), extra)


def _extra(entry: Entry, query: Query, weights: Weights) -> dict[str, float]:
    return {
        "action": weights.action * action_match(query.actions, entry.actions),
        "service": weights.service * _serves(entry, query.facets),
        "audience": -weights.audience * _for_others(entry, query.audience),
    }


def _for_others(entry: Entry, audience: Audience | None) -> bool:
    """Is it an item that only the other kind of applicant may ask for?"""
    return audience is not None and isinstance(entry.content, Guide) and audience not in entry.content.subjects


def _serves(entry: Entry, facets: tuple[Facet, ...]) -> bool:
    """Is it a service of the centre for a facet that was asked for (预约, 寄递, 投诉 …)?"""
    return (
        isinstance(entry.content, Service)
        and not _ANY_MATTER.issuperset(facets)
        and bool(frozenset(facets) & frozenset(entry.content.facets))
    )
