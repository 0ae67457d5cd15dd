"""The form of a reply: header and footer are added by the software, word for word. Pure.

Source: seed rows 137-141: 答复文头+答复内容+答复文尾, 已经在软件系统中内置,工作人员无需自行输入. The header has no
punctuation at its end, as in the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ANYBODY = "市民"
"""How somebody is addressed whose name the clerk did not write."""

_CITY = "市"


@dataclass(frozen=True)
class Office:
    """Who answers: ``city`` (云河市), ``bureau`` (公安局), the clerk's name, and the window's telephone."""

    city: str
    bureau: str
    name: str
    phone: str


@dataclass(frozen=True)
class Basis:
    """A law with its 文号 and article."""

    law: str
    doc_no: str | None = None
    article: str | None = None

    @property
    def text(self) -> str:
        """《…》(文号)第…条."""
        number = f"({self.doc_no})" if self.doc_no else ""
        return f"《{self.law.strip('《》')}》{number}{self.article or ''}"


def header(office: Office, salutation: str | None = None) -> str:
    """答复文头 (row 138)."""
    city = office.city if office.city.endswith(_CITY) else f"{office.city}{_CITY}"
    return (
        f"{salutation or ANYBODY}朋友你好，欢迎咨询{city}行政服务中心网站，"
        f"现由我中心{office.bureau}窗口工作人员为你答复咨询问题"
    )


def footer(office: Office, day: date) -> str:
    """答复文尾 (rows 139 and 140): telephone, wish, and the day of the reply."""
    return (
        f"欢迎电话咨询：\n{office.bureau}窗口{office.name} {office.phone}\n"
        f"祝您心情愉快、办事顺利。\n{day.year}年{day.month}月{day.day}日"
    )


def whole(head: str, body: str, basis: Sequence[Basis], foot: str) -> str:
    """The reply as the citizen reads it."""
    laws = [f"依据：{'；'.join(law.text for law in basis)}"] if basis else []
    return "\n\n".join([head, body, *laws, foot])
