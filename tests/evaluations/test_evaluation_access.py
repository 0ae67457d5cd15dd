"""Who may do what, as one table: role by route. 404: not this person's to know of."""

from __future__ import annotations

from typing import Any

from tests.evaluations.rated import API, RunJobs, complain, ok, rated
from tests.support.people import Person
from tests.support.product import Product

WHO = ("anonymous", "clerk", "other_clerk", "head", "coordinator", "supervisor", "admin")
TALK = {"version": 9, "channel": "message", "reached": True, "words": "x"}
WORDS = {"version": 9, "words": "x"}
R, C = "/staff/ratings", "/staff/complaints"
TABLE: list[tuple[str, str, dict[str, Any] | None, str]] = [
    # In the order of WHO. 409: would be allowed, were the version not an old one.
    ("GET", R, None, "401 200 200 200 200 200 403"),
    ("GET", f"{R}/RATING", None, "401 200 404 200 200 200 403"),
    ("POST", f"{R}/RATING/person", {}, "401 403 404 403 200 200 403"),
    ("POST", f"{R}/RATING/contact", TALK, "401 403 403 409 403 403 403"),
    ("POST", f"{R}/RATING/plan", WORDS, "401 403 403 409 403 403 403"),
    ("POST", f"{R}/RATING/rectify", WORDS, "401 403 403 409 403 403 403"),
    ("POST", f"{R}/RATING/call-back", TALK, "401 403 403 403 409 403 403"),
    ("POST", f"{R}/RATING/decide-appeal", {"upheld": True, "words": "x"}, "401 403 403 403 403 403 403"),
    ("POST", f"{R}/RATING/publish", {"version": 9, "published": True}, "401 403 403 403 409 403 403"),
    ("GET", f"{R}/lates", None, "401 403 403 403 200 200 403"),
    ("GET", f"{R}/report.xlsx", {"month": "2026-11"}, "401 403 403 403 200 200 403"),
    ("GET", C, None, "401 403 403 403 200 200 403"),
    ("GET", f"{C}/COMPLAINT", None, "401 403 403 403 200 200 403"),
    ("POST", f"{C}/COMPLAINT/take", {"version": 9}, "401 403 403 403 409 403 403"),
    ("POST", f"{C}/COMPLAINT/update", WORDS, "401 403 403 403 409 403 403"),
    ("POST", f"{C}/COMPLAINT/reply", WORDS, "401 403 403 403 409 403 403"),
    ("POST", f"{C}/COMPLAINT/close", {"version": 9}, "401 403 403 403 409 403 403"),
    ("POST", f"{C}/COMPLAINT/confide", WORDS, "401 403 403 403 409 403 403"),
    ("GET", f"{C}/INTEGRITY", None, "401 403 403 403 404 200 403"),
    ("POST", f"{C}/INTEGRITY/take", {"version": 9}, "401 403 403 403 404 409 403"),
    ("POST", f"{C}/INTEGRITY/reply", WORDS, "401 403 403 403 404 409 403"),
    ("POST", f"{R}/RATING/appeal", {"words": "x"}, "401 403 403 200 403 403 403"),
]


async def test_who_may_do_what(app: Product, citizen: Person, clerk: Person, run_jobs: RunJobs) -> None:
    people = {
        "anonymous": app.anonymous(),
        "clerk": clerk,
        "other_clerk": await app.staff("clerk", "SCJG"),
        "head": await app.staff("head", "GA-HZ"),
        "coordinator": await app.staff("coordinator"),
        "supervisor": await app.staff("supervisor"),
        "admin": await app.staff("admin"),
    }
    ids = {
        "RATING": (await rated(citizen, clerk, run_jobs))["id"],
        "COMPLAINT": (await complain(citizen))["id"],
        "INTEGRITY": (await complain(citizen, "integrity"))["id"],
    }
    wrong = []
    for method, path, body, expected in TABLE:
        for name in ids:
            path = path.replace(name, ids[name])
        for who, status in zip(WHO, expected.split(), strict=True):
            person = people[who]
            answer = await (
                person.post(API + path, body) if method == "POST" else person.get(API + path, **(body or {}))
            )
            if answer.status_code != int(status):
                wrong.append(f"{who} {method} {path}: {answer.status_code}, not {status} {answer.text[:120]}")
    assert wrong == []


async def test_other_heads_see_nothing_of_it(app: Product, citizen: Person, clerk: Person, run_jobs: RunJobs) -> None:
    row = await rated(citizen, clerk, run_jobs)
    other = await app.staff("head", "BDC")
    assert (await ok(await other.get(f"{API}/staff/ratings")))["items"] == []
    for verb, body in (("contact", TALK), ("appeal", {"words": "x"})):
        assert (await other.post(f"{API}/staff/ratings/{row['id']}/{verb}", body)).status_code == 404
