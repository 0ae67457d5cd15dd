"""Promises about routes that no reviewer remembers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.web.routes import Route
from backend.wiring import routes

TESTS = Path(__file__).resolve().parents[1]
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


def test_every_route_is_called_by_a_test() -> None:
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py") if path.parent.name != "project"
    )
    missing = [f"{route.method} {route.path}" for route in ROUTES if not _is_called(route, written)]
    assert not missing, "no test calls:\n" + "\n".join(missing)


def _is_called(route: Route, written: str) -> bool:
    """Whether an address of this shape stands in a test, with anything in place of its parts."""
    parts = [re.escape(part) for part in _PART.split(route.path)]
    address = r"[^/\"'?]+".join(parts)
    return re.search(rf"{address}[\"'?]", written) is not None
