"""The input rules, as functions, as pydantic types and over a whole JSON body."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from backend.common import text
from backend.common.errors import InvalidInput
from backend.common.text import BadText

FORBIDDEN = ["\x00", "a\x07b", "\x1b[0m", "\ud800", "a\u202eb", "\u2066", "\x7f", "\ufffe"]


@pytest.mark.parametrize("given_text", FORBIDDEN)
def test_what_nobody_types_is_refused(given_text: str) -> None:
    with pytest.raises(BadText):
        text.normal(given_text)
    with pytest.raises(InvalidInput):
        text.clean_json({"a": [given_text]})


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("  办\t理  护照 \n", "办 理 护照"),
        ("e\u0301", "é"),
        ("a\u200bb\ufeff", "ab"),
        ("\u3000全角空格\u3000", "全角空格"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("\ue123", "\ue123"),
    ],
)
def test_one_line(given_text: str, cleaned: str) -> None:
    assert text.one_line(given_text) == cleaned


def test_lines_keep_paragraphs() -> None:
    assert text.lines(" 一 \r\n\r\n\r\n\r\n 二\r三 ") == "一\n\n二\n三"


@pytest.mark.parametrize("given_text", ["", " \n ", "\u200b"])
def test_empty_is_said(given_text: str) -> None:
    with pytest.raises(BadText, match="请填写"):
        text.one_line(given_text)


def test_length_is_said() -> None:
    assert len(text.one_line("字" * 100)) == 100
    with pytest.raises(BadText, match="最多填写100个字"):
        text.one_line("字" * 101)


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("张三", "张三"),
        ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("O'Neil-Smith Jr.", "O'Neil-Smith Jr."),
        ("〇某", "〇某"),
        ("𠮷野", "𠮷野"),
    ],
)
def test_names(given_text: str, cleaned: str) -> None:
    assert text.name(given_text) == cleaned


@pytest.mark.parametrize("given_text", ["", "·", "张三1", "<b>张</b>", "张*", "张😀", "张" * 51])
def test_no_names(given_text: str) -> None:
    with pytest.raises(BadText):
        text.name(given_text)


class Form(BaseModel):
    title: text.ShortText
    name: text.Name
    phone: text.Phone
    id_number: text.IdNumber
    note: text.OptionalText = None
    rank: text.Count = 0
    weight: text.Finite = 0.0


GOOD = {"title": " 问 ", "name": "张三", "phone": "１３８ 0013 8000", "id_number": "11010519491231002x", "note": " "}


def test_types_clean_what_they_take() -> None:
    form = Form.model_validate(GOOD)
    assert (form.title, form.phone, form.id_number, form.note) == ("问", "13800138000", "11010519491231002X", None)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "请填写这一项。"),
        ("name", "<b>", "请填写证件上的姓名。"),
        ("phone", "110", "请填写11位手机号码。"),
        ("id_number", "110105194912310021", "身份证号码不对，请逐位核对。"),
        ("note", "字" * 2001, "最多填写2000个字，请删短一些。"),
    ],
)
def test_types_answer_in_chinese(field: str, value: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Form.model_validate(GOOD | {field: value})
    (error,) = refused.value.errors()
    assert (error["loc"], error["msg"]) == ((field,), sentence)


@pytest.mark.parametrize(
    ("field", "value"), [("rank", -1), ("rank", 2**31), ("weight", math.nan), ("weight", math.inf)]
)
def test_numbers_fit(field: str, value: float) -> None:
    with pytest.raises(ValidationError):
        Form.model_validate(GOOD | {field: value})


def test_a_body_is_cleaned_to_its_leaves() -> None:
    assert text.clean_json({"a": ["e\u0301", 1, None, True, 2.5], "e\u0301": {}}) == {
        "a": ["é", 1, None, True, 2.5],
        "é": {},
    }


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"a": {"b": ["x", "\x00"]}}, "a.b.1"),
        ({"a": math.nan}, "a"),
        ([1, math.inf], "1"),
        ("\x00", ""),
        ({"\x00": 1}, ""),
    ],
)
def test_a_bad_leaf_is_named(body: object, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        text.clean_json(body)
    assert refused.value.field == field


def test_a_body_too_deep_is_refused() -> None:
    body: object = 1
    for _ in range(500):
        body = [body]
    with pytest.raises(InvalidInput, match="层级"):
        text.clean_json(body)


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_is_cleaning_once(given_text: str) -> None:
    try:
        once = text.lines(given_text)
    except BadText:
        return
    assert text.lines(once) == once
