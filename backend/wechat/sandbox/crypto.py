"""The sandbox's own push cryptography, written from WeChat's description with primitives only.

Plaintext: 16 random bytes, length (4 bytes, big endian), message, appid; PKCS#7 to 32 bytes; AES-256-CBC with the
key's first 16 bytes as iv. Signature: sha1 of token, timestamp, nonce and ciphertext, sorted and joined.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7


class Envelope:
    """Closes and opens messages of one account."""

    def __init__(self, appid: str, token: str, encoding_aes_key: str) -> None:
        key = b64decode(encoding_aes_key + "=")
        self._appid = appid.encode()
        self._token = token
        self._cipher = Cipher(algorithms.AES256(key), modes.CBC(key[:16]))

    def seal(self, message: str, prefix: bytes | None = None) -> str:
        """Return the ciphertext of ``message`` as Base64; ``prefix`` fixes the 16 random bytes in tests."""
        body = message.encode()
        plain = (prefix or os.urandom(16)) + len(body).to_bytes(4, "big") + body + self._appid
        padder = PKCS7(256).padder()
        encryptor = self._cipher.encryptor()
        padded = padder.update(plain) + padder.finalize()
        return b64encode(encryptor.update(padded) + encryptor.finalize()).decode()

    def unseal(self, ciphertext: str) -> str:
        """Return the message. Raises ValueError when the ciphertext is not ours."""
        decryptor = self._cipher.decryptor()
        padded = decryptor.update(b64decode(ciphertext)) + decryptor.finalize()
        unpadder = PKCS7(256).unpadder()
        plain = unpadder.update(padded) + unpadder.finalize()
        end = 20 + int.from_bytes(plain[16:20], "big")
        if plain[end:] != self._appid:
            raise ValueError("sealed for another account")
        return plain[20:end].decode()

    def signature(self, timestamp: str, nonce: str, ciphertext: str = "") -> str:
        """Return the signature; without a ciphertext the one of the address check."""
        parts = sorted(p for p in (self._token, timestamp, nonce, ciphertext) if p)
        return hashlib.sha1("".join(parts).encode(), usedforsecurity=False).hexdigest()
