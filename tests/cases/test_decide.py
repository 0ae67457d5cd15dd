"""Steps, decision, hand-over."""

from __future__ import annotations

from typing import Any

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.cases.desk import act, approve, names, register, show_card
from tests.delivery.sending import ADDRESS, NUMBER
from tests.support.people import Person


async def test_a_head_decides_what_a_clerk_accepted(
    citizen: Person, clerk: Person, head: Person, clock: FixedClock
) -> None:
    await show_card(citizen, clock.now())
    accepted = await act(clerk, await register(clerk), "accept")
    assert names(accepted) == []
    for_head = (await head.get(f"/api/v1/staff/cases/{accepted['id']}")).json()
    assert names(for_head) == ["decide"]
    done = await act(head, for_head, "decide", result="准予", certificate_number="E12345678")
    assert done["state"] == "approved"
    assert done["decision"]["certificate_name"] == "居民身份证"
    assert done["decision"]["certificate_number_masked"] == "E1*****78"
    assert done["light"] is None
    assert [step["state"] for step in done["steps"]] == ["done", "done", "done", "current", "waiting"]
    mine = (await citizen.get(f"/api/v1/cases/{done['id']}")).json()
    assert mine["next_text"] == "请选择领证方式。"
    assert names(mine) == ["delivery"]
    assert "opinion" not in str(mine)
    titles = [notice["title"] for notice in (await citizen.get("/api/v1/me/notices")).json()["items"]]
    assert titles == ["办理有结果了", "已受理"]


async def test_steps_come_before_the_decision(clerk: Person, head: Person) -> None:
    accepted = await act(clerk, await register(clerk, "HZ06"), "accept")
    early = await head.post(
        f"/api/v1/staff/cases/{accepted['id']}/decide", {"version": accepted["version"], "result": "准予"}
    )
    assert (early.status_code, early.json()["code"]) == (409, "steps_left")
    going = await act(clerk, accepted, "advance", opinion="材料属实,同意。")
    assert going["state"] == "in_progress"
    assert going["events"][-1]["text"] == "材料属实,同意。"
    assert going["events"][-1]["by"] == "赵敏(0101)"
    assert going["timeline"][-1]["text"] is None
    stuck = await clerk.post(
        f"/api/v1/staff/cases/{going['id']}/advance", {"version": going["version"], "opinion": "再走一步"}
    )
    assert (stuck.status_code, stuck.json()["code"]) == (409, "no_next_step")
    assert (await act(head, going, "decide", result="准予"))["state"] == "approved"


async def test_production_goes_on_after_the_decision(clerk: Person, head: Person) -> None:
    approved = await approve(clerk, head, await register(clerk))
    assert names(approved) == ["advance", "hand-over"]
    made = await act(clerk, approved, "advance", opinion="已制证。")
    assert made["state"] == "approved"
    assert [step["state"] for step in made["steps"]] == ["done", "done", "done", "done", "current"]


async def test_a_packed_certificate_has_no_next_step_at_the_window(
    citizen: Person, clerk: Person, head: Person, clock: FixedClock
) -> None:
    await show_card(citizen, clock.now())
    approved = await approve(clerk, head, await register(clerk), NUMBER)
    url = f"/api/v1/staff/cases/{approved['id']}"
    parcel = await _choose_courier(citizen, approved)
    assert names((await clerk.get(url)).json()) == ["advance", "hand-over"]
    packed = await clerk.post(
        f"/api/v1/staff/parcels/{parcel['id']}/pack", {"version": parcel["version"], "certificate_number": NUMBER}
    )
    assert packed.status_code == 200
    assert names((await clerk.get(url)).json()) == []


async def _choose_courier(citizen: Person, case: dict[str, Any]) -> dict[str, Any]:
    address = (await citizen.post("/api/v1/me/addresses", ADDRESS)).json()
    chosen = await citizen.post(
        f"/api/v1/cases/{case['id']}/delivery",
        {"method": "courier", "address_id": address["id"], "courier_consent": True},
    )
    assert chosen.status_code == 201, chosen.text
    return dict(chosen.json())


async def test_a_refusal_needs_its_reason_and_names_the_remedy(
    citizen: Person, clerk: Person, head: Person, clock: FixedClock
) -> None:
    await show_card(citizen, clock.now())
    accepted = await act(clerk, await register(clerk), "accept")
    url = f"/api/v1/staff/cases/{accepted['id']}/decide"
    silent = await head.post(url, {"version": accepted["version"], "result": "不予"})
    assert silent.status_code == 422
    assert silent.json()["details"]["fields"][0]["field"] == "reason"
    refused = await act(head, accepted, "decide", result="不予", reason="照片与本人不符。", certificate_number="X1")
    assert refused["decision"]["certificate_number_masked"] is None
    mine = (await citizen.get(f"/api/v1/cases/{refused['id']}")).json()
    assert mine["state"] == "refused"
    assert "60 日" in mine["decision"]["remedy"]
    assert all(step["state"] == "done" for step in mine["steps"])
    assert names(mine) == []


async def test_who_accepts_does_not_decide(clerk: Person, head: Person) -> None:
    """Roles never hold both rights; the rule holds even if somebody changes roles meanwhile."""
    accepted = await act(clerk, await register(clerk), "accept")
    me = (await head.get("/api/v1/staff/me")).json()
    await fetch("UPDATE case_file SET accepted_by = $2 WHERE id = $1", [accepted["id"], me["id"]])
    answer = await head.post(
        f"/api/v1/staff/cases/{accepted['id']}/decide", {"version": accepted["version"], "result": "准予"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "same_person")
    assert names((await head.get(f"/api/v1/staff/cases/{accepted['id']}")).json()) == []


async def test_handing_over_closes_the_case(citizen: Person, clerk: Person, head: Person, clock: FixedClock) -> None:
    await show_card(citizen, clock.now())
    approved = await approve(clerk, head, await register(clerk))
    closed = await act(clerk, approved, "hand-over", receiver_name="王小明")
    assert closed["state"] == "closed"
    assert all(step["state"] == "done" for step in closed["steps"])
    assert closed["events"][-1]["text"] == "领取人:王小明"
    mine = (await citizen.get(f"/api/v1/cases/{closed['id']}")).json()
    assert mine["timeline"][-1]["title"] == "已到窗口领取"
    assert mine["timeline"][-1]["text"] is None
    stale = await clerk.post(
        f"/api/v1/staff/cases/{closed['id']}/hand-over", {"version": approved["version"], "receiver_name": "李秀英"}
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
