"""The address a browser opens to log in through WeChat (公众号网页授权)."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from backend.wechat.config import WeChatConfig

Scope = Literal["snsapi_base", "snsapi_userinfo"]


def authorize_url(config: WeChatConfig, redirect_uri: str, state: str, scope: Scope = "snsapi_base") -> str:
    """Return the log-in address; WeChat comes back to ``redirect_uri`` with ``code`` and ``state``.

    WeChat checks the order of the parameters and the ``#wechat_redirect`` at the end.

    Parameters:
        redirect_uri: absolute http(s) address on a domain registered with the Official Account.
        state: at most 128 letters and digits; the caller's guard against forged returns.

    Raises:
        ValueError: ``state`` or ``redirect_uri`` is not what WeChat accepts.
    """
    if not (state.isascii() and state.isalnum() and len(state) <= 128):
        raise ValueError("state must be 1 to 128 letters and digits")
    if not redirect_uri.startswith(("https://", "http://")):
        raise ValueError("redirect_uri must be an absolute address")
    back = quote(redirect_uri, safe="")
    return (
        f"{config.authorize_base.rstrip('/')}/connect/oauth2/authorize?appid={quote(config.h5_appid)}"
        f"&redirect_uri={back}&response_type=code&scope={scope}&state={state}#wechat_redirect"
    )
