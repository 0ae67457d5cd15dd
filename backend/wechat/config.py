"""What the WeChat slice needs to know; the settings module fills it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PushFormat = Literal["json", "xml"]

API_HOST = "https://api.weixin.qq.com"
OPEN_HOST = "https://open.weixin.qq.com"


@dataclass(frozen=True)
class WeChatConfig:
    """Accounts, addresses and secrets of one centre's WeChat presence.

    Parameters:
        appid, secret: the mini program's identity at WeChat.
        base_url: where API calls go: WeChat's own host, or a sandbox; no trailing slash.
        authorize_base: where a browser is sent to log in: WeChat's open host, or a sandbox.
        token, encoding_aes_key: secrets of the message push (the key has 43 characters).
        gh_id: original id (``gh_…``) pushes are addressed to; empty accepts any.
        push_format: data format chosen in WeChat's console.
        sandbox: True when ``base_url`` is a sandbox (``serve`` refuses to start then).
        oauth_appid, oauth_secret: the Official Account that logs in H5; empty means ``appid``.
    """

    appid: str
    secret: str = field(repr=False)
    base_url: str = API_HOST
    authorize_base: str = OPEN_HOST
    token: str = field(default="", repr=False)
    encoding_aes_key: str = field(default="", repr=False)
    gh_id: str = ""
    push_format: PushFormat = "json"
    sandbox: bool = False
    oauth_appid: str = ""
    oauth_secret: str = field(default="", repr=False)

    @property
    def h5_appid(self) -> str:
        """The appid behind the browser log-in."""
        return self.oauth_appid or self.appid

    @property
    def h5_secret(self) -> str:
        """The secret that belongs to :attr:`h5_appid`."""
        return self.oauth_secret if self.oauth_appid else self.secret
