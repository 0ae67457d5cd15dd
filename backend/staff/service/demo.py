"""Made-up staff for a demo. Nobody of them exists; names are common ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from backend.database import transactional
from backend.staff import passwords, totp
from backend.staff.models import StaffMember
from backend.staff.roles import ROLE_LABELS, Role
from faq.schema import Department


@dataclass(frozen=True)
class DemoLogin:
    """How to log in as a demo member; shown once, by the command that seeds. ``department`` is its code."""

    account: str
    name: str
    role: Role
    role_label: str
    department: str | None
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    otpauth_url: str = field(repr=False)


@dataclass(frozen=True)
class _Person:
    account: str
    name: str
    number: str
    role: Role
    department: str | None = None
    windows: tuple[str, ...] = ()


_PEOPLE = (
    _Person("hz01", "赵敏", "0101", Role.CLERK, "GA-HZ", ("W01",)),
    _Person("hz02", "孙磊", "0102", Role.CLERK, "GA-HZ", ("W02",)),
    _Person("hz00", "周建平", "0100", Role.HEAD, "GA-HZ", ("W01", "W02")),
    _Person("crj01", "吴倩", "0301", Role.CLERK, "GA-CRJ", ("W03",)),
    _Person("bdc01", "郑涛", "0501", Role.CLERK, "BDC", ("W05",)),
    _Person("bdc02", "冯雪", "0502", Role.CLERK, "BDC", ("W06",)),
    _Person("bdc00", "何志远", "0500", Role.HEAD, "BDC", ("W05", "W06")),
    _Person("yb01", "许丽", "0801", Role.CLERK, "YB", ("W08",)),
    _Person("rs01", "韩冰", "0901", Role.CLERK, "RS", ("W09",)),
    _Person("rs00", "唐文", "0900", Role.HEAD, "RS", ("W09", "W10")),
    _Person("mz01", "邓洁", "1201", Role.CLERK, "MZ", ("W12", "W13")),
    _Person("zh01", "曹颖", "1501", Role.CLERK, "ZX", ("W15",)),
    _Person("sc01", "彭宇", "2101", Role.CLERK, "SCJG", ("W21",)),
    _Person("sc02", "曾欣", "2201", Role.CLERK, "SCJG", ("W22",)),
    _Person("sc00", "萧正", "2100", Role.HEAD, "SCJG", ("W21", "W22")),
    _Person("xt01", "田慧", "9001", Role.COORDINATOR, "ZX"),
    _Person("jc01", "董明", "9101", Role.SUPERVISOR),
    _Person("admin", "潘宁", "9901", Role.ADMIN),
)


@transactional
async def seed_demo(departments: Iterable[Department], now: datetime, centre_id: int = 1) -> list[DemoLogin]:
    """Add the demo staff whose department exists, with phones already enrolled.

    Parameters:
        departments: the published departments.

    Returns:
        The log-ins of members that were new; running it again returns none.
    """
    known = {row.account for row in await StaffMember.filter(centre_id=centre_id)}
    places = {None} | {department.code for department in departments}
    wanted = [person for person in _PEOPLE if person.department in places and person.account not in known]
    return [await _add(person, now, centre_id) for person in wanted]


async def _add(person: _Person, now: datetime, centre_id: int) -> DemoLogin:
    password, secret = passwords.new_password(), totp.new_secret()
    await StaffMember.create(
        centre_id=centre_id,
        created_at=now,
        account=person.account,
        name=person.name,
        number=person.number,
        role=person.role,
        department=person.department,
        windows=list(person.windows),
        password_hash=await passwords.hash_password(password),
        must_change_password=False,
        totp_secret=secret,
        totp_enrolled_at=now,
    )
    return DemoLogin(
        account=person.account,
        name=person.name,
        role=person.role,
        role_label=ROLE_LABELS[person.role],
        department=person.department,
        password=password,
        totp_secret=secret,
        otpauth_url=totp.otpauth_url(secret, person.account),
    )
