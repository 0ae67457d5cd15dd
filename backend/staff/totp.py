"""The second step: six digits from an authenticator app (RFC 6238, 30 s, SHA-1, as every app expects)."""

from __future__ import annotations

from datetime import datetime

import pyotp

from backend.common.crypto import same

ISSUER = "一窗"
SECONDS = 30
DRIFT = 1
"""Steps the member's clock may be off."""


def new_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32()


def otpauth_url(secret: str, account: str) -> str:
    """What the QR code for the authenticator app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)


def code_at(secret: str, now: datetime) -> str:
    """The code an authenticator shows at this instant (demo page, tests)."""
    return pyotp.TOTP(secret).generate_otp(_step(now))


def accepted_step(secret: str, code: str, now: datetime) -> int | None:
    """The 30-second step whose code this is, or None. Compares in constant time."""
    totp = pyotp.TOTP(secret)
    steps = range(_step(now) - DRIFT, _step(now) + DRIFT + 1)
    fitting = [step for step in steps if same(totp.generate_otp(step), code)]
    return fitting[-1] if fitting else None


def _step(now: datetime) -> int:
    return int(now.timestamp()) // SECONDS
