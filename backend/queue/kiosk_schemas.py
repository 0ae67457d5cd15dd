"""The kiosk on the wire."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from backend.catalogue.schemas import Named
from backend.queue.states import Priority
from backend.web.schemas import Action, In, Instant, Out


class KioskCheckIn(In):
    """Either the scanned ``code``, or the identity number and the last four digits of the booker's phone."""

    code: str | None = Field(default=None, min_length=1, max_length=80)
    id_number: str | None = Field(default=None, min_length=15, max_length=25)
    phone_end: str | None = Field(default=None, pattern=r"^[0-9]{4}$")


class KioskWalkIn(In):
    item_code: str = Field(max_length=16)
    priority: Priority | None = None


class KioskDepartment(Named):
    """A department with a window in this hall, and what it does."""

    windows_text: str
    waiting: int
    items: list[Named]


class KioskGroup(Out):
    """A priority group, as the machine offers it."""

    code: Priority
    label: str


class KioskHall(Named):
    """Everything the machine offers."""

    centre: str
    kiosk: str
    departments: list[KioskDepartment]
    groups: list[KioskGroup]


class NewKiosk(In):
    name: str = Field(min_length=1, max_length=30)
    hall: str = Field(max_length=16)


class KioskRow(Out):
    id: UUID
    name: str
    hall: Named
    last_seen_at: Instant | None
    revoked_at: Instant | None
    actions: list[Action]


class AddedKiosk(Out):
    """``key`` is shown once; ``path`` opens the machine's page and hands the key over."""

    kiosk: KioskRow
    key: str
    path: str
