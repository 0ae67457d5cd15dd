"""What each role may do. One table; screens and endpoints ask for permissions, never for roles."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """A right that an endpoint asks for."""

    QUEUE_CALL = "queue.call"
    QUEUE_CHECK_IN = "queue.check_in"
    APPOINTMENTS_READ = "appointments.read"
    APPOINTMENTS_MANAGE = "appointments.manage"
    PLANS_READ = "plans.read"
    PLANS_MANAGE = "plans.manage"
    STATISTICS_READ = "statistics.read"
    APPEALS_READ = "appeals.read"
    APPEALS_DECIDE = "appeals.decide"
    CASES_REGISTER = "cases.register"
    CASES_ACCEPT = "cases.accept"
    CASES_DECIDE = "cases.decide"
    CASES_READ = "cases.read"
    PARCELS_PACK = "parcels.pack"
    PARCELS_READ = "parcels.read"
    CONSULTATIONS_ANSWER = "consultations.answer"
    CONSULTATIONS_ROUTE = "consultations.route"
    CONSULTATIONS_READ = "consultations.read"
    CONSULTATIONS_SUPERVISE = "consultations.supervise"
    BOT_REVIEW = "bot.review"
    RATINGS_READ = "ratings.read"
    RATINGS_RECTIFY = "ratings.rectify"
    RATINGS_CALL_BACK = "ratings.call_back"
    RATINGS_PUBLISH = "ratings.publish"
    RATINGS_PERSON = "ratings.person"
    RATINGS_DECIDE = "ratings.decide"
    COMPLAINTS_READ = "complaints.read"
    COMPLAINTS_HANDLE = "complaints.handle"
    INTEGRITY_HANDLE = "integrity.handle"
    EVALUATIONS_REPORT = "evaluations.report"
    GUIDES_READ = "guides.read"
    MEMBERS_MANAGE = "members.manage"
    PERSONAL_DATA_READ = "personal_data.read"


class Role(StrEnum):
    """What a member is at the centre."""

    CLERK = "clerk"
    HEAD = "head"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


ROLE_LABELS: Mapping[Role, str] = MappingProxyType(
    {
        Role.CLERK: "窗口人员",
        Role.HEAD: "窗口负责人",
        Role.COORDINATOR: "综合协调人员",
        Role.SUPERVISOR: "监察人员",
        Role.ADMIN: "系统管理员",
    }
)

_CLERK = frozenset(
    {
        Permission.QUEUE_CALL,
        Permission.QUEUE_CHECK_IN,
        Permission.APPOINTMENTS_READ,
        Permission.APPOINTMENTS_MANAGE,
        Permission.CASES_REGISTER,
        Permission.CASES_ACCEPT,
        Permission.CASES_READ,
        Permission.PARCELS_PACK,
        Permission.PARCELS_READ,
        Permission.CONSULTATIONS_ANSWER,
        Permission.CONSULTATIONS_READ,
        Permission.GUIDES_READ,
        Permission.RATINGS_READ,
        Permission.PERSONAL_DATA_READ,
    }
)
_READ_ONLY = frozenset(permission for permission in Permission if permission.endswith(".read"))

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.CLERK: _CLERK,
        # Who accepts a case does not decide it: the two rights are never in one role.
        Role.HEAD: _CLERK - {Permission.CASES_ACCEPT}
        | {Permission.CASES_DECIDE, Permission.PLANS_READ, Permission.STATISTICS_READ, Permission.RATINGS_RECTIFY},
        Role.COORDINATOR: frozenset(
            {
                Permission.CONSULTATIONS_ANSWER,
                Permission.CONSULTATIONS_ROUTE,
                Permission.CONSULTATIONS_READ,
                Permission.BOT_REVIEW,
                Permission.GUIDES_READ,
                Permission.CASES_READ,
                Permission.PARCELS_READ,
                Permission.APPOINTMENTS_READ,
                Permission.APPOINTMENTS_MANAGE,
                Permission.PLANS_READ,
                Permission.PLANS_MANAGE,
                Permission.STATISTICS_READ,
                Permission.APPEALS_READ,
                Permission.APPEALS_DECIDE,
                Permission.RATINGS_READ,
                Permission.RATINGS_RECTIFY,
                Permission.RATINGS_CALL_BACK,
                Permission.RATINGS_PUBLISH,
                Permission.RATINGS_PERSON,
                Permission.COMPLAINTS_READ,
                Permission.COMPLAINTS_HANDLE,
                Permission.EVALUATIONS_REPORT,
            }
        ),
        # Supervision judges what departments did; it handles nothing but reports of corruption.
        Role.SUPERVISOR: _READ_ONLY - {Permission.PERSONAL_DATA_READ}
        | {
            Permission.CONSULTATIONS_SUPERVISE,
            Permission.RATINGS_PERSON,
            Permission.RATINGS_DECIDE,
            Permission.INTEGRITY_HANDLE,
            Permission.EVALUATIONS_REPORT,
        },
        Role.ADMIN: frozenset(
            {
                Permission.MEMBERS_MANAGE,
                Permission.BOT_REVIEW,
                Permission.GUIDES_READ,
                Permission.PLANS_READ,
                Permission.PLANS_MANAGE,
            }
        ),
    }
)
"""Personal data is closed to roles that only watch or administer (个人信息保护法 art. 6: no more than needed)."""


def permissions_of(role: Role) -> frozenset[str]:
    """The permissions of a role, as plain text for `web.access.Staff`."""
    return frozenset(permission.value for permission in ROLE_PERMISSIONS[role])
