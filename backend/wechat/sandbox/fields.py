"""What WeChat accepts in a template field. Written apart from our sender on purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.wechat.sandbox.refusals import ApiRefusal

_NAME = re.compile(r"([a-z_]+)[0-9]{1,3}")
_DAY = r"([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
_TIME = f"({_DAY} ?)?{_CLOCK}"
_DATE = f"{_DAY}( ?{_CLOCK})?"
_HAN = r"[\u3007\u3400-\u9fff\U00020000-\U000323af]"
_NO_CONTROL = r"[^\x00-\x1f\x7f]"

_ACCEPTED: dict[str, re.Pattern[str]] = {
    "thing": re.compile(_NO_CONTROL + r"{1,20}"),
    "number": re.compile(r"-?(?=.{1,32}$)[0-9]+(\.[0-9]+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^0-9A-Za-z\s\u3400-\u9fff]{1,5}"),
    "character_string": re.compile(r"[!-~ ]{1,32}"),
    "time": re.compile(f"{_TIME}(~{_TIME})?"),
    "date": re.compile(f"{_DATE}(~{_DATE})?"),
    "amount": re.compile(r"[¥￥$€£]?[0-9]{1,10}(\.[0-9]+)?元?"),
    "phone_number": re.compile(r"[0-9+\- ]{1,17}"),
    "car_number": re.compile(r"[\u3400-\u9fff]?[A-Z0-9]{1,7}[\u3400-\u9fff]?"),
    "name": re.compile(rf"(?=.*{_HAN})[^\x00-\x1f0-9]{{1,10}}|[A-Za-z .·]{{1,20}}"),
    "phrase": re.compile(rf"{_HAN}{{1,5}}"),
    "enum": re.compile(_NO_CONTROL + r"{1,20}"),
}


def check_data(data: object, wanted: tuple[str, ...]) -> dict[str, str]:
    """Return field name to text.

    Parameters:
        wanted: the template's field names; empty means unknown, then every field is judged by its name.

    Raises:
        ApiRefusal: 47003 naming the first field that WeChat would not accept.
    """
    if not isinstance(data, Mapping) or not data:
        raise ApiRefusal(47003, "data is emtpy")
    for name in wanted:
        if name not in data:
            raise ApiRefusal(47003, f"data.{name}.value is emtpy")
    return {str(name): _checked(str(name), entry, wanted) for name, entry in data.items()}


def _checked(name: str, entry: object, wanted: tuple[str, ...]) -> str:
    value = entry.get("value") if isinstance(entry, Mapping) else None
    if value is None or value == "":
        raise ApiRefusal(47003, f"data.{name}.value is emtpy")
    rule = _rule(name)
    known = rule is not None and (not wanted or name in wanted)
    if not known or rule is None or not isinstance(value, str) or rule.fullmatch(value) is None:
        raise ApiRefusal(47003, f"data.{name}.value invalid")
    return value


def _rule(name: str) -> re.Pattern[str] | None:
    found = _NAME.fullmatch(name)
    return _ACCEPTED.get(found[1]) if found else None
