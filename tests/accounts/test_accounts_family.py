"""The people a citizen books for."""

from __future__ import annotations

from backend.database import fetch
from tests.support.people import LI, ZHANG, Person

FAMILY = "/api/v1/me/family"
NUMBERS = ("110101199003070011", "110101195405120028", "110101198511020032", "11010519491231002X", "440524188001010014")


def _body(number: str, name: str = "李秀英") -> dict[str, str]:
    return {"name": name, "id_number": number, "relation": "parent"}


async def test_added_masked_and_removed(citizen: Person) -> None:
    added = (await citizen.post(FAMILY, _body(LI.id_number))).json()
    assert (added["name_masked"], added["relation_label"]) == ("李*", "父母")
    assert LI.id_number not in str(added)
    [row] = await fetch("SELECT name, id_number FROM family_member")
    assert LI.name not in row["name"]
    assert LI.id_number not in row["id_number"]
    assert (await citizen.delete(f"{FAMILY}/{added['id']}")).status_code == 204
    assert (await citizen.get(FAMILY)).json()["items"] == []


async def test_nobody_twice_and_five_at_most(citizen: Person) -> None:
    for number in NUMBERS:
        assert (await citizen.post(FAMILY, _body(number))).status_code == 201, number
    assert (await citizen.post(FAMILY, _body("11010119800101001X"))).status_code in (409, 422)
    first = (await citizen.get(FAMILY)).json()["items"][0]["id"]
    await citizen.delete(f"{FAMILY}/{first}")
    again = await citizen.post(FAMILY, _body(NUMBERS[1]))
    assert again.json()["code"] == "member_known"


async def test_nonsense_is_refused(citizen: Person) -> None:
    wrong = ({"id_number": "123"}, {"name": "123"}, {"relation": "dog"})
    for change in wrong:
        assert (await citizen.post(FAMILY, _body(ZHANG.id_number) | change)).status_code == 422


async def test_withdrawing_the_consent_forgets_them(citizen: Person) -> None:
    await citizen.post(FAMILY, _body(LI.id_number))
    await citizen.delete("/api/v1/me/consents/privacy")
    assert (await citizen.get(FAMILY)).json()["items"] == []
    refused = await citizen.post(FAMILY, _body(LI.id_number))
    assert refused.json()["code"] == "consent_needed"
