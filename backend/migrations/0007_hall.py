"""Priority, parking and transfer of tickets, their wait told and measured, what a window takes, kiosks."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.fields.db_defaults import SqlDefault
from tortoise.migrations import operations as ops

from backend.common.ids import new_id
from backend.database.vault import SealedField
from backend.queue.states import Origin, PauseReason, Priority, TicketState

CONSTRAINTS = [
    # Who is parked keeps the window; an older pause gives no reason.
    (
        "ALTER TABLE ticket DROP CONSTRAINT ticket_at_window_knows_it",
        "ALTER TABLE ticket ADD CONSTRAINT ticket_at_window_knows_it CHECK (state NOT IN ('called', 'serving', 'finished') OR (window_code IS NOT NULL AND window_number IS NOT NULL AND called_at IS NOT NULL))",
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_at_window_knows_it CHECK (state NOT IN ('called', 'serving', 'parked', 'finished') OR (window_code IS NOT NULL AND window_number IS NOT NULL AND called_at IS NOT NULL))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_at_window_knows_it",
    ),
    (
        "UPDATE window_desk SET pause_reason = '其他' WHERE state = 'paused'",
        "SELECT 1",
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_counts CHECK (rejoins >= 0 AND waited_seconds >= 0 AND served_seconds >= 0 AND (wanted_window IS NULL OR state = 'waiting'))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_counts",
    ),
    (
        "CREATE INDEX ticket_line ON ticket (centre_id, day, department) WHERE state = 'waiting'",
        "DROP INDEX ticket_line",
    ),
    (
        "CREATE INDEX ticket_recently_served ON ticket (centre_id, item_code, finished_at) WHERE state = 'finished'",
        "DROP INDEX ticket_recently_served",
    ),
    (
        "ALTER TABLE ticket_period ADD CONSTRAINT ticket_period_correction CHECK ((corrects IS NULL) = (began_at IS NULL) AND (corrects IS NULL) = (reason IS NULL))",
        "ALTER TABLE ticket_period DROP CONSTRAINT ticket_period_correction",
    ),
    (
        "ALTER TABLE window_desk ADD CONSTRAINT window_desk_pause_has_reason CHECK ((state = 'paused') = (pause_reason IS NOT NULL))",
        "ALTER TABLE window_desk DROP CONSTRAINT window_desk_pause_has_reason",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("models", "0006_slot_plans")]

    operations = [
        ops.CreateModel(
            name='Kiosk',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('name', fields.CharField(max_length=30)),
                ('hall', fields.CharField(max_length=16)),
                ('key_hash', fields.CharField(unique=True, max_length=64)),
                ('last_seen_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kiosk', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A machine in the hall where people draw numbers. Only the hash of its key is kept.'},
            bases=['Row'],
        ),
        ops.AlterField(
            model_name='Ticket',
            name='origin',
            field=fields.CharEnumField(description='APPOINTMENT: appointment\nWALK_IN: walk_in\nLATE: late', enum_type=Origin, max_length=11),
        ),
        ops.AlterField(
            model_name='Ticket',
            name='state',
            field=fields.CharEnumField(description='WAITING: waiting\nCALLED: called\nSERVING: serving\nPARKED: parked\nPASSED: passed\nFINISHED: finished\nLEFT: left', enum_type=TicketState, max_length=8),
        ),
        ops.AddField(
            model_name='Ticket',
            name='estimated_minutes',
            field=fields.SmallIntField(null=True),
        ),
        ops.AddField(
            model_name='Ticket',
            name='more_items',
            field=fields.JSONField(default=list, db_default=SqlDefault("'[]'"), encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Ticket',
            name='near_told',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Ticket',
            name='priority',
            field=fields.CharEnumField(null=True, description='ELDER: elder\nFRAIL: frail\nEXPECTING: expecting\nDISABLED: disabled\nMILITARY: military', enum_type=Priority, max_length=9),
        ),
        ops.AddField(
            model_name='Ticket',
            name='rejoins',
            field=fields.SmallIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Ticket',
            name='served_seconds',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Ticket',
            name='waited_seconds',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Ticket',
            name='wanted_window',
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AlterField(
            model_name='TicketPeriod',
            name='origin',
            field=fields.CharEnumField(description='APPOINTMENT: appointment\nWALK_IN: walk_in\nLATE: late', enum_type=Origin, max_length=11),
        ),
        ops.AlterField(
            model_name='TicketPeriod',
            name='state',
            field=fields.CharEnumField(description='WAITING: waiting\nCALLED: called\nSERVING: serving\nPARKED: parked\nPASSED: passed\nFINISHED: finished\nLEFT: left', enum_type=TicketState, max_length=8),
        ),
        ops.AddField(
            model_name='TicketPeriod',
            name='began_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='TicketPeriod',
            name='corrects',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='TicketPeriod',
            name='priority',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='TicketPeriod',
            name='reason',
            field=SealedField(null=True, context='ticket_period.reason'),
        ),
        ops.AddField(
            model_name='WindowDesk',
            name='departments',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='WindowDesk',
            name='items',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='WindowDesk',
            name='pause_reason',
            field=fields.CharEnumField(null=True, description='LUNCH: 午休\nMEETING: 开会\nBRIEFLY: 暂离\nREPAIR: 设备故障\nOTHER: 其他', enum_type=PauseReason, max_length=8),
        ),
            ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
