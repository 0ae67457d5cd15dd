"""What WeChat pushes about subscriptions: taken-back consents and messages that did not arrive.

An accept is counted when the app reports it, so WeChat's own report of the same tap adds nothing; what only WeChat
knows, a change in its settings page, empties the ledger. Should the two disagree, the next send's 43101 corrects it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.accounts.queries import find_by_openid
from backend.accounts.service import withdraw_consent
from backend.accounts.states import ConsentKind
from backend.database import fetch, transactional
from backend.notices import sql, wechat_ids
from backend.settings import Settings
from backend.wechat import inbox
from backend.wechat.events import ConsentChange, Delivered, Payload, consent_changes, deliveries, revoked_openid

TAKEN_BACK = frozenset({"ban", "filter", "reject"})
CHANGED_IN_SETTINGS = "subscribe_msg_change_event"


@transactional
async def take(push_id: UUID, now: datetime, settings: Settings) -> None:
    """Act on one stored push; a second time does nothing."""
    payload = await inbox.read(push_id)
    if payload is None:
        return
    for change in consent_changes(payload):
        if _is_taken_back(payload, change):
            await _disarm(change, settings)
    for report in deliveries(payload):
        await _note(report)
    if openid := revoked_openid(payload):
        await _forget(openid, now)
    await inbox.done(push_id, now)


def _is_taken_back(payload: Payload, change: ConsentChange) -> bool:
    """In the dialogue a reject only means "not now"; in the settings page it means no more."""
    return change.answer == "ban" or (payload.get("Event") == CHANGED_IN_SETTINGS and change.answer in TAKEN_BACK)


async def _disarm(change: ConsentChange, settings: Settings) -> None:
    citizen_id = await find_by_openid(change.openid)
    key = wechat_ids.key_of(change.template_id, settings)
    if citizen_id and key:
        await fetch(sql.DISARM, [citizen_id, key])


async def _note(report: Delivered) -> None:
    if report.error_code:
        await fetch(sql.BOUNCE, [report.msgid, f"{report.error_code} {report.reason}"[:120]])


async def _forget(openid: str, now: datetime) -> None:
    """The citizen took back the authorization in WeChat: as if they had withdrawn it here."""
    citizen_id = await find_by_openid(openid)
    if citizen_id:
        await withdraw_consent(citizen_id, ConsentKind.PRIVACY, now)
