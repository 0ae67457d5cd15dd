"""The courier of this process, set once at start."""

from __future__ import annotations

from backend.common.errors import Unavailable
from backend.delivery.couriers.protocol import Courier

_courier: Courier | None = None


class NoCourier(Unavailable):
    """No courier account is configured."""

    code = "no_courier"
    message = "暂时不能寄送。请选择到窗口自取。"


def use(courier: Courier | None) -> None:
    """Set the courier of this process; None takes it away."""
    global _courier
    _courier = courier


def current() -> Courier:
    """The courier. Raises NoCourier when none is configured."""
    if _courier is None:
        raise NoCourier()
    return _courier


def is_configured() -> bool:
    """Whether parcels can be sent at all."""
    return _courier is not None
