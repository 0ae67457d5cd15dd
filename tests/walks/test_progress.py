"""Walk 3: registered from the served ticket → accepted with a promised date → supplement → step → decision; seen
logged in and by number and code."""

from __future__ import annotations

from tests.support.people import WANG, Person
from tests.support.product import Product
from tests.walks.steps import API, act, approve, book, register, serve


async def test_from_the_ticket_to_the_decision(app: Product, citizen: Person, clerk: Person, head: Person) -> None:
    ticket = await serve(clerk, await book(citizen))
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
    running = accepted
    while "advance" in {action["name"] for action in running["actions"]}:
        running = await act(clerk, running, "advance", opinion="材料齐全")
    refused = await clerk.post(
        f"{API}/staff/cases/{case['id']}/decide", {"version": running["version"], "result": "准予"}
    )
    assert refused.status_code in (403, 409), "who accepts does not decide"
    decided = await approve(head, running)
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
