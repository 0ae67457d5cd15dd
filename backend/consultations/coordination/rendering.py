"""综合协调科's rows on the wire."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from backend.catalogue.schemas import Named
from backend.catalogue.snapshot import Snapshot
from backend.common.workdays import working_minutes_between
from backend.consultations import staff_rendering
from backend.consultations.coordination.models import JointOpinion, RoutingRule
from backend.consultations.coordination.schemas import (
    BoardRow,
    DepartmentLoad,
    JointRow,
    PersonLoad,
    RouteOut,
    RuleOut,
    WindowLoad,
)
from backend.consultations.models import Consultation
from backend.consultations.rendering import department_named, item_named
from backend.consultations.routing import Route
from backend.consultations.rules import Standing
from backend.consultations.staff_rendering import Desk


def board_row(row: Consultation, standing: Standing, desk: Desk) -> BoardRow:
    """A question nobody owns yet, with where it may belong and why."""
    fields = staff_rendering.staff_row(row, standing, desk).model_dump()
    return BoardRow(
        **fields,
        waited=working_minutes_between(desk.calendar, row.created_at, desk.now),
        reason=row.routing_reason,
        confidence=row.routing_confidence,
    )


def joint_row(row: Consultation, opinions: Iterable[JointOpinion], standing: Standing, desk: Desk) -> JointRow:
    """A joint question: who was asked and who is missing."""
    asked = list(opinions)
    return JointRow(
        consultation=staff_rendering.staff_row(row, standing, desk),
        asked=[department_named(one.department, desk.snapshot) for one in asked],
        missing=[department_named(one.department, desk.snapshot) for one in asked if one.given_at is None],
    )


def rule(row: RoutingRule, snapshot: Snapshot) -> RuleOut:
    """A rule with names."""
    return RuleOut(
        id=row.id,
        version=row.version,
        place=row.place,
        name=row.name,
        words=row.words,
        item=item_named(row.item_code, snapshot),
        from_department=department_named(row.from_department, snapshot) if row.from_department else None,
        to_department=department_named(row.to_department, snapshot),
        window=row.window,
        active=row.active,
    )


def route(found: Route, snapshot: Snapshot) -> RouteOut:
    """Where a question would go."""
    return RouteOut(
        department=department_named(found.department, snapshot),
        item=item_named(found.item_code, snapshot),
        window=found.window,
        suggested=department_named(found.suggested, snapshot) if found.suggested else None,
        reason=found.reason,
        confidence=found.confidence,
        confidential=found.confidential,
    )


def loads(rows: Iterable[Mapping[str, Any]], snapshot: Snapshot) -> list[DepartmentLoad]:
    """Loads by department, the fullest first."""
    by_department: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_department[row["department"]].append(row)
    found = [_load(code, counted, snapshot) for code, counted in by_department.items()]
    return sorted(found, key=lambda load: -(load.unclaimed + load.claimed + load.waiting))


def _load(code: str, rows: list[Mapping[str, Any]], snapshot: Snapshot) -> DepartmentLoad:
    states: Counter[str] = Counter()
    people: Counter[tuple[str, str]] = Counter()
    windows: Counter[str] = Counter()
    for row in rows:
        states[row["state"]] += row["open"]
        if row["owner_number"]:
            people[row["owner_name"], row["owner_number"]] += row["open"]
        if row["window"]:
            windows[row["window"]] += row["open"]
    return DepartmentLoad(
        department=department_named(code, snapshot),
        unclaimed=states["routed"],
        claimed=states["claimed"],
        waiting=states["waiting"],
        soon=sum(row["soon"] for row in rows),
        late=sum(row["late"] for row in rows),
        people=[PersonLoad(name=name, number=number, open=count) for (name, number), count in people.most_common()],
        windows=[WindowLoad(window=_window(one, snapshot), open=count) for one, count in windows.most_common()],
    )


def _window(code: str, snapshot: Snapshot) -> Named:
    known = snapshot.windows.get(code)
    return Named(code=code, name=known.name if known else code)
