"""The people one can be in the sandbox. Phones and identity numbers are made up; the numbers' check digits hold."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A demo citizen; ``note`` helps to choose."""

    name: str
    phone: str
    id_number: str
    note: str


PEOPLE: tuple[Person, ...] = (
    Person("王小明", "13800000001", "110101199003070011", "36岁，第一次来办事"),
    Person("李秀英", "13800000002", "110101195405120028", "72岁，常用长辈版"),
    Person("张伟", "13800000003", "110101198511020032", "41岁，开小店"),
    Person("陈静", "13800000004", "110101199308150047", "33岁，替家人办事"),
    Person("刘洋", "13800000005", "110101200001010053", "26岁，刚毕业"),
)


def is_name(name: str) -> bool:
    """Return whether the sandbox lets somebody be called so."""
    return 1 <= len(name) <= 20 and name.isprintable() and name == name.strip()


def openid_of(appid: str, name: str) -> str:
    """Return the openid of a person at an account: always the same, in every process."""
    return "o" + _mark(appid, name)[:27]


def unionid_of(name: str) -> str:
    """Return the unionid: the same at every account."""
    return "oU" + _mark("open-platform", name)[:26]


def phone_of(name: str, people: Sequence[Person] = PEOPLE) -> str:
    """Return a demo citizen's phone, or a made-up one for a free name."""
    for person in people:
        if person.name == name:
            return person.phone
    return f"139{int.from_bytes(_digest('phone', name)[:8], 'big') % 10**8:08d}"


def _mark(key: str, name: str) -> str:
    return urlsafe_b64encode(_digest(key, name)).decode().rstrip("=")


def _digest(key: str, name: str) -> bytes:
    return hmac.new(key.encode(), name.encode(), hashlib.sha256).digest()
