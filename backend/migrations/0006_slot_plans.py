"""Exceptions of the slot templates, leave of windows, closures and their conflicts."""

from tortoise import migrations
from tortoise.migrations.operations import TortoiseOperation


class Migration(migrations.Migration):
    dependencies = [("models", "0005_booking")]

    operations: list[TortoiseOperation] = []
