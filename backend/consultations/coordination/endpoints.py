"""The rules of routing and the centre's terms, as 综合协调科 edits them."""

from __future__ import annotations

from uuid import UUID

from backend.catalogue import live
from backend.consultations import cards
from backend.consultations.clocks.models import LateRule
from backend.consultations.clocks.settings import Terms, terms
from backend.consultations.coordination import rendering, service
from backend.consultations.coordination.schemas import (
    LateRuleIn,
    LateRuleOut,
    RouteOut,
    RuleChange,
    RuleIn,
    RuleOut,
    RuleTrial,
    SettingsIn,
    SettingsOut,
)
from backend.consultations.desks import who_of
from backend.consultations.rendering import department_named
from backend.consultations.routing import Rule
from backend.consultations.rules import Asked
from backend.consultations.service.routing import routed
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_rules")
_ROUTE = staff(Permission.CONSULTATIONS_ROUTE)


@api.get("/staff/routing-rules", access=_ROUTE)
async def rules(call: Call) -> Items[RuleOut]:
    """All rules, in the order in which they are tried."""
    return Items(items=[rendering.rule(row, live.current()) for row in await service.rules(call.centre_id)])


@api.post("/staff/routing-rules", access=_ROUTE, status=201)
async def add_rule(call: Call, body: RuleIn) -> RuleOut:
    """Add a rule."""
    row = await service.add_rule(
        await who_of(call), body.place, _rule(body), body.active, live.current(), call.now, call.centre_id
    )
    return rendering.rule(row, live.current())


@api.put("/staff/routing-rules/<rule_id:str>", access=_ROUTE)
async def change_rule(call: Call, rule_id: UUID, body: RuleChange) -> RuleOut:
    """Change a rule."""
    row = await service.change_rule(
        await who_of(call),
        rule_id,
        body.version,
        body.place,
        _rule(body),
        body.active,
        live.current(),
        call.now,
        call.centre_id,
    )
    return rendering.rule(row, live.current())


@api.delete("/staff/routing-rules/<rule_id:str>", access=_ROUTE)
async def remove_rule(call: Call, rule_id: UUID) -> None:
    """Remove a rule."""
    await service.remove_rule(await who_of(call), rule_id, call.now, call.centre_id)


@api.post("/staff/routing-rules/try", access=_ROUTE, keeps_answer=False)
async def try_rules(call: Call, body: RuleTrial) -> RouteOut:
    """Where a question would go. Nothing is stored."""
    snapshot = live.current()
    asked = Asked(body.question, cards.trace_of(snapshot.engine.reply(body.question)))
    return rendering.route(await routed(asked, snapshot, None, call.centre_id), snapshot)


@api.get("/staff/consultation-terms", access=_ROUTE)
async def read_terms(call: Call) -> SettingsOut:
    """The terms in force."""
    return await _settings(call)


@api.put("/staff/consultation-terms", access=_ROUTE)
async def set_terms(call: Call, body: SettingsIn) -> SettingsOut:
    """Set the terms for what begins from now on."""
    given = Terms(**body.model_dump())
    await service.set_terms(await who_of(call), body.version, given, call.now, call.centre_id)
    return await _settings(call)


@api.put("/staff/consultation-terms/departments/<department:str>", access=_ROUTE)
async def set_late_rule(call: Call, department: str, body: LateRuleIn) -> SettingsOut:
    """Set what a department's late questions do by themselves."""
    who = await who_of(call)
    await service.set_late_rule(who, department, body.on_late, live.current(), call.now, call.centre_id)
    return await _settings(call)


async def _settings(call: Call) -> SettingsOut:
    set_ = await terms(call.centre_id)
    late = await LateRule.filter(centre_id=call.centre_id).order_by("department")
    shown = [
        LateRuleOut(department=department_named(row.department, live.current()), on_late=row.on_late) for row in late
    ]
    return SettingsOut(**vars(set_), late_rules=shown)


def _rule(body: RuleIn) -> Rule:
    return Rule(body.name, body.words, body.item, body.from_department, body.to_department, body.window)
