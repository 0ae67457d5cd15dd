"""One sandbox: its settings, its memory, and who is who."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from backend.wechat.sandbox.config import SandboxConfig
from backend.wechat.sandbox.faults import Faults
from backend.wechat.sandbox.people import is_name, openid_of
from backend.wechat.sandbox.state import Codes, Consents, Quotas, Sent, Tokens


class World:
    """Everything one sandbox knows. A restart forgets it; openids stay the same because they are computed."""

    def __init__(self, config: SandboxConfig) -> None:
        self.config = config
        self.faults = Faults()
        self.codes = Codes()
        self.phone_codes = Codes()
        self.tokens = Tokens()
        self.consents = Consents(config.consent_by_default)
        self.quotas = Quotas()
        self.sent: deque[Sent] = deque(maxlen=1000)
        self.pushes: deque[dict[str, object]] = deque(maxlen=1000)
        self._names: dict[str, str] = {}
        self._number = int(config.clock.now().timestamp()) * 1000
        for person in config.people:
            self.meet(config.appid, person.name)
            self.meet(config.h5_appid, person.name)

    @property
    def now(self) -> datetime:
        """The present instant of the sandbox's clock."""
        return self.config.clock.now()

    def meet(self, appid: str, name: str) -> str:
        """Return a person's openid at an account and remember whose it is. Raises ValueError for a bad name."""
        if not is_name(name):
            raise ValueError("name")
        openid = openid_of(appid, name)
        self._names[openid] = name
        return openid

    def name_of(self, openid: str) -> str:
        """Return who has this openid; empty when never met."""
        return self._names.get(openid, "")

    def next_number(self) -> int:
        """Return a fresh message id."""
        self._number += 1
        return self._number
