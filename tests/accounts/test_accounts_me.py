"""What citizens tell about themselves, agree to and take back."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from backend.accounts import queries
from backend.accounts.service import confirm_identity
from backend.common.errors import NotFound
from backend.database import fetch

WANG = {"name": "王小明", "id_number": "110101199003070011", "phone": "13800000001"}
LI = {"name": "李秀英", "id_number": "110101195405120028", "phone": "13800000002"}
HOME = {
    "recipient": "王小明",
    "phone": "13800000001",
    "province": "云河省",
    "city": "云河市",
    "district": "安澜区",
    "detail": "安澜街道1号院3号楼201室",
}


async def _id(person: Any) -> UUID:
    return UUID((await person.get("/api/v1/me")).json()["id"])


async def _consent(person: Any) -> None:
    version = (await person.get("/api/v1/privacy-notice")).json()["version"]
    assert (await person.put("/api/v1/me/consents/privacy", {"version": version})).status_code == 200


async def test_papers_are_masked_in_every_answer(citizen: Any) -> None:
    me = (await citizen.get("/api/v1/me")).json()
    assert me["name_masked"] == "王*"
    assert me["id_number_masked"] == "11**************11"
    assert me["phone_masked"] == "138****0001"
    assert me["identity"] == "declared"
    assert "110101199003070011" not in str(me)


async def test_without_consent_nothing_is_kept(app: Any) -> None:
    person = await app.citizen()
    for answer in (
        await person.put("/api/v1/me/identity", WANG),
        await person.post("/api/v1/me/addresses", HOME),
        await person.put("/api/v1/me/phone", {"code": "dev-王小明"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_needed")
    assert (await person.get("/api/v1/me")).json()["identity"] == "none"


WRONG = [
    ("id_number", "110101199003070012"),
    ("id_number", "110101202703070017"),
    ("id_number", ""),
    ("phone", "12345678901"),
    ("phone", "1380000000"),
    ("name", ""),
    ("name", "王小明123"),
    ("name", "王\u0000小明"),
]


async def test_wrong_papers_are_refused_by_field_and_change_nothing(citizen: Any) -> None:
    before = (await citizen.get("/api/v1/me")).json()
    for field, value in WRONG:
        answer = await citizen.put("/api/v1/me/identity", WANG | {field: value})
        assert answer.status_code == 422, value
        assert [one["field"] for one in answer.json()["details"]["fields"]] == [field]
    assert (await citizen.get("/api/v1/me")).json() == before


async def test_numbers_may_be_typed_with_spaces_and_small_x(app: Any) -> None:
    person = await app.citizen("陈静")
    await _consent(person)
    typed = {"name": " 陈静 ", "id_number": "110101 19900307 002x", "phone": "+86 138-0000-0004"}
    assert (await person.put("/api/v1/me/identity", typed)).status_code == 200
    assert (await person.get("/api/v1/me")).json()["phone_masked"] == "138****0004"


async def test_an_elderly_citizen_is_offered_large_type_once(app: Any) -> None:
    person = await app.citizen("李秀英")
    await _consent(person)
    assert (await person.put("/api/v1/me/identity", LI)).json()["offer_elder_mode"] is True
    answer = (await person.put("/api/v1/me/settings", {"elder_mode": False})).json()
    assert (answer["elder_mode"], answer["offer_elder_mode"]) == (False, False)


async def test_the_phone_can_come_from_wechat(app: Any) -> None:
    person = await app.citizen()
    await _consent(person)
    async with httpx.AsyncClient(trust_env=False) as http:
        code = (await http.post(f"{app.wechat}/control/phone-code", json={"name": "王小明"})).json()["code"]
    answer = await person.put("/api/v1/me/phone", {"code": code})
    assert answer.json()["phone_masked"] == "138****0001"


async def test_declaring_anothers_number_shows_nothing_of_theirs(citizen: Any, stranger: Any, clock: Any) -> None:
    """Cases are found by identity number: typing a number must not be enough."""
    await stranger.put("/api/v1/me/identity", WANG)
    assert await queries.find_by_identity(WANG["id_number"]) is None
    me = await _id(citizen)
    assert await confirm_identity(me, WANG["name"], WANG["id_number"], by="staff:1", now=clock.now())
    assert await queries.find_by_identity(WANG["id_number"]) == me
    assert (await citizen.get("/api/v1/me")).json()["identity"] == "checked"


async def test_a_card_that_says_something_else_checks_nothing(citizen: Any, clock: Any) -> None:
    me = await _id(citizen)
    assert not await confirm_identity(me, "王晓明", WANG["id_number"], by="staff:1", now=clock.now())
    assert (await citizen.get("/api/v1/me")).json()["identity"] == "declared"


async def test_one_card_belongs_to_one_account(citizen: Any, stranger: Any, clock: Any) -> None:
    old, new = await _id(citizen), await _id(stranger)
    await stranger.put("/api/v1/me/identity", WANG)
    for account in (old, new):
        assert await confirm_identity(account, WANG["name"], WANG["id_number"], by="staff:1", now=clock.now())
    assert await queries.find_by_identity(WANG["id_number"]) == new
    assert (await citizen.get("/api/v1/me")).json()["identity"] == "declared"


async def test_checked_papers_stay_checked_until_they_change(citizen: Any, clock: Any) -> None:
    me = await _id(citizen)
    await confirm_identity(me, WANG["name"], WANG["id_number"], by="staff:1", now=clock.now())
    same = await citizen.put("/api/v1/me/identity", WANG | {"phone": "13900000009"})
    assert same.json()["identity"] == "checked"
    other = await citizen.put("/api/v1/me/identity", LI)
    assert other.json()["identity"] == "declared"


async def test_consents_name_their_version(citizen: Any) -> None:
    old = await citizen.put("/api/v1/me/consents/privacy", {"version": "2020-01-01"})
    assert (old.status_code, old.json()["code"]) == (409, "old_notice")
    given = await citizen.put("/api/v1/me/consents/courier", {"version": "EMS 2026-11"})
    assert [one["kind"] for one in given.json()["consents"]] == ["privacy", "courier"]
    again = await citizen.put("/api/v1/me/consents/courier", {"version": "EMS 2026-11"})
    assert again.json()["consents"] == given.json()["consents"]
    assert (await citizen.put("/api/v1/me/consents/marketing", {"version": "1"})).status_code == 404


async def test_taking_the_privacy_consent_back_deletes_what_rested_on_it(citizen: Any) -> None:
    await citizen.post("/api/v1/me/addresses", HOME)
    answer = (await citizen.delete("/api/v1/me/consents/privacy")).json()
    assert (answer["identity"], answer["name_masked"], answer["phone_masked"]) == ("none", None, None)
    assert answer["consents"] == []
    assert (await citizen.get("/api/v1/me/addresses")).json()["items"] == []
    kept = await fetch("SELECT withdrawn_at FROM citizen_consent")
    assert [row["withdrawn_at"] is not None for row in kept] == [True]


async def test_the_address_book(citizen: Any) -> None:
    first = (await citizen.post("/api/v1/me/addresses", HOME)).json()
    assert first["is_default"] is True
    assert first["text_masked"] == "云河省云河市安澜区安澜街道****"
    assert first["recipient_masked"] == "王*"
    second = (await citizen.post("/api/v1/me/addresses", HOME | {"city": "山前市", "is_default": True})).json()
    items = (await citizen.get("/api/v1/me/addresses")).json()["items"]
    assert [(one["id"], one["is_default"]) for one in items] == [(second["id"], True), (first["id"], False)]
    changed = await citizen.put(f"/api/v1/me/addresses/{first['id']}", HOME | {"is_default": True})
    assert changed.json()["is_default"] is True
    assert (await citizen.delete(f"/api/v1/me/addresses/{second['id']}")).status_code == 204
    assert len((await citizen.get("/api/v1/me/addresses")).json()["items"]) == 1


async def test_the_address_book_has_an_end(citizen: Any) -> None:
    for _ in range(20):
        assert (await citizen.post("/api/v1/me/addresses", HOME)).status_code == 201
    answer = await citizen.post("/api/v1/me/addresses", HOME)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_addresses")


async def test_another_slice_gets_the_address_in_full_for_its_owner_only(citizen: Any, stranger: Any) -> None:
    address_id = UUID((await citizen.post("/api/v1/me/addresses", HOME)).json()["id"])
    card = await queries.address(await _id(citizen), address_id)
    assert card.detail == HOME["detail"]
    assert HOME["detail"] not in repr(card)
    with pytest.raises(NotFound):
        await queries.address(await _id(stranger), address_id)


async def test_nobody_touches_a_strangers_address(citizen: Any, stranger: Any, anonymous: Any) -> None:
    address_id = (await citizen.post("/api/v1/me/addresses", HOME)).json()["id"]
    path = f"/api/v1/me/addresses/{address_id}"
    assert (await stranger.put(path, HOME)).status_code == 404
    assert (await stranger.delete(path)).status_code == 404
    assert (await anonymous.delete(path)).status_code == 401
    assert (await citizen.put("/api/v1/me/addresses/not-an-id", HOME)).status_code == 404
    assert len((await citizen.get("/api/v1/me/addresses")).json()["items"]) == 1


async def test_impatient_taps_leave_one_consent_one_default_and_no_extra_address(citizen: Any) -> None:
    taps = [citizen.put("/api/v1/me/consents/courier", {"version": "EMS 2026-11"}) for _ in range(8)]
    assert {answer.status_code for answer in await asyncio.gather(*taps)} == {200}
    assert len(await fetch("SELECT 1 FROM citizen_consent WHERE kind = 'courier'")) == 1
    taps = [citizen.post("/api/v1/me/addresses", HOME | {"is_default": True}) for _ in range(24)]
    answers = sorted(answer.status_code for answer in await asyncio.gather(*taps))
    assert answers == [201] * 20 + [409] * 4
    assert len(await fetch("SELECT 1 FROM citizen_address WHERE is_default")) == 1
