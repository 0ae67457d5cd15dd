"""Reads of the cases, for this slice and those above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from backend.cases import sql
from backend.cases.models import Case, Decision
from backend.cases.states import DECIDED, OPEN, RUNNING, CaseState
from backend.common.errors import NotFound
from backend.common.numbers import parse_credit_code, parse_id_number
from backend.database import fetch_one, vault

ID_NUMBER, QUERY_CODE = "case_file.id_number", "case_file.query_code"
"""Contexts of the blind indexes."""

View = Literal["open", "mine", "late", "decided"]


async def of_citizen(citizen_id: UUID, case_id: UUID) -> Case:
    """A citizen's case. Raises NotFound, also for somebody else's."""
    return _found(await Case.get_or_none(id=case_id, citizen_id=citizen_id))


async def of_departments(departments: Sequence[str] | None, case_id: UUID) -> Case:
    """A case of these departments (None: of any). Raises NotFound."""
    row = _found(await Case.get_or_none(id=case_id))
    if departments is not None and row.department not in departments:
        raise NotFound()
    return row


async def by_id(case_id: UUID) -> Case:
    """The case with this id. Raises NotFound."""
    return _found(await Case.get_or_none(id=case_id))


async def decision_of(case_id: UUID) -> Decision | None:
    """The decision about a case, or None."""
    return await Decision.get_or_none(case_id=case_id)


async def decisions_of(case_ids: Sequence[UUID]) -> Mapping[UUID, Decision]:
    """Decisions by case."""
    return {row.case_id: row for row in await Decision.filter(case_id__in=list(case_ids))}


async def number_for_ticket(ticket_id: UUID) -> str | None:
    """The 受理号 of the last case registered from a ticket, or None."""
    row = await Case.filter(ticket_id=ticket_id).order_by("-id").first()
    return row.number if row else None


async def page_of_citizen(citizen_id: UUID, before: UUID | None, limit: int) -> list[Case]:
    """A citizen's cases, newest first, older than ``before``."""
    return await _page(Case.filter(citizen_id=citizen_id), before, limit)


async def waiting_for(citizen_id: UUID) -> list[Case]:
    """A citizen's cases that wait for the citizen: materials to bring, or a certificate to fetch."""
    states = (CaseState.SUPPLEMENTING, CaseState.APPROVED)
    return await Case.filter(citizen_id=citizen_id, state__in=states).order_by("-id")


async def page_of_staff(
    view: View,
    departments: Sequence[str] | None,
    staff_id: UUID,
    q: str | None,
    now: datetime,
    before: UUID | None,
    limit: int,
) -> list[Case]:
    """Cases of one view, newest first; ``q`` is part of a 受理号, of an item's name, or a whole identity number."""
    rows = Case.filter(_view(view, staff_id, now))
    if departments is not None:
        rows = rows.filter(department__in=list(departments))
    return await _page(rows.filter(_matches(q)) if q else rows, before, limit)


async def counts(departments: Sequence[str] | None, now: datetime, centre_id: int = 1) -> tuple[int, int]:
    """How many cases of these departments are open, and how many of them are late."""
    wanted = None if departments is None else list(departments)
    row = await fetch_one(sql.COUNTS, [centre_id, now, wanted])
    assert row is not None, "an aggregate has one row"
    return row["open"], row["late"]


def _view(view: View, staff_id: UUID, now: datetime) -> Q:
    match view:
        case "open":
            return Q(state__in=OPEN)
        case "mine":
            return Q(Q(registered_by=staff_id) | Q(accepted_by=staff_id), state__in=(*OPEN, CaseState.APPROVED))
        case "late":
            return Q(state__in=RUNNING, promised_at__lt=now)
        case "decided":
            return Q(state__in=DECIDED)


def _matches(q: str) -> Q:
    number = parse_id_number(q) or parse_credit_code(q)
    if number:
        return Q(id_number_index__in=vault.cipher().blind_indexes(number, ID_NUMBER))
    return Q(number__contains=q.upper().replace(" ", "")) | Q(item_name__contains=q)


async def _page(rows: QuerySet[Case], before: UUID | None, limit: int) -> list[Case]:
    if before is not None:
        rows = rows.filter(id__lt=before)
    return await rows.order_by("-id").limit(limit)


def _found(row: Case | None) -> Case:
    if row is None:
        raise NotFound()
    return row
