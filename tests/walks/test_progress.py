"""Walk 3: registered from the served ticket → accepted with a promised date → supplement → step → decision; seen
logged in and by number and code."""

from __future__ import annotations

from typing import Any

from tests.support.people import WANG, Person
from tests.support.product import Product

API = "/api/v1"


async def register(clerk: Person, item: str = "HZ03", **changes: Any) -> dict[str, Any]:
    """A case as a clerk registers it at the counter, everything handed in."""
    guide = (await clerk.get(f"{API}/guides/{item}")).json()
    body = {
        "item_code": item,
        "applicant": {
            "kind": "个人",
            "name": WANG.name,
            "id_kind": "居民身份证",
            "id_number": WANG.id_number,
            "phone": WANG.phone,
        },
        "materials": [
            {"name": material["name"], "received": True, "form": "原件", "copies": 0}
            for material in guide["materials"]["items"]
        ],
    }
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


async def test_from_the_ticket_to_the_decision(app: Product, citizen: Person, clerk: Person, head: Person) -> None:
    window = (await clerk.get(f"{API}/staff/windows")).json()["items"][0]["code"]
    await clerk.post(f"{API}/staff/windows/{window}/open")
    walk_in = {"item_code": "HZ03", "name": WANG.name, "phone": WANG.phone}
    ticket = (await clerk.post(f"{API}/staff/tickets", walk_in)).json()
    called = (await clerk.post(f"{API}/staff/windows/{window}/call-next")).json()["ticket"]
    await clerk.post(f"{API}/staff/tickets/{ticket['id']}/start", {"version": called["version"]})
    prefill = (await clerk.get(f"{API}/staff/cases/prefill", ticket_id=ticket["id"])).json()
    assert prefill["item"]["code"] == "HZ03"
    assert prefill["applicant"]["name"] == WANG.name

    case = await register(clerk, ticket_id=ticket["id"])
    code, number = case["query_code"], case["number"]
    missing = [case["materials"][0]["name"]]
    asked = await act(clerk, case, "supplement", materials=[{"name": name, "reason": "照片看不清"} for name in missing])
    mine = (await citizen.get(f"{API}/cases/{case['id']}")).json()
    assert mine["state"] == "supplementing"
    assert [material["name"] for material in mine["supplement"]["materials"]] == missing
    supplied = await act(clerk, asked, "supplied", materials=missing)
    accepted = supplied if supplied["state"] == "accepted" else await act(clerk, supplied, "accept")
    assert accepted["promised_at"]
    running = await act(clerk, accepted, "advance", opinion="材料齐全")
    refused = await clerk.post(
        f"{API}/staff/cases/{case['id']}/decide", {"version": running["version"], "result": "准予"}
    )
    assert refused.status_code in (403, 409), "who accepts does not decide"
    decided = await act(
        head, running, "decide", result="准予", certificate_name="居民身份证", certificate_number="110101199003070011"
    )
    assert decided["state"] == "approved"

    seen = (await citizen.get(f"{API}/cases/{case['id']}")).json()
    kinds = [event["title"] for event in seen["timeline"]]
    assert len(kinds) >= 5
    assert seen["decision"]["result"] == "准予"

    anonymous = app.anonymous()
    found = await anonymous.post(f"{API}/progress-lookups", {"number": number, "query_code": code})
    assert found.status_code == 200
    assert "id" not in found.json()
    wrong_code = await anonymous.post(f"{API}/progress-lookups", {"number": number, "query_code": "AAAAAA"})
    no_case = await anonymous.post(
        f"{API}/progress-lookups", {"number": number[:-2] + ("00" if number[-2:] != "00" else "11"), "query_code": code}
    )
    assert wrong_code.status_code == no_case.status_code == 404
    told = [
        {key: value for key, value in answer.json().items() if key != "request_id"} for answer in (wrong_code, no_case)
    ]
    assert told[0] == told[1]
