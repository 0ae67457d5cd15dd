"""Priority, parking and transfer of tickets, windows and pools as the centre edits them."""

from tortoise import migrations
from tortoise.migrations.operations import TortoiseOperation


class Migration(migrations.Migration):
    dependencies = [("models", "0006_slot_plans")]

    operations: list[TortoiseOperation] = []
