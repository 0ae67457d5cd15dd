"""Passwords: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), in a thread so that no request waits."""

from __future__ import annotations

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.common.errors import InvalidInput
from backend.common.ids import CODE_ALPHABET

SHORTEST, LONGEST = 12, 128
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_nobody = _hasher.hash(secrets.token_hex(16))
_COMMON = ("password", "qwerty", "12345678", "abcdefg", "11111111", "00000000", "admin", "iloveyou", "woaini")


async def hash_password(password: str) -> str:
    """The hash to store."""
    return await asyncio.to_thread(_hasher.hash, password)


async def is_right(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes as long when there is no such member (``stored`` None)."""
    return await asyncio.to_thread(_verify, stored or _nobody, password) and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def check_new(password: str, account: str, field: str = "new") -> str:
    """A password good enough to be set. Raises InvalidInput on ``field``.

    Length and a list of common ones, no rules of composition and no forced change (ASVS 5.0 V6.2).
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(field, f"密码要{SHORTEST}到{LONGEST}个字符。")
    plain = password.casefold()
    if account.casefold() in plain or any(word in plain for word in _COMMON) or len(set(plain)) < 5:
        raise InvalidInput(field, "密码太容易猜到，请换一个。")
    return password


def new_password() -> str:
    """A first password: 16 characters in groups of four, 80 random bits, easy to read out."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(16)).lower()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
