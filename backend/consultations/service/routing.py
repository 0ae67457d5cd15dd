"""Where a question goes: the bot's thought, the centre's rules, and how much each window has to do."""

from __future__ import annotations

from backend.catalogue.snapshot import Snapshot
from backend.consultations import routing, sql
from backend.consultations.coordination.models import RoutingRule
from backend.consultations.routing import Route, Rule
from backend.consultations.rules import Asked
from backend.database import fetch


async def routed(asked: Asked, snapshot: Snapshot, spoken_of: str | None, centre_id: int) -> Route:
    """The route of a question. ``spoken_of`` is the item the conversation was about."""
    found = routing.route(asked.trace, snapshot.book, spoken_of)
    found = routing.by_rules(found, asked.text, await active_rules(snapshot, centre_id))
    return routing.least_loaded(found, snapshot.book, await window_loads(centre_id))


async def active_rules(snapshot: Snapshot, centre_id: int) -> list[Rule]:
    """The centre's rules in their order; one that names a department without a window is passed over."""
    rows = await RoutingRule.filter(centre_id=centre_id, active=True).order_by("place", "id")
    return [rule_of(row) for row in rows if _can(row, snapshot)]


def rule_of(row: RoutingRule) -> Rule:
    """A stored rule as a value."""
    return Rule(row.name, row.words, row.item_code, row.from_department, row.to_department, row.window)


async def window_loads(centre_id: int) -> dict[str, int]:
    """Open questions by window."""
    return {row["window"]: row["open"] for row in await fetch(sql.WINDOW_LOADS, [centre_id])}


def _can(row: RoutingRule, snapshot: Snapshot) -> bool:
    known = snapshot.departments.get(row.to_department)
    return known is not None and known.stationed
