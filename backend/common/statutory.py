"""The 13 statutory holidays of a year that no announcement covers yet.

Source: 全国年节及纪念日放假办法 (国务院令第795号, 2024): 元旦 1 day, 春节 4 (除夕 to 初三), 清明 1, 劳动节 2,
端午 1, 中秋 1, 国庆 3. The law fixes these; only the swaps with weekends (调休) wait for the yearly notice.
Lunar days follow GB/T 33661-2017; years outside the table know the days of the solar calendar only.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_SOLAR = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}

_NEW_YEAR = (
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 3),
    date(2031, 1, 23),
)
"""正月初一: the day in Beijing of the new moon. Browsers and ICU err in 2027 and 2030 (new moon within 8 minutes
of midnight)."""

_SINGLE_DAYS = {
    "清明节": (date(2027, 4, 5), date(2028, 4, 4), date(2029, 4, 4), date(2030, 4, 5), date(2031, 4, 5)),
    "端午节": (date(2027, 6, 9), date(2028, 5, 28), date(2029, 6, 16), date(2030, 6, 5), date(2031, 6, 24)),
    "中秋节": (date(2027, 9, 15), date(2028, 10, 3), date(2029, 9, 22), date(2030, 9, 12), date(2031, 10, 1)),
}


def statutory_holiday(day: date) -> str | None:
    """Return the Chinese name of the statutory holiday on ``day``, or None."""
    return _SOLAR.get((day.month, day.day)) or _lunar().get(day)


@cache
def _lunar() -> dict[date, str]:
    spring = {first + timedelta(days=offset): "春节" for first in _NEW_YEAR for offset in range(-1, 3)}
    single = {day: name for name, days in _SINGLE_DAYS.items() for day in days}
    return spring | single
