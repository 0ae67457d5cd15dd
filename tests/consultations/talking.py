"""What a citizen and a clerk do with a consultation, for its tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.people import Person

LOST = "身份证丢了怎么补"
DIFFERENT = (LOST, "身份证到期了怎么换", "户口本丢了怎么补", "居住证怎么办")
"""Questions for one department, none of which is another's repetition."""

BASIS = [{"law": "中华人民共和国居民身份证法", "article": "第11条"}]
Json = dict[str, Any]


@dataclass
class Talk:
    """A conversation in somebody's hands."""

    id: str
    key: str
    greeting: Json
    chips: list[str]

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Conversation-Key": self.key}

    async def say(self, person: Person, text: str, option: int | None = None) -> httpx.Response:
        body = {"text": text} | ({} if option is None else {"option": option})
        return await person.post(f"/api/v1/conversations/{self.id}/messages", body, headers=self.headers)

    async def heard(self, person: Person, text: str, option: int | None = None) -> list[Json]:
        """Say something and return the replies."""
        answer = await self.say(person, text, option)
        assert answer.status_code == 201, answer.text
        return list(answer.json()["items"][1:])

    async def read(self, person: Person, after: int = 0) -> httpx.Response:
        return await person.http.get(
            f"/api/v1/conversations/{self.id}/messages", params={"after": after}, headers=self.headers
        )

    async def hand_off(self, person: Person, question: str | None = None) -> httpx.Response:
        body = {} if question is None else {"question": question}
        return await person.post(f"/api/v1/conversations/{self.id}/handoff", body, headers=self.headers)


async def begin(person: Person) -> Talk:
    answer = await person.post("/api/v1/conversations", {})
    assert answer.status_code == 201, answer.text
    return Talk(**answer.json())


async def ask_person(person: Person, question: str = LOST) -> tuple[Talk, Json]:
    """A conversation that was handed over, and its consultation."""
    talk = await begin(person)
    answer = await talk.hand_off(person, question)
    assert answer.status_code == 201, answer.text
    return talk, answer.json()["consultation"]


async def listed(staff: Person, view: str = "unclaimed", **query: Any) -> list[Json]:
    answer = await staff.get("/api/v1/staff/consultations", view=view, **query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def act(staff: Person, row: Json, verb: str, **body: Any) -> httpx.Response:
    return await staff.post(f"/api/v1/staff/consultations/{row['id']}/{verb}", {"version": row["version"]} | body)


async def done(staff: Person, row: Json, verb: str, **body: Any) -> Json:
    """Act and return the row afterwards."""
    answer = await act(staff, row, verb, **body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def answered(staff: Person, row: Json) -> Json:
    """Claim and reply."""
    claimed = await done(staff, row, "claim")
    return await done(staff, claimed, "reply", body="请带户口簿。", basis=BASIS)


def names(row: Json) -> list[str]:
    return [action["name"] for action in row["actions"]]


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
