"""Tables of the citizens. Personal columns are sealed; what must be found has a keyed index beside it."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.accounts.states import Channel, ConsentKind, Identity, Relation
from backend.database import Row
from backend.database.vault import SealedField


class Citizen(Row):
    """A person who uses the software. ``elder_mode`` None: was never asked."""

    name = SealedField("citizen.name", null=True)
    id_number = SealedField("citizen.id_number", null=True)
    id_number_index = fields.CharField(max_length=64, null=True)
    phone = SealedField("citizen.phone", null=True)
    identity = fields.CharEnumField(Identity, max_length=8, default=Identity.NONE)
    elder_mode = fields.BooleanField(null=True)

    class Meta:
        table = "citizen"
        indexes = (("centre_id", "id_number_index"),)


class CitizenPart(Row):
    """Something that belongs to one citizen."""

    citizen: fields.ForeignKeyRelation[Citizen] = fields.ForeignKeyField(
        "models.Citizen", related_name=False, on_delete=fields.RESTRICT
    )
    citizen_id: UUID

    class Meta:
        abstract = True


class WeChatIdentity(CitizenPart):
    """One openid of a citizen. ``unionid_index`` ties the openids of one person together when WeChat tells it."""

    channel = fields.CharEnumField(Channel, max_length=4)
    openid = SealedField("wechat_identity.openid")
    openid_index = fields.CharField(max_length=64)
    unionid_index = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "wechat_identity"
        unique_together = (("centre_id", "channel", "openid_index"),)
        indexes = (("centre_id", "openid_index"), ("centre_id", "unionid_index"), ("citizen_id", "channel"))


class CitizenSession(CitizenPart):
    """A logged-in phone or browser. Only the hash of its token is kept."""

    token_hash = fields.CharField(max_length=64, unique=True)
    channel = fields.CharEnumField(Channel, max_length=4)
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "citizen_session"
        indexes = (("citizen_id",),)


class CitizenConsent(CitizenPart):
    """One consent with the version of the text it was given to; withdrawn, never deleted."""

    kind = fields.CharEnumField(ConsentKind, max_length=8)
    version = fields.CharField(max_length=40)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        table = "citizen_consent"


class CitizenAddress(CitizenPart):
    """An address in the citizen's book. District and above are plain, all that points to a person is sealed."""

    recipient = SealedField("citizen_address.recipient")
    phone = SealedField("citizen_address.phone")
    province = fields.CharField(max_length=20)
    city = fields.CharField(max_length=20)
    district = fields.CharField(max_length=20)
    detail = SealedField("citizen_address.detail")
    is_default = fields.BooleanField(default=False)

    class Meta:
        table = "citizen_address"
        indexes = (("citizen_id",),)


class FamilyMember(CitizenPart):
    """Somebody for whom the citizen books. Found by the keyed index, so that nobody is entered twice."""

    name = SealedField("family_member.name")
    id_number = SealedField("family_member.id_number")
    id_number_index = fields.CharField(max_length=64)
    relation = fields.CharEnumField(Relation, max_length=8)

    class Meta:
        table = "family_member"
        unique_together = (("citizen_id", "id_number_index"),)
