"""A member's account: working or stopped."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class MemberState(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"


MEMBER: Machine[MemberState] = Machine(
    "账号",
    start=MemberState.ACTIVE,
    table={
        (MemberState.ACTIVE, "reset-password"): MemberState.ACTIVE,
        (MemberState.ACTIVE, "disable"): MemberState.DISABLED,
        (MemberState.DISABLED, "enable"): MemberState.ACTIVE,
    },
    labels={MemberState.ACTIVE: "使用中", MemberState.DISABLED: "已停用"},
    verbs={"reset-password": "重置密码", "disable": "停用", "enable": "启用"},
)
