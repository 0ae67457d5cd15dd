"""Why an answer did not help is one of four reasons, beside the citizen's own words."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from backend.consultations.states import Unhelpful

CONSTRAINTS = [
    # Words were taken with a 有用 too: they say nothing to an editor, and the CHECK below does not know them.
    ("UPDATE message_feedback SET words = NULL WHERE useful", "SELECT 1"),
    (
        "CREATE INDEX message_feedback_unhelpful ON message_feedback (centre_id, created_at, id) WHERE NOT useful",
        "DROP INDEX message_feedback_unhelpful",
    ),
    (
        "ALTER TABLE message_feedback ADD CONSTRAINT message_feedback_reason_of_no CHECK (NOT useful OR (reason IS NULL AND words IS NULL))",
        "ALTER TABLE message_feedback DROP CONSTRAINT message_feedback_reason_of_no",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("models", "0002_constraints")]

    operations = [
        ops.RenameField("MessageFeedback", "reason", "words"),
        ops.AddField(
            "MessageFeedback",
            "reason",
            fields.CharEnumField(enum_type=Unhelpful, max_length=12, null=True),
        ),
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
