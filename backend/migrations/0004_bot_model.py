"""Trained encoders of the bot."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops

from backend.common.ids import new_id

CONSTRAINTS = [
    (
        "ALTER TABLE bot_model ADD CONSTRAINT bot_model_that_passed_is_there CHECK (NOT passed OR content IS NOT NULL)",
        "ALTER TABLE bot_model DROP CONSTRAINT bot_model_that_passed_is_there",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("models", "0003_feedback_reasons")]

    operations = [
        ops.CreateModel(
            name="BotModel",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("centre_id", fields.SmallIntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("version", fields.CharField(max_length=16)),
                ("passed", fields.BooleanField()),
                ("figures", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("content", fields.BinaryField(null=True)),
            ],
            options={
                "table": "bot_model",
                "app": "models",
                "unique_together": (("centre_id", "version"),),
                "pk_attr": "id",
                "table_description": "One training of the bot's encoder (`bot.encoder.Encoder` as bytes), by the version of its wordings.",
            },
            bases=["Row"],
        ),
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
