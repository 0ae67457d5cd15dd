"""The citizen's choice of how the certificate comes."""

from __future__ import annotations

from uuid import UUID

from backend.cases import delivery_view
from backend.cases import queries as cases
from backend.cases.delivery_view import Delivery
from backend.delivery import gateway, queries, rendering, wording
from backend.delivery.couriers.kuaidi100.codes import carrier_name
from backend.delivery.schemas import ChoiceIn, CourierOption, DeliveryOptions, MethodOption
from backend.delivery.service import choosing
from backend.delivery.states import Method
from backend.web.access import citizen
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("delivery")
delivery_view.use(rendering.views)  # `GET /cases` is below and shows our deliveries


@api.get("/cases/<case_id>/delivery/options", access=citizen())
async def options(call: Call, case_id: UUID) -> DeliveryOptions:
    """The ways to get this case's certificate."""
    case = await cases.of_citizen(call.citizen.id, case_id)
    pickup = rendering.pickup_text(case.item_code)
    methods = [MethodOption(method=Method.PICKUP, label="窗口自取", text=pickup)]
    if not (case.deliverable and gateway.is_configured()):
        return DeliveryOptions(methods=methods, courier=None, deliverable=False)
    name = carrier_name(call.settings.courier_carrier)
    methods.append(MethodOption(method=Method.COURIER, label="快递到家", text=wording.courier_text(name)))
    courier = CourierOption(name=name, consent_text=wording.consent_text(name))
    return DeliveryOptions(methods=methods, courier=courier, deliverable=True)


@api.post("/cases/<case_id>/delivery", access=citizen(), status=201)
async def choose(call: Call, case_id: UUID, body: ChoiceIn) -> Delivery:
    """Choose how the certificate comes."""
    if body.method is Method.COURIER:
        gateway.current()
    name = carrier_name(call.settings.courier_carrier)
    choice = choosing.Choice(body.method, body.address_id, body.courier_consent is True, name)
    parcel = await choosing.choose(call.citizen.id, case_id, choice, call.now)
    return rendering.delivery_out((await queries.load([parcel]))[0])
