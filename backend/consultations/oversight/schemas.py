"""监督 on the wire."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.consultations.schemas import Reason
from backend.consultations.staff_schemas import BasisText, StaffConsultation
from backend.web.schemas import In, Instant, Out

Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Mark = Annotated[int, Field(ge=1, le=5)]


class Lamp(Out):
    """Open questions of a department by light: 正常, 预警 (80 % used), 超时, and paused for the citizen."""

    department: Named
    ok: int
    soon: int
    late: int
    paused: int


class Wall(Out):
    """The wall of lights; ``rows`` are what is late or pressing, the longest overdue first."""

    departments: list[Lamp]
    rows: list[StaffConsultation]


class MonthQuery(In):
    month: Month


class SampleQuery(MonthQuery):
    size: int = Field(default=10, ge=1, le=50)


class Sampled(Out):
    """A finished reply to be marked."""

    reply_id: UUID
    consultation_id: UUID
    number: str
    question: str
    reply: str
    basis: list[BasisText]
    no_basis_reason: str | None
    department: Named
    replied_by: str
    replied_at: Instant
    on_time: bool


class MarkRequest(In):
    """准确, 完整, 清晰, 依据, 态度: 1 (poor) to 5."""

    accurate: Mark
    complete: Mark
    clear: Mark
    grounded: Mark
    friendly: Mark
    note: Reason | None = None


class Marked(Out):
    reply_id: UUID
    average: float


class ReplyFigures(Out):
    """Shares are 0 to 1 and null where nothing was counted. ``mark`` is the average of the quality marks, 1 to 5."""

    answered: int
    on_time: float | None
    cited: float | None
    reopened: float | None
    mark: float | None


class DepartmentFigures(ReplyFigures):
    """Of one department. ``forward_minutes``: working minutes until a wrong address was passed on, on average;
    ``late_forwards``: how many took longer than the term. ``bot_solved``: the share of conversations about its items
    that ended with the bot's answer."""

    department: Named
    forwards: int
    forward_minutes: float | None
    late_forwards: int
    urges: int
    bot_asked: int
    bot_solved: float | None


class WindowFigures(ReplyFigures):
    window: Named


class PersonFigures(ReplyFigures):
    name: str
    number: str
    department: Named


class Figures(Out):
    """The figures of one month."""

    month: str
    total: ReplyFigures
    bot_solved: float | None
    departments: list[DepartmentFigures]
    windows: list[WindowFigures]
    people: list[PersonFigures]
