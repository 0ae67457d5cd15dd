"""Reads of 综合协调科."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from backend.catalogue.places import COORDINATION
from backend.consultations.clocks.models import ConsultationExtension
from backend.consultations.coordination import sql
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.models import Consultation
from backend.consultations.states import OPEN, Asked, Handling, State
from backend.database import fetch


async def board(only: str, cursor: UUID | None, limit: int, centre_id: int = 1) -> list[Consultation]:
    """What nobody owns yet: to be decided about first, then by age."""
    rows = _unassigned(centre_id)
    if only == "arbitration":
        rows = rows.filter(arbitration=True)
    last = await Consultation.get_or_none(id=cursor) if cursor else None
    if last is not None:
        later = Q(arbitration=last.arbitration, id__gt=last.id)
        rows = rows.filter(later | Q(arbitration=False) if last.arbitration else later)
    return await rows.order_by("-arbitration", "id").limit(limit)


def _unassigned(centre_id: int) -> QuerySet[Consultation]:
    return Consultation.filter(centre_id=centre_id, department=COORDINATION, state=State.ROUTED, confidential=False)


async def to_decide(centre_id: int = 1) -> dict[str, int]:
    """How much else waits for 综合协调科."""
    return {
        "arbitration": await _unassigned(centre_id).filter(arbitration=True).count(),
        "extensions": await ConsultationExtension.filter(centre_id=centre_id, state=Asked.ASKED).count(),
        "joint": await _joint(centre_id).count(),
    }


async def wishes(centre_id: int = 1) -> list[ConsultationExtension]:
    """Wishes for more time, the most pressing first."""
    rows = ConsultationExtension.filter(centre_id=centre_id, state=Asked.ASKED)
    return await rows.prefetch_related("consultation").order_by("consultation__due_at", "id").limit(100)


async def joint(centre_id: int = 1) -> list[tuple[Consultation, list[JointOpinion]]]:
    """Joint questions in hand with their opinions, the most pressing first."""
    rows = await _joint(centre_id).order_by("due_at", "id").limit(100)
    opinions: dict[UUID, list[JointOpinion]] = defaultdict(list)
    for one in await JointOpinion.filter(consultation_id__in=[row.id for row in rows]).order_by("place"):
        opinions[one.consultation_id].append(one)
    return [(row, [one for one in opinions[row.id] if one.target == row.target]) for row in rows]


def _joint(centre_id: int) -> QuerySet[Consultation]:
    return Consultation.filter(centre_id=centre_id, handling=Handling.JOINT, state__in=OPEN)


async def loads(now: datetime, centre_id: int = 1) -> list[dict[str, Any]]:
    """Open questions, counted by department, state, owner and window."""
    return await fetch(sql.LOADS, [centre_id, now])
