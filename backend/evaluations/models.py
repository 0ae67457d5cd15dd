"""Tables of the evaluations. Citizens' words are personal: their columns are sealed."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.database import Row
from backend.database.vault import SealedField
from backend.evaluations.states import (
    Appealing,
    Channel,
    Complaining,
    ComplaintKind,
    Level,
    Matter,
    Rectifying,
    Target,
)


class Rating(Row):
    """One ended matter and what its citizen thinks of it. ``grade`` stays empty until the citizen gives one.

    The id is random, not time-ordered: it must not say when somebody left the window.

    ``window`` is the window that handled it, where one did. ``counted`` turns false when an appeal is upheld: the
    rating stays and the statistics pass it over. ``published_words`` are masked and chosen by 综合协调科.
    """

    kind = fields.CharEnumField(Matter, max_length=12)
    matter_id = fields.UUIDField()
    citizen_id = fields.UUIDField()
    department = fields.CharField(max_length=16)
    window = fields.CharField(max_length=16, null=True, source_field="window_code")
    title = fields.CharField(max_length=120)
    number = fields.CharField(max_length=32)
    ended_at = fields.DatetimeField()
    open_until = fields.DatetimeField()

    version = fields.IntField(default=1)
    grade = fields.SmallIntField(null=True)
    tags: list[str] = fields.JSONField(default=list)
    words = SealedField("rating.words", null=True)
    may_call = fields.BooleanField(default=False)
    rated_at = fields.DatetimeField(null=True)
    counted = fields.BooleanField(default=True)
    follow_grade = fields.SmallIntField(null=True)
    follow_words = SealedField("rating.follow_words", null=True)
    followed_at = fields.DatetimeField(null=True)
    published_words = fields.CharField(max_length=600, null=True)

    class Meta:
        table = "rating"
        unique_together = (("centre_id", "kind", "matter_id"),)
        indexes = (("citizen_id", "created_at"),)


class RatingPart(Row):
    """Something that belongs to one rating."""

    rating: fields.ForeignKeyRelation[Rating] = fields.ForeignKeyField(
        "models.Rating", related_name=False, on_delete=fields.RESTRICT
    )
    rating_id: UUID

    class Meta:
        abstract = True


class RatingEvent(RatingPart):
    """One change of a rating, its rectification or its appeal; never edited.

    ``channel`` and ``reached`` are there for contacts and call-backs. ``told``: the citizen reads the note too.
    """

    verb = fields.CharField(max_length=16)
    actor = fields.CharField(max_length=64)
    by_name = fields.CharField(max_length=80)
    channel = fields.CharEnumField(Channel, max_length=8, null=True)
    reached = fields.BooleanField(null=True)
    told = fields.BooleanField(default=False)
    note = SealedField("rating_event.note", null=True)

    class Meta:
        table = "rating_event"
        indexes = (("rating_id", "id"),)


class Rectification(RatingPart):
    """What the department does about a 差评; one per rating. Both terms run from the rating, in working days."""

    department = fields.CharField(max_length=16)
    state = fields.CharEnumField(Rectifying, max_length=10)
    version = fields.IntField(default=1)
    contact_due_at = fields.DatetimeField()
    rectify_due_at = fields.DatetimeField()
    contacted_at = fields.DatetimeField(null=True)
    measure = SealedField("rectification.measure", null=True)
    result = SealedField("rectification.result", null=True)
    rectified_at = fields.DatetimeField(null=True)
    called_back_at = fields.DatetimeField(null=True)

    class Meta:
        table = "rectification"
        unique_together = (("rating_id",),)


class RatingAppeal(RatingPart):
    """A department's doubt about a 差评, decided by supervision; one per rating."""

    state = fields.CharEnumField(Appealing, max_length=8)
    reason = SealedField("rating_appeal.reason")
    asked_by = fields.UUIDField()
    asked_by_name = fields.CharField(max_length=80)
    decision = SealedField("rating_appeal.decision", null=True)
    decided_by = fields.UUIDField(null=True)
    decided_by_name = fields.CharField(max_length=80, null=True)
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "rating_appeal"
        unique_together = (("rating_id",),)


class Complaint(Row):
    """A complaint, an 办不成事 or a report of corruption. All words are sealed.

    ``confidential`` follows ``kind`` 廉政 and is what every list asks. ``matter_*`` name what it is about, when the
    citizen said so. ``reopened``: the one time has been used.
    """

    number = fields.CharField(max_length=16)
    kind = fields.CharEnumField(ComplaintKind, max_length=10)
    confidential = fields.BooleanField()
    citizen_id = fields.UUIDField()
    citizen_masked = fields.CharField(max_length=60)
    department = fields.CharField(max_length=16, null=True)
    matter_kind = fields.CharEnumField(Matter, max_length=12, null=True)
    matter_id = fields.UUIDField(null=True)
    matter_title = fields.CharField(max_length=160, null=True)
    words = SealedField("complaint.words")
    wanted = SealedField("complaint.wanted")
    phone = SealedField("complaint.phone", null=True)
    state = fields.CharEnumField(Complaining, max_length=8)
    version = fields.IntField(default=1)
    due_at = fields.DatetimeField()
    provisional = fields.BooleanField()
    owner_id = fields.UUIDField(null=True)
    owner_name = fields.CharField(max_length=80, null=True)
    replied_at = fields.DatetimeField(null=True)
    reopened = fields.BooleanField(default=False)

    class Meta:
        table = "complaint"
        unique_together = (("centre_id", "number"),)
        indexes = (("citizen_id", "id"),)


class ComplaintEvent(Row):
    """One change of a complaint, never edited. ``told``: the citizen reads the note too."""

    complaint: fields.ForeignKeyRelation[Complaint] = fields.ForeignKeyField(
        "models.Complaint", related_name=False, on_delete=fields.RESTRICT
    )
    complaint_id: UUID
    verb = fields.CharField(max_length=10)
    state = fields.CharEnumField(Complaining, max_length=8)
    actor = fields.CharField(max_length=64)
    by_name = fields.CharField(max_length=80)
    told = fields.BooleanField(default=False)
    note = SealedField("complaint_event.note", null=True)

    class Meta:
        table = "complaint_event"
        indexes = (("complaint_id", "id"),)


class ComplaintCounter(Row):
    """The last serial of a month (``yymm``)."""

    month = fields.CharField(max_length=4)
    serial = fields.IntField()

    class Meta:
        table = "complaint_counter"
        unique_together = (("centre_id", "month"),)


class EvaluationTimer(Row):
    """One call of a term, fired at most once by the sweep, or stopped because what it waited for was done.

    ``subject_id`` is a rating's or a complaint's. ``round`` counts a reopened complaint's terms from 1.
    """

    subject_id = fields.UUIDField()
    target = fields.CharEnumField(Target, max_length=8)
    level = fields.CharEnumField(Level, max_length=8)
    round = fields.SmallIntField(default=1)
    fires_at = fields.DatetimeField()
    fired_at = fields.DatetimeField(null=True)
    stopped_at = fields.DatetimeField(null=True)

    class Meta:
        table = "evaluation_timer"
        unique_together = (("subject_id", "target", "level", "round"),)
