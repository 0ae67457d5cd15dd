"""Logging in: the password, then the code. Tries are counted even though a refusal rolls back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend import audit
from backend.common.crypto import hash_token
from backend.common.ids import new_id, new_token
from backend.database import fetch, fetch_one, transactional, vault
from backend.staff import passwords, sql, totp, tries
from backend.staff.models import StaffMember, StaffSession
from backend.staff.refusals import StepExpired, WrongLogin
from backend.web.access import Staff
from backend.web.live import end_streams

CODE_WITHIN = timedelta(minutes=5)
"""How long after the password the code may come."""


@dataclass(frozen=True)
class PasswordGiven:
    """The password was right. ``token`` is good for the code only; ``secret`` is set when the member must enrol."""

    token: str = field(repr=False)
    account: str
    secret: str | None = field(repr=False)


@dataclass(frozen=True)
class LoggedIn:
    """Both steps were right."""

    token: str = field(repr=False)
    member: StaffMember


async def give_password(account: str, password: str, now: datetime, centre_id: int = 1) -> PasswordGiven:
    """First step.

    Raises:
        WrongLogin: whatever is wrong, it does not say what.
        TooManyRequests: five wrong tries; seconds to wait. Also for accounts that do not exist.
    """
    account = account.casefold()
    await tries.count(account, "password", now, centre_id)
    member = await StaffMember.get_or_none(centre_id=centre_id, account=account)
    right = await passwords.is_right(member.password_hash if member else None, password)
    if member is None or not right or member.disabled_at:
        raise WrongLogin()
    await tries.forget(account, "password", centre_id)
    return await _begin(member, now)


async def give_code(token: str, code: str, now: datetime, lasting: timedelta) -> LoggedIn:
    """Second step.

    Parameters:
        token: from `give_password`.
        lasting: life of the session from now.

    Raises:
        StepExpired: the password was given more than five minutes ago, or never.
        WrongLogin: the code is wrong or was used.
        TooManyRequests: five wrong codes.
    """
    pending = await StaffSession.get_or_none(token_hash=hash_token(token), verified_at=None, revoked_at=None)
    if pending is None or pending.expires_at <= now:
        raise StepExpired()
    member = await StaffMember.get(id=pending.member_id)
    await tries.count(member.account, "totp", now, member.centre_id)
    step = totp.accepted_step(member.totp_secret, code, now) if member.totp_secret else None
    if step is None:
        raise WrongLogin()
    return await _finish(pending, member, step, now, lasting)


@transactional
async def log_out(who: Staff, now: datetime) -> None:
    """End this browser's session."""
    await StaffSession.filter(id=who.session_id, revoked_at=None).update(revoked_at=now)
    await end_streams(who.session_id)
    await audit.record(who.actor, "staff.log_out", f"staff:{who.id}", now)


@transactional
async def _begin(member: StaffMember, now: datetime) -> PasswordGiven:
    secret = await _secret_to_show(member)
    token = new_token()
    await _open(member, token, now, now + CODE_WITHIN, verified_at=None)
    return PasswordGiven(token, member.account, secret)


async def _secret_to_show(member: StaffMember) -> str | None:
    """The secret of a member who has not enrolled yet; the same one until the first code proves it was taken over."""
    if member.totp_enrolled_at:
        return None
    fresh = totp.new_secret()
    stored = await fetch_one(sql.STORE_TOTP, [member.id, vault.seal_text(fresh, "staff_member.totp_secret")])
    return fresh if stored else (await StaffMember.get(id=member.id)).totp_secret


@transactional
async def _finish(pending: StaffSession, member: StaffMember, step: int, now: datetime, lasting: timedelta) -> LoggedIn:
    """The code counts once, and the session gets a token the password step never saw."""
    if await fetch_one(sql.USE_CODE, [member.id, step, now]) is None:
        raise WrongLogin()
    if not await StaffSession.filter(id=pending.id, revoked_at=None).update(revoked_at=now):
        raise StepExpired()
    await tries.forget(member.account, "totp", member.centre_id)
    token = new_token()
    await _open(member, token, now, now + lasting, verified_at=now)
    await audit.record(f"staff:{member.id}", "staff.log_in", f"staff:{member.id}", now, centre_id=member.centre_id)
    return LoggedIn(token, member)


async def _open(member: StaffMember, token: str, now: datetime, until: datetime, verified_at: datetime | None) -> None:
    await StaffSession.create(
        id=new_id(),
        centre_id=member.centre_id,
        created_at=now,
        member_id=member.id,
        token_hash=hash_token(token),
        verified_at=verified_at,
        expires_at=until,
        last_seen_at=now,
    )


async def end_sessions(member: StaffMember, now: datetime, keep: Staff | None = None) -> None:
    """Log a member out everywhere, except in the session that is kept. Joins the caller's transaction."""
    for row in await fetch(sql.REVOKE_ALL, [member.id, now, keep.session_id if keep else None]):
        await end_streams(row["id"])
