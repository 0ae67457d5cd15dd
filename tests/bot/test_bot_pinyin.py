"""Pinyin typed in Latin letters is read as what our content could say."""

from __future__ import annotations

import pytest

from bot.pinyin import PinyinReader

READER = PinyinReader.build(
    ["身份证丢了怎么补", "驾驶证补办", "在哪办营业执照", "银行卡", "公司要办什么手续", "丢了怎么办"]
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("shenfenzheng丢了", "身份证丢了"),
        ("shen fen zheng diule", "身份证丢了"),
        ("jiashizhengbuban", "驾驶证补办"),
        ("yingye zhizhao zai na ban", "营业执照在哪办"),
        ("yinhangka", "银行卡"),
        ("hello world", "hello world"),
        ("app", "app"),
        ("sfz", "sfz"),
        ("can i renew my driver license here", "can i renew my driver license here"),
        ("身份证", "身份证"),
        ("", ""),
    ],
)
def test_pinyin_becomes_characters_and_nothing_else_does(typed: str, read: str) -> None:
    assert READER.read(typed) == read


def test_a_very_long_run_of_letters_is_left_alone_at_once() -> None:
    letters = "shenfenzheng" * 200
    assert READER.read(letters) == letters


def test_a_reader_of_nothing_reads_nothing() -> None:
    assert PinyinReader.build([]).read("shenfenzheng") == "shenfenzheng"
