"""What the overview shows."""

from __future__ import annotations

from typing import Literal

from backend.web.schemas import Instant, Out


class NextStep(Out):
    """One thing that is the citizen's turn, or on its way. ``link`` is a page of the citizen app."""

    kind: Literal["appointment", "ticket", "case", "delivery", "parcel", "consultation"]
    title: str
    text: str
    link: str
    at: Instant
    urgent: bool


class ConsultationCounts(Out):
    unclaimed: int
    mine: int
    late: int


class CaseCounts(Out):
    open: int
    late: int


class ParcelCounts(Out):
    to_pack: int


class QueueCounts(Out):
    waiting: int


class RatingCounts(Out):
    """Rectifications that wait for a department, and those over their term."""

    open: int
    late: int


class ComplaintCounts(Out):
    waiting: int
    late: int


class Counts(Out):
    """Numbers beside the console's navigation; null where the role has no such work."""

    consultations: ConsultationCounts | None
    cases: CaseCounts | None
    parcels: ParcelCounts | None
    queue: QueueCounts | None
    ratings: RatingCounts | None
    complaints: ComplaintCounts | None
