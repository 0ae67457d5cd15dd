"""Whom an appointment is for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.appointments.booking import confirm, free_slots, hold
from tests.queue.hall_day import check_in
from tests.support.people import LI, ZHANG, Person

CODE = "91110000600037341L"
"""A well-formed 统一社会信用代码."""


async def _family(person: Person) -> dict[str, Any]:
    body = {"name": LI.name, "id_number": LI.id_number, "relation": "parent"}
    answer = await person.post("/api/v1/me/family", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_for_the_mother_and_for_oneself_on_one_day(citizen: Person, clerk: Person) -> None:
    mother = await _family(citizen)
    first, second, *_ = await free_slots(citizen, day="2026-11-23")
    party = {"kind": "family", "family_member_id": mother["id"]}
    hers = await confirm(citizen, (await hold(citizen, first["id"], party=party))["id"])
    assert (hers["party"]["text"], hers["party"]["name_masked"]) == ("为父母 李*", "李*")
    mine = await confirm(citizen, (await hold(citizen, second["id"]))["id"])
    assert mine["party"]["text"] == "本人办理"
    again = {"slot_id": second["id"], "item_codes": ["HZ01"], "party": party}
    assert (await citizen.post("/api/v1/appointments", again)).json()["code"] == "too_many"
    assert (await check_in(clerk, hers["code"]))["name_masked"] == "李*"
    expected = (await clerk.get("/api/v1/staff/appointments")).json()["items"]
    assert [row["name_masked"] for row in expected] == ["李*", "王*"]


async def test_an_agent_brings_the_power_of_attorney(citizen: Person) -> None:
    party = {"kind": "agent", "name": ZHANG.name, "number": ZHANG.id_number}
    held = await hold(citizen, (await free_slots(citizen))[0]["id"], party=party)
    assert held["party"]["text"] == "代 张* 办理"
    assert held["party"]["number_masked"] == "11**************32"
    assert held["bring"][0] == "授权委托书(原件)"
    assert held["materials"][0]["name"] == "授权委托书"


async def test_a_company_is_named_in_full(citizen: Person) -> None:
    party = {"kind": "company", "name": "北京某某科技有限公司", "number": CODE.lower()}
    held = await hold(citizen, (await free_slots(citizen, "SCJG01"))[0]["id"], "SCJG01", party=party)
    assert held["party"]["text"] == "为 北京某某科技有限公司 办理"
    assert held["party"]["number_masked"] == CODE


@pytest.mark.parametrize(
    ("party", "field"),
    [
        ({"kind": "family"}, "party.family_member_id"),
        ({"kind": "agent", "number": ZHANG.id_number}, "party.name"),
        ({"kind": "agent", "name": ZHANG.name}, "party.number"),
        ({"kind": "agent", "name": ZHANG.name, "number": "110101198511020033"}, "party.number"),
        ({"kind": "company", "number": CODE}, "party.name"),
        ({"kind": "company", "name": "某某公司", "number": CODE[:-1] + "A"}, "party.number"),
        ({"kind": "friend"}, "party.kind"),
    ],
    ids=str,
)
async def test_wrong_people_are_refused_with_the_field(citizen: Person, party: dict[str, Any], field: str) -> None:
    slot = (await free_slots(citizen))[0]
    answer = await citizen.post("/api/v1/appointments", {"slot_id": slot["id"], "item_codes": ["HZ01"], "party": party})
    assert (answer.status_code, answer.json()["details"]["fields"][0]["field"]) == (422, field)
    assert (await free_slots(citizen))[0]["free"] == slot["free"]


async def test_somebody_elses_family_is_not_found(citizen: Person, stranger: Person) -> None:
    mother = await _family(citizen)
    slot = (await free_slots(stranger))[0]
    party = {"kind": "family", "family_member_id": mother["id"]}
    body = {"slot_id": slot["id"], "item_codes": ["HZ01"], "party": party}
    assert (await stranger.post("/api/v1/appointments", body)).status_code == 404
    assert (await stranger.delete(f"/api/v1/me/family/{mother['id']}")).status_code == 404
    assert [row["id"] for row in (await citizen.get("/api/v1/me/family")).json()["items"]] == [mother["id"]]
