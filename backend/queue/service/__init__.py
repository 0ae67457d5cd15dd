"""The verbs of the hall, each one transaction."""

from backend.queue.service.arriving import check_in, issue_walk_in
from backend.queue.service.calling import call_next, recall
from backend.queue.service.closing import close_day
from backend.queue.service.prefilling import applicant_of
from backend.queue.service.serving import finish, pass_over, rejoin, start
from backend.queue.service.windows import close_window, open_window, pause_window

__all__ = [
    "applicant_of",
    "call_next",
    "check_in",
    "close_day",
    "close_window",
    "finish",
    "issue_walk_in",
    "open_window",
    "pass_over",
    "pause_window",
    "recall",
    "rejoin",
    "start",
]
