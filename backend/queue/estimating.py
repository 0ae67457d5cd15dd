"""How long somebody waits: pure arithmetic over recent service times."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import datetime
from math import ceil

from backend.queue.rules import Waiting

LAST_SERVED = 20
"""Of how many last services the median is taken."""

ENOUGH_SERVED = 5
"""With fewer, the guide's own minutes are told."""

LEAST_MINUTES = 1.0
"""Somebody who is called already takes at least so much longer, however long they have been there."""


def calls_in(minutes: Sequence[float], free_in: Sequence[float]) -> list[float]:
    """In how many minutes each person of a line is called.

    Each goes to the window that is free first.

    Parameters:
        minutes: service time of each, in the order they are called.
        free_in: minutes until each open window is free; not empty.
    """
    windows = list(free_in)
    heapq.heapify(windows)
    result: list[float] = []
    for one in minutes:
        begins = windows[0]
        result.append(begins)
        heapq.heapreplace(windows, begins + one)
    return result


def remaining(expected: float, since: datetime, now: datetime) -> float:
    """Minutes until a window is free whose person came at ``since``."""
    return max(expected - (now - since).total_seconds() / 60, LEAST_MINUTES)


def told_minutes(one: Waiting, ahead: int, called_in: float, now: datetime) -> int:
    """Whole minutes to tell somebody; who is early is not told less than the time to the slot while others wait."""
    work = ceil(called_in)
    early = one.is_early(now) and ahead > 0
    return max(work, ceil((one.due_at - now).total_seconds() / 60)) if early else work
