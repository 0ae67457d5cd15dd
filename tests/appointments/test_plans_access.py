"""Who may see and change plans, conflicts, statistics."""

from __future__ import annotations

import pytest

from tests.appointments.planning import API, closure, overview, pool
from tests.support.people import Person

SOMEBODY = "01939000-0000-7000-8000-000000000000"
CHANGES = [
    ("post", "/staff/plans/preview"),
    ("post", "/staff/plans/changes"),
    ("post", f"/staff/plans/exceptions/{SOMEBODY}/withdraw"),
    ("post", f"/staff/plans/leaves/{SOMEBODY}/withdraw"),
    ("post", "/staff/pools"),
    ("put", f"/staff/pools/{SOMEBODY}"),
    ("post", "/staff/window-bank"),
    ("put", "/staff/window-bank/W01"),
]


@pytest.mark.parametrize(("method", "path"), CHANGES)
async def test_only_the_coordination_office_and_the_administrator_change_plans(
    clerk: Person, head: Person, supervisor: Person, citizen: Person, method: str, path: str
) -> None:
    for person in (clerk, head, supervisor):
        assert (await getattr(person, method)(f"{API}{path}", {})).status_code == 403
    assert (await getattr(citizen, method)(f"{API}{path}", {})).status_code == 401


async def test_who_watches_sees_plans_without_buttons(supervisor: Person, head: Person, clerk: Person) -> None:
    for person in (supervisor, head):
        seen = await overview(person)
        assert seen["actions"] == []
        assert all(row["actions"] == [] for row in seen["pools"])
        assert (await person.get(f"{API}/staff/window-bank")).json()["actions"] == []
    assert (await clerk.get(f"{API}/staff/plans")).status_code == 403


async def test_strangers_rows_are_not_there(coordinator: Person, clerk: Person) -> None:
    body = {"change": closure(), "pools": [{"id": SOMEBODY, "version": 1}]}
    assert (await coordinator.post(f"{API}/staff/plans/changes", body)).status_code == 404
    assert (await coordinator.get(f"{API}/staff/pools/{SOMEBODY}")).status_code == 404
    for verb in ("call", "keep"):
        answer = await clerk.post(f"{API}/staff/conflicts/{SOMEBODY}/{verb}", {"version": 1})
        assert answer.status_code == 404
    assert (await clerk.post(f"{API}/staff/conflicts/{SOMEBODY}/phone")).status_code == 404
    assert (await coordinator.post(f"{API}/staff/conflicts/{SOMEBODY}/phone")).status_code == 403


async def test_statistics_are_for_the_office_supervision_and_heads_of_their_own(
    coordinator: Person, supervisor: Person, head: Person, clerk: Person, admin: Person
) -> None:
    for person in (clerk, admin):
        assert (await person.get(f"{API}/staff/statistics")).status_code == 403
        assert (await person.get(f"{API}/staff/statistics.xlsx")).status_code == 403
    for person in (coordinator, supervisor):
        assert len((await person.get(f"{API}/staff/statistics")).json()["departments"]) > 10
    own = (await head.get(f"{API}/staff/statistics")).json()["departments"]
    assert "GA-HZ" in [row["code"] for row in own]
    assert "SCJG" not in [row["code"] for row in own]
    assert (await head.get(f"{API}/staff/statistics", department="SCJG")).status_code == 404
    assert (await pool(coordinator))["version"] == 1
