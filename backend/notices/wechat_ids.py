"""The centre's template ids at WeChat: they differ from account to account, so the operator configures them."""

from __future__ import annotations

from collections.abc import Mapping

from backend.notices.templates import SUBSCRIPTIONS
from backend.settings import Settings

_ids: Mapping[str, str] = {}


def use(ids: Mapping[str, str]) -> None:
    """Set the ids, by key of `templates.SUBSCRIPTIONS`.

    Raises:
        ValueError: a key that is no subscription.
    """
    global _ids
    if unknown := set(ids) - set(SUBSCRIPTIONS):
        raise ValueError(f"no such subscriptions: {sorted(unknown)}")
    _ids = dict(ids)


def of(key: str, settings: Settings) -> str | None:
    """The template id of a subscription, or None when the centre has none. The sandbox takes any id."""
    return _ids.get(key) or (f"sandbox-{key}" if settings.wechat_sandbox else None)


def key_of(template_id: str, settings: Settings) -> str | None:
    """The subscription behind one of WeChat's template ids, or None."""
    return next((key for key in SUBSCRIPTIONS if of(key, settings) == template_id), None)
