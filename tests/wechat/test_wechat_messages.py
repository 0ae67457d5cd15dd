"""Template fields: what is cut, what is refused, and that the sandbox's independent rules agree."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.wechat.messages import BadField, Template, Value, fit_field, kind_of
from backend.wechat.sandbox.fields import check_data
from backend.wechat.sandbox.refusals import ApiRefusal

MOMENT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        ("thing", "居住证办理", "居住证办理"),
        ("thing", "一二三四五六七八九十" * 2, "一二三四五六七八九十" * 2),
        ("thing", "一二三四五六七八九十" * 2 + "多", "一二三四五六七八九十一二三四五六七八九…"),
        ("thing", " 第一行\r\n第二行\t\x00\u200b ", "第一行 第二行"),
        ("number", 12, "12"),
        ("number", Decimal("1E+3"), "1000"),
        ("letter", "ABC", "ABC"),
        ("symbol", "!?", "!?"),
        ("character_string", "ZX2611-0042", "ZX2611-0042"),
        ("time", MOMENT, "2026年11月23日 09:30"),
        ("time", "09:30~10:00", "09:30~10:00"),
        ("time", "2026年1月5日 09:30~10:00", "2026年1月5日 09:30~10:00"),
        ("date", MOMENT, "2026年11月23日 09:30"),
        ("date", date(2026, 1, 5), "2026年1月5日"),
        ("amount", "￥10.50元", "￥10.50元"),
        ("phone_number", "0662-7788123", "0662-7788123"),
        ("car_number", "粤Q12345", "粤Q12345"),
        ("name", "王*明", "王明"),
        ("name", "阿卜杜拉·阿不都热依木江", "阿卜杜拉·阿不都热依"),
        ("name", "Alexander Hamilton the First", "Alexander Hamilton t"),
        ("name", "𠮷田·À", "𠮷田·À"),
        ("name", "José", "Jos"),
        ("phrase", "已受理（A1）", "已受理"),
        ("phrase", "审核通过等领证", "审核通过等"),
        ("enum", "加急", "加急"),
    ],
)
def test_what_is_sent(kind: str, value: Value, sent: str) -> None:
    assert fit_field(kind, value) == sent
    name = f"{kind}1"
    assert check_data({name: {"value": sent}}, (name,)) == {name: sent}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("thing", " \n"),
        ("number", "12a"),
        ("number", "1" * 33),
        ("number", "一"),
        ("letter", "A1"),
        ("symbol", "!!!!!!"),
        ("character_string", "受理号1"),
        ("character_string", "A" * 33),
        ("time", "25:00"),
        ("time", date(2026, 1, 5)),
        ("time", "明天上午"),
        ("date", "09:30"),
        ("amount", "12345678901"),
        ("phone_number", "13800138000138000" + "1"),
        ("car_number", "粤Q123456789"),
        ("name", "123"),
        ("phrase", "OK"),
        ("colour", "red"),
    ],
)
def test_what_is_refused(kind: str, value: Value) -> None:
    with pytest.raises(BadField):
        fit_field(kind, value)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["thing", "phrase", "name", "number", "character_string", "time", "amount", "phone_number"]),
    st.text(max_size=60) | st.text("0123456789年月日:~-.元¥ 王A·", max_size=40),
)
def test_whatever_is_let_through_wechat_accepts(kind: str, value: str) -> None:
    try:
        sent = fit_field(kind, value)
    except BadField:
        return
    check_data({f"{kind}1": {"value": sent}}, ())


@pytest.mark.parametrize("name", ["thing", "Thing1", "colour2", "", "12"])
def test_unknown_field_names(name: str) -> None:
    with pytest.raises(BadField):
        kind_of(name)


def test_a_template_turns_our_words_into_fields() -> None:
    template = Template("ready", "tpl-1", {"item": "thing1", "when": "time2"})
    message = template.message("o1", {"item": "居住证", "when": MOMENT, "unused": 1}, "pages/x")
    assert message.data == {"thing1": "居住证", "time2": "2026年11月23日 09:30"}
    with pytest.raises(KeyError):
        template.data({"item": "居住证"})


@pytest.mark.parametrize("data", [None, {}, {"thing1": "text"}, {"thing1": {"value": 3}}, {"other1": {"value": "x"}}])
def test_the_sandbox_names_the_field(data: object) -> None:
    with pytest.raises(ApiRefusal) as refused:
        check_data(data, ())
    assert refused.value.errcode == 47003
