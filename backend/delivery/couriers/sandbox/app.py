"""The sandbox as a Sanic app: the courier's addresses, the control addresses and the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
from sanic import HTTPResponse, Request, Sanic
from sanic.response import html, json, redirect, text

from backend.delivery.couriers.sandbox import page, steps
from backend.delivery.couriers.sandbox.checks import Answer, Form
from backend.delivery.couriers.sandbox.config import SandboxConfig
from backend.delivery.couriers.sandbox.office import Office
from backend.delivery.couriers.sandbox.parcels import NotPossible, Parcel

if TYPE_CHECKING:
    from backend.common.clock import Clock

App: TypeAlias = Sanic[Any, Any]


def create_sandbox(config: SandboxConfig, clock: Clock, name: str = "courier-sandbox") -> App:
    """A courier behaving like 快递100. ``name`` must differ between sandboxes of one process."""
    app: App = Sanic(name, configure_logging=False, dumps=orjson.dumps)
    app.config.REQUEST_MAX_SIZE = 1_000_000
    app.config.ACCESS_LOG = False
    # Sanic rewrites its protocol classes at start and fails when a second app of the process does it again.
    app.config.TOUCHUP = False
    office = Office(config, clock)
    app.ctx.office = office
    _add_courier_routes(app, office)
    _add_control_routes(app, office)
    _add_life(app, office)
    return app


def _add_life(app: App, office: Office) -> None:
    @app.before_server_start
    async def start(_: App) -> None:
        office.pusher.start()
        if office.config.auto_seconds is not None:
            office.pusher.run(_walk(office, office.config.auto_seconds))

    @app.after_server_stop
    async def stop(_: App) -> None:
        await office.pusher.stop()


async def _walk(office: Office, seconds: float) -> None:
    """Move every parcel on, for ever."""
    while True:
        await asyncio.sleep(seconds)
        office.advance_all()


def _add_courier_routes(app: App, office: Office) -> None:
    """The addresses our client knows; ``/apiMock/border`` is 快递100's own test address for orders."""

    @app.post("/order/borderapi.do", name="order")
    @app.post("/apiMock/border", name="order_mock")
    async def order(request: Request) -> HTTPResponse:
        return await _answer(office, office.order_call, request)

    @app.post("/poll/query.do")
    async def query(request: Request) -> HTTPResponse:
        return await _answer(office, office.query, request)

    @app.post("/poll")
    async def subscribe(request: Request) -> HTTPResponse:
        return await _answer(office, office.subscribe, request)


async def _answer(office: Office, handle: Callable[[Form], Answer], request: Request) -> HTTPResponse:
    """Answer one call of the courier's interface, spoilt as the faults will have it."""
    await asyncio.sleep(office.faults.reply_delay)
    if office.faults.take("reply_500"):
        return text("Internal Server Error", status=500)
    answer = handle(_form(request))
    if office.faults.take("reply_lost"):
        return text("Bad Gateway", status=502)
    if office.faults.take("reply_bad_json"):
        return text('{"result":tru', content_type="application/json")
    return json(answer)


def _form(request: Request) -> dict[str, str]:
    form: Mapping[str, list[str]] = request.get_form(keep_blank_values=True) or {}
    return {name: values[0] for name, values in form.items()}


def _add_control_routes(app: App, office: Office) -> None:
    """The newcomer's page and what tests and drills steer the sandbox by."""

    @app.get("/", name="page")
    async def show(_: Request) -> HTTPResponse:
        return html(page.render(office), headers={"Content-Security-Policy": page.CSP})

    @app.get("/control/waybills", name="waybills")
    async def waybills(_: Request) -> HTTPResponse:
        return json([_summary(parcel) for parcel in office.parcels.all()])

    @app.post("/control/waybills/<waybill:str>/advance", name="advance")
    async def advance(request: Request, waybill: str) -> HTTPResponse:
        form = _form(request)
        try:
            parcel = office.advance(waybill, request.args.get("to") or form.get("to", ""))
        except NotPossible as refused:
            return redirect("/", status=303) if "back" in form else json({"message": str(refused)}, status=409)
        if "back" in form:
            return redirect("/", status=303)
        return json(_summary(parcel)) if parcel else json({"message": "没有这个单号"}, status=404)

    @app.post("/control/faults", name="faults")
    async def faults(request: Request) -> HTTPResponse:
        try:
            office.faults.switch(dict(request.json or {}))
        except (TypeError, ValueError) as problem:
            return json({"message": str(problem)}, status=400)
        return json(asdict(office.faults))


def _summary(parcel: Parcel) -> dict[str, Any]:
    return {
        "waybill": parcel.waybill,
        "order_id": parcel.order_id,
        "task_id": parcel.task_id,
        "order_number": parcel.order_number,
        "state": parcel.state,
        "next": steps.choices(parcel.state),
    }
