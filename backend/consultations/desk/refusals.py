"""The noes of the desk."""

from __future__ import annotations

from backend.common.errors import Stale


class StaleDraft(Stale):
    """The draft was saved elsewhere meanwhile. ``details.version`` is the stored one's."""

    message = "草稿在别处改过了。请刷新后再写。"
