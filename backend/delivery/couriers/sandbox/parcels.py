"""The sandbox's parcels: placed, cancelled, moved on. Kept in memory and, when asked, in one JSON file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from backend.delivery.couriers.sandbox import steps

SAME_ORDER_FOR = timedelta(hours=48)


@dataclass(slots=True)
class Parcel:
    """One order and its journey. ``track``: (ISO instant, step) oldest first. ``salt`` None: pushes are not signed."""

    waybill: str
    order_id: str
    task_id: str
    order_number: str
    carrier: str
    recipient: str = field(repr=False)
    callback_url: str
    salt: str | None
    track_url: str | None
    result_version: str
    placed_at: str
    state: str = steps.ORDERED
    track: list[tuple[str, str]] = field(default_factory=list)


class NotPossible(Exception):
    """The parcel cannot take this step now. The text is Chinese."""


class Parcels:
    """All parcels of this sandbox."""

    def __init__(self, state_file: Path | None) -> None:
        self._file = state_file
        self._all: dict[str, Parcel] = _load(state_file)

    def all(self) -> list[Parcel]:
        """Newest first."""
        return list(reversed(self._all.values()))

    def by_waybill(self, waybill: str) -> Parcel | None:
        """The parcel with this number."""
        return self._all.get(waybill)

    def by_order_id(self, order_id: str) -> Parcel | None:
        """The parcel with the sandbox's own order id."""
        return next(
            (parcel for parcel in self._all.values() if parcel.order_id == order_id),
            None,
        )

    def same_order(self, order_number: str, now: datetime) -> Parcel | None:
        """The parcel ordered under this number in the last 48 hours."""
        recent = (parcel for parcel in self.all() if parcel.order_number == order_number and order_number)
        return next(
            (p for p in recent if now - datetime.fromisoformat(p.placed_at) < SAME_ORDER_FOR),
            None,
        )

    def new_waybill(self, now: datetime) -> str:
        """A free number of 13 digits. Made from the time, so that a sandbox without a file does not repeat itself."""
        serial = int(now.timestamp() * 1000) % 10**12
        while f"1{serial:012d}" in self._all:
            serial += 1
        return f"1{serial:012d}"

    def add(self, parcel: Parcel) -> None:
        """Remember a new parcel."""
        self._all[parcel.waybill] = parcel
        self.save()

    def advance(self, parcel: Parcel, step: str, now: datetime) -> None:
        """Let ``step`` happen ("" for the usual next one). Raises NotPossible."""
        possible = steps.choices(parcel.state)
        step = step or (possible[0] if possible else "")
        if step not in possible:
            raise NotPossible("这一步现在做不了")
        parcel.track.append((_later(parcel, now).isoformat(), step))
        parcel.state = step
        self.save()

    def cancel(self, parcel: Parcel) -> None:
        """Cancel before pick-up; again is fine. Raises NotPossible afterwards."""
        if parcel.state not in (steps.ORDERED, steps.CANCELLED):
            raise NotPossible("快件已揽收，不能取消")
        parcel.state = steps.CANCELLED
        self.save()

    def save(self) -> None:
        """Write the file in one move, so that a kill leaves the old or the new one."""
        if self._file is None:
            return
        draft = self._file.with_suffix(".draft")
        draft.write_text(
            json.dumps([asdict(p) for p in self._all.values()], ensure_ascii=False),
            encoding="utf-8",
        )
        os.replace(draft, self._file)


def _later(parcel: Parcel, now: datetime) -> datetime:
    """``now``, but at least one second after the last step: tracks know no smaller unit."""
    if not parcel.track:
        return now.replace(microsecond=0)
    return max(
        now.replace(microsecond=0),
        datetime.fromisoformat(parcel.track[-1][0]) + timedelta(seconds=1),
    )


def _load(state_file: Path | None) -> dict[str, Parcel]:
    if state_file is None or not state_file.exists():
        return {}
    rows = json.loads(state_file.read_text(encoding="utf-8"))
    parcels = (Parcel(**{**row, "track": [(at, step) for at, step in row["track"]]}) for row in rows)
    return {parcel.waybill: parcel for parcel in parcels}
