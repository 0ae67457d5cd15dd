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
