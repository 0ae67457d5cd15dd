"""快递100 signatures: upper-case hexadecimal MD5 over plainly concatenated texts.

The first text is always the exact ``param`` string that travels; never a re-serialised one.
MD5 is the courier's choice; it proves who speaks only as long as key, secret and salt stay secret.
"""

from __future__ import annotations

import hashlib
import hmac


def query_sign(param: str, key: str, customer: str) -> str:
    """Signature of 实时查询 (``/poll/query.do``)."""
    return _digest(param, key, customer)


def order_sign(param: str, t: str, key: str, secret: str) -> str:
    """Signature of 商家寄件 (``/order/borderapi.do``); ``t`` in milliseconds since 1970."""
    return _digest(param, t, key, secret)


def push_sign(param: str, salt: str) -> str:
    """Signature of both pushes to us, order status and track."""
    return _digest(param, salt)


def same(given: str, expected: str) -> bool:
    """Compare in constant time. Bytes, because compare_digest raises on non-ASCII text (a forger's choice)."""
    return hmac.compare_digest(given.encode(), expected.encode())


def _digest(*parts: str) -> str:
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest().upper()
