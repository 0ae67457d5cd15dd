"""Registering at the window: number, query code, checklist and steps of the guide in force."""

from __future__ import annotations

import asyncio

from backend.common.numbers import check_case_number
from tests.cases.desk import names, register, registration
from tests.support.people import Person


async def test_a_clerk_registers_a_case(clerk: Person) -> None:
    case = await register(clerk)
    assert check_case_number(case["number"])
    assert case["number"].startswith("99010020261123HZ0100001")
    assert len(case["query_code"]) == 6
    assert (case["state"], case["state_label"], case["version"]) == ("registered", "已收件", 1)
    assert case["applicant"]["name_masked"] == "王*"
    assert "110101199003070011" not in str(case)
    assert [step["state"] for step in case["steps"]] == ["done", "current", "waiting", "waiting", "waiting"]
    assert names(case) == ["accept", "supplement", "refuse-acceptance"]
    assert case["promised_at"] is None
    assert case["light"] is None


async def test_the_query_code_is_told_once(clerk: Person) -> None:
    case = await register(clerk)
    again = (await clerk.get(f"/api/v1/staff/cases/{case['id']}")).json()
    assert again["query_code"] is None


async def test_serials_never_repeat(clerk: Person) -> None:
    cases = await asyncio.gather(*(register(clerk) for _ in range(12)))
    serials = sorted(int(case["number"][-6:-1]) for case in cases)
    assert serials == list(range(1, 13))


async def test_the_same_tap_registers_once(clerk: Person) -> None:
    first, second = [await clerk.post("/api/v1/staff/cases", registration(), key="one-tap") for _ in range(2)]
    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"


WRONG: list[tuple[dict[str, str], str]] = [
    ({"id_number": "110101199003070012"}, "applicant.id_number"),
    ({"id_number": "110101203003070013"}, "applicant.id_number"),
    ({"kind": "法人", "id_kind": "统一社会信用代码", "id_number": "91110000MA00000000"}, "applicant.id_number"),
    ({"kind": "法人", "id_kind": "其他", "id_number": "ABCD"}, "applicant.kind"),
    ({"phone": "123"}, "applicant.phone"),
]


async def test_wrong_facts_name_their_field(clerk: Person) -> None:
    for change, field in WRONG:
        body = registration()
        body["applicant"] |= change
        answer = await clerk.post("/api/v1/staff/cases", body)
        assert answer.status_code == 422
        assert answer.json()["details"]["fields"][0]["field"] == field


async def test_only_materials_of_the_guide(clerk: Person) -> None:
    body = registration(materials=[{"name": "彩票", "received": True}])
    answer = await clerk.post("/api/v1/staff/cases", body)
    assert answer.status_code == 422
    assert answer.json()["details"]["fields"][0]["field"] == "materials.0.name"


async def test_an_unknown_item_and_an_unknown_ticket(clerk: Person) -> None:
    assert (await clerk.post("/api/v1/staff/cases", registration() | {"item_code": "HZ99"})).status_code == 404
    body = registration(ticket_id="018f2f3e-0000-7000-8000-000000000000")
    assert (await clerk.post("/api/v1/staff/cases", body)).status_code == 404


async def test_the_citizen_sees_a_case_only_after_a_clerk_saw_the_card(citizen: Person, clerk: Person) -> None:
    """王小明 declared this number; anybody could have."""
    await register(clerk)
    assert (await citizen.get("/api/v1/me/cases")).json()["items"] == []


async def test_a_case_carries_the_number_of_its_ticket(clerk: Person) -> None:
    ticket = (await clerk.post("/api/v1/staff/tickets", {"item_code": "HZ01"})).json()
    case = await register(clerk, ticket_id=ticket["id"])
    assert case["ticket_number"] == ticket["number"]


async def test_a_company_applies_with_its_credit_code(other_clerk: Person) -> None:
    company = {
        "kind": "法人",
        "name": "云河市某某商贸有限公司",
        "id_kind": "统一社会信用代码",
        "id_number": "91350100m000100y43",
        "phone": "13800000009",
    }
    answer = await other_clerk.post(
        "/api/v1/staff/cases", {"item_code": "SCJG02", "applicant": company, "materials": []}
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["applicant"]["id_number_masked"] == "91**************43"
