"""Bookings for others and for several items, places that follow each other, the waiting list, booking credit."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from backend.accounts.states import Relation
from backend.appointments.states import AppealState, CreditKind, PartyKind, ReminderKind, SeatSide, WaitState
from backend.common.ids import new_id
from backend.database.vault import SealedField

BACKFILL = [
    "UPDATE appointment SET ends_at = slot.ends_at, minutes = 20 FROM slot WHERE slot.id = slot_id",
    "INSERT INTO appointment_item (id, centre_id, created_at, appointment_id, position, item_code, item_name, guide_version, minutes, citizen_id, party_index, day, live)"
    " SELECT gen_random_uuid(), centre_id, created_at, id, 1, item_code, item_name, guide_version, minutes, citizen_id, '', day, state IN ('held', 'booked', 'checked_in') FROM appointment",
    "INSERT INTO appointment_slot (id, centre_id, created_at, appointment_id, slot_id, side)"
    " SELECT gen_random_uuid(), centre_id, created_at, id, slot_id, 'online' FROM appointment WHERE state IN ('held', 'booked', 'checked_in', 'served', 'no_show')",
    # A checked-in appointment that the centre called off in the evening kept its seat, others gave theirs back.
    "INSERT INTO appointment_slot (id, centre_id, created_at, appointment_id, slot_id, side)"
    " SELECT gen_random_uuid(), centre_id, created_at, id, slot_id, 'online' FROM appointment WHERE state = 'cancelled_by_centre'"
    " AND EXISTS (SELECT 1 FROM appointment_event WHERE appointment_event.appointment_id = appointment.id AND verb = 'check_in')",
]
"""What was booked before has one item of the usual length and one seat."""

CONSTRAINTS = [
    (
        "DROP INDEX appointment_item_once_a_day",
        "CREATE UNIQUE INDEX appointment_item_once_a_day ON appointment (citizen_id, item_code, day) WHERE state IN ('held', 'booked', 'checked_in')",
    ),
    (
        "ALTER TABLE appointment ADD CONSTRAINT appointment_party_named CHECK ((party_kind = 'self') = (party_name IS NULL))",
        "ALTER TABLE appointment DROP CONSTRAINT appointment_party_named",
    ),
    (
        "CREATE UNIQUE INDEX appointment_item_once_a_day ON appointment_item (citizen_id, party_index, item_code, day) WHERE live",
        "DROP INDEX appointment_item_once_a_day",
    ),
    (
        "CREATE FUNCTION appointment_items_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE appointment_item SET day = NEW.day, live = NEW.state IN ('held', 'booked', 'checked_in') WHERE appointment_id = NEW.id; RETURN NULL; END $$",
        "DROP FUNCTION appointment_items_follow()",
    ),
    (
        "CREATE TRIGGER appointment_items_follow AFTER UPDATE OF state, day ON appointment FOR EACH ROW WHEN (OLD.day <> NEW.day OR (OLD.state IN ('held', 'booked', 'checked_in')) <> (NEW.state IN ('held', 'booked', 'checked_in'))) EXECUTE FUNCTION appointment_items_follow()",
        "DROP TRIGGER appointment_items_follow ON appointment",
    ),
    (
        "CREATE UNIQUE INDEX appointment_slot_once ON appointment_slot (appointment_id, slot_id) WHERE released_at IS NULL",
        "DROP INDEX appointment_slot_once",
    ),
    (
        "CREATE INDEX appointment_slot_freed ON appointment_slot (release_at) WHERE release_at IS NOT NULL AND released_at IS NULL",
        "DROP INDEX appointment_slot_freed",
    ),
    (
        "ALTER TABLE waitlist ADD CONSTRAINT waitlist_sound CHECK ((state <> 'offered' OR appointment_id IS NOT NULL) AND (party_kind = 'self') = (party_name IS NULL))",
        "ALTER TABLE waitlist DROP CONSTRAINT waitlist_sound",
    ),
    (
        "CREATE UNIQUE INDEX waitlist_one_wish ON waitlist (citizen_id, pool_id, party_index) WHERE state IN ('waiting', 'offered')",
        "DROP INDEX waitlist_one_wish",
    ),
    (
        "CREATE INDEX waitlist_waiting ON waitlist (pool_id, id) WHERE state = 'waiting'",
        "DROP INDEX waitlist_waiting",
    ),
    (
        "CREATE UNIQUE INDEX credit_event_once ON credit_event (appointment_id, kind, item_code) WHERE kind <> 'pardon'",
        "DROP INDEX credit_event_once",
    ),
    (
        "CREATE UNIQUE INDEX credit_event_pardoned_once ON credit_event (pardons) WHERE pardons IS NOT NULL",
        "DROP INDEX credit_event_pardoned_once",
    ),
    (
        "ALTER TABLE credit_event ADD CONSTRAINT credit_event_sound CHECK ((kind = 'pardon') = (pardons IS NOT NULL) AND (kind = 'booked') = (item_code <> ''))",
        "ALTER TABLE credit_event DROP CONSTRAINT credit_event_sound",
    ),
    (
        "CREATE FUNCTION credit_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lines of the booking record are never changed'; END $$",
        "DROP FUNCTION credit_event_is_kept()",
    ),
    (
        "CREATE TRIGGER credit_event_kept BEFORE UPDATE OR DELETE ON credit_event FOR EACH ROW EXECUTE FUNCTION credit_event_is_kept()",
        "DROP TRIGGER credit_event_kept ON credit_event",
    ),
    (
        "ALTER TABLE credit_appeal ADD CONSTRAINT credit_appeal_decided CHECK ((state = 'pending') = (decided_by IS NULL) AND (state = 'pending') = (decided_at IS NULL) AND (state = 'pending') = (reason IS NULL))",
        "ALTER TABLE credit_appeal DROP CONSTRAINT credit_appeal_decided",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("models", "0004_bot_model")]

    operations = [
        ops.CreateModel(
            name="AppointmentItem",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "appointment",
                    fields.ForeignKeyField(
                        "models.Appointment",
                        source_field="appointment_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.SmallIntField()),
                ("item_code", fields.CharField(max_length=16)),
                ("item_name", fields.CharField(max_length=120)),
                ("guide_version", fields.IntField()),
                ("minutes", fields.SmallIntField()),
                ("citizen_id", fields.UUIDField()),
                ("party_index", fields.CharField(default="", max_length=64)),
                ("day", fields.DateField()),
                ("live", fields.BooleanField(default=True)),
            ],
            options={
                "table": "appointment_item",
                "app": "models",
                "unique_together": (("appointment_id", "position"),),
                "pk_attr": "id",
                "table_description": "One item of an appointment, in the citizen's order.",
            },
            bases=["AppointmentPart"],
        ),
        ops.CreateModel(
            name="AppointmentReminder",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "appointment",
                    fields.ForeignKeyField(
                        "models.Appointment",
                        source_field="appointment_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "kind",
                    fields.CharEnumField(description="DAY: day\nHOUR: hour", enum_type=ReminderKind, max_length=4),
                ),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "appointment_reminder",
                "app": "models",
                "unique_together": (("appointment_id", "kind", "starts_at"),),
                "pk_attr": "id",
                "table_description": "A reminder that was sent; one for each kind and start.",
            },
            bases=["AppointmentPart"],
        ),
        ops.CreateModel(
            name="AppointmentSlot",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "appointment",
                    fields.ForeignKeyField(
                        "models.Appointment",
                        source_field="appointment_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "slot",
                    fields.ForeignKeyField(
                        "models.Slot",
                        source_field="slot_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "side",
                    fields.CharEnumField(
                        default=SeatSide.ONLINE,
                        description="ONLINE: online\nSTAFF: staff",
                        enum_type=SeatSide,
                        max_length=6,
                    ),
                ),
                ("release_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("released_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "appointment_slot",
                "app": "models",
                "indexes": [Index(fields=["slot_id"])],
                "pk_attr": "id",
                "table_description": "One place in one slot. It counts in the slot's ``used_*`` of its ``side`` until ``released_at``.",
            },
            bases=["AppointmentPart"],
        ),
        ops.CreateModel(
            name="CreditEvent",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("citizen_id", fields.UUIDField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="BOOKED: booked\nCANCEL: cancel\nNO_SHOW: no_show\nPARDON: pardon",
                        enum_type=CreditKind,
                        max_length=8,
                    ),
                ),
                ("day", fields.DateField()),
                ("appointment_id", fields.UUIDField()),
                ("item_code", fields.CharField(default="", max_length=16)),
                ("pardons", fields.UUIDField(null=True)),
            ],
            options={
                "table": "credit_event",
                "app": "models",
                "indexes": [Index(fields=["citizen_id", "created_at"])],
                "pk_attr": "id",
                "table_description": "One line of a citizen's booking record; never edited. Whether somebody may book is computed from the lines.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="CreditAppeal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("citizen_id", fields.UUIDField()),
                (
                    "event",
                    fields.OneToOneField(
                        "models.CreditEvent",
                        source_field="event_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("words", SealedField(context="credit_appeal.words")),
                (
                    "state",
                    fields.CharEnumField(
                        description="PENDING: pending\nUPHELD: upheld\nREFUSED: refused",
                        enum_type=AppealState,
                        max_length=8,
                    ),
                ),
                ("version", fields.IntField(default=1)),
                ("reason", fields.CharField(null=True, max_length=200)),
                ("decided_by", fields.UUIDField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "credit_appeal",
                "app": "models",
                "indexes": [Index(fields=["citizen_id", "id"])],
                "pk_attr": "id",
                "table_description": "A citizen's word against one line of the record, decided by 综合协调科 with a reason.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="FamilyMember",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "citizen",
                    fields.ForeignKeyField(
                        "models.Citizen",
                        source_field="citizen_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", SealedField(context="family_member.name")),
                ("id_number", SealedField(context="family_member.id_number")),
                ("id_number_index", fields.CharField(max_length=64)),
                (
                    "relation",
                    fields.CharEnumField(
                        description="SPOUSE: spouse\nPARENT: parent\nCHILD: child\nOTHER: other",
                        enum_type=Relation,
                        max_length=8,
                    ),
                ),
            ],
            options={
                "table": "family_member",
                "app": "models",
                "unique_together": (("citizen_id", "id_number_index"),),
                "pk_attr": "id",
                "table_description": "Somebody for whom the citizen books. Found by the keyed index, so that nobody is entered twice.",
            },
            bases=["CitizenPart"],
        ),
        ops.CreateModel(
            name="WaitlistEntry",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "pool",
                    fields.ForeignKeyField(
                        "models.Pool",
                        source_field="pool_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("citizen_id", fields.UUIDField()),
                ("item_codes", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("minutes", fields.SmallIntField()),
                ("days", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("periods", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("last_day", fields.DateField()),
                ("auto_confirm", fields.BooleanField(default=False)),
                (
                    "state",
                    fields.CharEnumField(
                        description="WAITING: waiting\nOFFERED: offered\nBOOKED: booked\nDECLINED: declined\nLAPSED: lapsed\nLEFT: left\nENDED: ended",
                        enum_type=WaitState,
                        max_length=8,
                    ),
                ),
                ("version", fields.IntField(default=1)),
                ("appointment_id", fields.UUIDField(null=True)),
                (
                    "party_kind",
                    fields.CharEnumField(
                        description="SELF: self\nFAMILY: family\nAGENT: agent\nCOMPANY: company",
                        enum_type=PartyKind,
                        max_length=8,
                    ),
                ),
                ("party_name", SealedField(null=True, context="waitlist.party_name")),
                ("party_number", SealedField(null=True, context="waitlist.party_number")),
                ("party_index", fields.CharField(default="", max_length=64)),
                ("party_relation", fields.CharField(default="", max_length=8)),
            ],
            options={
                "table": "waitlist",
                "app": "models",
                "indexes": [Index(fields=["citizen_id", "id"]), Index(fields=["appointment_id"])],
                "pk_attr": "id",
                "table_description": "A wish on the waiting list: items of one pool, for one person, on ``days`` (ISO) in ``periods`` (am, pm).",
            },
            bases=["PoolPart"],
        ),
        ops.CreateModel(
            name="WaitlistEvent",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.WaitlistEntry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("verb", fields.CharField(max_length=16)),
                (
                    "state",
                    fields.CharEnumField(
                        description="WAITING: waiting\nOFFERED: offered\nBOOKED: booked\nDECLINED: declined\nLAPSED: lapsed\nLEFT: left\nENDED: ended",
                        enum_type=WaitState,
                        max_length=8,
                    ),
                ),
                ("actor", fields.CharField(max_length=64)),
            ],
            options={
                "table": "waitlist_event",
                "app": "models",
                "indexes": [Index(fields=["entry_id", "id"])],
                "pk_attr": "id",
                "table_description": "One change of a wish; never edited.",
            },
            bases=["Row"],
        ),
        ops.AlterModelOptions(
            name="Appointment",
            options={
                "table": "appointment",
                "app": "models",
                "unique_together": (("centre_id", "code"),),
                "indexes": [
                    Index(fields=["citizen_id", "id"]),
                    Index(fields=["slot_id"]),
                    Index(fields=["centre_id", "day", "department"]),
                ],
                "pk_attr": "id",
                "table_description": "A citizen's places in one or more slots that follow each other, for one or more items of one pool.",
            },
        ),
        ops.AddField(
            model_name="Appointment",
            name="ends_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Appointment",
            name="minutes",
            field=fields.SmallIntField(null=True),
        ),
        ops.AddField(
            model_name="Appointment",
            name="party_index",
            field=fields.CharField(default="", db_default="", max_length=64),
        ),
        ops.AddField(
            model_name="Appointment",
            name="party_kind",
            field=fields.CharEnumField(
                default=PartyKind.SELF,
                description="SELF: self\nFAMILY: family\nAGENT: agent\nCOMPANY: company",
                db_default="self",
                enum_type=PartyKind,
                max_length=8,
            ),
        ),
        ops.AddField(
            model_name="Appointment",
            name="party_name",
            field=SealedField(null=True, context="appointment.party_name"),
        ),
        ops.AddField(
            model_name="Appointment",
            name="party_number",
            field=SealedField(null=True, context="appointment.party_number"),
        ),
        ops.AddField(
            model_name="Appointment",
            name="party_relation",
            field=fields.CharField(default="", db_default="", max_length=8),
        ),
        ops.AddField(
            model_name="Appointment",
            name="waitlist_id",
            field=fields.UUIDField(null=True),
        ),
        ops.RunSQL(BACKFILL, ["DELETE FROM appointment_slot", "DELETE FROM appointment_item"]),
        ops.AlterField(
            model_name="Appointment",
            name="ends_at",
            field=fields.DatetimeField(auto_now=False, auto_now_add=False),
        ),
        ops.AlterField(model_name="Appointment", name="minutes", field=fields.SmallIntField()),
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
