"""Subscribe messages: what WeChat accepts in each field, and the registry of templates.

Source of the field rules: subscribeMessage.send, "订阅消息参数值内容限制说明".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from backend.common.clock import local

Value = str | int | Decimal | date | datetime
MiniProgramState = Literal["formal", "trial", "developer"]


class BadField(ValueError):
    """A value cannot be sent in a template field of this kind."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"{kind}: {why}")
        self.kind = kind


@dataclass(frozen=True)
class SubscribeMessage:
    """One message to one citizen, with the fields as WeChat names them.

    Parameters:
        openid: the receiver.
        data: WeChat field name (``thing1``) to text, already fitted by :func:`fit_field`.
        page: page of the mini program with its query, opened by a tap; empty opens nothing.
    """

    openid: str
    template_id: str
    data: Mapping[str, str]
    page: str = ""
    state: MiniProgramState = "formal"


@dataclass(frozen=True)
class SendResult:
    """WeChat accepted the message; ``msgid`` returns in the sent event."""

    msgid: str


@dataclass(frozen=True)
class Template:
    """A message template of the centre's mini program.

    Parameters:
        key: our name for it, e.g. ``appointment_confirmed``.
        template_id: WeChat's id from the console.
        fields: our word to WeChat's field name, e.g. ``{"item": "thing1", "when": "time2"}``.
        lasting: True for a 长期订阅 template (one consent, many messages).
    """

    key: str
    template_id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = False

    def data(self, values: Mapping[str, Value]) -> dict[str, str]:
        """Return the fields of one message, each fitted to WeChat's rule.

        Raises:
            KeyError: a field has no value.
            BadField: a value cannot be made to fit.
        """
        return {name: fit_field(kind_of(name), values[word]) for word, name in self.fields.items()}

    def message(self, openid: str, values: Mapping[str, Value], page: str = "") -> SubscribeMessage:
        """Return the message to send; raises what :meth:`data` raises."""
        return SubscribeMessage(openid, self.template_id, self.data(values), page)


def kind_of(name: str) -> str:
    """Return the kind of a WeChat field name: ``thing1`` is a ``thing``. Raises BadField."""
    kind = name.rstrip("0123456789")
    if kind not in _RULES or kind == name:
        raise BadField(name, "unknown field name")
    return kind


def fit_field(kind: str, value: Value) -> str:
    """Return ``value`` as text that WeChat accepts in a field of ``kind``.

    Free text (thing, phrase, name) is cut to its length; where every character carries a meaning (number, amount,
    time, date, phone_number, car_number, character_string, letter, symbol, enum) nothing is cut: it is refused.

    Raises:
        BadField: the kind is unknown, the value is empty or breaks the rule of its kind.
    """
    rule = _RULES.get(kind)
    if rule is None:
        raise BadField(kind, "unknown kind")
    text = _plain(_words(kind, value))
    if not text:
        raise BadField(kind, "empty")
    return rule(kind, text)


def _words(kind: str, value: Value) -> str:
    if isinstance(value, datetime):
        moment = local(value)
        return f"{_day(moment)} {moment:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _plain(text: str) -> str:
    kept = "".join(" " if c in "\r\n\t\u2028\u2029" else c for c in unicodedata.normalize("NFC", text))
    visible = "".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return " ".join(visible.split())


def _cut(limit: int) -> Callable[[str, str], str]:
    def rule(kind: str, text: str) -> str:
        return text if len(text) <= limit else text[: limit - 1] + "…"

    return rule


def _exact(pattern: str, why: str) -> Callable[[str, str], str]:
    compiled = re.compile(pattern)

    def rule(kind: str, text: str) -> str:
        if compiled.fullmatch(text) is None:
            raise BadField(kind, why)
        return text

    return rule


def _phrase(kind: str, text: str) -> str:
    chinese = "".join(_HAN.findall(text))[:5]
    if not chinese:
        raise BadField(kind, "needs Chinese characters")
    return chinese


def _name(kind: str, text: str) -> str:
    """At most 10 characters with Chinese, 20 plain letters without; digits and signs are not allowed."""
    letters = "".join(c for c in text if c.isalpha() or c in " ·.").strip()
    if _HAN.search(letters):
        return letters[:10]
    latin = "".join(c for c in letters if c.isascii() or c == "·").strip(" ·.")
    if not latin:
        raise BadField(kind, "needs a name")
    return latin[:20]


_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U000323af]")  # with the rare characters of people's names
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
_DATE = r"[0-9]{4}(年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2})"
_TIME_ONE = rf"({_DATE} ?)?{_CLOCK}"
_DATE_ONE = rf"{_DATE}( ?{_CLOCK})?"

_RULES: dict[str, Callable[[str, str], str]] = {
    "thing": _cut(20),
    "number": _exact(r"(?=.{1,32}$)-?[0-9]+(\.[0-9]+)?", "needs at most 32 digits"),
    "letter": _exact(r"[A-Za-z]{1,32}", "needs at most 32 letters"),
    "symbol": _exact(r"[^\w\s]{1,5}", "needs at most 5 signs"),
    "character_string": _exact(r"[\x20-\x7e]{1,32}", "needs at most 32 letters, digits or signs"),
    "time": _exact(rf"{_TIME_ONE}(~{_TIME_ONE})?", "needs a 24 hour time"),
    "date": _exact(rf"{_DATE_ONE}(~({_DATE_ONE}|{_CLOCK}))?", "needs year, month and day"),
    "amount": _exact(r"[¥￥$€£]?[0-9]{1,10}(\.[0-9]{1,2})?元?", "needs at most 10 digits"),
    "phone_number": _exact(r"[0-9+\- ]{1,17}", "needs at most 17 digits or signs"),
    "car_number": _exact(r"[\u3400-\u9fff]?[A-Z0-9]{1,7}[\u3400-\u9fff]?", "needs a plate of at most 8 characters"),
    "name": _name,
    "phrase": _phrase,
    "enum": _exact(r"\S{1,20}", "needs one listed value"),
}
