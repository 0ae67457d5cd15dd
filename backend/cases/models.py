"""Tables of the cases. What a case needs of its guide is copied at registration: later wordings never touch it."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.cases.states import CaseState
from backend.database import Row
from backend.database.vault import SealedField


class CaseSerial(Row):
    """The last serial given out on a day; changed by one atomic statement."""

    day = fields.DateField()
    last_serial = fields.IntField()

    class Meta:
        table = "case_serial"
        unique_together = (("centre_id", "day"),)


class Case(Row):
    """One matter of one applicant.

    ``number`` is the 受理号. ``query_code`` is on the receipt; its index is what a look-up compares. ``step`` is the
    position of the present step; None when nothing is left to do. ``promised_days`` are in ``promised_unit``.
    """

    number = fields.CharField(max_length=26)
    query_code = SealedField("case_file.query_code")
    query_code_index = fields.CharField(max_length=64)
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    guide_version = fields.IntField()
    department = fields.CharField(max_length=16)
    handling = fields.CharField(max_length=8)
    result_name = fields.CharField(max_length=120)
    deliverable = fields.BooleanField()
    promised_days = fields.IntField(null=True)
    promised_unit = fields.CharField(max_length=4)

    citizen_id = fields.UUIDField(null=True)
    applicant_kind = fields.CharField(max_length=4)
    applicant_name = SealedField("case_file.applicant_name")
    id_kind = fields.CharField(max_length=16)
    id_number = SealedField("case_file.id_number")
    id_number_index = fields.CharField(max_length=64)
    phone = SealedField("case_file.phone")
    summary = SealedField("case_file.summary", null=True)
    ticket_id = fields.UUIDField(null=True)
    ticket_number = fields.CharField(max_length=8, null=True)

    state = fields.CharEnumField(CaseState, max_length=16)
    version = fields.IntField(default=1)
    step = fields.SmallIntField(null=True)
    registered_by = fields.UUIDField()
    accepted_at = fields.DatetimeField(null=True)
    accepted_by = fields.UUIDField(null=True)
    accepted_by_name = fields.CharField(max_length=60, null=True)
    promised_at = fields.DatetimeField(null=True)
    provisional = fields.BooleanField(default=False)
    decided_by = fields.UUIDField(null=True)
    decided_by_name = fields.CharField(max_length=60, null=True)

    class Meta:
        table = "case_file"
        unique_together = (("centre_id", "number"),)
        indexes = (
            ("citizen_id", "id"),
            ("centre_id", "department", "state"),
            ("centre_id", "id_number_index"),
            ("ticket_id",),
        )


class CasePart(Row):
    """Something that belongs to one case."""

    case: fields.ForeignKeyRelation[Case] = fields.ForeignKeyField(
        "models.Case", related_name=False, on_delete=fields.RESTRICT
    )
    case_id: UUID

    class Meta:
        abstract = True


class CaseMaterial(CasePart):
    """A line of the guide's checklist and what was handed in. ``any_of`` names a group that replaces each other."""

    position = fields.SmallIntField()
    name = fields.CharField(max_length=120)
    necessity = fields.CharField(max_length=8)
    any_of = fields.CharField(max_length=60, null=True)
    condition = fields.CharField(max_length=200, null=True)
    received = fields.BooleanField(default=False)
    form = fields.CharField(max_length=8, default="原件")
    copies = fields.SmallIntField(default=0)

    class Meta:
        table = "case_material"
        unique_together = (("case_id", "name"),)


class CaseStep(CasePart):
    """A step of the guide. ``stage`` is empty where the guide names none."""

    position = fields.SmallIntField()
    name = fields.CharField(max_length=120)
    who = fields.CharField(max_length=4)
    stage = fields.CharField(max_length=4, default="")
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "case_step"
        unique_together = (("case_id", "position"),)


class CaseEvent(CasePart):
    """One change, never edited: what the citizen sees (``title``, ``text``), and for staff ``note`` and by whom."""

    verb = fields.CharField(max_length=20)
    state = fields.CharEnumField(CaseState, max_length=16)
    title = fields.CharField(max_length=140)
    text = SealedField("case_event.text", null=True)
    note = SealedField("case_event.note", null=True)
    unit = fields.CharField(max_length=16)
    actor = fields.CharField(max_length=64)
    by_name = fields.CharField(max_length=60, null=True)

    class Meta:
        table = "case_event"
        indexes = (("case_id", "id"),)


class Supplement(CasePart):
    """A notice of what is missing. ``position`` counts from 1; the law wants one, a second carries its reason."""

    position = fields.SmallIntField()
    note = SealedField("case_supplement.note", null=True)
    supplied_at = fields.DatetimeField(null=True)

    class Meta:
        table = "case_supplement"
        unique_together = (("case_id", "position"),)


class SupplementItem(Row):
    """One missing material with the reason."""

    supplement: fields.ForeignKeyRelation[Supplement] = fields.ForeignKeyField(
        "models.Supplement", related_name=False, on_delete=fields.RESTRICT
    )
    supplement_id: UUID
    name = fields.CharField(max_length=120)
    reason = SealedField("case_supplement_item.reason")
    supplied_at = fields.DatetimeField(null=True)

    class Meta:
        table = "case_supplement_item"
        unique_together = (("supplement_id", "name"),)


class Decision(CasePart):
    """The decision, one per case. ``result`` is 准予 or 不予."""

    result = fields.CharField(max_length=4)
    reason = SealedField("case_decision.reason", null=True)
    certificate_name = fields.CharField(max_length=120, null=True)
    certificate_number = SealedField("case_decision.certificate_number", null=True)
    remedy = fields.CharField(max_length=200, null=True)
    decided_by = fields.UUIDField()

    class Meta:
        table = "case_decision"
        unique_together = (("case_id",),)


class LookupCount(Row):
    """Failed look-ups of one day by one source or for one number; ``subject`` is a keyed hash, never the thing."""

    day = fields.DateField()
    kind = fields.CharField(max_length=8)
    subject = fields.CharField(max_length=64)
    failures = fields.IntField(default=0)

    class Meta:
        table = "case_lookup_count"
        unique_together = (("centre_id", "kind", "subject", "day"),)
