"""Field encryption, blind indexes and token hashes, on the ``cryptography`` library.

A stored value is ``v1.<algorithm>.<key id>.<base64url(nonce ‖ ciphertext ‖ tag)>``. Header and context are
authenticated, so a value moved to another column or row does not open. A blind index finds equal values
without opening them; it shows equality and nothing else, so use it for numbers, never for names.
Source: 个人信息保护法 art. 51; GB/T 39786-2021 8.4 (SM4 and SM3 for the 密评 profile).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import hmac as keyed
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from backend.common.errors import Unavailable
from backend.common.keys import Key, KeyRing

Profile = Literal["aes-gcm", "sm4-gcm"]

_VERSION = "v1"
_NONCE, _TAG = 12, 16


class WrongKey(Unavailable):
    """A stored value does not open: its key is missing or wrong, or the value was changed or moved."""

    code = "wrong_key"
    message = "资料暂时打不开。请联系窗口工作人员。"


@dataclass(frozen=True, slots=True)
class _Suite:
    mark: str
    cipher: type[algorithms.AES | algorithms.SM4]
    key_bytes: int
    digest: type[hashes.SHA256 | hashes.SM3]


_SUITES: Mapping[str, _Suite] = MappingProxyType(
    {
        "aes-gcm": _Suite("a", algorithms.AES, 32, hashes.SHA256),
        "sm4-gcm": _Suite("s", algorithms.SM4, 16, hashes.SM3),
    }
)
_BY_MARK = {suite.mark: suite for suite in _SUITES.values()}


class FieldCipher:
    """Encrypts single fields with the ring's current key and opens what any of its keys wrote.

    Parameters:
        ring: the keys.
        profile: the algorithms for new values; old values open whatever profile wrote them.
    """

    def __init__(self, ring: KeyRing, profile: Profile = "aes-gcm") -> None:
        self.ring = ring
        self.suite = _SUITES[profile]

    def encrypt(self, plain: str, context: str) -> str:
        """Return ``plain`` sealed for ``context``, e.g. ``citizens.phone`` or with the row's id in it."""
        key, nonce = self.ring.current, secrets.token_bytes(_NONCE)
        header = f"{_VERSION}.{self.suite.mark}.{key.id}"
        encryptor = Cipher(_cipher(self.suite, key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(_bound(header, context))
        sealed = nonce + encryptor.update(plain.encode()) + encryptor.finalize() + encryptor.tag
        return f"{header}.{_encode(sealed)}"

    def decrypt(self, token: str, context: str) -> str:
        """Return what :meth:`encrypt` sealed under the same ``context``. Raises :class:`WrongKey`."""
        header, _, body = token.rpartition(".")
        suite, key = self._opener(header)
        sealed = _decode(body)
        nonce, ciphertext, tag = sealed[:_NONCE], sealed[_NONCE:-_TAG], sealed[-_TAG:]
        try:
            decryptor = Cipher(_cipher(suite, key), modes.GCM(nonce, tag)).decryptor()
            decryptor.authenticate_additional_data(_bound(header, context))
            return (decryptor.update(ciphertext) + decryptor.finalize()).decode()
        except (InvalidTag, ValueError):
            raise WrongKey from None

    def is_current(self, token: str) -> bool:
        """Return whether ``token`` was written with the current key and profile (else rewrite it)."""
        return token.startswith(f"{_VERSION}.{self.suite.mark}.{self.ring.current.id}.")

    def blind_index(self, value: str, context: str) -> str:
        """Return 64 hex characters equal for equal ``value`` and ``context`` under the current key.

        Normalise ``value`` first (:mod:`backend.common.text`): the index compares exact characters.
        """
        return self._index(self.ring.current, value, context)

    def blind_indexes(self, value: str, context: str) -> tuple[str, ...]:
        """Return the index under every key of the ring, the current one first (``WHERE index IN …``)."""
        return tuple(self._index(key, value, context) for key in self.ring.keys)

    def _index(self, key: Key, value: str, context: str) -> str:
        digest = self.suite.digest()
        mac = keyed.HMAC(key.derive(f"index.{digest.name}", 32), digest)
        mac.update(_bound(context, value))
        return mac.finalize().hex()

    def _opener(self, header: str) -> tuple[_Suite, Key]:
        version, _, rest = header.partition(".")
        mark, _, key_id = rest.partition(".")
        suite, key = _BY_MARK.get(mark), self.ring.find(key_id)
        if version != _VERSION or suite is None or key is None:
            raise WrongKey
        return suite, key


def hash_token(token: str) -> str:
    """Return the SHA-256 of a random token as 64 hex characters: what is stored instead of the token.

    Only for tokens of full entropy (:func:`backend.common.ids.new_token`), never for codes or passwords.
    """
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def same(one: str | bytes, other: str | bytes) -> bool:
    """Compare two secrets in constant time, any characters allowed."""
    return hmac.compare_digest(_as_bytes(one), _as_bytes(other))


def _cipher(suite: _Suite, key: Key) -> algorithms.AES | algorithms.SM4:
    return suite.cipher(key.derive(f"field.{suite.mark}", suite.key_bytes))


def _bound(first: str, second: str) -> bytes:
    return f"{len(first)}:{first}{second}".encode()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(body: str) -> bytes:
    try:
        sealed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise WrongKey from None
    if len(sealed) < _NONCE + _TAG or _encode(sealed) != body:
        raise WrongKey
    return sealed


def _as_bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode(errors="surrogatepass")
