from __future__ import annotations

import pytest

from bot.segmenter import Segmenter, jieba
from bot.spelling import Speller

WORDS = ["身份证", "驾驶证", "居住证", "补办", "社保卡"]
SEGMENTER = Segmenter(WORDS)
SPELLER = Speller.build(WORDS)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("身份正丢了", "身份证丢了"),
        ("驾驶症 补办", "驾驶证 补办"),
        ("居住正丢了", "居住证丢了"),
        ("身份证丢了", "身份证丢了"),
        ("hello world", "hello world"),
        ("我要见证奇迹", "我要见证奇迹"),
        ("", ""),
    ],
)
def test_slips_are_repaired_towards_our_words_only(typed: str, read: str) -> None:
    assert SPELLER.repair(typed, SEGMENTER) == read


def test_a_sound_of_two_words_repairs_nothing() -> None:
    assert Speller.build(["公正书", "公证书"]).repair("公政书", SEGMENTER) == "公政书"


def test_own_words_stay_whole_and_jieba_is_left_alone() -> None:
    before = dict(jieba.dt.FREQ)
    assert Segmenter(["个体工商户执照"]).cut("办个体工商户执照") == ["办", "个体工商户执照"]
    assert before == jieba.dt.FREQ
