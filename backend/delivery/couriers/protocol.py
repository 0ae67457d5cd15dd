"""The courier as the delivery slice sees it: values, errors and one Protocol. Knows no carrier and no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol


class ParcelStatus(StrEnum):
    """Where a parcel is. Every carrier's codes are mapped onto these eleven."""

    CREATED = "created"
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    ARRIVED_CITY = "arrived_city"
    OUT_FOR_DELIVERY = "out_for_delivery"
    AT_LOCKER = "at_locker"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    RETURNING = "returning"
    RETURNED = "returned"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word a citizen reads."""
        return LABELS[self]


LABELS: dict[ParcelStatus, str] = {
    ParcelStatus.CREATED: "待揽收",
    ParcelStatus.PICKED_UP: "已揽收",
    ParcelStatus.IN_TRANSIT: "运输中",
    ParcelStatus.ARRIVED_CITY: "已到您的城市",
    ParcelStatus.OUT_FOR_DELIVERY: "派送中",
    ParcelStatus.AT_LOCKER: "待您取件",
    ParcelStatus.DELIVERED: "已签收",
    ParcelStatus.EXCEPTION: "派送遇到问题",
    ParcelStatus.RETURNING: "退回途中",
    ParcelStatus.RETURNED: "已退回中心",
    ParcelStatus.CANCELLED: "已取消",
}

TERMINAL = frozenset({ParcelStatus.DELIVERED, ParcelStatus.RETURNED, ParcelStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Address:
    """One end of a parcel. Personal data: hidden from repr so that no log line or traceback shows it."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    region: str
    detail: str = field(repr=False)

    @property
    def line(self) -> str:
        """The whole address in one line, province first, as carriers print it."""
        return f"{self.region}{self.detail}"


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A parcel to be fetched at the centre and brought to a citizen.

    ``order_number`` is ours, at most 32 characters, and the idempotency key: the same number within 48 hours is the
    same parcel. ``weight_grams`` in grams; ``insured_fen`` in 分, 0 for none.
    """

    order_number: str
    sender: Address
    recipient: Address
    cargo: str = "证照文件"
    weight_grams: int = 500
    insured_fen: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OrderResult:
    """An accepted order. ``waybill_number`` is None when the carrier gives it later, by push."""

    waybill_number: str | None
    courier_order_id: str
    courier_task_id: str
    courier_name: str


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """One thing that happened to a parcel.

    ``at`` is aware, UTC. ``text`` is our plain sentence, ``raw_code`` and ``raw_text`` the courier's own.
    ``timed`` is False for order notices, which carry no time of their own: ``at`` is then the moment of receipt.
    ``correction`` is True only for an entry by staff that may reopen a finished parcel.
    """

    at: datetime
    status: ParcelStatus
    text: str
    raw_code: str
    raw_text: str = ""
    location: str = ""
    timed: bool = True
    correction: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """Everything the courier knows of one waybill now. No events yet is normal before pick-up."""

    waybill_number: str
    events: tuple[TrackEvent, ...]


@dataclass(frozen=True, slots=True)
class PushResult:
    """A verified push. All numbers come from the signed part of the body; None where this push has none.

    ``order_number`` is ours, when the courier repeats it. ``resubscribe`` asks for a new :meth:`Courier.subscribe`
    after 30 minutes (the courier gave up watching). ``fee_fen`` in 分. ``dedupe_key`` is equal for equal pushes.
    Answer HTTP 200 with ``response_body``, or with ``retry_body`` to have it sent again later. Both are JSON.
    """

    kind: Literal["order", "track"]
    events: tuple[TrackEvent, ...]
    waybill_number: str | None
    courier_order_id: str | None
    order_number: str | None
    dedupe_key: str
    response_body: str
    retry_body: str
    courier_person: str = field(default="", repr=False)
    courier_phone: str = field(default="", repr=False)
    fee_fen: int | None = None
    resubscribe: bool = False


class CourierUnavailable(Exception):
    """The courier did not answer usefully (timeout, 5xx, broken JSON, busy). The same call may be repeated."""


class CourierRefused(Exception):
    """The courier answered no.

    ``permanent`` is True when the same request can never succeed (wrong address, wrong phone); False when somebody
    must first put the account right (key, balance) or the reason is unknown. ``reason`` is Chinese, for staff.
    """

    def __init__(self, reason: str, permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent


class PushRejected(Exception):
    """A push that is not the courier's (``forged``: answer 403) or cannot be read (answer 400). Changes nothing."""

    def __init__(self, reason: str, forged: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.forged = forged


class Courier(Protocol):
    """A company that carries parcels. Calls raise :class:`CourierRefused` or :class:`CourierUnavailable`."""

    async def create_order(self, order: OrderRequest) -> OrderResult:
        """Order a pick-up and subscribe to its track. Safe to repeat with the same ``order_number`` for 48 hours."""
        ...

    async def cancel_order(self, courier_order_id: str, courier_task_id: str, reason: str) -> None:
        """Cancel before pick-up. Afterwards the courier refuses."""
        ...

    async def track(self, waybill_number: str, phone: str) -> Track:
        """Ask for the whole track. At most once in 30 minutes per waybill, else the courier locks it."""
        ...

    async def subscribe(self, waybill_number: str, phone: str) -> None:
        """Have the track pushed to us. A waybill already subscribed is not an error."""
        ...

    def parse_push(self, headers: Mapping[str, str], body: bytes, now: datetime) -> PushResult:
        """Verify and read what the courier posted. Pure. Raises :class:`PushRejected`."""
        ...

    async def aclose(self) -> None:
        """Give the connections back."""
        ...
