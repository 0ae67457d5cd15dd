"""Finds the parts of each slice by the names that architecture gives them, so that a new slice is one line here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from backend.web.routes import Route, Routes

SLICES = (
    "audit",
    "calendar",
    "wechat",
    "accounts",
    "staff",
    "catalogue",
    "notices",
    "appointments",
    "appointments.plans",
    "appointments.desk",
    "cases",
    "consultations",
    "consultations.clocks",
    "consultations.desk",
    "consultations.coordination",
    "consultations.oversight",
    "consultations.learning",
    "queue",
    "delivery",
    "evaluations",
    "overview",
    "supervision",
)
ROUTE_MODULES = ("endpoints", "staff_endpoints", "hooks")


def routes() -> list[Route]:
    """Every declared route of the product."""
    from backend.web import health

    found = list(health.api.routes)
    for module in _modules(ROUTE_MODULES):
        api = module.api
        assert isinstance(api, Routes), f"{module.__name__}.api is not a Routes"
        found += api.routes
    return found


def load_jobs() -> None:
    """Import every slice's `jobs`, which registers its handlers and schedules with the outbox."""
    for _ in _modules(("jobs",)):
        pass


def _modules(kinds: tuple[str, ...]) -> Iterator[ModuleType]:
    for name in SLICES:
        for kind in kinds:
            path = f"backend.{name}.{kind}"
            if find_spec(f"backend.{name}") and find_spec(path):
                yield import_module(path)
