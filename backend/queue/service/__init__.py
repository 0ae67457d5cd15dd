"""The verbs of the hall, each one transaction."""

from backend.queue.service.arriving import check_in, check_in_at_kiosk, check_in_by_code
from backend.queue.service.calling import call_next, recall
from backend.queue.service.closing import close_day
from backend.queue.service.correcting import correct_time
from backend.queue.service.issuing import issue_walk_in
from backend.queue.service.kiosks import add_kiosk, revoke_kiosk
from backend.queue.service.missing import leave, pass_over, rejoin, rejoin_mine
from backend.queue.service.moving import park, resume, transfer
from backend.queue.service.prefilling import applicant_of
from backend.queue.service.serving import add_item, finish, set_priority, start
from backend.queue.service.windows import choose_takes, close_window, open_window, pause_window

__all__ = [
    "add_item",
    "add_kiosk",
    "applicant_of",
    "call_next",
    "check_in",
    "check_in_at_kiosk",
    "check_in_by_code",
    "choose_takes",
    "close_day",
    "close_window",
    "correct_time",
    "finish",
    "issue_walk_in",
    "leave",
    "open_window",
    "park",
    "pass_over",
    "pause_window",
    "recall",
    "rejoin",
    "rejoin_mine",
    "resume",
    "revoke_kiosk",
    "set_priority",
    "start",
    "transfer",
]
