"""The input rules every field shares, as functions and as pydantic types.

Text is brought to NFC and trimmed; what no person types on purpose (control characters, NUL, lone
surrogates, direction overrides) is refused; numbers are finite. Private-use characters stay: rare
names are still written with them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from backend.common import numbers
from backend.common.errors import InvalidInput

SHORT, LONG, NAME = 100, 2000, 50
"""Longest short text, long text and name, in characters."""

DEEPEST = 20
"""Most levels of lists and objects inside a JSON body."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_MIDDLE_DOTS = str.maketrans("•・‧∙⋅", "·····")

T = TypeVar("T")


class BadText(ValueError):
    """Text breaks an input rule; its message is one Chinese sentence for the person who typed it."""


def normal(text: str) -> str:
    """Return ``text`` in NFC, line ends as ``\\n``, invisible fillers dropped.

    Raises:
        BadText: it holds a control character, NUL, a lone surrogate or a direction override.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _FORBIDDEN.search(text):
        raise BadText("内容里有不能识别的字符，请删掉后再试。")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def one_line(text: str, longest: int = SHORT) -> str:
    """Return ``text`` on one line: trimmed, runs of white space made one space. Raises BadText."""
    return _sized(" ".join(normal(text).split()), longest)


def lines(text: str, longest: int = LONG) -> str:
    """Return ``text`` with its line breaks, each line trimmed, at most one empty line in a row. Raises BadText."""
    collapsed = _SPACES.sub(" ", normal(text))
    trimmed = "\n".join(line.strip() for line in collapsed.split("\n"))
    return _sized(_BLANK_LINES.sub("\n\n", trimmed).strip(), longest)


def name(text: str) -> str:
    """Return a person's name: letters, spaces, ``·``, ``'``, ``-``, ``.``. Raises BadText."""
    cleaned = one_line(text, NAME).translate(_MIDDLE_DOTS)
    if not all(_fits_name(character) for character in cleaned) or not _has_letter(cleaned):
        raise BadText("请填写证件上的姓名。")
    return cleaned


def phone(text: str) -> str:
    """Return an 11-digit mobile number (spaces, hyphens, +86 and full-width digits forgiven). Raises BadText."""
    number = numbers.parse_phone(unicodedata.normalize("NFKC", normal(text)))
    if number is None:
        raise BadText("请填写11位手机号码。")
    return number


def id_number(text: str) -> str:
    """Return an 18-character 公民身份号码 (x made X, full-width digits forgiven). Raises BadText.

    Whether the birth date lies in the past is :func:`numbers.check_id_number`'s question: it needs a day.
    """
    number = numbers.parse_id_number(unicodedata.normalize("NFKC", normal(text)))
    if number is None:
        raise BadText("身份证号码不对，请逐位核对。")
    return number


def clean_json(value: object, path: str = "", depth: int = 0) -> object:
    """Return a decoded JSON body with every text normalised and every number finite.

    Raises:
        InvalidInput: with the dotted path of the first value that breaks a rule.
    """
    if depth > DEEPEST:
        raise InvalidInput(path, "内容层级太多，请重新填写。")
    match value:
        case str():
            return _at(path, value)
        case float() if not math.isfinite(value):
            raise InvalidInput(path, "请填写一个正常的数字。")
        case list():
            return [clean_json(item, _join(path, str(index)), depth + 1) for index, item in enumerate(value)]
        case dict():
            return {_at(path, key): clean_json(item, _join(path, key), depth + 1) for key, item in value.items()}
        case _:
            return value


def _at(path: str, text: str) -> str:
    try:
        return normal(text)
    except BadText as problem:
        raise InvalidInput(path, str(problem)) from None


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part


def _sized(text: str, longest: int) -> str:
    if not text:
        raise BadText("请填写这一项。")
    if len(text) > longest:
        raise BadText(f"最多填写{longest}个字，请删短一些。")
    return text


def _fits_name(character: str) -> bool:
    return character in " ·'’-." or _has_letter(character) or unicodedata.category(character) in ("Mn", "Mc")


def _has_letter(text: str) -> bool:
    return any(
        character == "〇" or unicodedata.category(character)[0] == "L" or _private(character) for character in text
    )


def _private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def _told(rule: Callable[[str], T]) -> Callable[[str], T]:
    """Let pydantic report the rule's own sentence, without its English prefix."""

    def validate(text: str) -> T:
        try:
            return rule(text)
        except BadText as problem:
            raise PydanticCustomError("text", "{reason}", {"reason": str(problem)}) from None

    return validate


def _blank_to_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


ShortText = Annotated[str, AfterValidator(_told(one_line))]
"""One line, 1 to 100 characters."""

LongText = Annotated[str, AfterValidator(_told(lines))]
"""Several lines, 1 to 2,000 characters."""

OptionalText = Annotated[LongText | None, BeforeValidator(_blank_to_none)]
"""As LongText; blank means None."""

Name = Annotated[str, AfterValidator(_told(name))]
"""A person's name, 1 to 50 characters."""

Phone = Annotated[str, AfterValidator(_told(phone))]
"""A mobile number as 11 digits."""

IdNumber = Annotated[str, AfterValidator(_told(id_number))]
"""A 公民身份号码 with the right check character."""

Count = Annotated[int, Field(ge=0, le=2_147_483_647)]
"""A whole number that fits a PostgreSQL integer."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
"""A number that is neither infinite nor NaN."""
