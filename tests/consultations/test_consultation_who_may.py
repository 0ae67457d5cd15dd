"""Who may do what, on one table: role and verb, on an ordinary question and on a confidential one."""

from __future__ import annotations

import asyncio
from typing import Any

from backend.consultations.states import MACHINE
from backend.wiring import routes
from tests.consultations.talking import BASIS, DIFFERENT, ask_person
from tests.support.people import Person
from tests.support.product import Product

OK, NO, GONE, LATER = 200, 403, 404, 409
"""Done (or refused for its state only: 409), not this role's, not theirs to know of."""

REASON = {"reason": "x"}
BODIES: dict[str, dict[str, Any]] = {
    "claim": {},
    "forward": {"department": "BDC", **REASON},
    "return": REASON,
    "question": {"words": "几号丢的?"},
    "resume": {},
    "consult": {"office": "治安科", "person": "老李"},
    "extend": {"days": 1, **REASON},
    "note": {"words": "备注"},
    "reply": {"body": "好", "basis": BASIS},
    "decide": {"granted": True, **REASON},
    "opinions": {"departments": ["YB"], "words": "请给意见"},
    "opinion": {"words": "同意"},
    "arbitrate": {"department": "BDC", **REASON},
    "urge": {"words": "请快办"},
    "propose": {"item": "HZ03", "question": "身份证没了咋办"},
}

# Whether the role carries the right at all: without it the route itself says no, whatever the row.
ROUTES = {
    "claim": "read",
    "question": "read",
    "resume": "read",
    "note": "read",
    "reply": "read",
    "forward": "answer",
    "return": "answer",
    "consult": "answer",
    "extend": "answer",
    "opinion": "answer",
    "propose": "answer",
    "decide": "route",
    "opinions": "route",
    "arbitrate": "route",
    "urge": "supervise",
}
RIGHTS = {
    "clerk": {"read", "answer"},
    "head": {"read", "answer"},
    "other_clerk": {"read", "answer"},
    "coordinator": {"read", "answer", "route"},
    "supervisor": {"read", "supervise"},
    "admin": set[str](),
}
SEES = {
    "clerk": {"own"},
    "head": {"own"},
    "other_clerk": set[str](),
    "coordinator": {"own"},
    "supervisor": {"own", "secret"},
    "admin": set[str](),
}
DOES = {
    ("clerk", "own"): {"claim", "note"},
    ("head", "own"): {"claim", "note"},
    ("coordinator", "own"): {"claim", "note"},
    ("supervisor", "own"): {"urge"},
    ("supervisor", "secret"): {"claim", "note"},
}
"""What is done at once on a question that nobody took; what moves it away is left to the tests of moving."""

MOVES = {"forward", "return"}


def expected(role: str, verb: str, kind: str) -> set[int]:
    if ROUTES[verb] not in RIGHTS[role]:
        return {NO}
    if kind not in SEES[role]:
        return {GONE}
    if verb in DOES.get((role, kind), ()):
        return {OK}
    return {NO, LATER}


def test_the_table_knows_every_verb_of_the_desk() -> None:
    desk = "/api/v1/staff/consultations/<consultation_id:str>/"
    posts = {route.path.removeprefix(desk) for route in routes() if route.method == "POST" and desk in route.path}
    assert posts - {"presence"} == set(ROUTES) == set(BODIES)
    assert set(MACHINE.verbs) - {"solved", "unsolved"} <= set(ROUTES)


async def test_who_may_do_what(
    app: Product,
    citizen: Person,
    stranger: Person,
    clerk: Person,
    head: Person,
    other_clerk: Person,
    coordinator: Person,
    supervisor: Person,
    admin: Person,
) -> None:
    people = {
        "clerk": clerk,
        "head": head,
        "other_clerk": other_clerk,
        "coordinator": coordinator,
        "supervisor": supervisor,
        "admin": admin,
    }
    _, secret = await ask_person(stranger, "窗口的人收了我红包才给办")
    wrong: list[str] = []
    number = -1
    own = secret
    for role, person in people.items():
        if (role, "own") in DOES:
            _, own = await ask_person(citizen, DIFFERENT[number := number + 1])
        for kind, row in (("own", own), ("secret", secret)):
            for verb in sorted(set(ROUTES) - MOVES, key=lambda verb: verb in ("claim",)):
                version = row["version"]
                path = f"/api/v1/staff/consultations/{row['id']}/{verb}"
                answer = await person.post(path, {"version": version} | BODIES[verb])
                if answer.status_code not in expected(role, verb, kind):
                    wrong.append(f"{role} {verb} {kind}: {answer.status_code} {answer.json().get('code')}")
    assert wrong == []


async def test_other_citizens_questions_are_not_there(citizen: Person, stranger: Person, anonymous: Person) -> None:
    _, row = await ask_person(citizen)
    base = f"/api/v1/consultations/{row['id']}"
    calls = [("urge", {}), ("messages", {"text": "我也问"}), ("solved", {}), ("unsolved", {})]
    answers = await asyncio.gather(*(stranger.post(f"{base}/{verb}", body) for verb, body in calls))
    assert [answer.status_code for answer in answers] == [404] * 4
    answers = await asyncio.gather(*(anonymous.post(f"{base}/{verb}", body) for verb, body in calls))
    assert [answer.status_code for answer in answers] == [401] * 4
