"""The WeChat client of this process: set once at start, asked for by the slices that talk to WeChat."""

from __future__ import annotations

from backend.common.errors import Unavailable
from backend.wechat.client import WeChat

_client: WeChat | None = None


class NoWeChat(Unavailable):
    """The centre has no WeChat account configured."""

    code = "no_wechat"
    message = "目前不能用微信登录。请到窗口办理。"


def use(client: WeChat) -> None:
    """Set the client of this process."""
    global _client
    _client = client


def current() -> WeChat:
    """The client. Raises NoWeChat when none was set."""
    if _client is None:
        raise NoWeChat()
    return _client
