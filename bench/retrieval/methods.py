"""The methods that are compared: each is built over texts with owners and returns owners for a question, best first.

The libraries are used as their documentation shows them, with jieba's words where they need words.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.retrieval.sets import Set

Search = Callable[[str], Sequence[int]]
Build = Callable[[Set, Path | None], Search]
_ROWS = 60
"""Rows that a library is asked for, so that ten different owners are likely among them."""


def _rapidfuzz(scorer: str, spaced: bool) -> Build:
    def build(given: Set, _model: Path | None) -> Search:
        from rapidfuzz import fuzz, process

        score = getattr(fuzz, scorer)
        prepare: Callable[[str], str] = " ".join if spaced else str
        texts = [prepare(text) for text in given.texts]

        def search(question: str) -> list[int]:
            found = process.extract(prepare(question), texts, scorer=score, limit=_ROWS)
            return [given.owners[row] for _, _, row in found]

        return search

    return build


def _jieba() -> Callable[[str], list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut


def _rank_bm25(given: Set, _model: Path | None) -> Search:
    import numpy as np
    from rank_bm25 import BM25Okapi

    cut = _jieba()
    index = BM25Okapi([cut(text) for text in given.texts])

    def search(question: str) -> list[int]:
        best = np.argsort(-index.get_scores(cut(question)), kind="stable")[:_ROWS]
        return [given.owners[row] for row in best.tolist()]

    return search


def _bm25s(given: Set, _model: Path | None) -> Search:
    import bm25s

    cut = _jieba()
    index: Any = bm25s.BM25(backend="numpy")
    index.index([cut(text) for text in given.texts], show_progress=False)
    count = min(_ROWS, len(given.texts))

    def search(question: str) -> list[int]:
        words = [word for word in cut(question) if word in index.vocab_dict]
        if not words:
            return []
        rows = index.retrieve([words], k=count, show_progress=False, n_threads=0).documents[0]
        return [given.owners[row] for row in rows.tolist()]

    return search


def _ours(given: Set, model: Path | None) -> Search:
    from bench.retrieval.ours import built

    understanding = built(given, model)

    def search(question: str) -> list[int]:
        return [int(one.entry.code) for one in understanding.read(understanding.normalise(question)).found]

    return search


METHODS: dict[str, Build] = {
    "yichuang + encoder": _ours,
    "yichuang": _ours,
    "rapidfuzz ratio": _rapidfuzz("ratio", spaced=False),
    "rapidfuzz token_set_ratio": _rapidfuzz("token_set_ratio", spaced=True),
    "rapidfuzz WRatio": _rapidfuzz("WRatio", spaced=False),
    "rank_bm25": _rank_bm25,
    "bm25s": _bm25s,
}
OURS_TRAINED = "yichuang + encoder"
