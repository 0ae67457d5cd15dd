"""Rows to what goes over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from backend.appointments import models, parties, queries, rules, wording
from backend.appointments.papers import papers
from backend.appointments.parties import HasParty, Person
from backend.appointments.plans.settling import open_one
from backend.appointments.qr import qr_svg, qr_text
from backend.appointments.rules import Place
from backend.appointments.schemas import Appointment, Slot, Ticket
from backend.appointments.states import MACHINE, AppointmentState
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.web.schemas import Action
from faq.schema import Guide

S = AppointmentState
_CONFIRM_QUESTIONS = {"cancel": "取消后,这个号会让给别人。要取消吗?"}
_CITIZEN_VERBS = ("confirm", "reschedule", "cancel")
_ON_TICKETS = (S.BOOKED, S.CHECKED_IN)
_KINDS = {"confirm": "primary", "cancel": "danger"}


class Shown(HasParty, Protocol):
    """What is shown of an appointment's row."""

    @property
    def id(self) -> UUID: ...

    @property
    def code(self) -> str: ...

    @property
    def state(self) -> AppointmentState: ...

    @property
    def version(self) -> int: ...

    @property
    def day(self) -> date: ...

    @property
    def minutes(self) -> int: ...

    @property
    def item_code(self) -> str: ...

    @property
    def item_name(self) -> str: ...

    @property
    def department(self) -> str: ...

    @property
    def hold_expires_at(self) -> datetime | None: ...

    @property
    def created_at(self) -> datetime: ...


def slot(start: Place) -> Slot:
    """A time to choose; as long as the slots it takes."""
    return Slot(
        id=start.id,
        day=start.day,
        start=start.starts_at,
        end=start.ends_at,
        period=rules.period(start.starts_at),
        time_text=wording.time_text(start.starts_at, start.ends_at),
        free=start.free,
        state=rules.fullness(start.free, start.seats),
    )


def slot_of(row: models.Appointment) -> Slot:
    """The time somebody has. ``row.slot`` must be loaded."""
    return slot(place_of_row(row))


def place_of_row(row: models.Appointment) -> Place:
    """The time somebody has, from the first slot's start to the last one's end. ``row.slot`` must be loaded."""
    first = row.slot
    free = max(first.cap_online - first.used_online, 0)
    return Place(first.id, first.pool_id, first.day, first.starts_at, row.ends_at, free, first.cap_online)


async def appointment(row: models.Appointment, now: datetime, ticket: Ticket | None = None) -> Appointment:
    """An appointment as its citizen sees it. ``row.slot`` must be loaded."""
    items = (await queries.items([row.id]))[row.id]
    guides = [await queries.guide_of(item.item_code, item.guide_version) for item in items]
    named = [Named(code=item.item_code, name=item.item_name) for item in items]
    state = rules.state_now(row.state, row.hold_expires_at, now)
    person = await parties.person(row.citizen_id, parties.of_row(row)) if state in _ON_TICKETS else None
    conflict = await open_one(row.id) if state is S.BOOKED else None
    displaced = conflict.reason if conflict else None
    return shown(row, place_of_row(row), named, guides, now, ticket=ticket, person=person, displaced=displaced)


def shown(
    row: Shown,
    taken: Place,
    items: list[Named],
    guides: list[Guide],
    now: datetime,
    *,
    ticket: Ticket | None = None,
    person: Person | None = None,
    displaced: str | None = None,
) -> Appointment:
    """The same from what was read already.

    Parameters:
        taken: the time it has.
        items, guides: in the citizen's order.
        person: whom staff meet, for a ticket.
        displaced: why the centre took the place, when it did.
    """
    state = rules.state_now(row.state, row.hold_expires_at, now)
    carry = papers(guides, row.party_kind)
    left = _seconds_left(row, now) if state is S.HELD else None
    shows_code = state is S.BOOKED
    return Appointment(
        id=row.id,
        code=row.code,
        state=state,
        state_label=MACHINE.label(state),
        version=row.version,
        item=Named(code=row.item_code, name=row.item_name),
        items=items,
        party=parties.shown(parties.of_row(row), person),
        department_name=department_name(row.department),
        slot=slot(taken),
        when_text=wording.when_text(taken.starts_at, taken.ends_at),
        minutes=row.minutes,
        place=carry.place,
        hold_expires_at=row.hold_expires_at if state is S.HELD else None,
        seconds_left=left,
        next_text=wording.DISPLACED if displaced else _next_text(state, taken.starts_at, carry.place.text, left, now),
        displaced=displaced,
        bring=carry.bring,
        materials=carry.materials,
        qr_svg=qr_svg(qr_text(row.code, row.day)) if shows_code else None,
        check_in_code=row.code if shows_code else None,
        ticket=ticket,
        actions=actions(state, taken.starts_at, now, displaced=displaced is not None),
        created_at=row.created_at,
    )


def _next_text(state: AppointmentState, starts_at: datetime, place: str, left: int | None, now: datetime) -> str:
    text = wording.next_text(state, place, (left or 0) // 60)
    if _is_fixed(state, starts_at, now):
        text += wording.too_late_text(live.current().book.centre.phone)
    return text


def _is_fixed(state: AppointmentState, starts_at: datetime, now: datetime) -> bool:
    """Whether it is too late for the citizen to move or cancel a booking."""
    return state is S.BOOKED and not rules.may_change(starts_at, now)


def actions(state: AppointmentState, starts_at: datetime, now: datetime, *, displaced: bool = False) -> list[Action]:
    """The citizen's buttons; ``displaced``: the centre took the place, so there is no latest time."""
    if _is_fixed(state, starts_at, now) and not displaced:
        return []
    return [
        Action(
            name=verb,
            label=MACHINE.verb_label(verb),
            kind=_KINDS.get(verb, "default"),
            confirm=_CONFIRM_QUESTIONS.get(verb),
        )
        for verb in _CITIZEN_VERBS
        if MACHINE.allows(state, verb)
    ]


def department_name(code: str) -> str:
    """The department's name; its code when it is not published any more."""
    found = live.current().departments.get(code)
    return found.name if found else code


def _seconds_left(row: Shown, now: datetime) -> int:
    assert row.hold_expires_at is not None
    return int((row.hold_expires_at - now).total_seconds())
