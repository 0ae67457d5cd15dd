"""The verbs of the appointments, each one transaction."""

from backend.appointments.service.arriving import check_in, close_unserved, mark_served
from backend.appointments.service.changing import cancel, confirm, reschedule
from backend.appointments.service.days import open_days
from backend.appointments.service.holding import hold
from backend.appointments.service.sweeping import expire_holds, record_missed

__all__ = [
    "cancel",
    "check_in",
    "close_unserved",
    "confirm",
    "expire_holds",
    "hold",
    "mark_served",
    "open_days",
    "record_missed",
    "reschedule",
]
