"""How one sandbox is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backend.common.clock import Clock, SystemClock
from backend.wechat.sandbox.people import PEOPLE, Person


@dataclass(frozen=True)
class SandboxConfig:
    """The accounts WeChat would know, and how strict to be.

    Parameters:
        appid, secret: the mini program.
        oauth_appid, oauth_secret: the Official Account for browser log-in; empty means the same account.
        push_url: our message push receiver; empty pushes nothing.
        token, encoding_aes_key, gh_id, push_format: as in WeChat's push settings.
        templates: template id to its field names (``thing1``); empty accepts any id and checks fields by name.
        pages: pages of the released version; empty accepts any.
        redirect_hosts: ``host[:port]`` the browser log-in may return to; empty accepts any.
        consent_by_default: True lets messages through unless refused (a demo without a real phone).
        report_sent: push ``subscribe_msg_sent_event`` after each message.
        daily_quota: path to calls per day in Shanghai; absent means no limit.
    """

    appid: str
    secret: str = field(repr=False)
    oauth_appid: str = ""
    oauth_secret: str = field(default="", repr=False)
    push_url: str = ""
    token: str = field(default="", repr=False)
    encoding_aes_key: str = field(default="", repr=False)
    gh_id: str = "gh_sandbox"
    push_format: Literal["json", "xml"] = "json"
    templates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: frozenset[str] = frozenset()
    redirect_hosts: frozenset[str] = frozenset()
    consent_by_default: bool = False
    report_sent: bool = True
    daily_quota: Mapping[str, int] = field(default_factory=dict)
    people: tuple[Person, ...] = PEOPLE
    clock: Clock = field(default_factory=SystemClock)
    name: str = "wechat-sandbox"

    def secret_of(self, appid: str) -> str | None:
        """Return the secret of a known account, else None."""
        if appid == self.appid:
            return self.secret
        return self.oauth_secret if self.oauth_appid and appid == self.oauth_appid else None

    @property
    def h5_appid(self) -> str:
        """The account behind the browser log-in."""
        return self.oauth_appid or self.appid
