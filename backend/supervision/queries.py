"""The figures of a range of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.appointments.wording import day_label
from backend.calendar import snapshot
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.workcalendar import WorkCalendar
from backend.database import fetch
from backend.supervision import sql
from backend.supervision.schemas import DayFigures, HourFigures, ItemFigures, Totals, WindowFigures

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Range:
    """Which days, and whose: ``departments`` None for all."""

    centre_id: int
    start: date
    end: date
    departments: Sequence[str] | None

    def values(self) -> list[Any]:
        """The parameters of every statement."""
        return [self.centre_id, self.start, self.end, None if self.departments is None else list(self.departments)]

    def days(self) -> list[date]:
        """All days of the range."""
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)]


async def days(given: Range) -> list[DayFigures]:
    """Bookings and places by day; days without either are left out."""
    return [
        DayFigures(
            day=row["day"],
            label=day_label(row["day"]),
            places=row["places"],
            taken=row["taken"],
            fill_rate=share(row["taken"], row["places"]),
            booked=row["booked"],
            due=row["due"],
            missed=row["missed"],
            missed_rate=share(row["missed"], row["due"]),
            cancelled=row["cancelled"],
            called_off=row["called_off"],
        )
        for row in await fetch(sql.BY_DAY, given.values())
    ]


async def hours(given: Range) -> list[HourFigures]:
    """Waits and services by weekday and hour of their beginning."""
    return [
        HourFigures(
            weekday=row["weekday"], weekday_label=f"周{_WEEKDAYS[row['weekday']]}", hour=row["hour"], **_times(row)
        )
        for row in await fetch(sql.BY_HOUR, given.values())
    ]


async def items(given: Range) -> list[ItemFigures]:
    """Waits and services by item, the most frequent first."""
    return [
        ItemFigures(item=Named(code=row["item_code"], name=row["item_name"]), tickets=row["tickets"], **_times(row))
        for row in await fetch(sql.BY_ITEM, given.values())
    ]


async def windows(given: Range, today: date) -> list[WindowFigures]:
    """Work by window. The load counts opening hours of the range up to today, as the calendar has them."""
    calendar = await snapshot.load(given.centre_id)
    opening = sum(opening_minutes(calendar, day) for day in given.days() if day <= today)
    return [
        WindowFigures(
            window=Named(code=row["window_code"], name=_window_name(row["window_code"])),
            tickets=row["tickets"],
            minutes=_minutes(row["minutes"]) or 0,
            service_p50=_minutes(row["service_p50"]),
            load=share(float(row["minutes"]), opening),
        )
        for row in await fetch(sql.BY_WINDOW, given.values())
    ]


def totals(by_day: Sequence[DayFigures], by_item: Sequence[ItemFigures]) -> Totals:
    """The sums of the range."""
    places, taken = sum(row.places for row in by_day), sum(row.taken for row in by_day)
    missed = sum(row.missed for row in by_day)
    return Totals(
        places=places,
        taken=taken,
        fill_rate=share(taken, places),
        booked=sum(row.booked for row in by_day),
        missed=missed,
        missed_rate=share(missed, sum(row.due for row in by_day)),
        cancelled=sum(row.cancelled for row in by_day),
        called_off=sum(row.called_off for row in by_day),
        tickets=sum(row.tickets for row in by_item),
    )


def share(part: float, whole: float) -> float | None:
    """``part`` of ``whole`` with three decimals; None of nothing."""
    return round(part / whole, 3) if whole else None


def opening_minutes(calendar: WorkCalendar, day: date) -> int:
    """Minutes that the centre is open on ``day``."""
    spans = (session.on(day) for session in calendar.on(day).sessions)
    return sum(int((end - start).total_seconds() // 60) for start, end in spans)


def _times(row: Mapping[str, Any]) -> dict[str, Any]:
    quantiles = ("wait_p50", "wait_p90", "service_p50", "service_p90")
    counts = {"waits": row["waits"], "services": row["services"]}
    return counts | {name: _minutes(row[name]) for name in quantiles}


def _minutes(value: Any) -> float | None:
    return None if value is None else round(float(value), 1)


def _window_name(code: str) -> str:
    window = live.current().windows.get(code)
    return f"{window.number} 号 {window.name}" if window else code
