"""The four walks as one citizen goes through them: book and come, ask, follow the case, get the certificate."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from bench.drills.clients import Client, Refused, Told, Unresolved
from bench.drills.papers import Papers
from bench.drills.town import OFFICES, Office, Town, Visitor

TRIES = 6
CHOICES = 8
"""Citizens choose among so few times that some lose a race."""

_APPOINTMENT, _NEW_APPOINTMENT = Told("appointment"), Told("appointment", creates=True)
_CASE, _PARCEL, _CONSULTATION = Told("case"), Told("parcel"), Told("consultation")


async def live(town: Town) -> None:
    """One citizen after the other until the load ends. Who is refused or gives up goes home; the journal knows."""
    while town.open:
        try:
            await _one_citizen(town)
        except (Refused, Unresolved, TimeoutError):
            continue


async def _one_citizen(town: Town) -> None:
    office = town.rng.choice(OFFICES)
    who, client = await town.newcomer()
    await _introduce(town, who, client)
    if town.rng.random() < 0.3:
        await _ask(town, office, client)
    appointment = await _book(town, office, client)
    if town.rng.random() < 0.25:
        appointment = await _move(town, office, client, appointment)
    if town.rng.random() < 0.15:
        await client.do("appointment.cancel", f"/appointments/{appointment['id']}/cancel", told=[_APPOINTMENT])
        return
    case = await _come(town, office, who, client, appointment)
    await _decide(town, office, case)
    await _receive(town, office, who, client, case)


async def _introduce(town: Town, who: Papers, client: Client) -> None:
    """Agree to the privacy notice, state the papers' facts, allow WeChat messages."""
    notice = await client.get("/privacy-notice")
    await client.do("me.consent", "/me/consents/privacy", {"version": notice["version"]}, method="PUT")
    facts = {"name": who.name, "id_number": who.id_number, "phone": who.phone}
    await client.do("me.identity", "/me/identity", facts, method="PUT")
    town.declared.append((who, time.time()))
    templates = (await client.get("/me/subscriptions"))["templates"]
    granted = [{"key": template["key"], "result": "accept"} for template in templates]
    await client.do("me.subscribe", "/me/subscriptions", {"results": granted})


async def _free_slot(town: Town, office: Office, client: Client, but: str = "") -> str:
    """One of the first free times from tomorrow on: what is tomorrow can be changed and cancelled today."""
    board = await client.get(f"/guides/{office.item}/slots", days=14)
    free = [slot["id"] for day in board["days"][1:] for slot in day["slots"] if slot["free"] and slot["id"] != but]
    if not free:
        raise Refused(409, "full", {})
    return str(town.rng.choice(free[:CHOICES]))


async def _book(town: Town, office: Office, client: Client) -> dict[str, Any]:
    held = await _hold(town, office, client)
    path = f"/appointments/{held['id']}/confirm"
    return await client.do("appointment.confirm", path, {"materials_confirmed": True}, told=[_APPOINTMENT])


async def _hold(town: Town, office: Office, client: Client) -> dict[str, Any]:
    for _ in range(TRIES):
        wanted = {"slot_id": await _free_slot(town, office, client), "item_codes": [office.item]}
        try:
            return await client.do("appointment.hold", "/appointments", wanted, told=[_NEW_APPOINTMENT])
        except Refused as no:
            if no.code != "slot_taken":
                raise
    raise Refused(409, "slot_taken", {})


async def _move(town: Town, office: Office, client: Client, appointment: dict[str, Any]) -> dict[str, Any]:
    wanted = {"slot_id": await _free_slot(town, office, client, but=appointment["slot"]["id"])}
    path = f"/appointments/{appointment['id']}/reschedule"
    try:
        return await client.do("appointment.move", path, wanted, told=[_APPOINTMENT])
    except Refused:
        return appointment


async def _come(town: Town, office: Office, who: Papers, client: Client, appointment: dict[str, Any]) -> dict[str, Any]:
    """Come to the hall without waiting for the day (any clerk may do that), and be served."""
    visitor = Visitor(who, client, asyncio.get_running_loop().create_future())
    town.visitors[appointment["code"]] = visitor
    clerk = town.staff[town.rng.choice(list(office.clerks))]
    shown = {"code": appointment["code"], "as_walk_in": True}
    await clerk.do("ticket.check_in", "/staff/check-ins", shown, told=[Told("ticket", creates=True)])
    return await asyncio.wait_for(visitor.case, town.patience)


async def _decide(town: Town, office: Office, case: dict[str, Any]) -> dict[str, Any]:
    """The clerk walks the case through its steps, the head decides."""
    clerk, head = town.staff[next(iter(office.clerks))], town.staff[office.head]
    path = f"/staff/cases/{case['id']}"
    while any(action["name"] == "advance" for action in case["actions"]):
        body = {"version": case["version"], "opinion": "材料属实,同意"}
        case = await clerk.do("case.advance", f"{path}/advance", body, told=[_CASE])
    given = {"version": case["version"], "result": "准予", "certificate_name": "证件", "certificate_number": "C-1"}
    return await head.do("case.decide", f"{path}/decide", given, told=[_CASE, Told("decision", creates=True)])


async def _receive(town: Town, office: Office, who: Papers, client: Client, case: dict[str, Any]) -> None:
    """The certificate goes by courier; pushes from the courier's stand-in do the rest."""
    lives = {"province": "云南省", "city": "云河市", "district": "安澜区", "detail": "安澜路 8 号", "is_default": True}
    address = await client.do(
        "me.address",
        "/me/addresses",
        {"recipient": who.name, "phone": who.phone} | lives,
        told=[Told("address", creates=True)],
    )
    choice = {"method": "courier", "address_id": address["id"], "courier_consent": True}
    path = f"/cases/{case['id']}/delivery"
    parcel = await client.do("parcel.choose", path, choice, told=[Told("parcel", creates=True)])
    clerk = town.staff[town.rng.choice(list(office.clerks))]
    desk = f"/staff/parcels/{parcel['id']}"
    seen = {"version": parcel["version"], "certificate_number": "C-1"}
    packed = await clerk.do("parcel.pack", f"{desk}/pack", seen, told=[_PARCEL])
    await clerk.do("parcel.order", f"{desk}/order", {"version": packed["version"]}, told=[_PARCEL])


async def _ask(town: Town, office: Office, client: Client) -> None:
    """Ask the bot, then a person; a clerk answers, the citizen is content."""
    begun = await client.do("conversation.begin", "/conversations")
    key = {"X-Conversation-Key": begun["key"]}
    path = f"/conversations/{begun['id']}"
    words = [Told("words", "items.0", creates=True)]
    await client.do("conversation.say", f"{path}/messages", {"text": office.question}, told=words, headers=key)
    told = [Told("consultation", "consultation", creates=True)]
    asked = (await client.do("consultation.ask", f"{path}/handoff", told=told, headers=key))["consultation"]
    await client.do("conversation.add", f"{path}/messages", {"text": "我急用"}, told=words, headers=key)
    await _answer(town, asked["id"])
    await client.do("consultation.solve", f"/consultations/{asked['id']}/solved", told=[_CONSULTATION])


async def _answer(town: Town, consultation: str) -> None:
    """A clerk of the department the question was routed to takes it on and answers."""
    found = await _clerk_for(town, consultation)
    if found is None:
        raise Refused(404, "no_clerk", {})
    clerk, seen = found
    path = f"/staff/consultations/{consultation}"
    claimed = await clerk.do("consultation.claim", f"{path}/claim", {"version": seen["version"]}, told=[_CONSULTATION])
    answer = {
        "version": claimed["version"],
        "body": "可以办理。",
        "basis": [{"law": "中华人民共和国居民身份证法", "doc_no": "2011年修正", "article": "第11条"}],
    }
    told = [_CONSULTATION, Told("reply", "messages.-1", creates=True)]
    await clerk.do("consultation.reply", f"{path}/reply", answer, told=told)


async def _clerk_for(town: Town, consultation: str) -> tuple[Client, dict[str, Any]] | None:
    for office in OFFICES:
        clerk = town.staff[next(iter(office.clerks))]
        try:
            return clerk, await clerk.get(f"/staff/consultations/{consultation}")
        except Refused:
            continue
    return None
