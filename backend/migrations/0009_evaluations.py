"""Ratings, rectifications and complaints."""

from tortoise import migrations
from tortoise.migrations.operations import TortoiseOperation


class Migration(migrations.Migration):
    dependencies = [("models", "0008_consultation_clocks")]

    operations: list[TortoiseOperation] = []
