"""Deadlines, forwarding, extension and joint opinions of consultations."""

from tortoise import migrations
from tortoise.migrations.operations import TortoiseOperation


class Migration(migrations.Migration):
    dependencies = [("models", "0007_hall")]

    operations: list[TortoiseOperation] = []
