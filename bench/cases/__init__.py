"""One file per benchmark: what it prepares and which requests it sends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bench.cases import bot, guide, hold, progress, slots
from bench.load import Prepared
from bench.stage import Stage

Case = Callable[[Stage, int], Awaitable[list[Prepared]]]
"""Given the stage and the seconds to be driven, prepares rows and returns the requests."""

CASES: Mapping[str, Case] = {
    "guide": guide.requests,
    "slots": slots.requests,
    "hold": hold.requests,
    "progress": progress.requests,
    "bot": bot.requests,
}
