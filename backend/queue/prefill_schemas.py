"""The start of a case form on the wire."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from backend.catalogue.schemas import Named
from backend.queue.schemas import StaffTicket
from backend.web.schemas import In, Out


class PrefillQuery(In):
    ticket_id: UUID


class PrefillApplicant(Out):
    """What is known of the person at the window, in full; reading it is audited."""

    kind: Literal["个人", "法人"]
    name: str | None
    id_kind: str
    id_number: str | None
    phone: str | None


class PrefillMaterial(Out):
    name: str
    necessity: str
    form_text: str


class CasePrefill(Out):
    """The start of a case form, from the ticket being served."""

    ticket: StaffTicket
    item: Named | None
    applicant: PrefillApplicant
    materials: list[PrefillMaterial]
