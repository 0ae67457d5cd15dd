"""Tables of the staff."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.database import Row
from backend.database.vault import SealedField
from backend.staff.roles import Role


class StaffMember(Row):
    """A person who works at the centre.

    ``number`` is the 工号 citizens see beside a reply. ``totp_step`` is the last 30-second step whose code was
    accepted: a code works once. ``totp_enrolled_at`` None: the next log-in shows the secret.
    """

    account = fields.CharField(max_length=32)
    name = fields.CharField(max_length=50)
    number = fields.CharField(max_length=20)
    role = fields.CharEnumField(Role, max_length=16)
    department = fields.CharField(max_length=16, null=True)
    windows: list[str] = fields.JSONField(default=list)
    password_hash = fields.CharField(max_length=200)
    must_change_password = fields.BooleanField(default=True)
    totp_secret = SealedField("staff_member.totp_secret", null=True)
    totp_enrolled_at = fields.DatetimeField(null=True)
    totp_step = fields.BigIntField(null=True)
    disabled_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "staff_member"
        unique_together = (("centre_id", "account"), ("centre_id", "number"))


class StaffSession(Row):
    """A logged-in browser, or one that gave its password and owes the code (``verified_at`` None)."""

    member: fields.ForeignKeyRelation[StaffMember] = fields.ForeignKeyField(
        "models.StaffMember", related_name=False, on_delete=fields.RESTRICT
    )
    member_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    verified_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_session"
        indexes = (("member_id", "revoked_at"),)


class StaffLoginTry(Row):
    """Tries at one account's password ("password") or code ("totp") since the last success.

    Counted by account text, whether such a member exists or not: a lock gives nothing away.
    """

    account_index = fields.CharField(max_length=64)
    step = fields.CharField(max_length=8)
    tries = fields.SmallIntField()
    locked_until = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_login_try"
        unique_together = (("centre_id", "account_index", "step"),)
