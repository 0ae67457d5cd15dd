"""Appointments and the queue against a model that is simple enough to be believed (hypothesis).

Two hundred days of fifty things that may happen: each verb must do, or refuse by name, what the model says; after
each, counters equal rows, states are the model's, and no window has two numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from backend.appointments import queries
from backend.appointments import service as appointments
from backend.queue import service as queue
from tests.machines.centre import DESKS, ITEMS, Centre
from tests.machines.model import HOLD, STEPS, Booking, Model, Number

EXAMPLES, STEP_COUNT = 200, 50
CITIZENS, SLOTS = 4, 5
_people, _slots = st.integers(0, CITIZENS - 1), st.integers(0, SLOTS - 1)
_places = st.integers(0, 40)
_desks, _items = st.sampled_from(DESKS), st.sampled_from(ITEMS)


@pytest.fixture
def centre(template: tuple[str, list[dict[str, Any]]], tmp_path: Path) -> Iterator[Centre]:
    made = Centre()
    made.open(template[0], tmp_path, CITIZENS, SLOTS)
    yield made
    made.close()


def test_the_hall_is_as_the_model_says(centre: Centre) -> None:
    class Day(_Day):
        def __init__(self) -> None:
            super().__init__(centre)

    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Day,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEP_COUNT,
            deadline=None,
            database=None,
            derandomize=True,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


class _Day(RuleBasedStateMachine):
    """One day at the centre."""

    def __init__(self, centre: Centre) -> None:
        super().__init__()
        self.centre = centre

    @initialize()
    def morning(self) -> None:
        self.centre.begin()
        self.model = Model(self.centre.clock.now(), self.centre.starts, [0] * SLOTS)

    @rule(minutes=st.sampled_from((1, 3, 9, 20, 45)))
    def time_passes(self, minutes: int) -> None:
        self.centre.clock.advance(timedelta(minutes=minutes))
        self.model.now = self.centre.clock.now()

    @rule(citizen=_people, slot=_slots, item=_items)
    def hold(self, citizen: int, slot: int, item: str) -> None:
        refusal = self.model.refusal_of_hold(citizen, slot, item)
        held = self.centre.attempt(self.centre.hold(citizen, slot, item))
        if refusal:
            assert held == refusal
            return
        assert isinstance(held, UUID)
        for one in self.model.bookings.values():
            if one.citizen == citizen and self.model.is_lapsed(one):
                self.model.give_back(one, "expired")
        self.model.bookings[held] = Booking(citizen, slot, item, "held", self.model.now + HOLD)
        self.model.used[slot] += 1

    @rule(place=_places)
    def confirm(self, place: int) -> None:
        if picked := self._booking(place):
            key, one = picked
            work = appointments.confirm(self._citizen(one), key, self.model.now, settings=self.centre.settings)
            if self._agree(self.centre.attempt(work), self.model.refusal_of_confirm(one)):
                one.state = "booked"

    @rule(place=_places)
    def cancel(self, place: int) -> None:
        if picked := self._booking(place):
            key, one = picked
            work = appointments.cancel(self._citizen(one), key, self.model.now, settings=self.centre.settings)
            if self._agree(self.centre.attempt(work), self.model.refusal_of_cancel(one)):
                self.model.give_back(one, "cancelled_by_citizen")

    @rule(place=_places, slot=_slots)
    def move(self, place: int, slot: int) -> None:
        if picked := self._booking(place):
            key, one = picked
            work = self.centre.move(one.citizen, key, slot, one.item)
            if self._agree(self.centre.attempt(work), self.model.refusal_of_move(one, slot)) and slot != one.slot:
                self.model.returned.append((one.slot, self.model.now))
                self.model.used[slot] += 1
                one.slot = slot

    @rule()
    def sweep_holds(self) -> None:
        lapsed = [one for one in self.model.bookings.values() if self.model.is_lapsed(one)]
        assert self.centre.run(appointments.expire_holds(self.model.now, settings=self.centre.settings)) == len(lapsed)
        for one in lapsed:
            self.model.give_back(one, "expired")

    @rule()
    def release(self) -> None:
        """Each place comes free some time between the least and the most delay: which ones, only the product knows."""
        given, now = self.centre.settings, self.model.now
        freed = self.centre.run(appointments.release_places(now))
        most = sum(at + timedelta(minutes=given.release_delay_least_minutes) <= now for _, at in self.model.returned)
        least = sum(at + timedelta(minutes=given.release_delay_most_minutes) <= now for _, at in self.model.returned)
        assert least <= freed <= most
        self._take_over_releases(freed)

    @rule(place=_places)
    def check_in(self, place: int) -> None:
        if picked := self._booking(place):
            key, one = picked
            refusal = self.model.refusal_of_check_in(key)
            ticket = self.centre.attempt(self._check_in(key))
            if self._agree(ticket, refusal):
                one.state = "checked_in"
                self.model.numbers[ticket.id] = Number(key)  # type: ignore[union-attr]

    @rule(item=_items)
    def walk_in(self, item: str) -> None:
        ticket = self.centre.run(queue.issue_walk_in(item, None, None, self.model.now, actor="test"))
        self.model.numbers[ticket.id] = Number(None)

    @rule(desk=_desks)
    def open_window(self, desk: str) -> None:
        self.centre.run(queue.open_window(desk, self.centre.clerks[desk], self.model.now))
        self.model.open.add(desk)

    @rule(desk=_desks)
    def close_window(self, desk: str) -> None:
        refusal = "ticket_in_hand" if self.model.at(desk) else None if desk in self.model.open else "wrong_state"
        work = queue.close_window(desk, self.centre.clerks[desk], self.model.now)
        if self._agree(self.centre.attempt(work), refusal):
            self.model.open.discard(desk)

    @rule(desk=_desks)
    def call(self, desk: str) -> None:
        refusal = self.model.refusal_at(desk)
        called = self.centre.attempt(queue.call_next(desk, self.centre.clerks[desk], self.model.now))
        if not self._agree(called, refusal):
            return
        waiting = {key for key, one in self.model.numbers.items() if one.state == "waiting"}
        assert (called is None) == (not waiting)
        if called is not None:
            assert called.id in waiting  # type: ignore[union-attr]
            one = self.model.numbers[called.id]  # type: ignore[union-attr]
            one.state, one.window, one.version, one.calls = "called", desk, one.version + 1, one.calls + 1

    @rule(verb=st.sampled_from(sorted(STEPS)), place=_places, desk=_desks, stale=st.sampled_from((0, 0, 0, 1)))
    def step(self, verb: str, place: int, desk: str, stale: int) -> None:
        if not self.model.numbers:
            return
        key = list(self.model.numbers)[place % len(self.model.numbers)]
        one = self.model.numbers[key]
        refusal = self.model.refusal_of_step(verb, one, desk)
        if stale and refusal in (None, "wrong_state"):
            refusal = "stale"
        if self._agree(self.centre.attempt(self.centre.step(verb, key, one.version - stale, desk)), refusal):
            self._stepped(verb, one, desk)

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        facts = self.centre.run(self.centre.facts())
        bookings = {row["id"]: (row["state"], row["place"]) for row in facts if row["kind"] == "booking"}
        tickets = [row for row in facts if row["kind"] == "number"]
        numbers = {row["id"]: (row["state"], row["number"], row["taken"]) for row in tickets}
        slots = {row["id"]: (row["number"], row["taken"]) for row in facts if row["kind"] == "slot"}
        model = self.model
        assert bookings == {key: (one.state, str(self.centre.slots[one.slot])) for key, one in model.bookings.items()}
        assert numbers == {key: (one.state, one.version, one.calls) for key, one in model.numbers.items()}
        assert [slots[key] for key in self.centre.slots] == [(used, used) for used in model.used]
        there = Counter(row["place"] for row in tickets if row["state"] in ("called", "serving"))
        assert all(count == 1 for count in there.values())

    def _booking(self, place: int) -> tuple[UUID, Booking] | None:
        known = list(self.model.bookings.items())
        return known[place % len(known)] if known else None

    def _citizen(self, one: Booking) -> UUID:
        citizen: UUID = self.centre.citizens[one.citizen]
        return citizen

    async def _check_in(self, key: UUID) -> Any:
        code = (await queries.find(key)).code
        return await queue.check_in(code, self.model.now, actor="test")

    def _agree(self, answer: object, refusal: str | None) -> bool:
        """The verb did what the model says; True when it was done."""
        assert (answer if isinstance(answer, str) else None) == refusal
        return refusal is None

    def _stepped(self, verb: str, one: Number, desk: str) -> None:
        one.state, one.version = STEPS[verb][one.state], one.version + 1
        one.calls += verb == "recall"
        one.rejoins += verb == "rejoin"
        one.window = desk if verb == "resume" else None if verb == "rejoin" else one.window
        if one.booking is None or verb not in ("finish", "leave"):
            return
        booking = self.model.bookings[one.booking]
        if booking.state == "checked_in":
            gone = "no_show" if one.calls else "cancelled_by_centre"
            booking.state = "served" if verb == "finish" else gone

    def _take_over_releases(self, freed: int) -> None:
        facts = self.centre.run(self.centre.facts())
        taken = {row["id"]: row["taken"] for row in facts if row["kind"] == "slot"}
        for slot, key in enumerate(self.centre.slots):
            gone = self.model.used[slot] - taken[key]
            mine = sorted(one for one in self.model.returned if one[0] == slot)
            assert 0 <= gone <= len(mine)
            for one in mine[:gone]:
                self.model.returned.remove(one)
            freed -= gone
            self.model.used[slot] = taken[key]
        assert freed == 0
