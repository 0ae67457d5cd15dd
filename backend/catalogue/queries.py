"""Reads of what was published before."""

from __future__ import annotations

from backend.catalogue.models import GuideVersion
from backend.common.errors import NotFound
from faq.schema import Guide


async def guide_version(code: str, version: int, centre_id: int = 1) -> Guide:
    """The wording of a guide at one version: a case keeps the one it began under. Raises NotFound."""
    row = await GuideVersion.get_or_none(centre_id=centre_id, code=code, version=version)
    if row is None:
        raise NotFound()
    return Guide.model_validate(row.content)
