"""Numbers people and offices write: their form and their check characters. No storage, no masking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backend.common.ids import new_code, read_code

QUERY_CODE_LENGTH = 6
"""Characters of the query code beside a case number: 30 random bits."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_CASE_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_ID_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CREDIT_FORM = re.compile(rf"[{_CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_PHONE_FORM = re.compile(r"(?:(?:\+|00)?86)?(1[3-9][0-9]{9})")
_CASE_FORM = re.compile(r"([0-9]{6})([0-9]{8})([A-Z0-9]{2,6})([0-9]{5})([A-Z0-9])")
_TICKET_FORM = re.compile(r"([A-Z])([0-9]{3,4})")
_CONSULTATION_FORM = re.compile(r"ZX([0-9]{2})([0-9]{2})-?([0-9]{4,6})")
_SEPARATORS = re.compile(r"[\s\-‐‑–—]")


class IdKind(StrEnum):
    """What an 18-character personal number is printed on, told by its first digits."""

    RESIDENT = "resident"
    HONG_KONG_MACAO = "hong_kong_macao"
    TAIWAN = "taiwan"
    FOREIGNER = "foreigner"


_KINDS = {"81": IdKind.HONG_KONG_MACAO, "82": IdKind.HONG_KONG_MACAO, "83": IdKind.TAIWAN}


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A 办件编号 taken apart: 区划 6 + date 8 + item's short code 2–6 + serial 5 + check 1."""

    division: str
    day: date
    item: str
    serial: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """A hall ticket: the queue's letter and its serial of the day."""

    prefix: str
    serial: int


@dataclass(frozen=True, slots=True)
class ConsultationNumber:
    """A 咨询单号: year, month and the serial of that month."""

    year: int
    month: int
    serial: int


def parse_id_number(text: str) -> str | None:
    """Return the 公民身份号码 in ``text`` as 18 characters, or None when its form, date or check is wrong.

    Source: GB 11643-1999; residence permits 81/82 (Hong Kong, Macao) and 83 (Taiwan) and the permanent
    residence card of 2023 (starts with 9) use the same form and check.
    """
    number = _SEPARATORS.sub("", text).upper()
    if not _ID_FORM.fullmatch(number) or birth_date(number) is None:
        return None
    return number if _id_check(number) == number[17] else None


def check_id_number(number: str, today: date) -> bool:
    """Return whether ``number`` is valid and its holder was born by ``today``."""
    valid = parse_id_number(number)
    born = birth_date(valid) if valid else None
    return born is not None and born <= today


def birth_date(number: str) -> date | None:
    """Return the birth date inside an 18-character number, or None when there is no such day."""
    return _day(number[6:14])


def is_male(number: str) -> bool:
    """Return whether the sequence part of a valid number is odd (male)."""
    return int(number[16]) % 2 == 1


def id_kind(number: str) -> IdKind:
    """Return which document carries a valid number."""
    if number.startswith("9"):
        return IdKind.FOREIGNER
    return _KINDS.get(number[:2], IdKind.RESIDENT)


def parse_credit_code(text: str) -> str | None:
    """Return the 统一社会信用代码 in ``text`` as 18 characters, or None. Source: GB 32100-2015."""
    code = _SEPARATORS.sub("", text).upper()
    if not _CREDIT_FORM.fullmatch(code):
        return None
    total = sum(
        _CREDIT_ALPHABET.index(character) * weight for character, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True)
    )
    return code if _CREDIT_ALPHABET[-total % 31] == code[17] else None


def check_credit_code(code: str) -> bool:
    """Return whether ``code`` is a valid 统一社会信用代码."""
    return parse_credit_code(code) is not None


def parse_phone(text: str) -> str | None:
    """Return a mainland mobile number as 11 digits (spaces, hyphens, +86 forgiven), or None."""
    match = _PHONE_FORM.fullmatch(_SEPARATORS.sub("", text))
    return match[1] if match else None


def check_phone(text: str) -> bool:
    """Return whether ``text`` is a mainland mobile number."""
    return parse_phone(text) is not None


def format_case_number(division: str, day: date, item: str, serial: int) -> str:
    """Return a 办件编号 of 22 to 26 characters.

    Parameters:
        division: six digits of the 行政区划.
        day: the local day of registration.
        item: the item's short code, 2 to 6 of A–Z and 0–9.
        serial: 1 to 99999, the centre's serial of that day.

    Raises:
        ValueError: a part does not fit.
    """
    body = f"{division}{day:%Y%m%d}{item}{serial:05d}"
    number = body + _case_check(body) if body.isascii() and body.isalnum() and body.isupper() else body
    if not 1 <= serial <= 99_999 or parse_case_number(number) is None:
        raise ValueError(f"no case number: {body}")
    return number


def parse_case_number(text: str) -> CaseNumber | None:
    """Return the parts of a 办件编号 (spaces, hyphens and case forgiven), or None when it is mistyped."""
    number = _SEPARATORS.sub("", text).upper()
    match = _CASE_FORM.fullmatch(number)
    day = _day(match[2]) if match else None
    if match is None or day is None or _case_check(number[:-1]) != match[5]:
        return None
    return CaseNumber(match[1], day, match[3], int(match[4]))


def check_case_number(text: str) -> bool:
    """Return whether ``text`` is a well-formed 办件编号 with the right check character."""
    return parse_case_number(text) is not None


def new_query_code() -> str:
    """Return a random query code of six characters (shown once beside the case number)."""
    return new_code(QUERY_CODE_LENGTH)


def parse_query_code(text: str) -> str | None:
    """Return the query code a person meant (O read as 0, I and L as 1), or None."""
    return read_code(text, QUERY_CODE_LENGTH)


def format_ticket(prefix: str, serial: int) -> str:
    """Return a ticket number such as ``A012``. Raises ValueError unless A–Z and 1 to 9999."""
    if not re.fullmatch(r"[A-Z]", prefix) or not 1 <= serial <= 9999:
        raise ValueError(f"no ticket: {prefix}{serial}")
    return f"{prefix}{serial:03d}"


def parse_ticket(text: str) -> Ticket | None:
    """Return the parts of a ticket number, or None."""
    match = _TICKET_FORM.fullmatch(_SEPARATORS.sub("", text).upper())
    return Ticket(match[1], int(match[2])) if match else None


def format_consultation_number(day: date, serial: int) -> str:
    """Return a 咨询单号 such as ``ZX2611-0042``: year and month of ``day``, serial of the month from 1.

    Raises:
        ValueError: the serial is not within 1 to 999999.
    """
    if not 1 <= serial <= 999_999:
        raise ValueError(f"no consultation serial: {serial}")
    return f"ZX{day:%y%m}-{serial:04d}"


def parse_consultation_number(text: str) -> ConsultationNumber | None:
    """Return the parts of a 咨询单号 (missing hyphen, spaces and case forgiven), or None."""
    match = _CONSULTATION_FORM.fullmatch(_SEPARATORS.sub("", text).upper())
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return ConsultationNumber(2000 + int(match[1]), int(match[2]), int(match[3]))


def _id_check(number: str) -> str:
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True)) % 11]


def _case_check(body: str) -> str:
    """ISO 7064 MOD 37,36: finds every single wrong character and every swap of two neighbours."""
    product = 36
    for character in body:
        total = (product + _CASE_ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _CASE_ALPHABET[(37 - product) % 36]


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None
