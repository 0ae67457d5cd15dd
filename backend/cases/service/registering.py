"""Registering a case at the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from backend import audit
from backend.accounts.queries import find_by_identity
from backend.accounts.service import confirm_identity
from backend.cases import rules, sql, tickets
from backend.cases.models import Case, CaseMaterial, CaseStep
from backend.cases.queries import ID_NUMBER, QUERY_CODE
from backend.cases.service.acting import Actor, Change, write_event
from backend.cases.states import CASE
from backend.catalogue import live
from backend.catalogue.snapshot import PublishedGuide
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.common.ids import new_id
from backend.common.numbers import format_case_number, new_query_code
from backend.database import fetch, transactional, vault
from faq.schema import Guide

RESIDENT_CARD = "居民身份证"


@dataclass(frozen=True)
class ApplicantFacts:
    """Who applies, as the papers say. ``kind`` is 个人 or 法人."""

    kind: str
    name: str = field(repr=False)
    id_kind: str
    id_number: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True)
class ReceivedMaterial:
    """A line of the checklist as the clerk ticked it."""

    name: str
    received: bool
    form: str
    copies: int


@dataclass(frozen=True)
class Registration:
    """What the window writes down. ``ticket_id``: the ticket the citizen was called with."""

    item_code: str
    applicant: ApplicantFacts
    materials: Sequence[ReceivedMaterial]
    ticket_id: UUID | None = None
    summary: str | None = None


@transactional
async def register(given: Registration, by: Actor, now: datetime, centre_id: int = 1) -> tuple[Case, str]:
    """Open a case under the guide in force; returns it with its query code.

    A clerk who holds the identity card of somebody who booked marks that account as checked, so that the citizen sees
    the case. Who came with a booking for a company sees the company's case.

    Raises:
        NotFound: no such item or ticket.
        InvalidInput: wrong identity number, a kind of applicant or a material the guide does not know.
    """
    assert by.id is not None, "the system registers nothing"
    published = live.current().guide(given.item_code)
    applicant = given.applicant
    number = rules.checked_id_number(applicant.id_kind, applicant.id_number, local_day(now))
    _check(published.guide, given)
    ticket = await tickets.find(given.ticket_id) if given.ticket_id else None
    citizen_id = await _citizen(applicant, number, ticket.citizen_id if ticket else None, by, now, centre_id)
    code = new_query_code()
    case = _case(published, given, number, code, centre_id, now)
    case.citizen_id = citizen_id
    case.ticket_number = ticket.number if ticket else None
    case.registered_by = by.id
    case.number = await _next_number(given.item_code, now, centre_id)
    case.query_code_index = vault.blind(f"{case.number} {code}", QUERY_CODE)
    await case.save(force_create=True)
    await _copy_guide(case, published.guide, given.materials, now)
    await write_event(case, "register", by, now, Change("窗口已收到您的申请"))
    await audit.record(by.actor, "cases.register", f"case:{case.id}", now, centre_id=centre_id)
    return case, code


def _check(guide: Guide, given: Registration) -> None:
    if given.applicant.kind not in guide.subjects:
        raise InvalidInput("applicant.kind", f"这个事项由{'或'.join(guide.subjects)}申请。")
    known = {material.name for material in guide.materials.items}
    for index, material in enumerate(given.materials):
        if material.name not in known:
            raise InvalidInput(f"materials.{index}.name", "这项材料不在办事指南里。请刷新后再选。")


async def _citizen(
    applicant: ApplicantFacts, number: str, booked: UUID | None, by: Actor, now: datetime, centre_id: int
) -> UUID | None:
    if applicant.kind == "法人":
        return booked
    if applicant.id_kind != RESIDENT_CARD:
        return None
    if booked and await confirm_identity(booked, applicant.name, number, by=by.actor, now=now):
        return booked
    return await find_by_identity(number, centre_id)


async def _next_number(item_code: str, now: datetime, centre_id: int) -> str:
    day: date = local_day(now)
    rows = await fetch(sql.NEXT_SERIAL, [new_id(), centre_id, now, day])
    return format_case_number(live.current().book.centre.division, day, item_code, rows[0]["last_serial"])


def _case(
    published: PublishedGuide, given: Registration, id_number: str, code: str, centre_id: int, now: datetime
) -> Case:
    guide, applicant = published.guide, given.applicant
    return Case(
        centre_id=centre_id,
        created_at=now,
        query_code=code,
        item_code=guide.code,
        item_name=guide.name,
        guide_version=published.version,
        department=guide.department,
        handling=guide.handling,
        result_name=guide.result,
        deliverable=guide.deliverable,
        promised_days=guide.promised.days,
        promised_unit=guide.promised.unit,
        applicant_kind=applicant.kind,
        applicant_name=applicant.name,
        id_kind=applicant.id_kind,
        id_number=id_number,
        id_number_index=vault.blind(id_number, ID_NUMBER),
        phone=applicant.phone,
        summary=given.summary,
        ticket_id=given.ticket_id,
        state=CASE.start,
        step=rules.first_step(_steps(guide)),
    )


def _steps(guide: Guide, case: Case | None = None) -> list[CaseStep]:
    """The guide's steps as rows, for ``case`` or for looking at only."""
    common = {"centre_id": case.centre_id, "created_at": case.created_at, "case_id": case.id} if case else {}
    return [
        CaseStep(position=position, name=step.name, who=step.who, stage=step.stage or "", **common)
        for position, step in enumerate(guide.steps.items)
    ]


async def _copy_guide(case: Case, guide: Guide, ticked: Sequence[ReceivedMaterial], now: datetime) -> None:
    received = {material.name: material for material in ticked}
    for step in _steps(guide, case):
        step.done_at = now if step.who == "申请人" and step.position < (case.step or 0) else None
        await step.save(force_create=True)
    for position, material in enumerate(guide.materials.items):
        tick = received.get(material.name)
        await CaseMaterial.create(
            centre_id=case.centre_id,
            created_at=now,
            case_id=case.id,
            position=position,
            name=material.name,
            necessity=material.necessity,
            any_of=material.any_of,
            condition=material.condition,
            received=bool(tick and tick.received),
            form=tick.form if tick else "原件",
            copies=tick.copies if tick else material.copies,
        )
