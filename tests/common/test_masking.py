"""What may be seen of a person, and that pieces never add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.common import masking

FUNCTIONS = [
    masking.mask_name,
    masking.mask_phone,
    masking.mask_id_number,
    masking.mask_address,
    masking.mask_openid,
    masking.mask_text,
]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("欧阳娜娜", "欧阳*"),
        ("欧阳", "欧*"),
        ("王", "*"),
        ("", "*"),
        ("阿卜杜·热合曼", "阿*"),
        ("Anna Maria", "A*"),
        ("张*女士", "张*女士"),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert masking.mask_name(name) == masked


def test_names_are_called_politely() -> None:
    assert masking.mask_name("张三丰", "女士") == "张*女士"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800138000", "138****8000"),
        ("+86 138-0013-8000", "138****8000"),
        ("１３８００１３８０００", "138****8000"),
        ("0591-87654321", "****21"),
        ("110", "****"),
        ("", "****"),
    ],
)
def test_phones(phone: str, masked: str) -> None:
    assert masking.mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002x", "11**************2X"),
        ("110105491231002", "11***********02"),
        ("E12345678", "E1*****78"),
        ("H1234", "****"),
    ],
)
def test_identity_documents(number: str, masked: str) -> None:
    assert masking.mask_id_number(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("福建省福州市鼓楼区东街街道东街100号3单元501", "福建省福州市鼓楼区东街街道****"),
        ("北京市海淀区中关村大街1号", "北京市海淀区****"),
        ("内蒙古自治区锡林郭勒盟正蓝旗上都镇1号", "内蒙古自治区锡林郭勒盟正蓝旗上都镇****"),
        ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号", "新疆维吾尔自治区伊犁哈萨克自治州伊宁市****"),
        ("苏州市姑苏区平江街道1号", "苏州市姑苏区平江街道****"),
        ("北京市中关村小区5号", "北京市****"),
        ("1号楼2单元", "****"),
        ("", "****"),
    ],
)
def test_addresses(address: str, masked: str) -> None:
    assert masking.mask_address(address) == masked
    assert masking.mask_address(masked) == masked


def test_openid() -> None:
    assert masking.mask_openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o") == "oUpF****"
    assert masking.mask_openid("short") == "****"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证11010519491231002X电话１３８００１３８０００。", "身份证11**************2X电话138****8000。"),
        ("tel:+86 138-0013-8000;id=110105 19491231 002x", "tel:138****8000;id=11**************2X"),
        ('{"phone":"13800138000","n":2}', '{"phone":"138****8000","n":2}'),
        ("\\n13800138000", "\\n138****8000"),
        ("mistyped 110105194912310021", "mistyped 11**************21"),
        ("old 110105491231002.", "old 11***********02."),
    ],
)
def test_people_are_found_in_free_text(text: str, masked: str) -> None:
    assert masking.mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "35010220261102HZ0100042X",
        "1763712345678",
        "1763712345678123456",
        "2026-11-21T21:00:00.123456Z",
        "01a1fff2-9b09-70b6-8fd5-c3de388fc750",
        "ZX2611-0042 A012",
        "窗口电话0591-87654321",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masking.mask_text(text) == text


@pytest.mark.parametrize("mask", FUNCTIONS)
@settings(deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_accepted_and_masking_twice_is_masking_once(mask: object, text: str) -> None:
    assert callable(mask)
    once = mask(text)
    assert mask(once) == once


@settings(deadline=None)
@given(digits=st.text("0123456789", min_size=8, max_size=8), born=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_no_whole_number_survives(digits: str, born: date) -> None:
    phone = "139" + digits
    number = f"110105{born:%Y%m%d}{digits[:4]}"
    assert phone not in masking.mask_text(f"打{phone}找我")
    assert number not in masking.mask_text(f"号码{number}。")
