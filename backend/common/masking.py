"""The one masking module: what of a personal datum may be seen. Every function accepts any text.

One rule per kind of datum everywhere, so that masked pieces from different screens never add up.
Masking what is already masked changes nothing.
"""

from __future__ import annotations

import re

from backend.common.numbers import parse_phone
from backend.common.surnames import COMPOUND_SURNAMES

_HIDDEN = "****"
_MASKED_NAME = re.compile(r"\w{0,2}\*(先生|女士)?")
_MASKED_NUMBER = re.compile(r"\w{0,3}\*+\w{0,4}", re.ASCII)
_DISTRICTS = re.compile(
    r"(?:[^省市区县旗\d]{1,10}?(?:省|自治区|特别行政区))?"
    r"(?:[^省市区县旗\d]{1,10}?(?:市|自治州|地区|盟))?"
    r"(?:\D{1,10}?(?:(?<![小社园校])区|县|市|旗))?"
)
_TOWN = re.compile(r"\D{1,10}?(?:街道|镇|乡|苏木)")

_SEPARATOR = r"[ \-‐‑–—]?"
_ID_IN_TEXT = re.compile(
    rf"(?<![0-9])[1-9][0-9]{{5}}{_SEPARATOR}(?:18|19|20)[0-9]{{6}}{_SEPARATOR}[0-9]{{3}}[0-9Xx](?![0-9])"
)
_OLD_ID_IN_TEXT = re.compile(r"(?<![0-9])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}(?![0-9])")
_ID_FORMS = (_ID_IN_TEXT, _OLD_ID_IN_TEXT)
_PHONE_IN_TEXT = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)?86{_SEPARATOR})?(1[3-9][0-9]{_SEPARATOR}[0-9]{{4}}{_SEPARATOR}[0-9]{{4}})(?![0-9])"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ＋－　", "0123456789Xx+- ")
_NOT_IN_NUMBERS = re.compile(r"[^0-9A-Za-z]")


def mask_name(name: str, honorific: str = "") -> str:
    """Return the surname and one star, e.g. ``张*`` or ``欧阳*女士``; a name of one character becomes ``*``.

    Parameters:
        name: a full name; of names with ``·`` only the first character stays.
        honorific: ``先生``, ``女士`` or nothing.
    """
    name = name.strip()
    if _MASKED_NAME.fullmatch(name):
        return name
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return f"{name[:kept] if len(name) > kept else ''}*{honorific}"


def mask_phone(phone: str) -> str:
    """Return ``138****8000``; of any other number the last two digits."""
    if _MASKED_NUMBER.fullmatch(phone):
        return phone
    plain = phone.translate(_FULL_WIDTH)
    mobile = parse_phone(plain)
    if mobile:
        return f"{mobile[:3]}{_HIDDEN}{mobile[7:]}"
    number = _NOT_IN_NUMBERS.sub("", plain)
    return _HIDDEN + (number[-2:] if len(number) > 6 else "")


def mask_id_number(number: str) -> str:
    """Return the first two and last two characters of an identity document's number, e.g. ``11**************1X``."""
    if _MASKED_NUMBER.fullmatch(number):
        return number
    number = _NOT_IN_NUMBERS.sub("", number.translate(_FULL_WIDTH))
    if len(number) < 8:
        return _HIDDEN
    return f"{number[:2]}{'*' * (len(number) - 4)}{number[-2:].upper()}"


def mask_address(address: str) -> str:
    """Return the address down to district and street or town; the rest is hidden."""
    address = address.strip().removesuffix(_HIDDEN)
    match = _DISTRICTS.match(address)
    districts = match[0] if match else ""
    town = _TOWN.match(address[len(districts) :])
    return districts + (town[0] if town else "") + _HIDDEN


def mask_openid(openid: str) -> str:
    """Return the first four characters of a WeChat openid; enough to compare two lines of a log."""
    return (openid[:4] if len(openid) >= 8 else "") + _HIDDEN


def mask_text(text: str) -> str:
    """Return free text with every identity number and mobile number in it masked.

    Finds them with spaces, hyphens, a country code or full-width digits; the check digit need not be right,
    because a mistyped number still points to a person.
    """
    plain = text.translate(_FULL_WIDTH)
    spans = sorted(_found(plain))
    if not spans:
        return text
    parts, end = [], 0
    for start, stop, masked in spans:
        if start >= end:
            parts += [text[end:start], masked]
            end = stop
    return "".join(parts) + text[end:]


def _found(text: str) -> list[tuple[int, int, str]]:
    ids = [(*match.span(), mask_id_number(match[0])) for form in _ID_FORMS for match in form.finditer(text)]
    return ids + [(*match.span(), mask_phone(match[1])) for match in _PHONE_IN_TEXT.finditer(text)]
