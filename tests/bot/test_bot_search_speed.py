"""What is fast must be right: each shortcut of the search gives what the plain way gives."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

from bot import Engine
from bot.index import postings as postings_module
from bot.index.postings import Postings
from bot.index.segment import Read, Segment
from bot.matching import best
from bot.segmenter import Segmenter, _common_words
from bot.settings import Settings
from faq.schema import Book
from tests.bot.small_book import guide

TEXTS = (
    "身份证丢了怎么补办", "个体工商户营业执照注销登记", "A4纸 b2驾照,换证要多少钱", "结婚登记需要带什么材料",
    "ktv能开吗3.5%的费用",
    "研究生命起源", "二手房过户", "", "  ", "㐀𠀀办证", "公积金 提取 APP上怎么弄",
)  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("text", TEXTS)
def test_cuts_are_those_of_jieba(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    table = dict(_common_words())
    table["个体工商户"] = max(3000, table.get("个体工商户", 0))
    theirs = jieba.Tokenizer()
    theirs.total = sum(table.values())
    theirs.FREQ = dict(table)
    for word in table:
        for end in range(1, len(word)):
            theirs.FREQ.setdefault(word[:end], 0)
    theirs.initialized = True
    expected = [word for word in theirs.lcut(text, HMM=False) if not word.isspace()]
    assert Segmenter(["个体工商户"]).cut(text) == expected


def test_a_cut_may_be_changed_by_its_receiver() -> None:
    segmenter = Segmenter()
    segmenter.cut("身份证").append("x")
    assert segmenter.cut("身份证") == ["身份证"]
    assert segmenter.knows("身份证")
    assert not segmenter.knows("身份证丢了")


@pytest.mark.parametrize("count", [1, 5, 96, 5000])
def test_the_best_are_those_of_a_full_sort(count: int) -> None:
    scores = np.random.default_rng(7).random(3000, dtype=np.float32) ** 6
    scores[::3] = 0
    expected = np.sort(scores[scores > 0])[::-1][:count]
    assert np.array_equal(np.sort(scores[best(scores, count)])[::-1], expected)
    assert len(best(np.zeros(9, dtype=np.float32), count)) == 0
    assert len(best(np.zeros(0, dtype=np.float32), count)) == 0


def test_common_terms_are_swept_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(3)
    texts = [dict.fromkeys(map(str, chance.choice(list("身份证办理房屋过户登记"), 5)), 1.0) for _ in range(300)]
    plain = Postings.build(texts, Settings())
    monkeypatch.setattr(postings_module, "_FEW", 1)
    swept = Postings.build(texts, Settings())
    assert len(swept.swept) > 5
    assert not plain.swept
    query = {"身": 1.0, "房": 0.7, "登": 0.3, "奇": 1.0}
    assert np.allclose(plain.bm25(query), swept.bm25(query), atol=1e-6)
    assert math.isclose(float(plain.bm25({}).sum()), 0)


def test_a_delta_of_read_entries_is_a_segment_of_them(engine: Engine, book: Book) -> None:
    known = engine.understanding
    live = engine.with_entry(guide("GJJ01", "住房公积金提取", "公积金提取", "BDC", ("提公积金",)))
    entry = live.understanding.catalogue.by_code["GJJ01"]
    built = Segment.build([entry], known.reader, known.settings)
    again = Segment.of([Read.of(entry, known.reader, None)], known.settings, built.rarity)
    assert again.keys == built.keys
    assert list(again.texts) == list(built.texts)
    assert np.array_equal(again.chars.impacts, built.chars.impacts)
