"""Why a plan cannot be entered."""

from __future__ import annotations

from backend.common.errors import Conflict


class ItemInTwoPools(Conflict):
    """``details.items``: the codes that both name."""

    code = "item_in_two_pools"
    message = "“{name}”已管其中的事项。请先从那里移出。"
