"""Two clerks and one question; a reply against what the citizen adds; sweepers beside each other; one citizen twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from backend.common.clock import FixedClock
from backend.consultations.clocks import sweeping
from backend.database import fetch
from tests.consultations.talking import BASIS, LOST, act, ask_person, begin, done
from tests.support.people import Person
from tests.support.product import Product


async def test_of_many_claims_one_wins(citizen: Person, clerk: Person, head: Person, coordinator: Person) -> None:
    _, row = await ask_person(citizen)
    answers = await asyncio.gather(*(act(person, row, "claim") for person in (clerk, head, coordinator) * 3))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 8}
    events = await fetch("SELECT count(*) AS claims FROM consultation_event WHERE verb = 'claim'")
    assert events[0]["claims"] == 1


async def test_a_reply_never_misses_what_was_added_before_it(citizen: Person, clerk: Person) -> None:
    talk, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    said, replied = await asyncio.gather(
        talk.say(citizen, "我人在外地"), act(clerk, claimed, "reply", body="好", basis=BASIS)
    )
    assert said.status_code == 201
    order = [event["verb"] for event in await fetch("SELECT verb FROM consultation_event ORDER BY id")]
    assert replied.status_code == (409 if order[-1] == "add" else 200)
    assert order in (["ask", "claim", "add"], ["ask", "claim", "reply"])


async def test_sweepers_beside_each_other_fire_once(citizen: Person, stranger: Person, clock: FixedClock) -> None:
    for person in (citizen, stranger):
        await ask_person(person)
    now = clock.advance(timedelta(days=5))
    fired = await asyncio.gather(*(sweeping.sweep("000", now) for _ in range(4)))
    assert sum(fired) == 2 * 5
    verbs = Counter(event["verb"] for event in await fetch("SELECT verb FROM consultation_event"))
    assert {verbs[verb] for verb in ("unread", "unclaimed", "remind", "warn", "late")} == {2}


async def test_the_same_question_from_two_phones_is_one(app: Product, citizen: Person) -> None:
    talks = [await begin(citizen) for _ in range(4)]
    answers = await asyncio.gather(*(talk.hand_off(citizen, LOST) for talk in talks))
    assert {answer.json()["consultation"]["number"] for answer in answers} == {"ZX2611-0001"}
    joined = await fetch("SELECT count(*) AS joined FROM joined_conversation")
    assert joined[0]["joined"] == 3
