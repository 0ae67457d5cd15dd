"""Who looks after the bot's answers: 综合协调科 and the administrator, nobody else."""

from __future__ import annotations

from backend.database import fetch
from tests.consultations.talking import LOST, refused
from tests.support.people import Person

LISTS = ("/api/v1/staff/bot/unhelpful", "/api/v1/staff/bot/handed-off")
TRY = "/api/v1/staff/bot/try"


async def test_the_coordination_office_and_the_administrator_may(coordinator: Person, admin: Person) -> None:
    for person in (coordinator, admin):
        for path in LISTS:
            assert (await person.get(path)).status_code == 200
        assert (await person.post(TRY, {"text": LOST})).status_code == 200


async def test_windows_and_supervisors_may_not(clerk: Person, head: Person, supervisor: Person) -> None:
    for person in (clerk, head, supervisor):
        for path in LISTS:
            refused(await person.get(path), 403, "forbidden")
        refused(await person.post(TRY, {"text": LOST}), 403, "forbidden")


async def test_citizens_and_strangers_may_not(citizen: Person, anonymous: Person) -> None:
    for person in (citizen, anonymous):
        for path in LISTS:
            refused(await person.get(path), 401, "not_logged_in")
        refused(await person.post(TRY, {"text": LOST}), 401, "not_logged_in")


async def test_another_site_cannot_try_in_somebodys_name(coordinator: Person) -> None:
    refused(await coordinator.post(TRY, {"text": LOST}, headers={"X-Yichuang": ""}), 403, "forbidden")


async def test_who_reads_citizens_words_is_on_record(coordinator: Person) -> None:
    for path in LISTS:
        await coordinator.get(path)
    lines = await fetch("SELECT subject FROM audit_line WHERE act = 'consultations.review' ORDER BY subject")
    assert [line["subject"] for line in lines] == ["bot:handed-off", "bot:unhelpful"]
