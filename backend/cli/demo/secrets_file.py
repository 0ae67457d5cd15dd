"""The demo's secrets: made at first start, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import secrets
from pathlib import Path

import orjson

from backend.common.keys import Key, KeyRing

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def read_or_make(folder: Path) -> dict[str, str]:
    """Secrets by settings name. A second start reads the same ones: encrypted columns stay readable."""
    file = folder / "secrets.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_private(file, orjson.dumps(_fresh(), option=orjson.OPT_INDENT_2))
    found: dict[str, str] = orjson.loads(file.read_bytes())
    return found


def write_private(file: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    temporary = file.with_suffix(".new")
    temporary.touch(mode=0o600)
    temporary.write_bytes(content)
    temporary.replace(file)


def _fresh() -> dict[str, str]:
    return {
        "field_keys": KeyRing(Key.generate("demo")).dump(),
        "metrics_token": secrets.token_urlsafe(24),
        "wechat_secret": secrets.token_hex(16),
        "wechat_token": secrets.token_hex(12),
        "wechat_encoding_aes_key": "".join(secrets.choice(_LETTERS) for _ in range(42)) + "A",
        "courier_key": secrets.token_hex(8),
        "courier_secret": secrets.token_hex(16),
        "courier_salt": secrets.token_hex(16),
    }
