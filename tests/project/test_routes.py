"""Promises about routes that no reviewer remembers. That each is called by a test is checked at the end of a run
(tests/support/whole_run.py)."""

from __future__ import annotations

import re

import pytest

from backend.web.routes import Route
from backend.wiring import routes

_PART = re.compile(r"<[^>]+>")
ROUTES = routes()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_route_says_who_may_call_it(route: Route) -> None:
    if route.access.kind in ("public", "signed", "token"):
        assert route.access.reason, f"{route.name} is open to others: say why"
    if route.access.kind == "staff" and route.mutates and "/sessions" not in route.path:
        assert route.access.permission or route.path in OWN_ACCOUNT, f"{route.name} needs a permission"


OWN_ACCOUNT = {"/api/v1/staff/me/password"}
"""What every staff member may do to their own account."""


def test_no_two_routes_share_a_name_or_an_address() -> None:
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))
    addresses = [(route.method, _PART.sub("*", route.path)) for route in ROUTES]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_route_documents_itself(route: Route) -> None:
    assert route.handler.__doc__, f"{route.name} has no summary for the API page"
