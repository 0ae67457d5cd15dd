"""Rate limits per process (library `limits`); nginx counts across nodes."""

from __future__ import annotations

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from backend.common.errors import TooManyRequests


class Limiter:
    """Counts hits per (route, who). ``enabled`` is off in benchmarks of a route's own cost."""

    def __init__(self, enabled: bool = True) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._items: dict[str, RateLimitItem] = {}
        self.enabled = enabled

    def hit(self, rule: str, *names: str) -> None:
        """Count one hit against ``rule`` ("10/minute"). Raises TooManyRequests with the seconds to wait."""
        if not self.enabled:
            return
        item = self._items.setdefault(rule, parse(rule))
        if not self._limiter.hit(item, *names):
            raise TooManyRequests(retry_after=max(1, item.get_expiry() // max(1, item.amount)))
