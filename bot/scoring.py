"""How well each entry fits a question: a linear sum of explainable terms, the maximum over the entry's phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

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


@dataclass(frozen=True)
class Found:
    """One entry with its score. Its best phrase and the terms of its score are spelt out when somebody asks."""

    entry: Entry
    score: float
    matches: Matches
    number: int
    extra: Extra

    @cached_property
    def best(self) -> Hit:
        """The phrase that the question is nearest to."""
        return self.matches.hit(self.number)

    @cached_property
    def terms(self) -> Mapping[str, float]:
        """What the score is the sum of."""
        shared = {name: float(values[self.number]) for name, values in self.matches.entry_terms.items()}
        return {**self.best.terms, **shared, **self.extra._asdict()}


class Extra(NamedTuple):
    """What speaks for an entry besides its wording."""

    action: float
    service: float
    bundle: float
    audience: float


_Ranked = tuple[float, str, Entry, Matches, int, Extra]


def search(catalogue: Catalogue, query: Query, settings: Settings) -> tuple[Found, ...]:
    """The entries that a question may mean, best first; ties go by code, so the order never changes by chance."""
    ranked = [one for segment, hidden in catalogue.segments() for one in _ranked(segment, hidden, query, settings)]
    ranked.sort(key=itemgetter(0, 1))
    return tuple(
        Found(entry, -lowered, matches, number, extra) for lowered, _, entry, matches, number, extra in ranked[:_KEPT]
    )


def _ranked(segment: Segment, hidden: frozenset[str], query: Query, settings: Settings) -> Iterator[_Ranked]:
    """The best entries of a segment; their scores are negative, so that the best sorts first."""
    matches = match(segment, query.asked, settings)
    if matches is None:
        return
    totals = matches.scores[matches.heads]
    for values in matches.entry_terms.values():
        totals = totals + values
    order = np.argsort(-totals, kind="stable")[: _KEPT * 2]
    owners = matches.owners[order].tolist()
    fitting: dict[frozenset[str], float] = {}
    for number, owner, total in zip(order.tolist(), owners, totals[order].tolist(), strict=True):
        entry = segment.entries[owner]
        if entry.code not in hidden:
            if entry.actions not in fitting:
                fitting[entry.actions] = settings.weights.action * action_match(query.actions, entry.actions)
            extra = _extra(entry, query, settings.weights, fitting[entry.actions])
            yield -(total + sum(extra)), entry.code, entry, matches, number, extra


def _extra(entry: Entry, query: Query, weights: Weights, action: float) -> Extra:
    return Extra(
        action,
        weights.service if entry.kind == "service" and _serves(entry, query.facets) else 0.0,
        -weights.bundle if entry.kind == "bundle" else 0.0,
        -weights.audience if query.audience and _for_others(entry, query.audience) else 0.0,
    )


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
