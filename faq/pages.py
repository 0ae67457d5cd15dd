"""The pages of the citizen app that content may point at."""

from __future__ import annotations

CITIZEN_PAGES = frozenset(
    {
        "/pages/hall/index",
        "/pages/appointments/index",
        "/pages/progress/index",
        "/pages/delivery/index",
        "/pages/evaluations/index",
        "/pages/help/index",
        "/pages/login/index",
        "/pages/catalogue/index",
        "/pages/me/privacy",
    }
)
