"""Pure rules of the staff slice."""

from __future__ import annotations

from datetime import datetime

from backend.staff.states import MemberState


def state_of(disabled_at: datetime | None) -> MemberState:
    """The state of an account that was stopped at this instant, or never."""
    return MemberState.DISABLED if disabled_at else MemberState.ACTIVE
