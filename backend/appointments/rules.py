"""Pure decisions: which slots a day has, what may be booked and changed when, how full something is."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from backend.appointments.states import AppointmentState, Fullness
from backend.common.clock import at_local, local, local_day
from backend.common.workcalendar import DayKind, Session, WorkCalendar
from faq.schema import Book, Department

SLOT_MINUTES = 30
"""A handling takes about 20 minutes, so a third of each slot stays for people without an appointment."""

CHANGE_UNTIL = timedelta(hours=2)
"""Until how long before the start a citizen may cancel or move."""

MOST_AHEAD = 3
"""Appointments a citizen may have before them at once."""

EVENING = time(20)
"""By then every slot of the day is over."""

NOON = 12

MORNING, NIGHT = time(8), time(21)
"""Nobody is expected to answer an offer between the two."""

CODE_LENGTH = 10
_TIGHT_SHARE = 5


@dataclass(frozen=True, slots=True)
class Template:
    """Slots of ``minutes`` each within ``start`` to ``end`` on a weekday (0 = Monday), none in a break."""

    weekday: int
    start: time
    end: time
    minutes: int
    cap_online: int
    cap_staff: int
    breaks: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A slot as it should be; instants in UTC."""

    day: date
    starts_at: datetime
    ends_at: datetime
    cap_online: int
    cap_staff: int


def pooled_departments(book: Book) -> list[Department]:
    """Departments that need a pool: those with something bookable."""
    bookable = {guide.department for guide in book.guides if guide.bookable}
    return [row for row in book.departments if row.code in bookable]


def default_templates(book: Book, department: str) -> list[Template]:
    """What a department offers until somebody changes it: every window takes one booked person per slot.

    There are templates for all seven weekdays, because a Sunday can be a 调休 working day; the calendar decides.
    """
    windows = sum(department in window.departments for window in book.windows)
    return [
        Template(weekday, session.start, session.end, SLOT_MINUTES, max(windows, 1), 1)
        for weekday in range(7)
        for session in book.centre.sessions
    ]


def plan_day(templates: Iterable[Template], day: date, sessions: Sequence[Session], now: datetime) -> list[PlannedSlot]:
    """The slots of ``day`` that lie wholly within the day's opening hours and start after ``now``."""
    planned = [
        PlannedSlot(day, at_local(day, start), at_local(day, end), template.cap_online, template.cap_staff)
        for template in templates
        if template.weekday == day.weekday()
        for start, end in _steps(template)
        if any(session.start <= start and end <= session.end for session in sessions)
    ]
    return sorted((slot for slot in planned if slot.starts_at > now), key=lambda slot: slot.starts_at)


def _steps(template: Template) -> Iterator[tuple[time, time]]:
    """One slot after the other; after a break they begin anew at its end."""
    start, last = _minute(template.start), _minute(template.end)
    while start + template.minutes <= last:
        end = start + template.minutes
        pause = next((one for one in template.breaks if start < _minute(one[1]) and _minute(one[0]) < end), None)
        if pause is None:
            yield _time(start), _time(end)
        start = end if pause is None else _minute(pause[1])


def last_open_day(now: datetime, booking_days: int, release_hour: int) -> date:
    """The last day whose numbers are out: the newest day opens at ``release_hour`` local time."""
    released = local(now).hour >= release_hour
    return local_day(now) + timedelta(days=booking_days - 1 if released else booking_days - 2)


def closed_reason(calendar: WorkCalendar, day: date, open_until: date) -> str | None:
    """Why nothing can be booked on ``day`` whatever slots there are, or None."""
    if day > calendar.announced_until:
        return "放假安排未公布"
    kind = calendar.on(day).kind
    if not kind.works:
        return "节假日" if kind is DayKind.HOLIDAY else "休息日"
    return "未放号" if day > open_until else None


@dataclass(frozen=True, slots=True)
class Place:
    """An open slot: ``free`` places of ``seats``."""

    id: UUID
    pool_id: UUID
    day: date
    starts_at: datetime
    ends_at: datetime
    free: int
    seats: int


def starts(places: Sequence[Place], minutes: int) -> list[Place]:
    """Where something of ``minutes`` can begin, each as long as the slots it takes, with the places free in all.

    A stretch that the day's slots cannot hold (a break, the evening) is left out; one without room has 0 free.

    Parameters:
        places: open slots, pool by pool, each in order of time.

    Returns:
        In order of time.
    """
    found = [start for first in range(len(places)) if (start := _start(places, first, minutes))]
    return sorted(found, key=lambda start: (start.starts_at, start.id))


def _start(places: Sequence[Place], first: int, minutes: int) -> Place | None:
    begin = places[first]
    until = begin.starts_at + timedelta(minutes=minutes)
    end, free, seats = begin.starts_at, begin.free, begin.seats
    for place in itertools.islice(places, first, None):
        if end >= until:
            break
        if (place.pool_id, place.starts_at) != (begin.pool_id, end):
            return None
        end, free, seats = place.ends_at, min(free, place.free), min(seats, place.seats)
    return replace(begin, ends_at=end, free=max(free, 0), seats=seats) if end >= until else None


def fullness(free: int, seats: int) -> Fullness:
    """How full: 紧张 when a fifth or less is left."""
    if free <= 0:
        return Fullness.FULL
    return Fullness.TIGHT if free * _TIGHT_SHARE <= seats else Fullness.PLENTY


@functools.lru_cache(maxsize=8_192)
def period(starts_at: datetime) -> Literal["am", "pm"]:
    """The half of the day a slot begins in."""
    return "am" if local(starts_at).hour < NOON else "pm"


def offer_until(now: datetime, minutes: int) -> datetime:
    """Until when a place offered now is kept: ``minutes``, and at night until so long after eight in the morning."""
    wall = local(now)
    if MORNING <= wall.time() < NIGHT:
        return now + timedelta(minutes=minutes)
    day = local_day(now) + timedelta(days=1 if wall.time() >= NIGHT else 0)
    return at_local(day, MORNING) + timedelta(minutes=minutes)


def may_change(starts_at: datetime, now: datetime) -> bool:
    """Whether a citizen may still cancel or move a booking."""
    return now <= starts_at - CHANGE_UNTIL


def state_now(state: AppointmentState, hold_expires_at: datetime | None, now: datetime) -> AppointmentState:
    """The state a citizen should see: a lapsed hold has expired, whether it was swept or not."""
    lapsed = state is AppointmentState.HELD and hold_expires_at is not None and hold_expires_at <= now
    return AppointmentState.EXPIRED if lapsed else state


def missed_through(now: datetime) -> date:
    """The last day on which who has not come by ``now`` will not come any more."""
    today = local_day(now)
    return today if local(now).time() >= EVENING else today - timedelta(days=1)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
