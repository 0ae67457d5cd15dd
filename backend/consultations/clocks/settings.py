"""The centre's terms: what a centre set, else the seed's (rows 129 to 133)."""

from __future__ import annotations

from dataclasses import dataclass

from backend.consultations.clocks.models import ClockSetting, LateRule
from backend.consultations.states import Handling, OnLate


@dataclass(frozen=True)
class Terms:
    """Working days of each class, of an opinion and of waiting for a citizen; working minutes until a wrong address
    has to be forwarded and until a question has to be read. ``version`` 0: nothing was set."""

    own_days: int = 2
    other_days: int = 3
    joint_days: int = 3
    opinion_days: int = 2
    waiting_days: int = 5
    forward_minutes: int = 180
    read_minutes: int = 60
    version: int = 0

    def days_of(self, handling: Handling) -> int:
        """Working days of a class."""
        return {Handling.OWN: self.own_days, Handling.OTHER: self.other_days, Handling.JOINT: self.joint_days}[handling]


NAMES = tuple(name for name in Terms.__dataclass_fields__)


async def terms(centre_id: int = 1) -> Terms:
    """What is set."""
    row = await ClockSetting.get_or_none(centre_id=centre_id)
    return Terms() if row is None else Terms(**{name: getattr(row, name) for name in NAMES})


async def on_late(department: str, centre_id: int = 1) -> OnLate:
    """What this department's late questions do; back to the pool unless it was set otherwise."""
    row = await LateRule.get_or_none(department=department, centre_id=centre_id)
    return OnLate.POOL if row is None else row.on_late
