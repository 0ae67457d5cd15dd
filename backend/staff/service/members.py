"""Managing members: an administrator adds, resets, stops and restarts them; everybody changes their own password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend import audit
from backend.common.errors import InvalidInput, Stale
from backend.database import transactional
from backend.staff import departments, passwords, tries
from backend.staff.models import StaffMember
from backend.staff.queries import find
from backend.staff.refusals import AccountTaken, NotYourself, WrongLogin
from backend.staff.roles import Role
from backend.staff.rules import state_of
from backend.staff.service.login import end_sessions
from backend.staff.states import MEMBER
from backend.web.access import Staff

NEEDS_DEPARTMENT = frozenset({Role.CLERK, Role.HEAD})


@dataclass(frozen=True)
class NewMember:
    """A member to be added. ``windows`` are window codes."""

    account: str
    name: str
    number: str
    role: Role
    department: str | None
    windows: Sequence[str]


async def add(by: Staff, new: NewMember, now: datetime, centre_id: int = 1) -> tuple[StaffMember, str]:
    """Add a member; returns it with the first password, which is shown once.

    Raises:
        AccountTaken: account or 工号 exists.
        InvalidInput: a clerk or head without department, or an unknown one.
    """
    if new.role in NEEDS_DEPARTMENT and not new.department:
        raise InvalidInput("department", "请选择所属部门。")
    if new.department and not departments.exists(new.department):
        raise InvalidInput("department", "没有这个部门，请重新选择。")
    password = passwords.new_password()
    hashed = await passwords.hash_password(password)
    return await _added(by.actor, new, hashed, now, centre_id), password


async def create_admin(
    account: str, name: str, number: str, password: str, now: datetime, centre_id: int = 1
) -> StaffMember:
    """Add an administrator from the command line: the first one has nobody to add them.

    Raises:
        InvalidInput: the password is too short or too common.
        AccountTaken: account or 工号 exists.
    """
    passwords.check_new(password, account, "password")
    new = NewMember(account, name, number, Role.ADMIN, None, ())
    return await _added("system", new, await passwords.hash_password(password), now, centre_id, chosen=True)


async def _added(
    actor: str, new: NewMember, hashed: str, now: datetime, centre_id: int, *, chosen: bool = False
) -> StaffMember:
    try:
        return await _write(actor, new, hashed, now, centre_id, chosen)
    except IntegrityError:
        raise AccountTaken() from None


@transactional
async def _write(actor: str, new: NewMember, hashed: str, now: datetime, centre_id: int, chosen: bool) -> StaffMember:
    """Write the row; a password its owner ``chosen`` need not be changed at the first log-in."""
    row = await StaffMember.create(
        centre_id=centre_id,
        created_at=now,
        account=new.account.casefold(),
        name=new.name,
        number=new.number,
        role=new.role,
        department=new.department,
        windows=list(new.windows),
        password_hash=hashed,
        must_change_password=not chosen,
    )
    await audit.record(actor, "staff.add", f"staff:{row.id}", now, centre_id=centre_id, role=new.role)
    return row


async def reset_password(by: Staff, member_id: UUID, now: datetime) -> str:
    """Give a new first password and let the member enrol a phone anew (a lost phone is the usual reason).

    All their sessions end. Raises NotFound, WrongState for a stopped account.
    """
    row = await find(member_id)
    MEMBER.next(state_of(row.disabled_at), "reset-password")
    password = passwords.new_password()
    await _set_password(by, row, await passwords.hash_password(password), now)
    return password


@transactional
async def _set_password(by: Staff, row: StaffMember, hashed: str, now: datetime) -> None:
    await StaffMember.filter(id=row.id).update(
        password_hash=hashed, must_change_password=True, totp_secret=None, totp_enrolled_at=None
    )
    await end_sessions(row, now)
    await audit.record(by.actor, "staff.reset_password", f"staff:{row.id}", now)


async def change_password(who: Staff, old: str, new: str, now: datetime) -> StaffMember:
    """Change one's own password; sessions in other browsers end.

    Raises:
        WrongLogin: the old one is wrong (counted like a log-in).
        InvalidInput: the new one is too short, too common or the old one.
    """
    row = await find(who.id)
    passwords.check_new(new, row.account)
    if new == old:
        raise InvalidInput("new", "新密码不能和旧密码一样。")
    await tries.count(row.account, "password", now, row.centre_id)
    if not await passwords.is_right(row.password_hash, old):
        raise WrongLogin()
    await tries.forget(row.account, "password", row.centre_id)
    return await _change(who, row, await passwords.hash_password(new), now)


@transactional
async def _change(who: Staff, row: StaffMember, hashed: str, now: datetime) -> StaffMember:
    changed = await StaffMember.filter(id=row.id, password_hash=row.password_hash).update(
        password_hash=hashed, must_change_password=False
    )
    if not changed:
        raise Stale()
    await end_sessions(row, now, keep=who)
    await audit.record(who.actor, "staff.change_password", f"staff:{row.id}", now)
    return await find(row.id)


@transactional
async def disable(by: Staff, member_id: UUID, version: int, now: datetime) -> StaffMember:
    """Stop an account; all its sessions end at once. Raises NotFound, WrongState, Stale, NotYourself."""
    if member_id == by.id:
        raise NotYourself()
    row = await _move(by, member_id, version, "disable", now)
    await end_sessions(row, now)
    return row


@transactional
async def enable(by: Staff, member_id: UUID, version: int, now: datetime) -> StaffMember:
    """Let a stopped account work again. Raises NotFound, WrongState, Stale."""
    return await _move(by, member_id, version, "enable", now)


async def _move(by: Staff, member_id: UUID, version: int, verb: str, now: datetime) -> StaffMember:
    row = await find(member_id)
    MEMBER.next(state_of(row.disabled_at), verb)
    stopped_at = now if verb == "disable" else None
    moved = await StaffMember.filter(id=row.id, version=version).update(disabled_at=stopped_at, version=version + 1)
    if not moved:
        raise Stale()
    await audit.record(by.actor, f"staff.{verb}", f"staff:{row.id}", now)
    return await find(member_id)
