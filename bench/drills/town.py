"""Everybody of a drill: the desks of some departments with their clerks and heads, and citizens who come and go."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench.drills.clients import Client, log_in_citizen, log_in_staff
from bench.drills.demo import Demo
from bench.drills.journal import Journal
from bench.drills.papers import Papers, papers


@dataclass(frozen=True)
class Office:
    """A department of the demo: an item that can be booked and sent, its clerks by window, its head."""

    department: str
    item: str
    question: str
    clerks: dict[str, str]
    head: str


OFFICES = (
    Office("GA-HZ", "HZ03", "身份证丢了补办要带什么", {"hz01": "W01", "hz02": "W02"}, "hz00"),
    Office("BDC", "BDC02", "办抵押权登记要带什么材料", {"bdc01": "W05", "bdc02": "W06"}, "bdc00"),
    Office("RS", "RS01", "社保卡丢了怎么补", {"rs01": "W09"}, "rs00"),
)


@dataclass
class Visitor:
    """A citizen who is in the hall: the desk that serves them puts the case into ``case``."""

    who: Papers
    client: Client
    case: asyncio.Future[dict[str, Any]]


@dataclass
class Town:
    """The people of one run.

    ``visitors`` by check-in code; ``declared``: whose papers were acknowledged, and when (Unix time). ``open``:
    citizens still come; ``shut``: the last one has gone. ``patience``: seconds a citizen waits to be served.
    """

    demo: Demo
    http: httpx.AsyncClient
    rng: random.Random
    histories: Path
    patience: float = 240.0
    staff: dict[str, Client] = field(default_factory=dict)
    citizens: list[Client] = field(default_factory=list)
    declared: list[tuple[Papers, float]] = field(default_factory=list)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    materials: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    open: bool = True
    shut: bool = False
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def client(self, name: str, file: str) -> Client:
        """Somebody with a journal of their own."""
        return Client(self.http, name, Journal(self.histories, file))

    async def move_in(self) -> None:
        """Log all staff in and read what the guides ask for."""
        logins = self.demo.logins()
        for office in OFFICES:
            for account in (*office.clerks, office.head):
                self.staff[account] = self.client(account, account)
                await log_in_staff(self.staff[account], logins[account])
            guide = await self.staff[office.head].get(f"/guides/{office.item}")
            self.materials[office.item] = guide["materials"]["items"]

    async def newcomer(self) -> tuple[Papers, Client]:
        """The next citizen, logged in with WeChat."""
        number = next(self.numbers)
        who = papers(number)
        client = self.client(who.name, f"citizen-{number:05d}")
        self.citizens.append(client)
        await log_in_citizen(client, self.demo.wechat)
        return who, client

    def everybody(self) -> list[Client]:
        """All clients there ever were."""
        return [*self.staff.values(), *self.citizens]
