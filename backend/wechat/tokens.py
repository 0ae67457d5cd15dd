"""Where the access token lives between calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

EARLY = timedelta(seconds=300)


@dataclass(frozen=True)
class StoredToken:
    """An access token and the instant from which another one should be fetched."""

    value: str = field(repr=False)
    refresh_at: datetime

    def usable(self, now: datetime) -> bool:
        """Return whether the token may still be sent at ``now``."""
        return now < self.refresh_at


class TokenStore(Protocol):
    """Keeps one token per appid. Losing it costs one call, never a failure."""

    async def get(self, appid: str) -> StoredToken | None: ...

    async def put(self, appid: str, token: StoredToken) -> None: ...


class MemoryTokens:
    """Keeps tokens in this process; enough, because stable_token gives every process the same one."""

    def __init__(self) -> None:
        self._tokens: dict[str, StoredToken] = {}

    async def get(self, appid: str) -> StoredToken | None:
        return self._tokens.get(appid)

    async def put(self, appid: str, token: StoredToken) -> None:
        self._tokens[appid] = token


def stored(value: str, expires_in: int, now: datetime) -> StoredToken:
    """Return the token to keep.

    WeChat rotates a stable token by itself in its last 300 seconds. A token that comes with less than
    that is used for half of what is left, so that a short answer does not mean a fetch per call.

    Parameters:
        expires_in: seconds left, as WeChat says (at most 7200).
    """
    left = timedelta(seconds=expires_in)
    return StoredToken(value, now + max(left - EARLY, left / 2))
