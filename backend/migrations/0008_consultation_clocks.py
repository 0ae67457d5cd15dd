"""Deadlines, forwarding, extension and joint opinions of consultations."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from backend.common.ids import new_id
from backend.consultations.states import (
    Alarm,
    Asked,
    Handling,
    OnLate,
    Proposal,
    State,
    Urging,
)
from backend.database.vault import SealedField

CONSTRAINTS = [
    (
        "DROP INDEX consultation_one_open",
        "SELECT 1",
    ),
    (
        "DROP INDEX consultation_waiting",
        "SELECT 1",
    ),
    (
        "CREATE UNIQUE INDEX consultation_one_open ON consultation (conversation_id) WHERE state IN ('routed', 'claimed', 'waiting')",
        "DROP INDEX consultation_one_open",
    ),
    (
        "CREATE INDEX consultation_waiting ON consultation (centre_id, due_at, id) WHERE state IN ('routed', 'claimed', 'waiting')",
        "DROP INDEX consultation_waiting",
    ),
    (
        "ALTER TABLE consultation ADD CONSTRAINT consultation_paused CHECK ((state = 'waiting') = (paused_at IS NOT NULL))",
        "ALTER TABLE consultation DROP CONSTRAINT consultation_paused",
    ),
    (
        "ALTER TABLE consultation ADD CONSTRAINT consultation_days CHECK (days BETWEEN 1 AND 30 AND extended_days BETWEEN 0 AND 30)",
        "ALTER TABLE consultation DROP CONSTRAINT consultation_days",
    ),
    (
        "CREATE UNIQUE INDEX consultation_pause_one ON consultation_pause (consultation_id) WHERE until_at IS NULL",
        "DROP INDEX consultation_pause_one",
    ),
    (
        "ALTER TABLE consultation_pause ADD CONSTRAINT consultation_pause_ends_later CHECK (until_at >= from_at)",
        "ALTER TABLE consultation_pause DROP CONSTRAINT consultation_pause_ends_later",
    ),
    (
        "CREATE UNIQUE INDEX consultation_stay_one ON consultation_stay (consultation_id) WHERE left_at IS NULL",
        "DROP INDEX consultation_stay_one",
    ),
    (
        "CREATE INDEX sla_event_pending ON sla_event (centre_id, due_at) WHERE fired_at IS NULL AND cancelled_at IS NULL",
        "DROP INDEX sla_event_pending",
    ),
    (
        "ALTER TABLE sla_event ADD CONSTRAINT sla_event_once CHECK (fired_at IS NULL OR cancelled_at IS NULL)",
        "ALTER TABLE sla_event DROP CONSTRAINT sla_event_once",
    ),
    (
        "CREATE UNIQUE INDEX consultation_extension_one ON consultation_extension (consultation_id) WHERE state = 'asked'",
        "DROP INDEX consultation_extension_one",
    ),
    (
        "ALTER TABLE consultation_extension ADD CONSTRAINT consultation_extension_days CHECK (days BETWEEN 1 AND 5)",
        "ALTER TABLE consultation_extension DROP CONSTRAINT consultation_extension_days",
    ),
    (
        "ALTER TABLE consultation_extension ADD CONSTRAINT consultation_extension_decided CHECK ((state = 'asked') = (decided_at IS NULL))",
        "ALTER TABLE consultation_extension DROP CONSTRAINT consultation_extension_decided",
    ),
    (
        "CREATE UNIQUE INDEX consultation_urge_once_a_day ON consultation_urge (consultation_id, day) WHERE origin = 'citizen'",
        "DROP INDEX consultation_urge_once_a_day",
    ),
    (
        "ALTER TABLE consultation_clock_setting ADD CONSTRAINT consultation_clock_setting_sane CHECK (LEAST(own_days, other_days, joint_days, opinion_days, waiting_days) >= 1 AND GREATEST(own_days, other_days, joint_days, opinion_days, waiting_days) <= 30 AND LEAST(forward_minutes, read_minutes) >= 10 AND GREATEST(forward_minutes, read_minutes) <= 2400)",
        "ALTER TABLE consultation_clock_setting DROP CONSTRAINT consultation_clock_setting_sane",
    ),
    (
        "ALTER TABLE staff_absence ADD CONSTRAINT staff_absence_ends_later CHECK (until_at > from_at AND staff_id <> deputy_id)",
        "ALTER TABLE staff_absence DROP CONSTRAINT staff_absence_ends_later",
    ),
    (
        "ALTER TABLE joint_opinion ADD CONSTRAINT joint_opinion_given CHECK ((given_at IS NULL) = (words IS NULL))",
        "ALTER TABLE joint_opinion DROP CONSTRAINT joint_opinion_given",
    ),
    (
        "ALTER TABLE quality_mark ADD CONSTRAINT quality_mark_of_five CHECK (LEAST(accurate, complete, clear, grounded, friendly) >= 1 AND GREATEST(accurate, complete, clear, grounded, friendly) <= 5)",
        "ALTER TABLE quality_mark DROP CONSTRAINT quality_mark_of_five",
    ),
    (
        "ALTER TABLE faq_proposal ADD CONSTRAINT faq_proposal_decided CHECK ((state = 'proposed') = (decided_at IS NULL))",
        "ALTER TABLE faq_proposal DROP CONSTRAINT faq_proposal_decided",
    ),
    (
        "CREATE UNIQUE INDEX faq_proposal_one ON faq_proposal (consultation_id) WHERE state = 'proposed'",
        "DROP INDEX faq_proposal_one",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("models", "0007_hall")]

    operations = [
        ops.CreateModel(
            name="ClockSetting",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("own_days", fields.SmallIntField()),
                ("other_days", fields.SmallIntField()),
                ("joint_days", fields.SmallIntField()),
                ("opinion_days", fields.SmallIntField()),
                ("waiting_days", fields.SmallIntField()),
                ("forward_minutes", fields.SmallIntField()),
                ("read_minutes", fields.SmallIntField()),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "consultation_clock_setting",
                "app": "models",
                "unique_together": (("centre_id",),),
                "pk_attr": "id",
                "table_description": "The centre's terms; without a row the seed's (rows 129 to 133) hold. Days are working days, minutes working",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="ConsultationExtension",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("target", fields.SmallIntField()),
                ("days", fields.SmallIntField()),
                ("reason", SealedField(context="consultation_extension.reason")),
                ("asked_by", fields.UUIDField()),
                ("asked_name", fields.CharField(max_length=80)),
                (
                    "state",
                    fields.CharEnumField(
                        default=Asked.ASKED,
                        description="ASKED: asked\nGRANTED: granted\nREFUSED: refused\nLAPSED: lapsed",
                        enum_type=Asked,
                        max_length=8,
                    ),
                ),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decided_name", fields.CharField(null=True, max_length=80)),
                ("decision", SealedField(null=True, context="consultation_extension.decision")),
            ],
            options={
                "table": "consultation_extension",
                "app": "models",
                "indexes": [Index(fields=["consultation_id", "id"])],
                "pk_attr": "id",
                "table_description": "A wish for more working days, asked before the deadline and decided by 综合协调科.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="ConsultationPause",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("target", fields.SmallIntField()),
                ("from_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("until_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("words", SealedField(context="consultation_pause.words")),
            ],
            options={
                "table": "consultation_pause",
                "app": "models",
                "indexes": [Index(fields=["consultation_id", "target"])],
                "pk_attr": "id",
                "table_description": "A stretch in which the citizen was waited for. ``until_at`` None while it lasts.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="ConsultationStay",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.SmallIntField()),
                ("department", fields.CharField(max_length=16)),
                ("arrived_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("read_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("left_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("left_by", fields.CharField(null=True, max_length=10)),
                ("minutes", fields.IntField(null=True)),
            ],
            options={
                "table": "consultation_stay",
                "app": "models",
                "unique_together": (("consultation_id", "place"),),
                "pk_attr": "id",
                "table_description": "A stretch with one department: when it came, was first read, and left by which verb.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="ConsultationUrge",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "origin",
                    fields.CharEnumField(
                        description="CITIZEN: citizen\nSUPERVISION: supervision", enum_type=Urging, max_length=12
                    ),
                ),
                ("actor", fields.CharField(max_length=64)),
                ("day", fields.DateField()),
                ("note", SealedField(null=True, context="consultation_urge.note")),
            ],
            options={
                "table": "consultation_urge",
                "app": "models",
                "indexes": [Index(fields=["consultation_id", "id"])],
                "pk_attr": "id",
                "table_description": "One 催办. A citizen may do it once a day.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="FaqProposal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("item_code", fields.CharField(max_length=16)),
                ("question", fields.CharField(max_length=200)),
                ("answer", fields.CharField(null=True, max_length=1000)),
                (
                    "state",
                    fields.CharEnumField(
                        default=Proposal.PROPOSED,
                        description="PROPOSED: proposed\nPUBLISHED: published\nDECLINED: declined",
                        enum_type=Proposal,
                        max_length=10,
                    ),
                ),
                ("proposed_by", fields.UUIDField()),
                ("proposed_name", fields.CharField(max_length=80)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decided_name", fields.CharField(null=True, max_length=80)),
                ("note", fields.CharField(null=True, max_length=200)),
                ("guide_version", fields.IntField(null=True)),
                ("basis_of", fields.CharField(null=True, max_length=64)),
                ("publication", fields.IntField(null=True)),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "faq_proposal",
                "app": "models",
                "indexes": [Index(fields=["centre_id", "state", "id"])],
                "pk_attr": "id",
                "table_description": "A question (with an answer: a common question; without: a way of asking) proposed for one item.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="JoinedConversation",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "conversation",
                    fields.ForeignKeyField(
                        "models.Conversation",
                        source_field="conversation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={
                "table": "joined_conversation",
                "app": "models",
                "unique_together": (("consultation_id", "conversation_id"),),
                "pk_attr": "id",
                "table_description": "A further conversation of the same citizen that asked the same and was joined.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="JointOpinion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.SmallIntField()),
                ("target", fields.SmallIntField()),
                ("department", fields.CharField(max_length=16)),
                ("asked", SealedField(context="joint_opinion.asked")),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("given_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("given_by", fields.UUIDField(null=True)),
                ("given_name", fields.CharField(null=True, max_length=80)),
                ("words", SealedField(null=True, context="joint_opinion.words")),
            ],
            options={
                "table": "joint_opinion",
                "app": "models",
                "unique_together": (("consultation_id", "place"), ("consultation_id", "target", "department")),
                "pk_attr": "id",
                "table_description": "What one department says to a question that concerns several (seed row 132).",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="LateRule",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("department", fields.CharField(max_length=16)),
                (
                    "on_late",
                    fields.CharEnumField(
                        description="KEEP: keep\nPOOL: pool\nCOORDINATION: coordination",
                        enum_type=OnLate,
                        max_length=12,
                    ),
                ),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "consultation_late_rule",
                "app": "models",
                "unique_together": (("centre_id", "department"),),
                "pk_attr": "id",
                "table_description": "What a department's late questions do by themselves.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="QualityMark",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "reply",
                    fields.OneToOneField(
                        "models.StaffReply",
                        source_field="reply_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("accurate", fields.SmallIntField()),
                ("complete", fields.SmallIntField()),
                ("clear", fields.SmallIntField()),
                ("grounded", fields.SmallIntField()),
                ("friendly", fields.SmallIntField()),
                ("note", SealedField(null=True, context="quality_mark.note")),
                ("by_name", fields.CharField(max_length=80)),
            ],
            options={
                "table": "quality_mark",
                "app": "models",
                "pk_attr": "id",
                "table_description": "What supervision thinks of one reply: 1 (poor) to 5 for 准确, 完整, 清晰, 依据, 态度 (seed row 136).",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="ReplyDraft",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("staff_id", fields.UUIDField()),
                ("body", SealedField(context="reply_draft.body")),
                ("salutation", SealedField(null=True, context="reply_draft.salutation")),
                ("basis", SealedField(context="reply_draft.basis")),
                ("no_basis_reason", SealedField(null=True, context="reply_draft.no_basis_reason")),
                ("seen", fields.IntField()),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "reply_draft",
                "app": "models",
                "unique_together": (("consultation_id", "staff_id"),),
                "pk_attr": "id",
                "table_description": "What a clerk has written so far. ``basis`` is the list of laws as JSON text; ``seen`` the consultation's version",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="RoutingRule",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("place", fields.SmallIntField()),
                ("name", fields.CharField(max_length=40)),
                ("words", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("item_code", fields.CharField(null=True, max_length=16)),
                ("from_department", fields.CharField(null=True, max_length=16)),
                ("to_department", fields.CharField(max_length=16)),
                ("window", fields.CharField(null=True, max_length=12)),
                ("active", fields.BooleanField(default=True)),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "routing_rule",
                "app": "models",
                "indexes": [Index(fields=["centre_id", "place"])],
                "pk_attr": "id",
                "table_description": "Where questions go that fit: the first rule by ``place`` wins over what the bot thinks.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="SlaEvent",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "models.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("target", fields.CharField(max_length=24)),
                (
                    "kind",
                    fields.CharEnumField(
                        description="REPLY: reply\nUNREAD: unread\nUNCLAIMED: unclaimed\nOPINION: opinion\nWAITING: waiting",
                        enum_type=Alarm,
                        max_length=12,
                    ),
                ),
                ("level", fields.SmallIntField()),
                ("due_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("fired_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("cancelled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "sla_event",
                "app": "models",
                "unique_together": (("consultation_id", "target", "kind", "level"),),
                "pk_attr": "id",
                "table_description": "A timer: something that happens once when ``due_at`` is reached. ``due_at`` None while its clock stands.",
            },
            bases=["ConsultationPart"],
        ),
        ops.CreateModel(
            name="StaffAbsence",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("staff_id", fields.UUIDField()),
                ("staff_name", fields.CharField(max_length=50)),
                ("deputy_id", fields.UUIDField()),
                ("deputy_name", fields.CharField(max_length=50)),
                ("department", fields.CharField(max_length=16)),
                ("from_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("until_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "staff_absence",
                "app": "models",
                "indexes": [Index(fields=["staff_id", "until_at"]), Index(fields=["deputy_id", "until_at"])],
                "pk_attr": "id",
                "table_description": "Somebody is away and a deputy of the same department does their questions (首问负责, 双岗).",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="StandardPhrase",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("department", fields.CharField(null=True, max_length=16)),
                ("title", fields.CharField(max_length=30)),
                ("words", fields.CharField(max_length=1000)),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "standard_phrase",
                "app": "models",
                "indexes": [Index(fields=["centre_id", "department"])],
                "pk_attr": "id",
                "table_description": "One 常用语 with ``{variables}``; of one department, or of all (None).",
            },
            bases=["Row"],
        ),
        ops.AlterField(
            model_name="Consultation",
            name="state",
            field=fields.CharEnumField(
                description="ROUTED: routed\nCLAIMED: claimed\nWAITING: waiting\nANSWERED: answered\nCLOSED: closed",
                enum_type=State,
                max_length=8,
            ),
        ),
        ops.AddField(
            model_name="Consultation",
            name="arbitration",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="calendar_version",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Consultation",
            name="clock_from",
            field=fields.DatetimeField(auto_now=False, auto_now_add=False, null=True),
        ),
        ops.RunSQL(["UPDATE consultation SET clock_from = created_at"], ["SELECT 1"]),
        ops.AlterField(
            model_name="Consultation",
            name="clock_from",
            field=fields.DatetimeField(auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="confidential",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="days",
            field=fields.SmallIntField(default=2, db_default=2),
        ),
        ops.AddField(
            model_name="Consultation",
            name="extended_days",
            field=fields.SmallIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Consultation",
            name="handling",
            field=fields.CharEnumField(
                default=Handling.OWN,
                description="OWN: own\nOTHER: other\nJOINT: joint",
                db_default="own",
                enum_type=Handling,
                max_length=8,
            ),
        ),
        ops.AddField(
            model_name="Consultation",
            name="late_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="paused_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="read_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="returns",
            field=fields.SmallIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Consultation",
            name="settled",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="suggested",
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AddField(
            model_name="Consultation",
            name="target",
            field=fields.SmallIntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name="Consultation",
            name="urges",
            field=fields.SmallIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Consultation",
            name="warn_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Consultation",
            name="window",
            field=fields.CharField(null=True, max_length=12),
        ),
        ops.AlterModelOptions(
            name="ConsultationDeadline",
            options={
                "table": "consultation_deadline",
                "app": "models",
                "indexes": [Index(fields=["consultation_id", "id"])],
                "pk_attr": "id",
                "table_description": "A deadline with the days it was counted by, never edited: the newest is in force. ``cause`` is the verb that made",
            },
        ),
        ops.AddField(
            model_name="ConsultationDeadline",
            name="calendar_version",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="ConsultationDeadline",
            name="cause",
            field=fields.CharField(default="ask", db_default="ask", max_length=10),
        ),
        ops.AddField(
            model_name="ConsultationDeadline",
            name="target",
            field=fields.SmallIntField(default=1, db_default=1),
        ),
        ops.AlterModelOptions(
            name="ConsultationEvent",
            options={
                "table": "consultation_event",
                "app": "models",
                "indexes": [Index(fields=["consultation_id", "id"])],
                "pk_attr": "id",
                "table_description": "One change, never edited. ``verb`` is a key of `wording.EVENTS`; ``by_name`` is for people; ``version`` is the",
            },
        ),
        ops.AlterField(
            model_name="ConsultationEvent",
            name="state",
            field=fields.CharEnumField(
                description="ROUTED: routed\nCLAIMED: claimed\nWAITING: waiting\nANSWERED: answered\nCLOSED: closed",
                enum_type=State,
                max_length=8,
            ),
        ),
        ops.AddField(
            model_name="ConsultationEvent",
            name="version",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AlterModelOptions(
            name="StaffReply",
            options={
                "table": "staff_reply",
                "app": "models",
                "indexes": [Index(fields=["consultation_id", "id"])],
                "pk_attr": "id",
                "table_description": "What a window answered, in its parts; the message holds the whole as the citizen reads it. ``due_at`` is by when",
            },
        ),
        ops.AddField(
            model_name="StaffReply",
            name="department",
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AddField(
            model_name="StaffReply",
            name="due_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="StaffReply",
            name="target",
            field=fields.SmallIntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name="StaffReply",
            name="window",
            field=fields.CharField(null=True, max_length=12),
        ),
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
