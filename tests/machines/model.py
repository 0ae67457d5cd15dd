"""What a centre with a few places and two windows must do, in the simplest terms: dictionaries and a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

HOLD = timedelta(minutes=8)
CHANGE = timedelta(hours=2)
EARLY = timedelta(hours=2)
MOST_AHEAD = 3
MOST_REJOINS = 2
SEATS = 2
LIVE = ("held", "booked", "checked_in")
SEATED = ("held", "booked")
STEPS = {
    "start": {"called": "serving"},
    "recall": {"called": "called"},
    "pass": {"called": "passed"},
    "rejoin": {"passed": "waiting"},
    "park": {"serving": "parked"},
    "resume": {"parked": "serving"},
    "finish": {"serving": "finished", "parked": "finished"},
    "leave": {"waiting": "left", "called": "left", "passed": "left"},
}
"""A clerk's steps: from which state to which."""


@dataclass
class Booking:
    """One appointment; ``expires`` while it is held."""

    citizen: int
    slot: int
    item: str
    state: str
    expires: datetime


@dataclass
class Number:
    """One ticket; ``window`` while somebody is there or was last."""

    booking: UUID | None
    state: str = "waiting"
    window: str | None = None
    version: int = 1
    calls: int = 0
    rejoins: int = 0


@dataclass
class Model:
    """``used``: places of each slot that count as taken; ``returned``: when each place that was given back was."""

    now: datetime
    starts: list[datetime]
    used: list[int]
    bookings: dict[UUID, Booking] = field(default_factory=dict)
    numbers: dict[UUID, Number] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    returned: list[tuple[int, datetime]] = field(default_factory=list)

    def refusal_of_hold(self, citizen: int, slot: int, item: str) -> str | None:
        """Why this citizen cannot hold a place there now."""
        mine = [one for one in self.bookings.values() if one.citizen == citizen and not self.is_lapsed(one)]
        if any(one.state == "held" for one in mine):
            return "one_hold_only"
        if any(one.state in LIVE and one.item == item for one in mine):
            return "too_many"
        if sum(one.state in SEATED for one in mine) >= MOST_AHEAD:
            return "too_many"
        return None if self.has_room(slot) else "slot_taken"

    def refusal_of_confirm(self, booking: Booking) -> str | None:
        """Why it cannot be confirmed."""
        if self.is_lapsed(booking) or booking.state == "expired":
            return "hold_expired"
        return None if booking.state == "held" else "wrong_state"

    def refusal_of_cancel(self, booking: Booking) -> str | None:
        """Why it cannot be cancelled."""
        if booking.state not in SEATED or self.is_lapsed(booking):
            return "wrong_state"
        return "too_late" if booking.state == "booked" and self.is_fixed(booking) else None

    def refusal_of_move(self, booking: Booking, slot: int) -> str | None:
        """Why it cannot be moved there; nothing is wrong with the place it has."""
        if booking.state != "booked":
            return "wrong_state"
        if self.is_fixed(booking):
            return "too_late"
        return None if slot == booking.slot or self.has_room(slot) else "slot_taken"

    def refusal_of_check_in(self, key: UUID) -> str | None:
        """Why no number is given for it."""
        booking = self.bookings[key]
        if booking.state in ("checked_in", "served") or any(one.booking == key for one in self.numbers.values()):
            return "already_checked_in"
        if booking.state != "booked":
            return "wrong_state"
        return "too_early" if self.now < self.starts[booking.slot] - EARLY else None

    def refusal_of_step(self, verb: str, number: Number, desk: str) -> str | None:
        """Why a clerk at ``desk`` cannot take this step."""
        if verb == "rejoin" and number.rejoins >= MOST_REJOINS:
            return "no_more_rejoin"
        if verb == "resume" and (refusal := self.refusal_at(desk)):
            return refusal
        return None if number.state in STEPS[verb] else "wrong_state"

    def refusal_at(self, desk: str) -> str | None:
        """Why nobody can be called to this window."""
        if desk not in self.open:
            return "window_not_open"
        return "ticket_in_hand" if self.at(desk) else None

    def at(self, desk: str) -> list[Number]:
        """Who is called to or served at a window."""
        return [one for one in self.numbers.values() if one.window == desk and one.state in ("called", "serving")]

    def is_lapsed(self, booking: Booking) -> bool:
        """Whether its hold is over, swept or not."""
        return booking.state == "held" and booking.expires <= self.now

    def is_fixed(self, booking: Booking) -> bool:
        """Whether it is too late to change it."""
        return self.now > self.starts[booking.slot] - CHANGE

    def has_room(self, slot: int) -> bool:
        """Whether a place can be taken there."""
        return self.starts[slot] > self.now and self.used[slot] < SEATS

    def give_back(self, booking: Booking, state: str) -> None:
        """It ends; its place counts as taken until it is released."""
        booking.state = state
        self.returned.append((booking.slot, self.now))
