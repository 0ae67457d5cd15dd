"""Tables of the published content."""

from __future__ import annotations

from typing import Any

from tortoise import fields

from backend.database import Row


class CatalogueVersion(Row):
    """One published state of everything. Never edited; the highest ``number`` is in force.

    ``book_version`` is the content's own hash; ``guide_versions`` names the version of every guide in this state;
    ``content`` holds all of the book but the guides.
    """

    number = fields.IntField()
    book_version = fields.CharField(max_length=64)
    guide_versions: dict[str, int] = fields.JSONField()
    content: dict[str, Any] = fields.JSONField()
    actor = fields.CharField(max_length=64)

    class Meta:
        table = "catalogue_version"
        unique_together = (("centre_id", "number"),)


class GuideVersion(Row):
    """One wording of one guide (`faq.schema.Guide` as JSON). Only ``effective`` ever changes: a case keeps the
    version it began under."""

    code = fields.CharField(max_length=16)
    version = fields.IntField()
    content: dict[str, Any] = fields.JSONField()
    effective = fields.BooleanField(default=True)

    class Meta:
        table = "guide_version"
        unique_together = (("centre_id", "code", "version"),)


class BotModel(Row):
    """One training of the bot's encoder (`bot.encoder.Encoder` as bytes), by the version of its wordings.

    Never edited. The newest that ``passed`` the regression set serves; one that did not is kept without its bytes, so
    that nobody trains it again every minute.
    """

    version = fields.CharField(max_length=16)
    passed = fields.BooleanField()
    figures: dict[str, Any] = fields.JSONField()
    content = fields.BinaryField(null=True)

    class Meta:
        table = "bot_model"
        unique_together = (("centre_id", "version"),)


class WindowChange(Row):
    """A window as the console left it; it replaces or extends the published book's. ``hidden``: not in use any more."""

    code = fields.CharField(max_length=16)
    name = fields.CharField(max_length=40)
    hall = fields.CharField(max_length=16)
    floor = fields.CharField(max_length=20)
    number = fields.SmallIntField()
    departments: list[str] = fields.JSONField()
    phone = fields.CharField(max_length=40)
    hidden = fields.BooleanField(default=False)
    version = fields.IntField(default=1)

    class Meta:
        table = "window_change"
        unique_together = (("centre_id", "code"),)
