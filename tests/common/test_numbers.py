"""Forms and check characters; samples from GB 11643, GB 32100 and the centre's own rules."""

from __future__ import annotations

from datetime import date

import pytest

from backend.common import numbers
from backend.common.numbers import CaseNumber, ConsultationNumber, IdKind, Ticket

TODAY = date(2026, 11, 21)
CREDIT_CODES = ["91350100M000100Y43", "9144030071526726XG", "91110000802100433B", "91440300708461136T"]
ID_NUMBERS = ["11010519491231002X", "34052419800101001X", "440524188001010014"]


def _with_check(body: str) -> str:
    found = [body + check for check in "0123456789X" if numbers.parse_id_number(body + check)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("number", ID_NUMBERS)
def test_known_id_numbers(number: str) -> None:
    assert numbers.check_id_number(number, TODAY)
    assert numbers.parse_id_number(f" {number[:6]} {number[6:14]}-{number[14:].lower()} ") == number


@pytest.mark.parametrize("number", ID_NUMBERS)
def test_every_single_wrong_character_is_found(number: str) -> None:
    for place in range(18):
        for character in "0123456789X":
            if character != number[place]:
                assert numbers.parse_id_number(number[:place] + character + number[place + 1 :]) is None


@pytest.mark.parametrize(
    "text", ["", "110105491231002", "11010519490231002X", "1101051949123100２X", "00010519491231002X", "🙂" * 18]
)
def test_no_id_number(text: str) -> None:
    assert numbers.parse_id_number(text) is None


def test_nobody_is_born_tomorrow() -> None:
    assert numbers.check_id_number(_with_check("11010520261121001"), TODAY)
    assert not numbers.check_id_number(_with_check("11010520261122001"), TODAY)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("11010519491231002", IdKind.RESIDENT),
        ("81000019900101001", IdKind.HONG_KONG_MACAO),
        ("82000019900101001", IdKind.HONG_KONG_MACAO),
        ("83000019900101001", IdKind.TAIWAN),
        ("91115619900101001", IdKind.FOREIGNER),
    ],
)
def test_which_document(body: str, kind: IdKind) -> None:
    assert numbers.id_kind(_with_check(body)) is kind


def test_birth_date_and_sex() -> None:
    assert numbers.birth_date("11010519491231002X") == date(1949, 12, 31)
    assert not numbers.is_male("11010519491231002X")
    assert numbers.is_male("34052419800101001X")


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_credit_codes(code: str) -> None:
    assert numbers.check_credit_code(code.lower())
    for place, other in ((3, "7"), (16, "9"), (17, "Q")):
        assert not numbers.check_credit_code(code[:place] + other + code[place + 1 :]) or code[place] == other


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("12800138000", None),
        ("1380013800", None),
        ("138001380000", None),
        ("059187654321", None),
    ],
)
def test_phones(text: str, number: str | None) -> None:
    assert numbers.parse_phone(text) == number
    assert numbers.check_phone(text) is (number is not None)


def test_case_number_there_and_back() -> None:
    number = numbers.format_case_number("350102", date(2026, 11, 2), "HZ01", 42)
    assert number == "35010220261102HZ0100042X"
    assert numbers.parse_case_number(number) == CaseNumber("350102", date(2026, 11, 2), "HZ01", 42)
    assert numbers.check_case_number("350102 20261102 hz01 00042 x")


def test_case_number_finds_every_slip_and_every_swap() -> None:
    number = numbers.format_case_number("350102", date(2026, 11, 12), "HZ01", 10742)
    for place, right in enumerate(number):
        for wrong in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            if wrong != right:
                assert not numbers.check_case_number(number[:place] + wrong + number[place + 1 :])
    for place in range(len(number) - 1):
        one, two = number[place], number[place + 1]
        if one != two:
            assert not numbers.check_case_number(number[:place] + two + one + number[place + 2 :])


@pytest.mark.parametrize(
    ("division", "item", "serial"),
    [
        ("35010", "HZ01", 1),
        ("350102", "hz01", 1),
        ("350102", "H", 1),
        ("350102", "户籍", 1),
        ("350102", "HZ-1", 1),
        ("350102", "HZ01", 0),
        ("350102", "HZ01", 100_000),
    ],
)
def test_no_case_number_from_wrong_parts(division: str, item: str, serial: int) -> None:
    with pytest.raises(ValueError, match="case number"):
        numbers.format_case_number(division, date(2026, 11, 2), item, serial)


def test_query_codes_forgive_what_eyes_mix_up() -> None:
    code = numbers.new_query_code()
    assert len(code) == 6
    assert numbers.parse_query_code(f" {code.lower()} ") == code
    assert numbers.parse_query_code("oil-12a") == "01112A"
    assert numbers.parse_query_code("ABCDU1") is None
    assert numbers.parse_query_code("ABCDE") is None


def test_tickets() -> None:
    assert numbers.format_ticket("A", 12) == "A012"
    assert numbers.format_ticket("B", 1234) == "B1234"
    assert numbers.parse_ticket("a012") == Ticket("A", 12)
    assert numbers.parse_ticket("AA12") is None
    for prefix, serial in (("a", 1), ("A", 0), ("A", 10_000), ("", 1)):
        with pytest.raises(ValueError, match="no ticket"):
            numbers.format_ticket(prefix, serial)


def test_consultation_numbers() -> None:
    assert numbers.format_consultation_number(date(2026, 11, 21), 42) == "ZX2611-0042"
    assert numbers.parse_consultation_number(" zx26110042") == ConsultationNumber(2026, 11, 42)
    assert numbers.parse_consultation_number("ZX2613-0042") is None
    with pytest.raises(ValueError, match="serial"):
        numbers.format_consultation_number(date(2026, 11, 21), 0)
