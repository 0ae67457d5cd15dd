"""Telling a citizen something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import orjson

from backend.common.ids import new_id
from backend.database import fetch_one, transactional, vault
from backend.notices import sql
from backend.notices.models import NoticeSend
from backend.notices.states import SendState
from backend.notices.templates import TEMPLATES, Template
from backend.outbox import enqueue
from backend.web.live import tell


@transactional
async def send(
    citizen_id: UUID,
    template_key: str,
    fields: Mapping[str, str],
    *,
    now: datetime,
    link: str,
    dedupe_key: str,
    centre_id: int = 1,
) -> UUID | None:
    """Tell a citizen: inbox row, live event, and a WeChat message when the citizen granted one.

    Joins the caller's transaction: the notice exists when, and only when, what it tells about does.

    Parameters:
        template_key: key of `templates.TEMPLATES`.
        fields: a text for every ``{field}`` of the template.
        link: page of the citizen app, e.g. ``/pages/cases/detail?id=…``.
        dedupe_key: names the event, e.g. ``case:<id>:accepted``; a second notice with it is dropped.

    Returns:
        The notice's id, or None when it had been told before.

    Raises:
        KeyError: unknown template, or a field without a text (a mistake in the calling code).
    """
    template = TEMPLATES[template_key]
    notice_id = new_id()
    text = vault.seal_text(template.text.format_map(fields), "notice.text")
    values = [notice_id, centre_id, now, citizen_id, template_key, template.group, template.title, text]
    if await fetch_one(sql.WRITE, [*values, link, dedupe_key]) is None:
        return None
    await tell(f"citizen:{citizen_id}", "notice", notice_id)
    if template.subscription:
        await _arrange(notice_id, citizen_id, template, fields, now, centre_id)
    return notice_id


async def _arrange(
    notice_id: UUID, citizen_id: UUID, template: Template, fields: Mapping[str, str], now: datetime, centre_id: int
) -> None:
    """Spend a grant and enqueue the WeChat message; without a grant say so once and for all."""
    granted = await fetch_one(sql.SPEND, [citizen_id, template.subscription]) is not None
    words = {name: text.format_map(fields) for name, text in template.wechat.items()}
    await NoticeSend.create(
        centre_id=centre_id,
        created_at=now,
        notice_id=notice_id,
        subscription=template.subscription,
        state=SendState.QUEUED if granted else SendState.NO_GRANT,
        fields_json=orjson.dumps(words).decode(),
        settled_at=None if granted else now,
    )
    if granted:
        await enqueue("notices.deliver", {"notice_id": str(notice_id)}, dedupe_key=f"notice:{notice_id}")
