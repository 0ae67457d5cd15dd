"""Citizens who all want the same times: hold, confirm; some tap twice, some think again, some never come back."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from bench.drills.clients import API, TIMEOUT_SECONDS, Client, Refused, Told, Unresolved
from bench.drills.journal import Journal
from bench.wire import Wire

_HELD = Told("appointment", creates=True, place="slot.id")
_CHANGED = Told("appointment", place="slot.id")
_FORGETS, _CANCELS, _MOVES, _TAPS_TWICE = 0.04, 0.06, 0.06, 0.1
_TRIES = 6
"""Times a citizen asks for before giving up."""


@dataclass(frozen=True)
class Time:
    """A slot and an item that may be booked there."""

    slot: str
    item: str


@dataclass
class Crowd:
    """Everybody who comes. ``tokens``: a logged-in citizen each; ``confirmed``: acknowledged confirmations."""

    http: httpx.AsyncClient
    journal: Journal
    times: Sequence[Time]
    tokens: Sequence[str]
    rng: random.Random
    confirmed: int = 0
    clients: list[Client] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._newcomers = itertools.count()
        self._popularity = list(itertools.accumulate(1 / (place + 3) for place in range(len(self.times))))
        self._items = {time.slot: time.item for time in self.times}

    async def come(self, at_once: int, enough: int) -> None:
        """Citizens come, ``at_once`` at a time, until ``enough`` bookings are confirmed or nobody is left."""
        async with asyncio.TaskGroup() as hall:
            for _ in range(at_once):
                hall.create_task(self._one_after_the_other(enough))

    async def _one_after_the_other(self, enough: int) -> None:
        while self.confirmed < enough and (number := next(self._newcomers)) < len(self.tokens):
            client = Client(self.http, f"citizen {number}", self.journal)
            client.headers["Authorization"] = f"Bearer {self.tokens[number]}"
            self.clients.append(client)
            with contextlib.suppress(Unresolved):
                await self._visit(client)

    async def _visit(self, client: Client) -> None:
        try:
            held = await self._hold(client)
            if held is None or self.rng.random() < _FORGETS:
                return
            path = f"/appointments/{held['id']}"
            body = {"materials_confirmed": True}
            await client.do("appointment.confirm", f"{path}/confirm", body, told=[_CHANGED])
            self.confirmed += 1
            await self._think_again(client, path, self._items[held["slot"]["id"]])
        except Refused as no:
            self.refusals[no.code] += 1

    async def _hold(self, client: Client) -> dict[str, Any] | None:
        """A place held, at the time that was wanted or one of those that were offered instead."""
        wanted = self._wish()
        for _ in range(_TRIES):
            try:
                return await self._tap(client, wanted)
            except Refused as no:
                self.refusals[no.code] += 1
                if no.code != "slot_taken":
                    return None
                wanted = self._instead(no) or self._wish()
        return None

    async def _tap(self, client: Client, wanted: Time) -> dict[str, Any]:
        body = {"slot_id": wanted.slot, "item_codes": [wanted.item]}
        twice = 2 if self.rng.random() < _TAPS_TWICE else 1
        return await client.do("appointment.hold", "/appointments", body, told=[_HELD], at_once=twice)

    async def _think_again(self, client: Client, path: str, item: str) -> None:
        chance = self.rng.random()
        if chance < _CANCELS:
            await client.do("appointment.cancel", f"{path}/cancel", told=[_CHANGED])
        elif chance < _CANCELS + _MOVES:
            body = {"slot_id": self._wish(item).slot}
            await client.do("appointment.reschedule", f"{path}/reschedule", body, told=[_CHANGED])

    def _wish(self, item: str | None = None) -> Time:
        """The first times are the ones that everybody wants; one for ``item`` where it is given."""
        while True:
            wish = self.rng.choices(self.times, cum_weights=self._popularity)[0]
            if item in (None, wish.item):
                return wish

    def _instead(self, no: Refused) -> Time | None:
        offered = [row["id"] for row in no.details.get("alternatives", []) if row["id"] in self._items]
        slot = self.rng.choice(offered) if offered else None
        return Time(slot, self._items[slot]) if slot else None


def balanced(bases: Sequence[str]) -> httpx.AsyncClient:
    """What all citizens share; each request goes to another node than the one before."""
    return httpx.AsyncClient(base_url=bases[0] + API, transport=Wire(bases), timeout=TIMEOUT_SECONDS)
