"""From settings to a courier: the one place that knows which client belongs to which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.delivery.couriers.config import CourierConfig
from backend.delivery.couriers.kuaidi100.client import Kuaidi100
from backend.delivery.couriers.protocol import Courier

if TYPE_CHECKING:
    from backend.common.clock import Clock


def open_courier(config: CourierConfig, clock: Clock) -> Courier:
    """A client for ``config``; call :meth:`Courier.aclose` when the process stops."""
    return Kuaidi100(config, clock)
