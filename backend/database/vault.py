"""Encrypted columns. The process's key ring is set once at start; columns name their context, so that a value
copied into another column cannot be read there."""

from __future__ import annotations

from typing import Any

from tortoise.fields import TextField

from backend.common.crypto import FieldCipher

MARK = "\x01"
"""Stands before every sealed value. The shared input validator refuses control characters, so nothing a person types
can look sealed."""

_cipher: FieldCipher | None = None


def use(cipher: FieldCipher) -> None:
    """Set the key ring of this process."""
    global _cipher
    _cipher = cipher


def cipher() -> FieldCipher:
    """The key ring. Raises RuntimeError when none was set (a mistake in wiring)."""
    if _cipher is None:
        raise RuntimeError("no key ring: call vault.use() at start")
    return _cipher


def seal_text(plain: str, context: str) -> str:
    """Encrypt for the column named by ``context`` ("table.column")."""
    return MARK + cipher().encrypt(plain, context)


def open_text(sealed: str, context: str) -> str:
    """Decrypt what `seal_text` made. Raises `crypto.WrongKey`."""
    return cipher().decrypt(sealed.removeprefix(MARK), context)


def blind(value: str, context: str) -> str:
    """The keyed index by which an encrypted value is looked up."""
    return cipher().blind_index(value, context)


class SealedField(TextField):
    """A text column that is ciphertext in the database and plain text in Python; ``context`` is "table.column"."""

    def __init__(self, context: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.context = context

    def to_db_value(self, value: Any, instance: Any) -> str | None:
        return None if value is None else seal_text(str(value), self.context)

    def to_python_value(self, value: Any) -> str | None:
        """Tortoise calls this for rows it read and for values given to the constructor: only the former are sealed."""
        if value is None:
            return None
        return open_text(value, self.context) if str(value).startswith(MARK) else str(value)
