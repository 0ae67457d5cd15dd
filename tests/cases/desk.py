"""What a clerk and a head do at their desks, in the words of the tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.accounts.service import confirm_identity
from tests.support.people import WANG, Identity, Person

MATERIALS = {
    "HZ01": ["居民户口簿", "居民身份证申领登记表"],
    "HZ04": ["居民户口簿", "近期一寸免冠黑白照片"],
    "HZ06": ["居民户口簿", "居民身份证"],
}
"""What HZ01 and others need in any case."""


def registration(
    item: str = "HZ01", who: Identity = WANG, without: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    return {
        "item_code": item,
        "applicant": {
            "kind": "个人",
            "name": who.name,
            "id_kind": "居民身份证",
            "id_number": who.id_number,
            "phone": who.phone,
        },
        "materials": [
            {"name": name, "received": name not in without, "form": "原件", "copies": 1} for name in MATERIALS[item]
        ],
    } | more


async def register(clerk: Person, item: str = "HZ01", **more: Any) -> dict[str, Any]:
    answer = await clerk.post("/api/v1/staff/cases", registration(item, **more))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def act(person: Person, case: dict[str, Any], verb: str, **body: Any) -> dict[str, Any]:
    answer = await person.post(f"/api/v1/staff/cases/{case['id']}/{verb}", {"version": case["version"], **body})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def approve(
    clerk: Person, head: Person, case: dict[str, Any], number: str | None = "E12345678"
) -> dict[str, Any]:
    """Accept a registered case of HZ01 and grant it."""
    accepted = await act(clerk, case, "accept")
    return await act(head, accepted, "decide", result="准予", certificate_number=number)


def names(case: dict[str, Any]) -> list[str]:
    return [action["name"] for action in case["actions"]]


async def show_card(citizen: Person, now: datetime, who: Identity = WANG) -> None:
    """A clerk compares the citizen's card with the account."""
    me = (await citizen.get("/api/v1/me")).json()
    assert await confirm_identity(UUID(me["id"]), who.name, who.id_number, by="staff:test", now=now)
