"""Where 快递100 pushes: verify, keep, answer at once with the exact words it expects; the work is a job.

Order notices and tracks come to the one address we register (`CourierConfig.callback_url`); what a push is, its
signed content says.
"""

from __future__ import annotations

from sanic import HTTPResponse

from backend.delivery import gateway, inbox
from backend.delivery.couriers.protocol import PushRejected
from backend.web.access import signed
from backend.web.call import Call
from backend.web.replies import json_reply, raw_reply
from backend.web.routes import Routes

api = Routes("delivery", prefix="/hooks")


@api.post("/couriers/kuaidi100", access=signed("快递100's MD5 over the content and our salt"), raw=True)
async def pushed(call: Call) -> HTTPResponse:
    """Keep an order notice or a track; repeats get the same answer and change nothing."""
    body = call.request.body
    try:
        push = gateway.current().parse_push(dict(call.request.headers), body, call.now)
    except PushRejected as problem:
        return json_reply({"result": False, "returnCode": "500", "message": "不接受"}, 403 if problem.forged else 400)
    known = await inbox.keep(push, body, inbox.KUAIDI100, call.now, call.centre_id)
    return raw_reply((push.response_body if known else push.retry_body).encode(), 200)
