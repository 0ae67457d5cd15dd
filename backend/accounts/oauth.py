"""Where a browser goes to log in through WeChat, and how we know that a return belongs to a log-in we began."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from backend.accounts.refusals import LoginUnfinished
from backend.common.crypto import same
from backend.common.errors import InvalidInput
from backend.database import vault
from backend.settings import Settings
from backend.wechat.config import WeChatConfig
from backend.wechat.oauth import authorize_url

LIFE = timedelta(minutes=10)
_CONTEXT = "accounts.oauth_state"
_UNTIL, _NONCE = 8, 16
_OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]"})


def login_url(settings: Settings, return_to: str, host: str, now: datetime) -> str | None:
    """The address to open, or None when the centre has no WeChat account for browsers.

    Parameters:
        return_to: page of the citizen app that takes the code.
        host: host the request came to.

    Raises:
        InvalidInput: ``return_to`` is not one of our own pages; a code must not go elsewhere.
    """
    if not (settings.wechat_oauth_appid or settings.wechat_appid):
        return None
    if not _is_ours(settings, return_to, host):
        raise InvalidInput("return_to", "登录后要回到本网站。请从首页重新登录。")
    config = WeChatConfig(
        appid=settings.wechat_appid,
        secret="",
        authorize_base=settings.wechat_authorize_base,
        oauth_appid=settings.wechat_oauth_appid,
    )
    return authorize_url(config, return_to, new_state(now))


def new_state(now: datetime) -> str:
    """Letters and digits only, as WeChat wants: expiry, random part and our mark. The browser keeps it to compare."""
    body = f"{int((now + LIFE).timestamp()):0{_UNTIL}x}{secrets.token_hex(_NONCE // 2)}"
    return body + vault.blind(body, _CONTEXT)


def check_state(state: str | None, now: datetime) -> None:
    """Raises LoginUnfinished unless `new_state` made it within ten minutes."""
    body, mark = (state or "")[: _UNTIL + _NONCE], (state or "")[_UNTIL + _NONCE :]
    if not same(mark, vault.blind(body, _CONTEXT)) or int(body[:_UNTIL], 16) < now.timestamp():
        raise LoginUnfinished()


def _is_ours(settings: Settings, return_to: str, host: str) -> bool:
    try:
        parts = urlsplit(return_to)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return False
    known = {urlsplit(settings.base_url).netloc, host}
    return parts.netloc in known or (settings.demo and parts.hostname in _OWN_MACHINE)
