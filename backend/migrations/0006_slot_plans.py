"""Exceptions of the slot templates, leave of windows, conflicts, reconciliation, windows changed in the console."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import datetime
from backend.appointments.plans.states import ConflictKind, ConflictState, ExceptionKind
from backend.common.ids import new_id
from backend.database.vault import SealedField
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint

CONSTRAINTS = [
    # Who books by phone gives a name and no number.
    (
        "ALTER TABLE citizen DROP CONSTRAINT citizen_identity_complete",
        "ALTER TABLE citizen ADD CONSTRAINT citizen_identity_complete CHECK (CASE identity WHEN 'none' THEN name IS NULL AND id_number IS NULL AND id_number_index IS NULL ELSE name IS NOT NULL AND id_number IS NOT NULL AND id_number_index IS NOT NULL END)",
    ),
    (
        "ALTER TABLE citizen ADD CONSTRAINT citizen_identity_complete CHECK (CASE identity WHEN 'none' THEN id_number IS NULL AND id_number_index IS NULL ELSE name IS NOT NULL AND id_number IS NOT NULL AND id_number_index IS NOT NULL END)",
        "ALTER TABLE citizen DROP CONSTRAINT citizen_identity_complete",
    ),
    (
        "ALTER TABLE slot_exception ADD CONSTRAINT slot_exception_sound CHECK ((start_time IS NULL) = (end_time IS NULL) AND (start_time IS NULL OR start_time < end_time) AND (kind = 'closed' OR start_time IS NULL) AND ((kind = 'rows') = (jsonb_array_length(rows) > 0)))",
        'ALTER TABLE slot_exception DROP CONSTRAINT slot_exception_sound',
    ),
    (
        "CREATE UNIQUE INDEX slot_exception_one_plan_a_day ON slot_exception (pool_id, day) WHERE kind = 'rows' AND withdrawn_at IS NULL",
        'DROP INDEX slot_exception_one_plan_a_day',
    ),
    (
        'ALTER TABLE window_leave ADD CONSTRAINT window_leave_span CHECK (first_day <= last_day)',
        'ALTER TABLE window_leave DROP CONSTRAINT window_leave_span',
    ),
    (
        "CREATE UNIQUE INDEX booking_conflict_one_open ON booking_conflict (appointment_id) WHERE state IN ('pending', 'called')",
        'DROP INDEX booking_conflict_one_open',
    ),
    (
        "ALTER TABLE booking_conflict ADD CONSTRAINT booking_conflict_settled CHECK ((state IN ('pending', 'called')) = (settled_at IS NULL))",
        'ALTER TABLE booking_conflict DROP CONSTRAINT booking_conflict_settled',
    ),
    (
        'ALTER TABLE reconciliation_report ADD CONSTRAINT reconciliation_report_adds_up CHECK (differing = jsonb_array_length(differences) AND differing <= slots)',
        'ALTER TABLE reconciliation_report DROP CONSTRAINT reconciliation_report_adds_up',
    ),
    (
        'CREATE UNIQUE INDEX window_change_number ON window_change (centre_id, hall, number) WHERE NOT hidden',
        'DROP INDEX window_change_number',
    ),
    (
        'ALTER TABLE window_change ADD CONSTRAINT window_change_counts CHECK (number >= 1 AND version >= 1)',
        'ALTER TABLE window_change DROP CONSTRAINT window_change_counts',
    ),
]


class Migration(migrations.Migration):
    dependencies = [('models', '0005_booking')]

    initial = False

    operations = [
        ops.CreateModel(
            name='BookingConflict',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('pool', fields.ForeignKeyField('models.Pool', source_field='pool_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('appointment_id', fields.UUIDField()),
                ('slot_id', fields.UUIDField()),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('department', fields.CharField(max_length=16)),
                ('kind', fields.CharEnumField(description='CLOSED: closed\nOVER: over', enum_type=ConflictKind, max_length=6)),
                ('reason', fields.CharField(max_length=60)),
                ('state', fields.CharEnumField(description='PENDING: pending\nCALLED: called\nMOVED: moved\nCANCELLED: cancelled\nKEPT: kept', enum_type=ConflictState, max_length=9)),
                ('version', fields.IntField(default=1)),
                ('note', SealedField(null=True, context='booking_conflict.note')),
                ('settled_by', fields.CharField(null=True, max_length=64)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'booking_conflict', 'app': 'models', 'indexes': [Index(fields=['appointment_id']), Index(fields=['centre_id', 'state', 'starts_at'])], 'pk_attr': 'id', 'table_description': 'A booking whose place went away under it, until somebody settled what becomes of it.'},
            bases=['PoolPart'],
        ),
        ops.CreateModel(
            name='ReconciliationReport',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('since', fields.DateField()),
                ('slots', fields.IntField()),
                ('differing', fields.IntField()),
                ('differences', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={'table': 'reconciliation_report', 'app': 'models', 'indexes': [Index(fields=['centre_id', 'created_at'])], 'pk_attr': 'id', 'table_description': "One comparison of the slots' counters with the appointments' rows. Never edited."},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='SlotException',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('pool', fields.ForeignKeyField('models.Pool', source_field='pool_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('reason', fields.CharField(max_length=60)),
                ('actor', fields.CharField(max_length=64)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('day', fields.DateField()),
                ('kind', fields.CharEnumField(description='CLOSED: closed\nROWS: rows', enum_type=ExceptionKind, max_length=6)),
                ('start', fields.CharField(source_field='start_time', null=True, max_length=5)),
                ('end', fields.CharField(source_field='end_time', null=True, max_length=5)),
                ('rows', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={'table': 'slot_exception', 'app': 'models', 'indexes': [Index(fields=['pool_id', 'day'])], 'pk_attr': 'id', 'table_description': 'A day of a pool that differs from its templates.'},
            bases=['PoolPart', 'PlanEntry'],
        ),
        ops.CreateModel(
            name='WindowChange',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('code', fields.CharField(max_length=16)),
                ('name', fields.CharField(max_length=40)),
                ('hall', fields.CharField(max_length=16)),
                ('floor', fields.CharField(max_length=20)),
                ('number', fields.SmallIntField()),
                ('departments', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('phone', fields.CharField(max_length=40)),
                ('hidden', fields.BooleanField(default=False)),
                ('version', fields.IntField(default=1)),
            ],
            options={'table': 'window_change', 'app': 'models', 'unique_together': (('centre_id', 'code'),), 'pk_attr': 'id', 'table_description': "A window as the console left it; it replaces or extends the published book's. ``hidden``: not in use any more."},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='WindowLeave',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(max_length=60)),
                ('actor', fields.CharField(max_length=64)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('window', fields.CharField(source_field='window_code', max_length=16)),
                ('first_day', fields.DateField()),
                ('last_day', fields.DateField()),
            ],
            options={'table': 'window_leave', 'app': 'models', 'indexes': [Index(fields=['centre_id', 'last_day'])], 'pk_attr': 'id', 'table_description': 'A window that nobody sits at from ``first_day`` to ``last_day``: its pools have one place less in each slot.'},
            bases=['PlanEntry'],
        ),
        ops.AlterModelOptions(
            name='Pool',
            options={'table': 'pool', 'app': 'models', 'unique_together': (('centre_id', 'code'),), 'pk_attr': 'id', 'table_description': 'Windows that share one supply of slots.'},
        ),
        ops.AddField(
            model_name='Pool',
            name='name',
            field=fields.CharField(db_default='', max_length=40),
        ),
        ops.AddField(
            model_name='Pool',
            name='version',
            field=fields.IntField(db_default=1),
        ),
        ops.AddField(
            model_name='Pool',
            name='windows',
            field=fields.JSONField(db_default=[], encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.RemoveConstraint(
            model_name='SlotTemplate',
            name=None,
            fields=['pool_id', 'weekday', 'start'],
        ),
        ops.AddField(
            model_name='SlotTemplate',
            name='breaks',
            field=fields.JSONField(db_default=[], encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='SlotTemplate',
            name='valid_from',
            field=fields.DateField(db_default=datetime.date.fromisoformat('2000-01-01')),
        ),
        ops.AddConstraint(
            model_name='SlotTemplate',
            constraint=UniqueConstraint(fields=('pool_id', 'weekday', 'valid_from', 'start'), name=None),
        ),
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
