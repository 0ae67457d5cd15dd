"""Who may see parcels and addresses, and who may move them."""

from __future__ import annotations

from backend.database import fetch
from tests.delivery.sending import NUMBER, Sending
from tests.support.people import Person

WRITES = {
    "/api/v1/staff/parcels/{id}/pack": {"certificate_number": NUMBER},
    "/api/v1/staff/parcels/{id}/order": {},
    "/api/v1/staff/parcels/{id}/cancel": {"reason": "不寄了。"},
}
CHOICE, OPTIONS = "/api/v1/cases/{id}/delivery", "/api/v1/cases/{id}/delivery/options"


async def test_nobody_moves_a_parcel_without_the_right(
    sent: Sending, anonymous: Person, supervisor: Person, other_clerk: Person
) -> None:
    chosen = await sent.choose_courier()
    for person, status in ((anonymous, 401), (sent.citizen, 401), (supervisor, 403), (other_clerk, 404)):
        for address, body in WRITES.items():
            answer = await person.post(address.format(id=chosen["id"]), {"version": 1, **body})
            assert answer.status_code == status, address
    assert (await anonymous.post(CHOICE.format(id=sent.case["id"]), {"method": "pickup"})).status_code == 401
    assert (await anonymous.get(OPTIONS.format(id=sent.case["id"]))).status_code == 401
    assert (await sent.seen("to_pack"))["version"] == chosen["version"]


async def test_a_clerk_sees_the_address_while_it_is_needed_and_that_is_audited(sent: Sending) -> None:
    await sent.choose_courier()
    parcel = await sent.seen("to_pack")
    assert parcel["address_text"].endswith("云海省云河市安澜区和平街道 5 号 2 单元 301")
    assert parcel["recipient_masked"] == "王*"
    rows = await fetch("SELECT subject FROM audit_line WHERE act = 'personal_data.read'")
    assert [row["subject"] for row in rows] == [f"parcel:{parcel['id']}"]
    packed = await sent.act(parcel, "pack", certificate_number=NUMBER)
    ordered = await sent.act(packed, "order")
    assert ordered["address_text"] is None
    assert "和平街道" in ordered["address_text_masked"]


async def test_watchers_see_no_address_and_no_buttons(sent: Sending, supervisor: Person, coordinator: Person) -> None:
    await sent.choose_courier()
    for watcher in (supervisor, coordinator):
        page = (await watcher.get("/api/v1/staff/parcels", view="to_pack")).json()
        (row,) = page["items"]
        assert row["address_text"] is None
        assert row["actions"] == []
        assert page["counts"] == {"to_pack": 1, "to_order": 0, "shipped": 0, "exception": 0, "done": 0}


async def test_another_department_sees_nothing(sent: Sending, other_clerk: Person) -> None:
    await sent.choose_courier()
    assert (await other_clerk.get("/api/v1/staff/parcels")).json()["items"] == []
    assert (await sent.citizen.get("/api/v1/staff/parcels")).status_code == 401
