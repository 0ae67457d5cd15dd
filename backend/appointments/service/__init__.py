"""The verbs of the appointments, each one transaction."""

from backend.appointments.service.appealing import appeal, decide
from backend.appointments.service.arriving import check_in, close_unserved, mark_served
from backend.appointments.service.changing import cancel, confirm, reschedule
from backend.appointments.service.days import open_days
from backend.appointments.service.holding import hold
from backend.appointments.service.offering import end_wishes, offer_places
from backend.appointments.service.reminding import remind
from backend.appointments.service.sweeping import expire_holds, record_missed, release_places
from backend.appointments.service.waiting import Times, leave, wait

__all__ = [
    "Times",
    "appeal",
    "cancel",
    "check_in",
    "close_unserved",
    "confirm",
    "decide",
    "end_wishes",
    "expire_holds",
    "hold",
    "leave",
    "mark_served",
    "offer_places",
    "open_days",
    "record_missed",
    "release_places",
    "remind",
    "reschedule",
    "wait",
]
