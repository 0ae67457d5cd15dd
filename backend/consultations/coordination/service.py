"""The verbs of 综合协调科: give out many at once, rules of routing, terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from backend import audit
from backend.catalogue.snapshot import Snapshot
from backend.common.errors import InvalidInput, NotFound, Refusal, Stale
from backend.common.ids import new_id
from backend.consultations.clocks.settings import Terms
from backend.consultations.coordination import sql
from backend.consultations.coordination.models import RoutingRule
from backend.consultations.routing import Rule
from backend.consultations.rules import Colleague
from backend.consultations.service import moving
from backend.consultations.states import OnLate
from backend.database import fetch, fetch_one, transactional


@dataclass(frozen=True)
class Outcome:
    """What became of one question; ``refusal`` None when it went."""

    id: UUID
    refusal: Refusal | None


@transactional
async def give_out(
    who: Colleague,
    items: Sequence[tuple[UUID, int]],
    department: str,
    reason: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> list[Outcome]:
    """Forward many questions to one department. One that is refused does not hold up the others.

    Parameters:
        items: id and version as they were shown.
    """
    return [await _one(who, *item, department, reason, snapshot, now, centre_id) for item in sorted(items)]


async def _one(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    department: str,
    reason: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int,
) -> Outcome:
    """A refusal comes before anything is written: the transaction goes on."""
    try:
        await moving.forward(who, consultation_id, version, department, reason, snapshot, now, centre_id)
    except Refusal as no:
        return Outcome(consultation_id, no)
    return Outcome(consultation_id, None)


async def rules(centre_id: int = 1) -> list[RoutingRule]:
    """All rules in their order."""
    return await RoutingRule.filter(centre_id=centre_id).order_by("place", "id")


@transactional
async def add_rule(
    who: Colleague, place: int, rule: Rule, active: bool, snapshot: Snapshot, now: datetime, centre_id: int = 1
) -> RoutingRule:
    """Add a rule. Raises InvalidInput: a department, item or window that is not there."""
    _check(rule, snapshot)
    row = await RoutingRule.create(
        centre_id=centre_id,
        created_at=now,
        place=place,
        name=rule.name,
        words=list(rule.words),
        item_code=rule.item_code,
        from_department=rule.from_department,
        to_department=rule.department,
        window=rule.window,
        active=active,
    )
    await _audited(who, "rule_added", row.id, now, centre_id)
    return row


@transactional
async def change_rule(
    who: Colleague,
    rule_id: UUID,
    version: int,
    place: int,
    rule: Rule,
    active: bool,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> RoutingRule:
    """Change a rule. Raises NotFound, Stale, InvalidInput."""
    _check(rule, snapshot)
    row = await _rule(rule_id, centre_id)
    words = orjson.dumps(list(rule.words)).decode()
    values = [row.id, version, place, rule.name, words, rule.item_code, rule.from_department]
    if await fetch_one(sql.CHANGE_RULE, [*values, rule.department, rule.window, active]) is None:
        raise Stale()
    await _audited(who, "rule_changed", row.id, now, centre_id)
    await row.refresh_from_db()
    return row


@transactional
async def remove_rule(who: Colleague, rule_id: UUID, now: datetime, centre_id: int = 1) -> None:
    """Remove a rule. Raises NotFound."""
    row = await _rule(rule_id, centre_id)
    await _audited(who, "rule_removed", row.id, now, centre_id)
    await row.delete()


@transactional
async def set_terms(who: Colleague, version: int, terms: Terms, now: datetime, centre_id: int = 1) -> None:
    """Set the centre's terms for what begins from now on. Raises Stale."""
    values = [terms.own_days, terms.other_days, terms.joint_days, terms.opinion_days, terms.waiting_days]
    values += [terms.forward_minutes, terms.read_minutes]
    if await fetch_one(sql.SETTINGS, [new_id(), centre_id, now, version, *values]) is None:
        raise Stale()
    await audit.record(who.actor, "consultations.terms", f"centre:{centre_id}", now, centre_id=centre_id)


@transactional
async def set_late_rule(
    who: Colleague, department: str, on_late: OnLate, snapshot: Snapshot, now: datetime, centre_id: int = 1
) -> None:
    """Set what a department's late questions do. Raises NotFound."""
    code = snapshot.department(department).code
    await fetch(sql.LATE_RULE, [new_id(), centre_id, now, code, on_late])
    await audit.record(who.actor, "consultations.late_rule", f"department:{code}", now, centre_id=centre_id)


def _check(rule: Rule, snapshot: Snapshot) -> None:
    target = snapshot.departments.get(rule.department)
    if target is None or not target.stationed:
        raise InvalidInput("to_department", "这个部门没有窗口。请选别的部门。")
    if rule.from_department is not None and rule.from_department not in snapshot.departments:
        raise InvalidInput("from_department", "没有这个部门。请重新选择。")
    if rule.item_code is not None and snapshot.name_of(rule.item_code) is None:
        raise InvalidInput("item", "没有这个事项。请重新选择。")
    if rule.window is not None and rule.department not in _departments_of(rule.window, snapshot):
        raise InvalidInput("window", "这个窗口不办该部门的事。请重新选择。")


def _departments_of(window: str, snapshot: Snapshot) -> tuple[str, ...]:
    known = snapshot.windows.get(window)
    return known.departments if known else ()


async def _rule(rule_id: UUID, centre_id: int) -> RoutingRule:
    row = await RoutingRule.get_or_none(id=rule_id, centre_id=centre_id)
    if row is None:
        raise NotFound()
    return row


async def _audited(who: Colleague, act: str, rule_id: UUID, now: datetime, centre_id: int) -> None:
    await audit.record(who.actor, f"consultations.{act}", f"routing_rule:{rule_id}", now, centre_id=centre_id)
