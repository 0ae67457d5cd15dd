"""Tables of the delivery."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.database import Row
from backend.database.vault import SealedField
from backend.delivery.couriers.protocol import ParcelStatus
from backend.delivery.states import DeliveryState, Method


class Parcel(Row):
    """How one case's certificate reaches the citizen.

    The address is the parcel's own sealed copy. ``order_number`` is ours and the idempotency key at the courier; each
    ``attempt`` has its own. ``sent_at``: the courier may know of the order from then on. ``news_at``: the courier's
    last word; ``asked_at``: our last question. ``problem`` is for staff.
    """

    case_id = fields.UUIDField(unique=True)
    case_number = fields.CharField(max_length=26)
    citizen_id = fields.UUIDField()
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    department = fields.CharField(max_length=16)
    certificate_name = fields.CharField(max_length=120)

    method = fields.CharEnumField(Method, max_length=8)
    state = fields.CharEnumField(DeliveryState, max_length=12)
    version = fields.IntField(default=1)

    recipient = SealedField("parcel.recipient", null=True)
    phone = SealedField("parcel.phone", null=True)
    region = fields.CharField(max_length=60, null=True)
    detail = SealedField("parcel.detail", null=True)
    address_masked = fields.CharField(max_length=120, null=True)
    consent_at = fields.DatetimeField(null=True)
    courier_name = fields.CharField(max_length=40, null=True)

    attempt = fields.SmallIntField(default=0)
    order_number = fields.CharField(max_length=32, null=True)
    ordered_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    courier_order_id = fields.CharField(max_length=64, null=True)
    courier_task_id = fields.CharField(max_length=64, null=True)
    waybill_number = fields.CharField(max_length=64, null=True)
    fee_fen = fields.IntField(null=True)
    news_at = fields.DatetimeField(null=True)
    asked_at = fields.DatetimeField(null=True)
    cancel_reason = SealedField("parcel.cancel_reason", null=True)
    cancel_asked_at = fields.DatetimeField(null=True)
    problem = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "parcel"
        indexes = (("centre_id", "state", "department"), ("courier_order_id",), ("waybill_number",))


class ParcelPart(Row):
    """Something that belongs to one parcel."""

    parcel: fields.ForeignKeyRelation[Parcel] = fields.ForeignKeyField(
        "models.Parcel", related_name=False, on_delete=fields.RESTRICT
    )
    parcel_id: UUID

    class Meta:
        abstract = True


class ParcelChange(ParcelPart):
    """One change of our own state; never edited."""

    verb = fields.CharField(max_length=12)
    state = fields.CharEnumField(DeliveryState, max_length=12)
    actor = fields.CharField(max_length=64)
    note = SealedField("parcel_change.note", null=True)

    class Meta:
        table = "parcel_change"
        indexes = (("parcel_id", "id"),)


class ParcelEvent(ParcelPart):
    """One thing the courier told; ``event_key`` is equal for equal events. Couriers' own words may name people."""

    attempt = fields.SmallIntField()
    event_key = fields.CharField(max_length=64)
    at = fields.DatetimeField()
    status = fields.CharEnumField(ParcelStatus, max_length=20)
    text = fields.CharField(max_length=200)
    raw_code = fields.CharField(max_length=20)
    raw_text = SealedField("parcel_event.raw_text")
    location = fields.CharField(max_length=120, default="")
    timed = fields.BooleanField()
    correction = fields.BooleanField(default=False)

    class Meta:
        table = "parcel_event"
        unique_together = (("parcel_id", "attempt", "event_key"),)


class CourierPush(Row):
    """What a courier posted, verified and kept before anything is done with it."""

    source = fields.CharField(max_length=20)
    dedupe_key = fields.CharField(max_length=64)
    parcel_id = fields.UUIDField()
    attempt = fields.SmallIntField()
    body = SealedField("courier_push.body")
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "courier_push"
        unique_together = (("centre_id", "source", "dedupe_key"),)
