"""The windows: a clerk calls, serves, registers and accepts the case, finishes, calls the next."""

from __future__ import annotations

import asyncio
from typing import Any

from bench.drills.clients import Client, Refused, Told, Unresolved
from bench.drills.papers import Papers
from bench.drills.town import OFFICES, Office, Town, Visitor

_TICKET, _CASE = Told("ticket"), Told("case")


def windows() -> list[tuple[Office, str, str]]:
    """Every window of the drill: its office, its clerk's account, its code."""
    return [(office, account, window) for office in OFFICES for account, window in office.clerks.items()]


async def serve(town: Town, office: Office, account: str, window: str) -> None:
    """Serve until the hall is shut. A refusal ends one service, not the day."""
    clerk = town.staff[account]
    while not town.shut:
        try:
            await clerk.do("window.open", f"/staff/windows/{window}/open")
            while not town.shut:
                await _next(town, office, clerk, window)
        except (Refused, Unresolved):
            await asyncio.sleep(1)


async def _next(town: Town, office: Office, clerk: Client, window: str) -> None:
    ticket = await _called(clerk, window)
    if ticket is None:
        await asyncio.sleep(0.5)
        return
    if ticket["state"] == "called":
        ticket = await _step(clerk, ticket, "start")
    visitor = town.visitors.get(ticket["appointment_code"] or "")
    if visitor is not None:
        await _register(town, office, clerk, ticket, visitor)
    await _step(clerk, ticket, "finish", outcome="已受理")


async def _called(clerk: Client, window: str) -> dict[str, Any] | None:
    """Who is at the window already, after an interruption; else whom the hall calls now."""
    path = f"/staff/windows/{window}"
    try:
        answer = await clerk.do("ticket.call", f"{path}/call-next", told=[Told("ticket", "ticket")])
        found: dict[str, Any] | None = answer["ticket"]
    except Refused as no:
        if no.code != "ticket_in_hand":
            raise
        found = (await clerk.get(f"{path}/queue"))["current"]
    return found


async def _step(clerk: Client, ticket: dict[str, Any], verb: str, **body: Any) -> dict[str, Any]:
    path = f"/staff/tickets/{ticket['id']}/{verb}"
    return await clerk.do(f"ticket.{verb}", path, {"version": ticket["version"]} | body, told=[_TICKET])


async def _register(town: Town, office: Office, clerk: Client, ticket: dict[str, Any], visitor: Visitor) -> None:
    """Open the case with everything handed in, sometimes after a supplement, and accept it."""
    materials = town.materials[office.item]
    given = {
        "ticket_id": ticket["id"],
        "item_code": office.item,
        "applicant": _applicant(visitor.who),
        "materials": [{"name": one["name"], "received": True, "form": "原件", "copies": 1} for one in materials],
    }
    case = await clerk.do("case.register", "/staff/cases", given, told=[Told("case", creates=True)])
    if town.rng.random() < 0.3:
        case = await _supplemented(clerk, case, materials[0]["name"])
    accept = {"version": case["version"]}
    case = await clerk.do("case.accept", f"/staff/cases/{case['id']}/accept", accept, told=[_CASE])
    if not visitor.case.done():
        visitor.case.set_result(case)


async def _supplemented(clerk: Client, case: dict[str, Any], name: str) -> dict[str, Any]:
    path = f"/staff/cases/{case['id']}"
    missing = {"version": case["version"], "materials": [{"name": name, "reason": "看不清"}]}
    asked = await clerk.do("case.supplement", f"{path}/supplement", missing, told=[_CASE])
    brought = {"version": asked["version"], "materials": [name]}
    return await clerk.do("case.supplied", f"{path}/supplied", brought, told=[_CASE])


def _applicant(who: Papers) -> dict[str, str]:
    return {
        "kind": "个人",
        "name": who.name,
        "id_kind": "居民身份证",
        "id_number": who.id_number,
        "phone": who.phone,
    }
