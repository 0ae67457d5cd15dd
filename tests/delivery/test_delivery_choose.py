"""The citizen's choice, and handing over in person."""

from __future__ import annotations

import asyncio

from backend.database import fetch
from tests.cases.desk import act, names, register
from tests.delivery.sending import ADDRESS, Sending, sending
from tests.support.people import Person
from tests.support.product import Product


async def test_options_name_the_courier(sent: Sending) -> None:
    found = (await sent.citizen.get(f"/api/v1/cases/{sent.case['id']}/delivery/options")).json()
    assert [method["method"] for method in found["methods"]] == ["pickup", "courier"]
    assert found["courier"]["name"] == "EMS"
    assert "EMS" in found["courier"]["consent_text"]
    assert found["deliverable"] is True


async def test_fetching_it_oneself(sent: Sending) -> None:
    answer = await sent.choose(method="pickup")
    assert answer.status_code == 201
    chosen = answer.json()
    assert (chosen["state"], chosen["fee_text"]) == ("chosen", "不收费")
    assert "窗口领取" in chosen["next_text"]
    mine = await sent.mine()
    assert mine["next_text"] == chosen["next_text"]
    assert [action["label"] for action in mine["actions"]] == ["重选领证方式"]
    closed = await act(sent.clerk, sent.case, "hand-over", receiver_name="王小明")
    assert closed["state"] == "closed"
    assert closed["delivery"]["state"] == "handed_over"
    titles = [notice["title"] for notice in (await sent.citizen.get("/api/v1/me/notices")).json()["items"]]
    assert titles[0] == "已办结"


async def test_the_courier_needs_a_consent_that_names_it(sent: Sending) -> None:
    address = (await sent.citizen.post("/api/v1/me/addresses", ADDRESS)).json()
    silent = await sent.choose(method="courier", address_id=address["id"])
    assert (silent.status_code, silent.json()["code"]) == (409, "consent_needed")
    assert "EMS" in silent.json()["message"]
    chosen = await sent.choose(method="courier", address_id=address["id"], courier_consent=True)
    assert chosen.status_code == 201
    assert "和平街道" in chosen.json()["address_text_masked"]
    assert "301" not in chosen.text
    assert "13800000001" not in chosen.text
    (consent,) = [one for one in (await sent.citizen.get("/api/v1/me")).json()["consents"] if one["kind"] == "courier"]
    assert consent["version"] == "EMS 2026-11-23"
    (row,) = await fetch("SELECT * FROM parcel")
    assert "13800000001" not in str(row)
    assert "301" not in str(row["detail"])[-3:]


async def test_an_address_is_needed_and_must_be_ones_own(sent: Sending, stranger: Person) -> None:
    none = await sent.choose(method="courier", courier_consent=True)
    assert none.json()["details"]["fields"][0]["field"] == "address_id"
    hers = (await stranger.post("/api/v1/me/addresses", ADDRESS)).json()
    foreign = await sent.choose(method="courier", address_id=hers["id"], courier_consent=True)
    assert foreign.status_code == 404


async def test_a_stranger_chooses_nothing(sent: Sending, stranger: Person) -> None:
    assert (await stranger.post(sent.url, {"method": "pickup"})).status_code == 404
    assert (await stranger.get(f"{sent.url}/options")).status_code == 404


async def test_a_choice_can_be_changed_until_it_is_packed(sent: Sending) -> None:
    assert (await sent.choose(method="pickup")).status_code == 201
    chosen = await sent.choose_courier()
    assert chosen["method"] == "courier"
    packed = await sent.act(chosen, "pack", certificate_number="E1234 5678")
    assert names(await sent.mine()) == []
    late = await sent.choose(method="pickup")
    assert (late.status_code, late.json()["code"]) == (409, "wrong_state")
    refused = await sent.clerk.post(
        f"/api/v1/staff/cases/{sent.case['id']}/hand-over",
        {"version": sent.case["version"], "receiver_name": "王小明"},
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "parcel_under_way")
    assert "hand-over" not in names((await sent.clerk.get(f"/api/v1/staff/cases/{sent.case['id']}")).json())
    off = await sent.act(packed, "cancel", reason="市民来窗口取。")
    assert off["state"] == "cancelled"
    mine = await sent.mine()
    assert names(mine) == ["delivery"]
    assert mine["delivery"]["events"][-1]["text"] == "寄递已取消:市民来窗口取。"
    assert (await act(sent.clerk, sent.case, "hand-over", receiver_name="王小明"))["delivery"]["state"] == "handed_over"


async def test_two_taps_make_one_parcel(sent: Sending) -> None:
    answers = await asyncio.gather(*(sent.choose(method="pickup") for _ in range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_nothing_to_choose_before_the_decision(citizen: Person, clerk: Person, sent: Sending) -> None:
    early = await register(clerk)
    answer = await citizen.post(f"/api/v1/cases/{early['id']}/delivery", {"method": "pickup"})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


async def test_some_results_cannot_be_sent(app: Product, citizen: Person, clerk: Person, head: Person) -> None:
    fetched = await sending(app, citizen, clerk, head, "HZ04")
    found = (await citizen.get(f"{fetched.url}/options")).json()
    assert (found["deliverable"], found["courier"]) == (False, None)
    address = (await citizen.post("/api/v1/me/addresses", ADDRESS)).json()
    answer = await fetched.choose(method="courier", address_id=address["id"], courier_consent=True)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_deliverable")


async def test_a_look_up_shows_the_way_but_no_address(sent: Sending, anonymous: Person) -> None:
    await sent.choose_courier()
    sheet = (await sent.clerk.get(f"/api/v1/staff/cases/{sent.case['id']}/receipt")).json()
    body = {"number": sheet["number"], "query_code": sheet["query_code"]}
    found = (await anonymous.post("/api/v1/progress-lookups", body)).json()
    assert found["delivery"]["state"] == "chosen"
    assert not {"id", "version", "actions", "address_text_masked"} & set(found["delivery"])
