"""Logging in through WeChat and out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from backend import audit
from backend.accounts import sql
from backend.accounts.models import Citizen, CitizenSession, WeChatIdentity
from backend.accounts.queries import OPENID, UNIONID
from backend.accounts.states import Channel
from backend.common.crypto import hash_token
from backend.common.errors import NotLoggedIn
from backend.common.ids import new_token
from backend.database import fetch, transactional, vault
from backend.web import access
from backend.web.live import end_streams
from backend.wechat import gateway
from backend.wechat.client import LoginResult


@dataclass(frozen=True)
class LoggedIn:
    """A new session: the token is told this once."""

    token: str = field(repr=False)
    expires_at: datetime
    citizen_id: UUID


async def log_in(channel: Channel, code: str, now: datetime, lasting: timedelta, centre_id: int = 1) -> LoggedIn:
    """Ask WeChat who has this code, outside any transaction, then open a session.

    Raises:
        WeChatError: the code is wrong, used or too old, or WeChat does not answer.
        NoWeChat: the centre has no WeChat account.
    """
    client = gateway.current()
    found = await (client.login(code) if channel is Channel.MP else client.oauth_login(code))
    return await _open(found, channel, now, lasting, centre_id)


@transactional
async def log_out(who: access.Citizen, now: datetime) -> None:
    """End this session; its token is worth nothing from the commit on."""
    await CitizenSession.filter(id=who.session_id, revoked_at=None).update(revoked_at=now)
    await end_streams(who.session_id)
    await audit.record(who.actor, "accounts.log_out", f"citizen:{who.id}", now)


async def citizen_of(session_id: UUID, now: datetime) -> UUID:
    """The citizen of a session in force. Raises NotLoggedIn."""
    row = await CitizenSession.get_or_none(id=session_id, revoked_at=None, expires_at__gt=now)
    if row is None:
        raise NotLoggedIn()
    return row.citizen_id


@transactional
async def _open(found: LoginResult, channel: Channel, now: datetime, lasting: timedelta, centre_id: int) -> LoggedIn:
    citizen_id = await _recognise(found, channel, now, centre_id)
    token, until = new_token(), now + lasting
    await CitizenSession.create(
        centre_id=centre_id,
        created_at=now,
        citizen_id=citizen_id,
        token_hash=hash_token(token),
        channel=channel,
        expires_at=until,
    )
    await audit.record(f"citizen:{citizen_id}", "accounts.log_in", f"citizen:{citizen_id}", now, channel=channel)
    return LoggedIn(token, until, citizen_id)


async def _recognise(found: LoginResult, channel: Channel, now: datetime, centre_id: int) -> UUID:
    """The citizen behind an openid on this channel; else on the other one or behind the unionid; else a new one."""
    openid = vault.blind(found.openid, OPENID)
    unionid = vault.blind(found.unionid, UNIONID) if found.unionid else None
    for index in (openid, unionid):
        if index:
            await fetch(sql.ONE_LOGIN_AT_A_TIME, [index])
    known = await WeChatIdentity.get_or_none(centre_id=centre_id, channel=channel, openid_index=openid)
    if known:
        await _learn_unionid(known, unionid)
        return known.citizen_id
    citizen_id = await _same_person(openid, unionid, centre_id) or await _new_citizen(now, centre_id)
    await WeChatIdentity.create(
        centre_id=centre_id,
        created_at=now,
        citizen_id=citizen_id,
        channel=channel,
        openid=found.openid,
        openid_index=openid,
        unionid_index=unionid,
    )
    return citizen_id


async def _learn_unionid(known: WeChatIdentity, unionid: str | None) -> None:
    """WeChat tells the unionid only after the accounts were bound to one open platform."""
    if unionid and known.unionid_index is None:
        await WeChatIdentity.filter(id=known.id).update(unionid_index=unionid)


async def _same_person(openid: str, unionid: str | None, centre_id: int) -> UUID | None:
    """Both channels of one account share the openid; two accounts bound to one open platform share the unionid."""
    same = Q(openid_index=openid) | Q(unionid_index=unionid) if unionid else Q(openid_index=openid)
    row = await WeChatIdentity.filter(same, centre_id=centre_id).order_by("id").first()
    return row.citizen_id if row else None


async def _new_citizen(now: datetime, centre_id: int) -> UUID:
    return (await Citizen.create(centre_id=centre_id, created_at=now)).id
