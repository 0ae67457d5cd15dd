"""The keys behind field encryption: a current one and the old ones still needed for reading.

Written as one line, newest first: ``2026a:<base64>,2025a:<base64>`` (32 bytes each).
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_BYTES = 32
_ID = re.compile(r"[0-9A-Za-z_-]{1,16}")


@dataclass(frozen=True, slots=True)
class Key:
    """A 256-bit secret with a name. Every use gets a key of its own derived from it (HKDF-SHA256).

    Raises:
        ValueError: the id is not 1–16 of ``A–Z a–z 0–9 _ -``, or the secret is not 32 bytes.
    """

    id: str
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id) or len(self.secret) != _BYTES:
            raise ValueError(f"no key: {self.id!r} needs a short id and {_BYTES} bytes")

    @classmethod
    def generate(cls, key_id: str) -> Key:
        """Return a new random key."""
        return cls(key_id, secrets.token_bytes(_BYTES))

    def derive(self, purpose: str, length: int) -> bytes:
        """Return ``length`` bytes for one purpose; the same each time."""
        return _derive(self, purpose, length)

    @property
    def fingerprint(self) -> str:
        """16 hex characters that tell keys apart and give nothing away (written into backups)."""
        return self.derive("fingerprint", 8).hex()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The current key and the old ones. Raises ValueError when two share an id."""

    current: Key
    old: tuple[Key, ...] = ()

    def __post_init__(self) -> None:
        if len({key.id for key in self.keys}) != len(self.keys):
            raise ValueError("two keys share an id")

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys, the current one first."""
        return (self.current, *self.old)

    def find(self, key_id: str) -> Key | None:
        """Return the key with this id, or None."""
        return next((key for key in self.keys if key.id == key_id), None)

    def rotated(self, new: Key) -> KeyRing:
        """Return a ring that writes with ``new`` and still reads with all others."""
        return KeyRing(new, self.keys)

    def fingerprints(self) -> dict[str, str]:
        """Return ``{key id: fingerprint}``."""
        return {key.id: key.fingerprint for key in self.keys}

    def dump(self) -> str:
        """Return the ring as text: a secret, for the key file only."""
        return ",".join(f"{key.id}:{base64.b64encode(key.secret).decode()}" for key in self.keys)

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Return the ring written by :meth:`dump`. Raises ValueError, without the secret in it."""
        current, *old = (_parse_key(part.strip()) for part in text.split(","))
        return cls(current, tuple(old))


def _parse_key(part: str) -> Key:
    key_id, _, secret = part.partition(":")
    try:
        return Key(key_id, base64.b64decode(secret, validate=True))
    except (binascii.Error, ValueError):
        raise ValueError(f"key {key_id[:16]!r} is not written as id:base64 of {_BYTES} bytes") from None


@lru_cache(maxsize=256)
def _derive(key: Key, purpose: str, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=f"yichuang.{purpose}".encode()).derive(key.secret)
