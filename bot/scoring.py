"""How well each entry fits a question: a linear sum of explainable terms, the maximum over the entry's phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from bot.actions import action_match
from bot.decisions import Audience
from bot.entries import Entry
from bot.index.catalogue import Catalogue
from bot.rows import Hit, Row, Table
from bot.settings import Settings, Weights
from bot.terms import Wording
from faq.schema import Facet, Guide, Service

_KEPT = 16
_ANY_MATTER: frozenset[Facet] = frozenset({"条件", "流程", "材料", "费用", "时限"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: the wording of a question, the actions and facets that it names, and who asks."""

    wording: Wording
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
    by_code: dict[str, list[Row]] = {}
    for segment, hidden in catalogue.segments():
        for row in Table.of(segment, query.wording, settings.weights).rows(settings):
            code = row.entry.code
            if code not in hidden:
                by_code.setdefault(code, []).append(row)
    ranked = sorted(
        (_entry_score(rows, query, settings.weights) for rows in by_code.values()),
        key=lambda one: (-one.score, one.best.entry.code),
    )
    return tuple(one.found() for one in ranked[:_KEPT])


@dataclass(frozen=True, slots=True)
class _Scored:
    """An entry's score before it is spelt out: that is done for the best ones only."""

    score: float
    best: Row
    extra: Mapping[str, float]

    def found(self) -> Found:
        hit = self.best.hit()
        return Found(hit.entry, self.score, hit, {**hit.terms, **self.extra})


def _entry_score(rows: list[Row], query: Query, weights: Weights) -> _Scored:
    ranked = sorted(rows, key=lambda row: row.order)
    entry = ranked[0].entry
    extra = {
        "top_three": weights.top_three * fmean(row.score for row in ranked[:3]),
        "name": weights.name * max((row.score for row in rows if row.is_name()), default=0.0),
        "action": weights.action * action_match(query.actions, entry.actions),
        "service": weights.service * _serves(entry, query.facets),
        "audience": -weights.audience * _for_others(entry, query.audience),
    }
    return _Scored(ranked[0].score + sum(extra.values()), ranked[0], extra)


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
