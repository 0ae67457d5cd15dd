"""The centre's rules of the hall; set once at start from the settings (``YICHUANG_HALL_…``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class HallPolicy:
    """What the centre decided about its queue (docs/decisions/0018).

    Parameters:
        booked_in_a_row: after so many booked people a walk-in is called, if one waits.
        priority_in_a_row: after so many priority people somebody else is called, if anybody waits.
        early: how long before the booked time one may check in.
        grace: how long after the end of the booked time one still counts as booked.
        rejoin_after: calls of the department that come before somebody who missed the call and came back.
        rejoin_times: how often one may come back.
        near: at how many people ahead the phone says so.
        elder_age: years from which somebody is an 老年人 (老年人权益保障法 art. 2: 60).
    """

    booked_in_a_row: int = 2
    priority_in_a_row: int = 2
    early: timedelta = timedelta(minutes=120)
    grace: timedelta = timedelta(minutes=15)
    rejoin_after: int = 3
    rejoin_times: int = 2
    near: int = 3
    elder_age: int = 60

    @property
    def memory(self) -> int:
        """How many last calls the order must know to keep both shares."""
        return (self.priority_in_a_row + 1) * (self.booked_in_a_row + 1)


_current = HallPolicy()


def current() -> HallPolicy:
    """The policy of this process."""
    return _current


def use(policy: HallPolicy) -> None:
    """Set the policy of this process."""
    global _current
    _current = policy


def from_settings(settings: Settings) -> HallPolicy:
    """The policy that the settings ask for."""
    return HallPolicy(
        booked_in_a_row=settings.hall_booked_in_a_row,
        priority_in_a_row=settings.hall_priority_in_a_row,
        early=timedelta(minutes=settings.hall_early_minutes),
        grace=timedelta(minutes=settings.hall_grace_minutes),
        rejoin_after=settings.hall_rejoin_after,
        rejoin_times=settings.hall_rejoin_times,
        near=settings.hall_near,
        elder_age=settings.hall_elder_age,
    )
