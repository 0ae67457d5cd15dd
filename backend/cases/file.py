"""A case with everything that belongs to it, read in a fixed number of statements for any number of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from backend.cases.models import (
    Case,
    CaseEvent,
    CaseMaterial,
    CasePart,
    CaseStep,
    Decision,
    Supplement,
    SupplementItem,
)

P = TypeVar("P", bound=CasePart)


@dataclass(frozen=True)
class CaseFile:
    """``supplement`` is the newest one, with its ``missing`` items."""

    case: Case
    steps: list[CaseStep]
    events: list[CaseEvent]
    materials: list[CaseMaterial]
    supplement: Supplement | None
    missing: list[SupplementItem]
    decision: Decision | None


async def load(cases: Sequence[Case]) -> list[CaseFile]:
    """The files of these cases, in their order."""
    ids = [case.id for case in cases]
    steps = by_case(await CaseStep.filter(case_id__in=ids).order_by("position"))
    events = by_case(await CaseEvent.filter(case_id__in=ids).order_by("created_at", "id"))
    materials = by_case(await CaseMaterial.filter(case_id__in=ids).order_by("position"))
    supplements = by_case(await Supplement.filter(case_id__in=ids).order_by("position"))
    decisions = by_case(await Decision.filter(case_id__in=ids))
    newest = {case_id: rows[-1] for case_id, rows in supplements.items()}
    items = await _items(newest.values())
    return [
        CaseFile(
            case=case,
            steps=steps[case.id],
            events=events[case.id],
            materials=materials[case.id],
            supplement=newest.get(case.id),
            missing=items[newest[case.id].id] if case.id in newest else [],
            decision=next(iter(decisions[case.id]), None),
        )
        for case in cases
    ]


async def load_one(case: Case) -> CaseFile:
    """The file of one case."""
    return (await load([case]))[0]


def by_case(rows: Iterable[P]) -> dict[UUID, list[P]]:
    """Rows by their case."""
    found: dict[UUID, list[P]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


async def _items(supplements: Iterable[Supplement]) -> dict[UUID, list[SupplementItem]]:
    found: dict[UUID, list[SupplementItem]] = defaultdict(list)
    ids = [supplement.id for supplement in supplements]
    for item in await SupplementItem.filter(supplement_id__in=ids).order_by("id"):
        found[item.supplement_id].append(item)
    return found
