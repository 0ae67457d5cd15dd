"""Roles, passwords and codes as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.common.errors import InvalidInput
from backend.staff import passwords, totp
from backend.staff.roles import ROLE_LABELS, ROLE_PERMISSIONS, Role, permissions_of

NOW = datetime(2026, 11, 23, 1, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

CONTRACT = {
    Role.CLERK: "queue.call queue.check_in appointments.read appointments.manage cases.register cases.accept"
    " cases.read parcels.pack parcels.read consultations.answer consultations.read guides.read ratings.read"
    " personal_data.read",
    Role.HEAD: "queue.call queue.check_in appointments.read appointments.manage plans.read statistics.read"
    " cases.register cases.decide cases.read parcels.pack parcels.read"
    " consultations.answer consultations.read guides.read ratings.read ratings.rectify personal_data.read",
    Role.COORDINATOR: "consultations.answer consultations.route consultations.read bot.review guides.read cases.read"
    " parcels.read appointments.read appointments.manage plans.read plans.manage statistics.read"
    " ratings.read ratings.rectify ratings.call_back ratings.publish ratings.person complaints.read"
    " complaints.handle evaluations.report appeals.read appeals.decide",
    Role.SUPERVISOR: "appointments.read plans.read statistics.read cases.read parcels.read consultations.read"
    " consultations.supervise guides.read ratings.read ratings.person ratings.decide complaints.read integrity.handle"
    " evaluations.report appeals.read",
    Role.ADMIN: "members.manage bot.review guides.read plans.read plans.manage",
}


@pytest.mark.parametrize("role", list(Role))
def test_roles_may_exactly_what_the_contract_says(role: Role) -> None:
    assert permissions_of(role) == set(CONTRACT[role].split())
    assert role in ROLE_LABELS


def test_nobody_both_accepts_and_decides() -> None:
    assert not any({"cases.accept", "cases.decide"} <= set(rights) for rights in ROLE_PERMISSIONS.values())


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("窗口的花今天开得很好看呀", True),
        ("correct horse battery", True),
        ("short-pass1", False),
        ("x" * 129, False),
        ("aaaaaaaaaaaaaaaa", False),
        ("Password-2026!", False),
        ("hz01-hz01-2026", False),
    ],
)
def test_passwords_are_long_and_not_common(password: str, good: bool) -> None:
    if good:
        assert passwords.check_new(password, "hz01") == password
    else:
        with pytest.raises(InvalidInput):
            passwords.check_new(password, "hz01")


async def test_a_hash_is_argon2id_and_fits_its_password_only() -> None:
    stored = await passwords.hash_password("correct horse battery")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.is_right(stored, "correct horse battery")
    assert not await passwords.is_right(stored, "correct horse battery ")
    assert not await passwords.is_right(None, "correct horse battery")
    assert not await passwords.is_right("no hash", "correct horse battery")


@pytest.mark.parametrize(("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_may_be_one_step_off(seconds: int, accepted: bool) -> None:
    code = totp.code_at(SECRET, NOW + timedelta(seconds=seconds))
    assert (totp.accepted_step(SECRET, code, NOW) is not None) is accepted


@pytest.mark.parametrize("code", ["", "00000", "0000000", "abcdef", "１２３４５６"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert totp.accepted_step(SECRET, code, NOW) is None
