"""A sandbox is a log-in bypass: `serve` refuses to start with one unless it is a demo (decision 12c)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from backend.app import create_app
from backend.runtime import NotConfigured, SandboxOutsideDemo, check
from backend.settings import Settings

BASE: dict[str, Any] = {"database_url": "postgresql://localhost/x", "field_keys": "k:" + "A" * 43 + "="}


@pytest.mark.parametrize(
    "risky", [{"wechat_sandbox": True}, {"courier_sandbox": True}, {"now": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_no_sandbox_and_no_shifted_clock_outside_a_demo(risky: dict[str, Any]) -> None:
    with pytest.raises(SandboxOutsideDemo):
        create_app(Settings(**BASE, **risky))
    check(Settings(**BASE, **risky, demo=True))


@pytest.mark.parametrize("missing", ["database_url", "field_keys"])
def test_nothing_starts_without_what_has_no_safe_default(missing: str) -> None:
    with pytest.raises(NotConfigured):
        check(Settings(**{**BASE, missing: None}))
