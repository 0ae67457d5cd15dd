"""What the staff endpoints take and return."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.common.text import Name
from backend.staff import departments
from backend.staff.models import StaffMember
from backend.staff.roles import ROLE_LABELS, Role, permissions_of
from backend.staff.rules import state_of
from backend.staff.states import MEMBER
from backend.web.schemas import Action, In, Out

Password = Annotated[str, Field(min_length=1, max_length=128)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]
Account = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-zA-Z0-9._-]{2,32}$")]
Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-zA-Z0-9-]{1,20}$")]
ShortCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,16}$")]


class PasswordStep(In):
    """First step of a log-in."""

    account: Annotated[str, Field(min_length=1, max_length=32)]
    password: Password


class CodeStep(In):
    """Second step: six digits from the authenticator app."""

    code: Code


class PasswordChange(In):
    """One's own password."""

    old: Password
    new: Password


class Version(In):
    """The version of the row the caller saw."""

    version: int


class NewMemberIn(In):
    """A member to add."""

    account: Account
    name: Name
    number: Number
    role: Role
    department: ShortCode | None = None
    windows: tuple[ShortCode, ...] = Field(default=(), max_length=20)


class DepartmentRef(Out):
    """A department by code and name."""

    code: str
    name: str


class Staff(Out):
    """The logged-in member."""

    id: UUID
    account: str
    name: str
    number: str
    role: Role
    role_label: str
    department: DepartmentRef | None
    windows: list[str]
    permissions: list[str]
    must_change_password: bool


class Member(Out):
    """A member on the administrator's list."""

    id: UUID
    account: str
    name: str
    number: str
    role: Role
    role_label: str
    department: DepartmentRef | None
    windows: list[str]
    state: str
    state_label: str
    enrolled: bool
    must_change_password: bool
    version: int
    actions: list[Action]


class LoginStep(Out):
    """What the log-in needs next: the code, or first the enrolment of a phone; ``done`` carries the member."""

    stage: Literal["totp", "enrol", "done"]
    secret: str | None = None
    otpauth_url: str | None = None
    qr_svg: str | None = None
    staff: Staff | None = None


class AddedMember(Out):
    """The new member and the first password; it is shown this once."""

    member: Member
    password: str


class NewPassword(Out):
    """A first password; it is shown this once."""

    password: str


def staff_out(row: StaffMember) -> Staff:
    """A member as themselves."""
    return Staff(
        id=row.id,
        account=row.account,
        name=row.name,
        number=row.number,
        role=row.role,
        role_label=ROLE_LABELS[row.role],
        department=_department(row.department),
        windows=list(row.windows),
        permissions=[] if row.must_change_password else sorted(permissions_of(row.role)),
        must_change_password=row.must_change_password,
    )


def member_out(row: StaffMember, viewer: UUID) -> Member:
    """A member as the administrator ``viewer`` sees one; nobody stops themselves."""
    state = state_of(row.disabled_at)
    return Member(
        id=row.id,
        account=row.account,
        name=row.name,
        number=row.number,
        role=row.role,
        role_label=ROLE_LABELS[row.role],
        department=_department(row.department),
        windows=list(row.windows),
        state=state,
        state_label=MEMBER.label(state),
        enrolled=row.totp_enrolled_at is not None,
        must_change_password=row.must_change_password,
        version=row.version,
        actions=[_action(verb, row) for verb in MEMBER.allowed(state) if not (verb == "disable" and row.id == viewer)],
    )


_CONFIRM = {
    "reset-password": "重置{name}的密码吗？{name}要重新绑定手机。",
    "disable": "停用{name}的账号吗？{name}会立即退出。",
}


def _action(verb: str, row: StaffMember) -> Action:
    confirm = _CONFIRM.get(verb)
    return Action(
        name=verb,
        label=MEMBER.verb_label(verb),
        kind="danger" if verb == "disable" else "default",
        confirm=confirm.format(name=row.name) if confirm else None,
    )


def _department(code: str | None) -> DepartmentRef | None:
    return DepartmentRef(code=code, name=departments.name(code)) if code else None
