"""No log line holds personal data of the fixtures."""

from __future__ import annotations

import structlog

from backend.web.logs import redact
from tests.support.people import LI, WANG, ZHANG


def test_the_redaction_masks_whatever_a_caller_passes() -> None:
    for who in (WANG, LI, ZHANG):
        event = redact(
            structlog.get_logger(),
            "info",
            {"event": f"called {who.phone} for {who.id_number}", "name": who.name, "nested": {"phone": who.phone}},
        )
        line = str(event)
        assert who.phone not in line
        assert who.id_number not in line
        assert who.name not in line
