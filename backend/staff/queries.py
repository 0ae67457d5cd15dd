"""Reads of the staff for other slices and for the members' page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from backend.common.errors import NotFound
from backend.staff.models import StaffMember
from backend.staff.roles import Role


@dataclass(frozen=True)
class StaffCard:
    """A member as other slices see one. ``number`` is the 工号, ``windows`` are window codes."""

    id: UUID
    name: str
    number: str
    role: Role
    department: str | None
    windows: tuple[str, ...]


async def member(member_id: UUID) -> StaffCard:
    """The member with this id, disabled ones included (old replies keep their author). Raises NotFound."""
    return _card(await find(member_id))


async def members(centre_id: int = 1) -> list[StaffMember]:
    """All members, by department and 工号."""
    return await StaffMember.filter(centre_id=centre_id).order_by("department", "number")


async def find(member_id: UUID) -> StaffMember:
    """The row with this id. Raises NotFound."""
    row = await StaffMember.get_or_none(id=member_id)
    if row is None:
        raise NotFound()
    return row


def _card(row: StaffMember) -> StaffCard:
    return StaffCard(row.id, row.name, row.number, row.role, row.department, tuple(row.windows))
