"""A booking as a clerk has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from backend.accounts import queries as accounts
from backend.appointments import papers, parties, queries, rendering, wording
from backend.appointments.desk.schemas import DeskAppointment, DeskDay, DeskSlots
from backend.appointments.models import Appointment
from backend.appointments.rules import Place
from backend.appointments.schemas import Slot
from backend.appointments.states import MACHINE, AppointmentState
from backend.catalogue.schemas import Named
from backend.staff.roles import Permission
from backend.web.access import Staff
from backend.web.schemas import Action

KINDS = {"cancel": "danger"}


def days(places: Sequence[Place]) -> DeskSlots:
    """Starts that have a place, by day."""
    found: defaultdict[date, list[Slot]] = defaultdict(list)
    for place in places:
        if place.free:
            found[place.day].append(rendering.slot(place))
    listed = [DeskDay(day=day, label=wording.day_label(day), slots=slots) for day, slots in sorted(found.items())]
    return DeskSlots(days=listed)


async def booking(row: Appointment, staff: Staff) -> DeskAppointment:
    """One booking, with what this person may do."""
    items = (await queries.items([row.id]))[row.id]
    card = await accounts.card(row.citizen_id)
    person = await queries.person(row)
    when = wording.when_text(row.slot.starts_at, row.ends_at)
    place = papers.place_for(await queries.guide_of(row.item_code, row.guide_version))
    return DeskAppointment(
        id=row.id,
        version=row.version,
        state=row.state,
        state_label=MACHINE.label(row.state),
        items=[Named(code=item.item_code, name=item.item_name) for item in items],
        when_text=when,
        starts_at=row.slot.starts_at,
        name_masked=person.name_masked if parties.of_row(row).name else card.name_masked,
        phone_masked=card.phone_masked,
        code=row.code,
        read_out=f"已约好:{when},{place.text}。签到码是 {_spoken(row.code)}。请带身份证。",
        actions=actions(row.state, staff),
    )


def actions(state: AppointmentState, staff: Staff) -> list[Action]:
    """Buttons for a booking that has not begun."""
    if state is not AppointmentState.BOOKED or not staff.may(Permission.APPOINTMENTS_MANAGE):
        return []
    return [
        Action(name=verb, label=MACHINE.verb_label(verb), kind=KINDS.get(verb, "default"))
        for verb in ("reschedule", "cancel")
    ]


def _spoken(code: str) -> str:
    """In groups that one can read out."""
    return " ".join((code[:3], code[3:6], code[6:]))
