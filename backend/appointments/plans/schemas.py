"""The plans on the wire: what may be entered, what would change, what there is."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.appointments.plans.changes import Change, ClosureChange, ExceptionChange, LeaveChange, TemplateChange
from backend.appointments.rules import Template
from backend.appointments.schemas import Slot
from backend.catalogue.schemas import Named
from backend.common.text import Count, ShortText
from backend.web.schemas import Action, In, Instant, Out

Wall = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""Wall time ``HH:MM``."""
Reason = Annotated[ShortText, Field(min_length=2, max_length=60)]
Places = Annotated[int, Field(ge=0, le=200)]
Weekday = Annotated[int, Field(ge=0, le=6)]
Days = Annotated[list[date], Field(min_length=1, max_length=31)]
MONDAY = 0


class Break(In):
    start: Wall
    end: Wall


class RowIn(In):
    """Slots of ``minutes`` each from ``start`` to ``end``, none in a break."""

    start: Wall
    end: Wall
    minutes: int = Field(ge=5, le=240)
    cap_online: Places
    cap_staff: Places
    breaks: list[Break] = Field(default_factory=list, max_length=6)

    def value(self) -> Template:
        """The row for any weekday."""
        span = time.fromisoformat(self.start), time.fromisoformat(self.end)
        breaks = tuple((time.fromisoformat(one.start), time.fromisoformat(one.end)) for one in self.breaks)
        return Template(MONDAY, *span, self.minutes, self.cap_online, self.cap_staff, breaks)


Rows = Annotated[list[RowIn], Field(min_length=1, max_length=12)]


class TemplateIn(In):
    """New rows for these weekdays (0 = Monday), from a day on. A row without places makes no slots."""

    kind: Literal["template"]
    weekdays: list[Weekday] = Field(min_length=1, max_length=7)
    valid_from: date
    rows: Rows

    def value(self) -> Change:
        """The change."""
        return TemplateChange(tuple(sorted(set(self.weekdays))), self.valid_from, _rows(self.rows))


class ExceptionIn(In):
    """Other rows on these days."""

    kind: Literal["exception"]
    days: Days
    rows: Rows
    reason: Reason

    def value(self) -> Change:
        """The change."""
        return ExceptionChange(_days(self.days), _rows(self.rows), self.reason)


class ClosureIn(In):
    """No places on these days, all day or from ``start`` to ``end``. Citizens read the reason."""

    kind: Literal["closure"]
    days: Days
    start: Wall | None = None
    end: Wall | None = None
    reason: Reason

    def value(self) -> Change:
        """The change."""
        start, end = (time.fromisoformat(at) if at else None for at in (self.start, self.end))
        return ClosureChange(_days(self.days), start, end, self.reason)


class LeaveIn(In):
    """Nobody at a window from a day to a day: one place less in each slot of its pools."""

    kind: Literal["leave"]
    window: str = Field(max_length=16)
    first_day: date
    last_day: date
    reason: Reason

    def value(self) -> Change:
        """The change."""
        return LeaveChange(self.window, self.first_day, self.last_day, self.reason)


ChangeIn = Annotated[TemplateIn | ExceptionIn | ClosureIn | LeaveIn, Field(discriminator="kind")]


class PoolRef(In):
    """A pool at the version that the caller saw."""

    id: UUID
    version: Count


class PlanRequest(In):
    """A change and its pools; a leave finds its pools by itself."""

    change: ChangeIn
    pools: list[PoolRef] = Field(default_factory=list, max_length=60)


class PoolIn(In):
    """A pool as it should be. ``windows`` empty: all that serve them."""

    name: ShortText = Field(max_length=40)
    departments: list[str] = Field(min_length=1, max_length=40)
    windows: list[str] = Field(default_factory=list, max_length=40)


class PoolChange(PoolIn):
    version: Count


class PoolBrief(Out):
    id: UUID
    code: str
    name: str
    version: int
    departments: list[Named]
    windows: list[Named]
    all_windows: bool
    actions: list[Action]


class Difference(Out):
    """A slot whose counters are not what its rows say."""

    slot: UUID
    used_online: int
    rows_online: int
    used_staff: int
    rows_staff: int


class Reconciliation(Out):
    """The last comparison of counters and rows. ``text`` says it in a sentence."""

    at: Instant
    slots: int
    differing: int
    differences: list[Difference]
    text: str


class PlanOverview(Out):
    """All pools, and what may be entered. ``until``: the last day that has slots now."""

    pools: list[PoolBrief]
    until: date
    actions: list[Action]
    open_conflicts: int
    reconciliation: Reconciliation | None


class Row(Out):
    start: str
    end: str
    minutes: int
    cap_online: int
    cap_staff: int
    breaks: list[list[str]]


class WeekdayRows(Out):
    weekday: int
    label: str
    valid_from: date
    rows: list[Row]


class PlanEntry(Out):
    """An exception or a leave; ``text`` says what it does."""

    id: UUID
    kind: Literal["closed", "rows", "leave"]
    first_day: date
    last_day: date
    text: str
    reason: str
    rows: list[Row]
    actions: list[Action]


class PlanDay(Out):
    """A day as its slots are now."""

    day: date
    label: str
    works: bool
    reason: str
    slots: int
    places_online: int
    used_online: int
    places_staff: int
    used_staff: int


class PoolPlan(Out):
    """The templates in force today per weekday, those to come, what was entered, and the days as they are."""

    pool: PoolBrief
    weekdays: list[WeekdayRows]
    coming: list[WeekdayRows]
    entries: list[PlanEntry]
    days: list[PlanDay]


class PreviewDay(Out):
    day: date
    label: str
    added: int
    changed: int
    removed: int
    before: int
    after: int


class PreviewHit(Out):
    when_text: str
    item_name: str
    department_name: str
    over: bool


class PoolPreview(Out):
    pool: Named
    days: list[PreviewDay]
    hits: list[PreviewHit]


class Preview(Out):
    """What would change. ``hit`` counts all bookings that would be hit, of which the first are listed."""

    pools: list[PoolPreview]
    hit: int
    text: str


class Entered(Out):
    """``text`` says what happens next."""

    pools: int
    text: str


class ConflictsQuery(In):
    view: Literal["open", "done"] = "open"
    cursor: UUID | None = None
    limit: int = Field(default=50, ge=1, le=100)


class Conflict(Out):
    """A booking whose place went away. ``appointment_version`` is sent along when it is moved or cancelled."""

    id: UUID
    appointment_id: UUID
    appointment_version: int
    item: Named
    department_name: str
    was_text: str
    now_text: str
    name_masked: str | None
    phone_masked: str | None
    over: bool
    reason: str
    state: str
    state_label: str
    note: str | None
    version: int
    actions: list[Action]


class ConflictPage(Out):
    items: list[Conflict]
    next: str | None
    counts: dict[str, int]


class ConflictAnswer(In):
    version: Count
    note: ShortText = Field(default="", max_length=200)


class Phone(Out):
    phone: str


def _rows(rows: list[RowIn]) -> tuple[Template, ...]:
    return tuple(row.value() for row in rows)


def _days(days: list[date]) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


class Alternatives(Out):
    """Up to three other times, nearest first."""

    slots: list[Slot]
