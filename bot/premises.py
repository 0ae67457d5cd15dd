"""Questions that carry their own answer ("护照160一本是吧"): what is true must come first."""

from __future__ import annotations

import re
from dataclasses import asdict

from rapidfuzz import fuzz

from bot.bundling import numbers_in
from bot.entries import Entry, Phrase
from bot.matching import Hit
from bot.understanding import Reading, Understanding
from faq.schema import Facet, Guide

_STATES = re.compile(
    r"听说|据说|都说|说是|人家说|别人说|有人说|网上说|说的?(?=要|是|不|得)|是不是|不是(?=[^,.]{2,20}(?:吗|么|的))|"
    r"吧|对[吗不]|是吗|真的|真假|应该|肯定|必须|"
    r"只能|只有|一定|非得|以为|反正|不用|不需要|就行|就能|就可以|也行|也能|也得|也要|规定"
)
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?=块|元|一?[本张个份]|$|[,.?! ]|[吧吗对是])")
_DAYS = re.compile(r"\d+(?=个?(?:工作日|天|日|月|小时|礼拜|周))")
_CLOSE_SHARE = 0.69
_SURE, _LIKE = (0.80, 0.25), (0.72, 0.40)
"""Least cosine and least likeness of spelling, one pair or the other, for a belief to be the citizen's own."""


def near_phrase(reading: Reading, entry: Entry, understanding: Understanding) -> Hit | None:
    """The belief that the citizen states, else the question of the guide that they ask in nearly its own words."""
    best = next((one.best for one in reading.found if one.entry.code == entry.code), None)
    if best is None:
        return None
    belief = _belief(reading, entry, understanding) if best.phrase.role != "belief" else None
    if belief is not None:
        return Hit(entry, belief, best.score, best.terms)
    weights = asdict(understanding.settings.weights)
    whole = weights["cosine"] + weights["ratio"] + weights["bm25"]
    return best if best.phrase.number >= 0 and best.score >= _CLOSE_SHARE * whole else None


def _belief(reading: Reading, entry: Entry, understanding: Understanding) -> Phrase | None:
    """The belief of the guide that lies nearest to a statement, when it lies near."""
    encoder, point = understanding.catalogue.encoder, reading.query.asked.point
    beliefs = [phrase for phrase in entry.phrases if phrase.role == "belief"]
    if encoder is None or point is None or not beliefs or not _STATES.search(reading.text):
        return None
    scored = [
        (float(point @ encoder.encode(worded)), fuzz.ratio(worded.text, reading.wording.text) / 100, -number)
        for number, worded in enumerate(understanding.reader.index(phrase.text) for phrase in beliefs)
    ]
    cosine, likeness, number = max(scored)
    near = any(cosine >= least and likeness >= like for least, like in (_SURE, _LIKE))
    return beliefs[-number] if near else None


def claimed(text: str, guide: Guide, facets: tuple[Facet, ...]) -> Facet | None:
    """费用 or 时限 when the text states an amount or a number of days that the guide does not have."""
    if not _STATES.search(text):
        return None
    days = _DAYS.findall(text)
    if days and "时限" in facets:
        return "时限" if not set(days) <= numbers_in(guide.promised) | numbers_in(guide.statutory) else None
    amounts = set(_AMOUNT.findall(text)) - set(days)
    return "费用" if amounts and not amounts <= numbers_in(guide.fee) and _of_money(text, facets) else None


def _of_money(text: str, facets: tuple[Facet, ...]) -> bool:
    return "费用" in facets or bool(re.search(r"\d(?:块|元|钱)|收|交|\d+一?[本张]", text))
