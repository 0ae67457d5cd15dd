"""What the delivery's endpoints take and return."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.cases.delivery_view import Delivery
from backend.common.text import ShortText
from backend.delivery.queries import View
from backend.delivery.states import Method
from backend.web.schemas import In, Out, VersionIn


class ChoiceIn(In):
    """How the citizen wants the certificate."""

    method: Method
    address_id: UUID | None = None
    courier_consent: Literal[True] | None = None


class ListQuery(In):
    """A view of the parcels."""

    view: View = "to_pack"
    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class PackIn(VersionIn):
    """The number on the certificate in the clerk's hand."""

    certificate_number: Annotated[ShortText, Field(max_length=60)]


class CancelIn(VersionIn):
    """A reason the citizen reads."""

    reason: ShortText


class HandOverIn(VersionIn):
    """Who signed for the certificate at the window; ``version`` is the case's."""

    receiver_name: Annotated[ShortText, Field(max_length=50)]


class MethodOption(Out):
    """A way to get the certificate."""

    method: Method
    label: str
    text: str


class CourierOption(Out):
    """The company, and what the citizen agrees to."""

    name: str
    consent_text: str


class DeliveryOptions(Out):
    """The ways to get this case's certificate; ``courier`` is null where it cannot be sent."""

    methods: list[MethodOption]
    courier: CourierOption | None
    deliverable: bool


class StaffParcel(Delivery):
    """A delivery as the window sees it. ``address_text`` in full only while it is needed, to whom may see it."""

    case_id: UUID
    case_number: str
    item_name: str
    certificate_name: str | None
    recipient_masked: str | None
    address_text: str | None
    order_number: str | None


class ParcelCounts(Out):
    """How many parcels each view has."""

    to_pack: int
    to_order: int
    shipped: int
    exception: int
    done: int


class ParcelPage(Out):
    """A page of parcels."""

    items: list[StaffParcel]
    counts: ParcelCounts
    next: str | None
