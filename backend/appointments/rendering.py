"""Rows to what goes over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backend.appointments import materials, models, rules, wording
from backend.appointments.qr import qr_svg, qr_text
from backend.appointments.schemas import Appointment, Slot, Ticket
from backend.appointments.states import MACHINE, AppointmentState
from backend.catalogue import live, queries
from backend.catalogue.places import place_of, windows_of
from backend.catalogue.rendering import materials as rendered_materials
from backend.catalogue.schemas import Named, Place
from backend.common.clock import local
from backend.web.schemas import Action
from faq.schema import Guide

S = AppointmentState
_CONFIRM_QUESTIONS = {"cancel": "取消后,这个号会让给别人。要取消吗?"}
_CITIZEN_VERBS = ("confirm", "reschedule", "cancel")
_KINDS = {"confirm": "primary", "cancel": "danger"}


def slot(row: Mapping[str, Any]) -> Slot:
    """A row of `sql.BOARD` or `sql.NEAREST`."""
    free = max(int(row["free"]), 0)
    return Slot(
        id=row["id"],
        day=row["day"],
        start=row["starts_at"],
        end=row["ends_at"],
        period="am" if local(row["starts_at"]).hour < 12 else "pm",
        time_text=wording.time_text(row["starts_at"], row["ends_at"]),
        free=free,
        state=rules.fullness(free, row["cap_online"]),
    )


def slot_of(row: models.Slot) -> Slot:
    """The slot somebody has."""
    facts = {name: getattr(row, name) for name in ("id", "day", "starts_at", "ends_at", "cap_online")}
    return slot(facts | {"free": row.cap_online - row.used_online})


async def appointment(row: models.Appointment, now: datetime, ticket: Ticket | None = None) -> Appointment:
    """An appointment as its citizen sees it. ``row.slot`` must be loaded."""
    state = rules.state_now(row.state, row.hold_expires_at, now)
    guide = await guide_of(row.item_code, row.guide_version)
    place = place_for(guide)
    left = _seconds_left(row, now) if state is S.HELD else None
    shows_code = state is S.BOOKED
    return Appointment(
        id=row.id,
        code=row.code,
        state=state,
        state_label=MACHINE.label(state),
        version=row.version,
        item=Named(code=row.item_code, name=row.item_name),
        department_name=department_name(row.department),
        slot=slot_of(row.slot),
        when_text=wording.when_text(row.slot.starts_at, row.slot.ends_at),
        place=place,
        hold_expires_at=row.hold_expires_at if state is S.HELD else None,
        seconds_left=left,
        next_text=_next_text(row, state, place.text, left, now),
        bring=materials.bring(guide),
        materials=rendered_materials(guide),
        qr_svg=qr_svg(qr_text(row.code, row.day)) if shows_code else None,
        check_in_code=row.code if shows_code else None,
        ticket=ticket,
        actions=actions(state, row.slot.starts_at, now),
        created_at=row.created_at,
    )


def _next_text(row: models.Appointment, state: AppointmentState, place: str, left: int | None, now: datetime) -> str:
    text = wording.next_text(state, place, (left or 0) // 60)
    if _is_fixed(state, row.slot.starts_at, now):
        text += wording.too_late_text(live.current().book.centre.phone)
    return text


def _is_fixed(state: AppointmentState, starts_at: datetime, now: datetime) -> bool:
    """Whether it is too late for the citizen to move or cancel a booking."""
    return state is S.BOOKED and not rules.may_change(starts_at, now)


def actions(state: AppointmentState, starts_at: datetime, now: datetime) -> list[Action]:
    """The citizen's buttons."""
    if _is_fixed(state, starts_at, now):
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


async def guide_of(code: str, version: int) -> Guide:
    """The wording an appointment was made under; from memory while it is the one in force."""
    published = live.current().guides.get(code)
    if published is not None and published.version == version:
        return published.guide
    return await queries.guide_version(code, version)


def place_for(guide: Guide) -> Place:
    """Where to go today, whatever version of the guide is meant."""
    book = live.current().book
    return Place.of(place_of(book, windows_of(book, guide)))


def department_name(code: str) -> str:
    """The department's name; its code when it is not published any more."""
    found = live.current().departments.get(code)
    return found.name if found else code


def _seconds_left(row: models.Appointment, now: datetime) -> int:
    assert row.hold_expires_at is not None
    return int((row.hold_expires_at - now).total_seconds())
