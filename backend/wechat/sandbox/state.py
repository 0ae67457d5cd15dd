"""What WeChat would remember: codes, tokens, consents, counters. In memory; no web, no clock of its own."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.common.clock import local_day
from backend.wechat.sandbox.people import is_name
from backend.wechat.sandbox.refusals import ApiRefusal

CODE_LIFE = timedelta(seconds=300)
TOKEN_LIFE = timedelta(seconds=7200)
ROTATE_EARLY = timedelta(seconds=300)
FORCE_APART = timedelta(seconds=30)
FORCE_PER_DAY = 20
LOGINS_PER_MINUTE = 100
DEV = "dev-"


@dataclass
class _Code:
    appid: str
    name: str
    scope: str
    issued_at: datetime
    used: bool = False


class Codes:
    """One-time codes that live five minutes. ``dev-<name>`` always works, for developers' own scripts."""

    def __init__(self) -> None:
        self._codes: dict[str, _Code] = {}

    def issue(self, appid: str, name: str, now: datetime, scope: str = "snsapi_base") -> str:
        """Return a new code for a person at an account."""
        self._codes = {c: v for c, v in self._codes.items() if now - v.issued_at < 2 * CODE_LIFE}
        code = secrets.token_urlsafe(24)
        self._codes[code] = _Code(appid, name, scope, now)
        return code

    def redeem(self, code: str, appid: str, now: datetime) -> tuple[str, str]:
        """Return name and scope behind a code. Raises ApiRefusal 41008, 40029 or 40163."""
        if not code:
            raise ApiRefusal(41008)
        if code.startswith(DEV) and is_name(code[len(DEV) :]):
            return code[len(DEV) :], "snsapi_base"
        found = self._codes.get(code)
        if found is None or found.appid != appid or now - found.issued_at > CODE_LIFE:
            raise ApiRefusal(40029)
        if found.used:
            raise ApiRefusal(40163)
        found.used = True
        return found.name, found.scope


class Tokens:
    """The stable token of one account, with WeChat's rules of rotation."""

    def __init__(self) -> None:
        self._expiry: dict[str, datetime] = {}
        self._current = ""
        self._forced: deque[datetime] = deque(maxlen=FORCE_PER_DAY)

    def stable(self, now: datetime, force: bool) -> tuple[str, int]:
        """Return token and seconds left; the same token until its last 300 seconds. Raises ApiRefusal 45009."""
        if force and self._force_counts(now):
            self._expiry.clear()
            self._current = ""
        left = self._expiry.get(self._current, now) - now
        if left <= ROTATE_EARLY:
            self._current = secrets.token_urlsafe(102)
            self._expiry[self._current] = now + TOKEN_LIFE
            left = TOKEN_LIFE
        return self._current, int(left.total_seconds())

    def _force_counts(self, now: datetime) -> bool:
        if self._forced and now - self._forced[-1] < FORCE_APART:
            return False
        if len(self._forced) == FORCE_PER_DAY and local_day(self._forced[0]) == local_day(now):
            raise ApiRefusal(45009)
        self._forced.append(now)
        return True

    def revoke(self) -> None:
        """Forget every token, as when another system forced a new one."""
        self._expiry.clear()
        self._current = ""

    def check(self, token: str, now: datetime) -> None:
        """Raise ApiRefusal 41001, 40001 or 42001 unless the token is good."""
        if not token:
            raise ApiRefusal(41001)
        if token not in self._expiry:
            raise ApiRefusal(40001)
        if now >= self._expiry[token]:
            raise ApiRefusal(42001)


@dataclass
class Consent:
    """What one person allowed for one template."""

    remaining: int = 0
    lasting: bool = False
    refused: bool = False


class Consents:
    """The ledger of subscribe messages: one accept is one message, a lasting one any number."""

    def __init__(self, by_default: bool) -> None:
        self._by_default = by_default
        self._ledger: defaultdict[tuple[str, str], Consent] = defaultdict(Consent)

    def answer(self, openid: str, template_id: str, answer: str) -> Consent:
        """Note accept, always, reject (nothing added) or ban (nothing left). Raises ValueError for another word."""
        consent = self._ledger[openid, template_id]
        if answer == "accept":
            consent.remaining, consent.refused = consent.remaining + 1, False
        elif answer == "always":
            consent.lasting, consent.refused = True, False
        elif answer == "ban":
            consent.remaining, consent.lasting, consent.refused = 0, False, True
        elif answer != "reject":
            raise ValueError(answer)
        return consent

    def spend(self, openid: str, template_id: str) -> None:
        """Use one consent. Raises ApiRefusal 43101 when there is none."""
        consent = self._ledger[openid, template_id]
        if consent.lasting or (self._by_default and not consent.refused):
            return
        if consent.remaining == 0:
            raise ApiRefusal(43101)
        consent.remaining -= 1


class Quotas:
    """Counters per day and path, and log-ins per minute and person. ``calls`` counts every request that arrived."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self._days: Counter[tuple[str, object]] = Counter()
        self._logins: defaultdict[str, deque[datetime]] = defaultdict(lambda: deque(maxlen=LOGINS_PER_MINUTE))

    def count(self, path: str, now: datetime, limit: int | None) -> None:
        """Count a call. Raises ApiRefusal 45009 beyond the day's limit."""
        self._days[path, local_day(now)] += 1
        if limit is not None and self._days[path, local_day(now)] > limit:
            raise ApiRefusal(45009)

    def login(self, openid: str, now: datetime) -> None:
        """Count a log-in. Raises ApiRefusal 45011 for more than 100 a minute by one person."""
        seen = self._logins[openid]
        if len(seen) == LOGINS_PER_MINUTE and now - seen[0] < timedelta(minutes=1):
            raise ApiRefusal(45011)
        seen.append(now)


@dataclass(frozen=True)
class Sent:
    """A subscribe message as the citizen would have received it."""

    msgid: int
    at: datetime
    openid: str
    name: str
    template_id: str
    page: str
    data: dict[str, str] = field(default_factory=dict)
