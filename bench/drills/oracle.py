"""Judging a history against the rows that are really there.

Lost: acknowledged, but missing, or in a state before the acknowledged one. Duplicate: a row nobody was told of, a row
two requests claim to have made. The rules are pure; `bench.drills.rows` reads the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from backend.common.states import Machine
from bench.drills.journal import Ack, Operation

Later = Mapping[str, frozenset[str]]
"""State → itself and every state that can follow."""


@dataclass(frozen=True)
class Row:
    """A row as the database has it."""

    id: str
    state: str | None = None
    version: int | None = None


@dataclass
class Verdict:
    """What was found; each list holds texts that name a row or a key."""

    confirmed: int = 0
    lost: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    other_bodies: list[str] = field(default_factory=list)
    unknown: int = 0
    resolved: int = 0

    @property
    def broken(self) -> bool:
        """Whether a promise was broken."""
        return bool(self.lost or self.duplicates or self.other_bodies) or self.resolved < self.unknown


def judge(found: Sequence[Operation], rows: Mapping[str, Sequence[Row]], later: Mapping[str, Later]) -> Verdict:
    """Compare a whole history with all rows of the entities in ``rows``.

    Parameters:
        rows: by entity, everything there is; entities that are left out are not judged.
        later: by entity, which states may follow which.
    """
    verdict = losses(found, rows, later)
    verdict.duplicates += _twice_made(found)
    for entity, present in rows.items():
        verdict.duplicates += _never_told(entity, found, present)
    verdict.other_bodies = [f"{one.verb} {one.key}" for one in found if one.bodies > 1]
    unsure = [one for one in found if one.unknowns]
    verdict.unknown, verdict.resolved = len(unsure), sum(one.outcome != "unknown" for one in unsure)
    return verdict


def losses(found: Sequence[Operation], rows: Mapping[str, Sequence[Row]], later: Mapping[str, Later]) -> Verdict:
    """Only what was acknowledged: is it there, as it was told or further on?"""
    index = {(entity, row.id): row for entity, present in rows.items() for row in present}
    acks = [(one, ack) for one in found if one.outcome == "ok" for ack in one.acks if ack.entity in rows]
    lost = [
        f"{ack.entity} {ack.id} after {one.verb}: {problem}"
        for one, ack in acks
        if (problem := _problem(ack, index.get((ack.entity, ack.id)), later.get(ack.entity, {})))
    ]
    return Verdict(confirmed=len({(ack.entity, ack.id, ack.state, ack.version) for _, ack in acks}), lost=lost)


def _problem(ack: Ack, row: Row | None, later: Later) -> str | None:
    if row is None:
        return "missing"
    if ack.version is not None and row.version is not None and row.version < ack.version:
        return f"version {row.version}, told {ack.version}"
    if ack.state is not None and row.state is not None and row.state not in later.get(ack.state, {ack.state}):
        return f"state {row.state}, told {ack.state}"
    return None


def _twice_made(found: Sequence[Operation]) -> list[str]:
    """Two keys, one row: the second client was told of a row that is not its own."""
    made = Counter((ack.entity, ack.id) for one in found if one.outcome == "ok" for ack in one.acks if ack.creates)
    return [f"{entity} {row_id} made by {count} requests" for (entity, row_id), count in made.items() if count > 1]


def _never_told(entity: str, found: Sequence[Operation], present: Sequence[Row]) -> list[str]:
    """Rows beyond what was told; requests still without an answer may have made one each."""
    told = {ack.id for one in found for ack in one.acks if ack.entity == entity}
    extra = [row.id for row in present if row.id not in told]
    makes = {one.verb for one in found for ack in one.acks if ack.creates and ack.entity == entity}
    open_ = sum(one.outcome == "unknown" and one.verb in makes for one in found)
    return [f"{entity} {row_id} that nobody was told of" for row_id in extra[open_:]]


def closure(machine: Machine[Any]) -> Later:
    """Which states may follow which, through any number of steps."""
    table = {(_text(state), _text(target)) for (state, _), target in machine.table.items()}
    states = {_text(state) for state in machine.labels}
    return {state: frozenset(_reach(state, table)) for state in states}


def _reach(state: str, steps: set[tuple[str, str]]) -> set[str]:
    seen, frontier = {state}, [state]
    while frontier:
        here = frontier.pop()
        found = {target for source, target in steps if source == here} - seen
        seen |= found
        frontier.extend(found)
    return seen


def _text(state: Enum) -> str:
    return str(state.value)
