"""Keeping what WeChat pushes: verified, stored once, worked on by a job."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import orjson

from backend.common.ids import new_id
from backend.database import fetch_one, transactional, vault
from backend.outbox import enqueue
from backend.wechat.push import PushMessage

TOPIC = "wechat.pushed"
"""Handled by the slices that understand the message (subscriptions: `notices`)."""

_KEEP = """
INSERT INTO wechat_push (id, centre_id, created_at, dedupe_key, signature_key, kind, event, payload_json)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id
"""
_READ = "SELECT payload_json FROM wechat_push WHERE id = $1 AND done_at IS NULL"
_DONE = "UPDATE wechat_push SET done_at = $2 WHERE id = $1 AND done_at IS NULL"
_CONTEXT = "wechat_push.payload"


@transactional
async def keep(message: PushMessage, now: datetime, centre_id: int) -> bool:
    """Store a message and enqueue the work on it; False when it is a repeat or a replay."""
    sealed = vault.seal_text(orjson.dumps(message.payload).decode(), _CONTEXT)
    values = [new_id(), centre_id, now, message.dedupe_key, message.signature_key, message.kind, message.event, sealed]
    row = await fetch_one(_KEEP, values)
    if row is None:
        return False
    await enqueue(TOPIC, {"push_id": str(row["id"])}, dedupe_key=f"wechat_push:{row['id']}")
    return True


async def read(push_id: UUID) -> dict[str, object] | None:
    """The payload of a message that is not done yet, or None."""
    row = await fetch_one(_READ, [push_id])
    if row is None:
        return None
    payload: dict[str, object] = orjson.loads(vault.open_text(row["payload_json"], _CONTEXT))
    return payload


async def done(push_id: UUID, now: datetime) -> None:
    """Mark a message as worked on; in the transaction of that work."""
    await fetch_one(_DONE, [push_id, now])
