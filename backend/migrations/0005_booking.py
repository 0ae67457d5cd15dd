"""Bookings for others and for several items, the waiting list, booking credit."""

from tortoise import migrations
from tortoise.migrations.operations import TortoiseOperation


class Migration(migrations.Migration):
    dependencies = [("models", "0004_bot_model")]

    operations: list[TortoiseOperation] = []
