"""Made-up people: their names, identity numbers and phones. The numbers' check digits hold; nobody has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backend.common.numbers import parse_id_number

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_FIRST = 0x4E00
_BORN = date(1950, 1, 1)


@dataclass(frozen=True)
class Papers:
    """What an identity card and a phone say."""

    name: str
    id_number: str
    phone: str


def papers(number: int) -> Papers:
    """The ``number``-th person, always the same (0 to 20,000)."""
    name = _SURNAMES[number % len(_SURNAMES)] + chr(_FIRST + number // 100) + chr(_FIRST + 300 + number % 100)
    body = f"110101{_BORN + timedelta(days=number):%Y%m%d}101"
    valid = next(found for check in "0123456789X" if (found := parse_id_number(body + check)))
    return Papers(name, valid, f"136{number:08d}")
