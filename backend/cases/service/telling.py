"""Notices to the citizen about a case; nothing where the applicant has no account."""

from __future__ import annotations

from datetime import datetime

from backend.cases.models import Case
from backend.notices import service as notices


async def tell_citizen(case: Case, template: str, now: datetime, **fields: str) -> None:
    """Send a notice of the table ``notices.templates``; once for each version of the case."""
    if case.citizen_id is None:
        return
    await notices.send(
        case.citizen_id,
        template,
        {"item": case.item_name, "number": case.number} | fields,
        now=now,
        link=f"/pages/cases/detail?id={case.id}",
        dedupe_key=f"{template}:{case.id}:{case.version}",
        centre_id=case.centre_id,
    )
