"""Ratings, rectifications and complaints."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from backend.common.ids import new_id
from backend.database.vault import SealedField
from backend.evaluations.states import Appealing, Channel, Complaining, ComplaintKind, Level, Matter, Rectifying, Target
from backend.notices.states import Group
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index

CONSTRAINTS = [
    (
        "CREATE FUNCTION evaluation_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was said in an evaluation is never changed'; END $$",
        'DROP FUNCTION evaluation_row_is_kept()',
    ),
    (
        'CREATE TRIGGER rating_event_kept BEFORE UPDATE OR DELETE ON rating_event FOR EACH ROW EXECUTE FUNCTION evaluation_row_is_kept()',
        'DROP TRIGGER rating_event_kept ON rating_event',
    ),
    (
        'CREATE TRIGGER complaint_event_kept BEFORE UPDATE OR DELETE ON complaint_event FOR EACH ROW EXECUTE FUNCTION evaluation_row_is_kept()',
        'DROP TRIGGER complaint_event_kept ON complaint_event',
    ),
    (
        'ALTER TABLE rating ADD CONSTRAINT rating_graded CHECK ((grade IS NULL) = (rated_at IS NULL) AND (grade IS NULL OR grade BETWEEN 1 AND 5))',
        'ALTER TABLE rating DROP CONSTRAINT rating_graded',
    ),
    (
        'ALTER TABLE rating ADD CONSTRAINT rating_words_of_a_grade CHECK (grade IS NOT NULL OR words IS NULL AND NOT may_call)',
        'ALTER TABLE rating DROP CONSTRAINT rating_words_of_a_grade',
    ),
    (
        'ALTER TABLE rating ADD CONSTRAINT rating_followed CHECK ((follow_grade IS NULL) = (followed_at IS NULL) AND (follow_words IS NULL OR follow_grade IS NOT NULL) AND (follow_grade IS NULL OR follow_grade BETWEEN 1 AND 5 AND grade IS NOT NULL AND grade <= 2))',
        'ALTER TABLE rating DROP CONSTRAINT rating_followed',
    ),
    (
        'ALTER TABLE rating ADD CONSTRAINT rating_published_counts CHECK (published_words IS NULL OR grade IS NOT NULL AND counted)',
        'ALTER TABLE rating DROP CONSTRAINT rating_published_counts',
    ),
    (
        'CREATE INDEX rating_given ON rating (centre_id, rated_at, id) WHERE grade IS NOT NULL',
        'DROP INDEX rating_given',
    ),
    (
        'CREATE INDEX rating_asked ON rating (citizen_id, open_until) WHERE grade IS NULL',
        'DROP INDEX rating_asked',
    ),
    (
        "ALTER TABLE rectification ADD CONSTRAINT rectification_contacted CHECK (state IN ('waiting', 'withdrawn') OR contacted_at IS NOT NULL)",
        'ALTER TABLE rectification DROP CONSTRAINT rectification_contacted',
    ),
    (
        "ALTER TABLE rectification ADD CONSTRAINT rectification_planned CHECK (state IN ('waiting', 'contacted', 'withdrawn') OR measure IS NOT NULL)",
        'ALTER TABLE rectification DROP CONSTRAINT rectification_planned',
    ),
    (
        "ALTER TABLE rectification ADD CONSTRAINT rectification_rectified CHECK (state NOT IN ('rectified', 'closed') OR result IS NOT NULL AND rectified_at IS NOT NULL)",
        'ALTER TABLE rectification DROP CONSTRAINT rectification_rectified',
    ),
    (
        "ALTER TABLE rectification ADD CONSTRAINT rectification_called_back CHECK ((state = 'closed') = (called_back_at IS NOT NULL))",
        'ALTER TABLE rectification DROP CONSTRAINT rectification_called_back',
    ),
    (
        "CREATE INDEX rectification_open ON rectification (centre_id, rectify_due_at) WHERE state NOT IN ('closed', 'withdrawn')",
        'DROP INDEX rectification_open',
    ),
    (
        "ALTER TABLE rating_appeal ADD CONSTRAINT rating_appeal_decided CHECK ((state = 'asked') = (decided_by IS NULL))",
        'ALTER TABLE rating_appeal DROP CONSTRAINT rating_appeal_decided',
    ),
    (
        "ALTER TABLE rating_appeal ADD CONSTRAINT rating_appeal_reasoned CHECK ((state = 'asked') = (decision IS NULL))",
        'ALTER TABLE rating_appeal DROP CONSTRAINT rating_appeal_reasoned',
    ),
    (
        'ALTER TABLE rating_appeal ADD CONSTRAINT rating_appeal_decided_by_another CHECK (decided_by IS NULL OR decided_by <> asked_by)',
        'ALTER TABLE rating_appeal DROP CONSTRAINT rating_appeal_decided_by_another',
    ),
    (
        "ALTER TABLE complaint ADD CONSTRAINT complaint_confidential_kind CHECK (confidential = (kind = 'integrity'))",
        'ALTER TABLE complaint DROP CONSTRAINT complaint_confidential_kind',
    ),
    (
        "ALTER TABLE complaint ADD CONSTRAINT complaint_taken CHECK ((state = 'received') = (owner_id IS NULL))",
        'ALTER TABLE complaint DROP CONSTRAINT complaint_taken',
    ),
    (
        "ALTER TABLE complaint ADD CONSTRAINT complaint_replied CHECK ((state IN ('replied', 'closed')) = (replied_at IS NOT NULL))",
        'ALTER TABLE complaint DROP CONSTRAINT complaint_replied',
    ),
    (
        "CREATE INDEX complaint_waiting ON complaint (centre_id, due_at, id) WHERE state IN ('received', 'handling')",
        'DROP INDEX complaint_waiting',
    ),
    (
        'ALTER TABLE complaint_counter ADD CONSTRAINT complaint_counter_counts CHECK (serial >= 1)',
        'ALTER TABLE complaint_counter DROP CONSTRAINT complaint_counter_counts',
    ),
    (
        'CREATE INDEX evaluation_timer_waiting ON evaluation_timer (centre_id, fires_at, id) WHERE fired_at IS NULL AND stopped_at IS NULL',
        'DROP INDEX evaluation_timer_waiting',
    ),
    (
        'ALTER TABLE evaluation_timer ADD CONSTRAINT evaluation_timer_ends_once CHECK (fired_at IS NULL OR stopped_at IS NULL)',
        'ALTER TABLE evaluation_timer DROP CONSTRAINT evaluation_timer_ends_once',
    ),
]


class Migration(migrations.Migration):
    dependencies = [('models', '0008_consultation_clocks')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Complaint',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('number', fields.CharField(max_length=16)),
                ('kind', fields.CharEnumField(description='COMPLAINT: complaint\nSTUCK: stuck\nINTEGRITY: integrity', enum_type=ComplaintKind, max_length=10)),
                ('confidential', fields.BooleanField()),
                ('citizen_id', fields.UUIDField()),
                ('citizen_masked', fields.CharField(max_length=60)),
                ('department', fields.CharField(null=True, max_length=16)),
                ('matter_kind', fields.CharEnumField(null=True, description='TICKET: ticket\nCASE: case\nPARCEL: parcel\nCONSULTATION: consultation', enum_type=Matter, max_length=12)),
                ('matter_id', fields.UUIDField(null=True)),
                ('matter_title', fields.CharField(null=True, max_length=160)),
                ('words', SealedField(context='complaint.words')),
                ('wanted', SealedField(context='complaint.wanted')),
                ('phone', SealedField(null=True, context='complaint.phone')),
                ('state', fields.CharEnumField(description='RECEIVED: received\nHANDLING: handling\nREPLIED: replied\nCLOSED: closed', enum_type=Complaining, max_length=8)),
                ('version', fields.IntField(default=1)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('provisional', fields.BooleanField()),
                ('owner_id', fields.UUIDField(null=True)),
                ('owner_name', fields.CharField(null=True, max_length=80)),
                ('replied_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reopened', fields.BooleanField(default=False)),
            ],
            options={'table': 'complaint', 'app': 'models', 'unique_together': (('centre_id', 'number'),), 'indexes': [Index(fields=['citizen_id', 'id'])], 'pk_attr': 'id', 'table_description': 'A complaint, an 办不成事 or a report of corruption. All words are sealed.'},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='ComplaintCounter',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('month', fields.CharField(max_length=4)),
                ('serial', fields.IntField()),
            ],
            options={'table': 'complaint_counter', 'app': 'models', 'unique_together': (('centre_id', 'month'),), 'pk_attr': 'id', 'table_description': 'The last serial of a month (``yymm``).'},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='ComplaintEvent',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('complaint', fields.ForeignKeyField('models.Complaint', source_field='complaint_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('verb', fields.CharField(max_length=10)),
                ('state', fields.CharEnumField(description='RECEIVED: received\nHANDLING: handling\nREPLIED: replied\nCLOSED: closed', enum_type=Complaining, max_length=8)),
                ('actor', fields.CharField(max_length=64)),
                ('by_name', fields.CharField(max_length=80)),
                ('told', fields.BooleanField(default=False)),
                ('note', SealedField(null=True, context='complaint_event.note')),
            ],
            options={'table': 'complaint_event', 'app': 'models', 'indexes': [Index(fields=['complaint_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One change of a complaint, never edited. ``told``: the citizen reads the note too.'},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='EvaluationTimer',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('subject_id', fields.UUIDField()),
                ('target', fields.CharEnumField(description='CONTACT: contact\nRECTIFY: rectify\nREPLY: reply', enum_type=Target, max_length=8)),
                ('level', fields.CharEnumField(description='REMIND: remind\nLATE: late', enum_type=Level, max_length=8)),
                ('round', fields.SmallIntField(default=1)),
                ('fires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('fired_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('stopped_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'evaluation_timer', 'app': 'models', 'unique_together': (('subject_id', 'target', 'level', 'round'),), 'pk_attr': 'id', 'table_description': 'One call of a term, fired at most once by the sweep, or stopped because what it waited for was done.'},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='Rating',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('kind', fields.CharEnumField(description='TICKET: ticket\nCASE: case\nPARCEL: parcel\nCONSULTATION: consultation', enum_type=Matter, max_length=12)),
                ('matter_id', fields.UUIDField()),
                ('citizen_id', fields.UUIDField()),
                ('department', fields.CharField(max_length=16)),
                ('window', fields.CharField(source_field='window_code', null=True, max_length=16)),
                ('title', fields.CharField(max_length=120)),
                ('number', fields.CharField(max_length=32)),
                ('ended_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('open_until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('version', fields.IntField(default=1)),
                ('grade', fields.SmallIntField(null=True)),
                ('tags', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('words', SealedField(null=True, context='rating.words')),
                ('may_call', fields.BooleanField(default=False)),
                ('rated_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('counted', fields.BooleanField(default=True)),
                ('follow_grade', fields.SmallIntField(null=True)),
                ('follow_words', SealedField(null=True, context='rating.follow_words')),
                ('followed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('published_words', fields.CharField(null=True, max_length=600)),
            ],
            options={'table': 'rating', 'app': 'models', 'unique_together': (('centre_id', 'kind', 'matter_id'),), 'indexes': [Index(fields=['citizen_id', 'created_at'])], 'pk_attr': 'id', 'table_description': 'One ended matter and what its citizen thinks of it. ``grade`` stays empty until the citizen gives one.'},
            bases=['Row'],
        ),
        ops.CreateModel(
            name='RatingAppeal',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharEnumField(description='ASKED: asked\nUPHELD: upheld\nREJECTED: rejected', enum_type=Appealing, max_length=8)),
                ('reason', SealedField(context='rating_appeal.reason')),
                ('asked_by', fields.UUIDField()),
                ('asked_by_name', fields.CharField(max_length=80)),
                ('decision', SealedField(null=True, context='rating_appeal.decision')),
                ('decided_by', fields.UUIDField(null=True)),
                ('decided_by_name', fields.CharField(null=True, max_length=80)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rating_appeal', 'app': 'models', 'unique_together': (('rating_id',),), 'pk_attr': 'id', 'table_description': "A department's doubt about a 差评, decided by supervision; one per rating."},
            bases=['RatingPart'],
        ),
        ops.CreateModel(
            name='RatingEvent',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('verb', fields.CharField(max_length=16)),
                ('actor', fields.CharField(max_length=64)),
                ('by_name', fields.CharField(max_length=80)),
                ('channel', fields.CharEnumField(null=True, description='PHONE: phone\nMESSAGE: message', enum_type=Channel, max_length=8)),
                ('reached', fields.BooleanField(null=True)),
                ('told', fields.BooleanField(default=False)),
                ('note', SealedField(null=True, context='rating_event.note')),
            ],
            options={'table': 'rating_event', 'app': 'models', 'indexes': [Index(fields=['rating_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One change of a rating, its rectification or its appeal; never edited.'},
            bases=['RatingPart'],
        ),
        ops.CreateModel(
            name='Rectification',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('centre_id', fields.SmallIntField(default=1)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('department', fields.CharField(max_length=16)),
                ('state', fields.CharEnumField(description='WAITING: waiting\nCONTACTED: contacted\nPLANNED: planned\nRECTIFIED: rectified\nCLOSED: closed\nWITHDRAWN: withdrawn', enum_type=Rectifying, max_length=10)),
                ('version', fields.IntField(default=1)),
                ('contact_due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('rectify_due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('contacted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('measure', SealedField(null=True, context='rectification.measure')),
                ('result', SealedField(null=True, context='rectification.result')),
                ('rectified_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('called_back_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rectification', 'app': 'models', 'unique_together': (('rating_id',),), 'pk_attr': 'id', 'table_description': 'What the department does about a 差评; one per rating. Both terms run from the rating, in working days.'},
            bases=['RatingPart'],
        ),
        ops.AlterField(
            model_name='Notice',
            name='group',
            field=fields.CharEnumField(source_field='group_name', description='APPOINTMENT: 预约\nCASE: 办件\nPARCEL: 快递\nCONSULTATION: 咨询\nRATING: 评价\nANNOUNCEMENT: 公告', enum_type=Group, max_length=4),
        ),
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
