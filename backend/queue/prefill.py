"""The start of a case form, from the ticket being served."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.catalogue import live
from backend.catalogue.rules import form_text
from backend.catalogue.schemas import Named
from backend.queue import service, views
from backend.queue.prefill_schemas import CasePrefill, PrefillApplicant, PrefillMaterial
from backend.web.access import Staff

ID_KIND = "居民身份证"
COMPANY_KIND = "统一社会信用代码"


async def prefill(ticket_id: UUID, staff: Staff, now: datetime) -> CasePrefill:
    """What the form can begin with. Raises NotFound for a ticket of other windows."""
    row, applicant = await service.applicant_of(ticket_id, staff, now)
    guide = live.current().guide(row.item_code).guide
    return CasePrefill(
        ticket=await views.ticket(row, now),
        item=Named(code=row.item_code, name=row.item_name),
        applicant=PrefillApplicant(
            kind="法人" if applicant.is_company else "个人",
            name=applicant.name,
            id_kind=COMPANY_KIND if applicant.is_company else ID_KIND,
            id_number=applicant.id_number,
            phone=applicant.phone,
        ),
        materials=[
            PrefillMaterial(name=item.name, necessity=item.necessity, form_text=form_text(item))
            for item in guide.materials.items
        ],
    )
