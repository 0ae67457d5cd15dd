"""What 快递100 says, as our values. Pure: texts in, values out; nothing in them is trusted to have the right shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from backend.common.clock import SHANGHAI
from backend.delivery.couriers.kuaidi100 import codes
from backend.delivery.couriers.protocol import TrackEvent

Json = Mapping[str, Any]


def json_object(text: str | bytes) -> dict[str, Any]:
    """Read one JSON object. Raises ValueError for anything else, also for nesting beyond reason."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def child(value: Json, name: str) -> dict[str, Any]:
    """The object under ``name``, empty when it is missing or something else."""
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def text(value: Json, name: str) -> str:
    """The text under ``name``; numbers as text, because codes come as both. Empty when missing.

    NUL and half characters go: JSON can spell them, PostgreSQL cannot store them.
    """
    found = value.get(name)
    if not isinstance(found, str | int | float) or isinstance(found, bool):
        return ""
    return str(found).encode("utf-8", "replace").decode().replace("\0", "").strip()


def instant(wall_time: str) -> datetime | None:
    """Beijing wall time ``2026-01-05 09:30:00`` as an instant, UTC. None when it is not one."""
    try:
        return datetime.strptime(wall_time, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def fen(yuan: str) -> int | None:
    """Yuan as 快递100 writes them (``12.5``) in 分. None when it is not an amount."""
    try:
        amount = Decimal(yuan) * 100
        return int(amount) if 0 <= amount < 10_000_000 else None
    except ArithmeticError:
        return None


def track_events(result: Json) -> tuple[TrackEvent, ...]:
    """The events of a query answer or of a push's ``lastResult``, oldest first.

    Entries without a readable time are left out: the list is a snapshot, and the next one repeats them.
    """
    entries = result.get("data")
    newest_state = text(result, "state")
    listed = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return tuple(reversed(list(_events(listed, newest_state))))


def _events(newest_first: list[dict[str, Any]], newest_state: str) -> Iterator[TrackEvent]:
    for index, entry in enumerate(newest_first):
        at = instant(text(entry, "time") or text(entry, "ftime"))
        if at is not None:
            yield _event(entry, at, _code(entry) or (newest_state if index == 0 else ""))


def _code(entry: Json) -> str:
    return text(entry, "statusCode") or codes.TRACK_WORDS.get(text(entry, "status"), "")


def _event(entry: Json, at: datetime, code: str) -> TrackEvent:
    status, sentence = codes.track_state(code)
    place = text(entry, "areaName") or text(entry, "location")
    return TrackEvent(
        at=at,
        status=status,
        text=sentence,
        raw_code=code,
        raw_text=text(entry, "context"),
        location=place,
    )


def order_events(code: str, message: str, now: datetime) -> tuple[TrackEvent, ...]:
    """The event of an order notice received at ``now``; none for fee notices and codes nobody has documented."""
    known = codes.ORDER_STATES.get(code)
    if known is None:
        return ()
    status, sentence = known
    return (
        TrackEvent(
            at=now,
            status=status,
            text=sentence,
            raw_code=code,
            raw_text=message,
            timed=False,
        ),
    )
