"""One request, as a slice sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanic import Request

from backend.common.errors import NotLoggedIn
from backend.settings import Settings
from backend.web.access import Citizen, Staff


@dataclass(frozen=True)
class Call:
    """What a handler is given: the instant of the request, who asks, and the process's settings."""

    request: Request
    now: datetime
    settings: Settings
    who: Citizen | Staff | None

    @property
    def citizen(self) -> Citizen:
        """The citizen; raises NotLoggedIn when it is nobody or staff."""
        if not isinstance(self.who, Citizen):
            raise NotLoggedIn()
        return self.who

    @property
    def staff(self) -> Staff:
        """The staff member; raises NotLoggedIn when it is nobody or a citizen."""
        if not isinstance(self.who, Staff):
            raise NotLoggedIn()
        return self.who

    @property
    def centre_id(self) -> int:
        """The centre of this deployment."""
        return self.settings.centre_id

    @property
    def ip(self) -> str:
        """The client's address, behind the configured number of proxies."""
        return str(self.request.remote_addr or self.request.ip)

    @property
    def ctx(self) -> Any:
        """The application's context (live hub, cookies); endpoints only."""
        return self.request.app.ctx
