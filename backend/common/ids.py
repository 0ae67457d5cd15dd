"""Identifiers: row ids, codes people type, tokens machines hold."""

from __future__ import annotations

import secrets
import threading
from uuid import UUID

from backend.common import clock

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O (read as digits) and no U."""

_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_NANOSECONDS_PER_MS = 1_000_000
_lock = threading.Lock()
_last_tick = 0


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562 §5.7, method 3): ids made later in this process sort later.

    48 bits of milliseconds, 12 bits of the millisecond's fraction, 62 random bits.
    """
    tick = _next_tick()
    milliseconds, fraction = tick >> 12, tick & 0xFFF
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def new_code(length: int) -> str:
    """Return ``length`` random characters a person can read aloud and type (5 bits each)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def read_code(text: str, length: int) -> str | None:
    """Return the code a person meant (case, spaces, hyphens, O/0 and I/L/1 forgiven), or None."""
    code = text.upper().translate(_LOOKALIKES)
    valid = len(code) == length and all(character in CODE_ALPHABET for character in code)
    return code if valid else None


def new_token() -> str:
    """Return a URL-safe secret of 256 random bits (43 characters). Store only its hash."""
    return secrets.token_urlsafe(32)


def _next_tick() -> int:
    """Return the time in 1/4096 ms, always above the one before, also when the clock steps back."""
    global _last_tick
    milliseconds, rest = divmod(clock.unix_nanoseconds(), _NANOSECONDS_PER_MS)
    with _lock:
        _last_tick = max(_last_tick + 1, milliseconds << 12 | (rest << 12) // _NANOSECONDS_PER_MS)
        return _last_tick
