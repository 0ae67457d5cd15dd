"""The waiting list on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.appointments.schemas import ItemCode, Party, PartyIn, Period
from backend.appointments.states import WaitState
from backend.catalogue.schemas import Named
from backend.web.schemas import Action, In, Instant, Out


class WaitRequest(In):
    """A wish: all ``days`` with all ``periods`` suit. ``auto_confirm``: book at once; the materials were read."""

    item_codes: list[ItemCode] = Field(min_length=1, max_length=20)
    party: PartyIn = PartyIn()
    days: list[date] = Field(min_length=1, max_length=30)
    periods: list[Period] = Field(min_length=1, max_length=2)
    auto_confirm: bool = False


class WaitlistEntry(Out):
    """A wish on the waiting list; ``ahead`` people who wait for the same times came before."""

    id: UUID
    items: list[Named]
    party: Party
    days: list[date]
    periods: list[Period]
    times_text: str
    state: WaitState
    state_label: str
    ahead: int
    auto_confirm: bool
    next_text: str
    appointment_id: UUID | None
    actions: list[Action]
    version: int
    created_at: Instant
