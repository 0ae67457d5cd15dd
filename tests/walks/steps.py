"""Steps that several walks share, each as the person at the screen takes it."""

from __future__ import annotations

from typing import Any

from tests.support.people import WANG, Person

API = "/api/v1"
CERTIFICATE = "110101199003070011"


async def book(citizen: Person, item: str = "HZ03") -> dict[str, Any]:
    """The earliest place, held and confirmed."""
    slot = (await citizen.get(f"{API}/guides/{item}/slots")).json()["earliest"]
    held = await citizen.post(f"{API}/appointments", {"slot_id": slot["id"], "item_codes": [item]})
    assert held.status_code == 201, held.text
    answer = await citizen.post(f"{API}/appointments/{held.json()['id']}/confirm", {"materials_confirmed": True})
    assert answer.status_code == 200, answer.text
    booked: dict[str, Any] = answer.json()
    return booked


async def open_window(clerk: Person) -> str:
    """The clerk's own window, open."""
    window: str = (await clerk.get(f"{API}/staff/me")).json()["windows"][0]
    assert (await clerk.post(f"{API}/staff/windows/{window}/open")).status_code == 200
    return window


async def serve(clerk: Person, booked: dict[str, Any]) -> dict[str, Any]:
    """A booked citizen checks in, is called and stands at the window; returns the ticket."""
    window = await open_window(clerk)
    checked = await clerk.post(f"{API}/staff/check-ins", {"code": booked["check_in_code"]})
    assert checked.status_code == 201, checked.text
    called = (await clerk.post(f"{API}/staff/windows/{window}/call-next")).json()["ticket"]
    assert called["id"] == checked.json()["id"]
    answer = await clerk.post(f"{API}/staff/tickets/{called['id']}/start", {"version": called["version"]})
    assert answer.status_code == 200, answer.text
    ticket: dict[str, Any] = answer.json()
    return ticket


async def register(clerk: Person, item: str = "HZ03", **changes: Any) -> dict[str, Any]:
    """A case as a clerk registers it at the counter, everything handed in."""
    guide = (await clerk.get(f"{API}/guides/{item}")).json()
    applicant = {
        "kind": "个人",
        "name": WANG.name,
        "id_kind": "居民身份证",
        "id_number": WANG.id_number,
        "phone": WANG.phone,
    }
    materials = [
        {"name": material["name"], "received": True, "form": "原件", "copies": 0}
        for material in guide["materials"]["items"]
    ]
    body = {"item_code": item, "applicant": applicant, "materials": materials}
    answer = await clerk.post(f"{API}/staff/cases", body | changes)
    assert answer.status_code == 201, answer.text
    case: dict[str, Any] = answer.json()
    return case


async def act(person: Person, case: dict[str, Any], verb: str, **body: Any) -> dict[str, Any]:
    """One verb on a case; returns the case afterwards."""
    answer = await person.post(f"{API}/staff/cases/{case['id']}/{verb}", {"version": case["version"], **body})
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after


async def approve(head: Person, case: dict[str, Any]) -> dict[str, Any]:
    """准予, with a certificate."""
    return await act(head, case, "decide", result="准予", certificate_name="居民身份证", certificate_number=CERTIFICATE)
