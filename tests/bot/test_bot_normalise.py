from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("身分證遺失", "身分证遗失"),
        ("ＡＢＣ１２３", "abc123"),
        ("身份证丢了？？？！！！", "身份证丢了?!"),
        ("好的啊啊啊啊", "好的啊"),
        ("身 份 证 丢 了", "身份证丢了"),
        ("护照 身份证 户口本", "护照 身份证 户口本"),
        ("十六岁能办吗", "16岁能办吗"),
        ("满二十五周岁", "满25周岁"),
        ("三个月", "3个月"),
        ("二手房", "二手房"),
        ("身份证😀丢了", "身份证 丢了"),
        ("身\u200b份证", "身份证"),
        ("可唔可以寄返屋企", "可不可以寄回家"),
        ("咋个办", "怎么办"),
        ("要几耐先攞到", "要多久先拿到"),
        ("几钱一本", "多少钱一本"),
        ("补一张好多钱", "补一张多少钱"),
        ("边个去得唔得", "谁去行不行"),
        ("去边度攞表", "去哪里拿表"),
        ("要带咩", "要带什么"),
        ("系咪要佢嚟", "是不是要他来"),
        ("好办伐", "好办吗"),
        ("唔该", "麻烦"),
        ("yao duo jiu", "yao 多久"),
        ("Passport 到期", "护照 到期"),
        ("  前后空格  ", "前后空格"),
        ("", ""),
    ],
)
def test_one_spelling(typed: str, read: str) -> None:
    assert normalise(typed) == read


@given(st.text(max_size=40))
def test_any_text_is_taken_and_spaces_are_single(text: str) -> None:
    plain = normalise(text)
    assert "  " not in plain
    assert plain == plain.strip()
