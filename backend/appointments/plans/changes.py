"""What a person may change in the plans, as values, and a plan with a change in it. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time

from backend.appointments.plans.rules import Closed, Leave, OtherRows, PoolPlan
from backend.appointments.rules import Template


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """New rows for some weekdays, from a day on. ``rows`` carry any weekday; they hold on each of ``weekdays``."""

    weekdays: tuple[int, ...]
    valid_from: date
    rows: tuple[Template, ...]

    def generation(self) -> tuple[Template, ...]:
        """The rows once per weekday."""
        return tuple(replace(row, weekday=weekday) for weekday in self.weekdays for row in self.rows)


@dataclass(frozen=True, slots=True)
class ExceptionChange:
    """Other rows on some days."""

    days: tuple[date, ...]
    rows: tuple[Template, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ClosureChange:
    """No places on some days, all day or from ``start`` to ``end``."""

    days: tuple[date, ...]
    start: time | None
    end: time | None
    reason: str


@dataclass(frozen=True, slots=True)
class LeaveChange:
    """Nobody at a window from a day to a day."""

    window: str
    first_day: date
    last_day: date
    reason: str


Change = TemplateChange | ExceptionChange | ClosureChange | LeaveChange


def drafted(plan: PoolPlan, change: Change, windows: Collection[str]) -> PoolPlan:
    """The plan with the change in it. ``windows``: codes of the pool's windows."""
    match change:
        case TemplateChange():
            kept = [row for row in plan.templates.get(change.valid_from, ()) if row.weekday not in change.weekdays]
            return replace(plan, templates={**plan.templates, change.valid_from: (*kept, *change.generation())})
        case ExceptionChange():
            kept_days = [one for one in plan.others if one.day not in change.days]
            return replace(plan, others=(*kept_days, *_other_rows(change)))
        case ClosureChange():
            added = (Closed(day, change.reason, change.start, change.end) for day in change.days)
            return replace(plan, closed=(*plan.closed, *added))
        case LeaveChange():
            if change.window not in windows:
                return plan
            leave = Leave(change.window, change.first_day, change.last_day, change.reason)
            return replace(plan, leaves=(*plan.leaves, leave))


def _other_rows(change: ExceptionChange) -> list[OtherRows]:
    return [
        OtherRows(day, change.reason, tuple(replace(row, weekday=day.weekday()) for row in change.rows))
        for day in change.days
    ]
