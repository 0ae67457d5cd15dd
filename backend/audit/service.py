"""Writing audit lines."""

from __future__ import annotations

from datetime import datetime

from backend.audit.models import AuditLine


async def record(actor: str, act: str, subject: str, now: datetime, *, centre_id: int = 1, **facts: str) -> None:
    """Write one line in the caller's transaction.

    Parameters:
        actor: ``call.who.actor``, or ``system``.
        act: verb in English, ``slice.verb``, e.g. ``cases.accept`` or ``personal_data.read``.
        subject: the row, e.g. ``case:<id>``.
        facts: ids and codes; never personal data.
    """
    await AuditLine.create(centre_id=centre_id, created_at=now, actor=actor, act=act, subject=subject, facts=facts)
