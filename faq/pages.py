"""The pages of the citizen app that content may point at: those that need no parameter."""

from __future__ import annotations

CITIZEN_PAGES = frozenset(
    {
        "/pages/home/index",
        "/pages/guides/index",
        "/pages/notices/index",
        "/pages/me/index",
        "/pages/search/index",
        "/pages/appointments/index",
        "/pages/chat/index",
        "/pages/consultations/index",
        "/pages/cases/index",
        "/pages/cases/lookup",
        "/pages/evaluations/index",
        "/pages/evaluations/complaints",
        "/pages/evaluations/results",
        "/pages/addresses/index",
        "/pages/identity/index",
        "/pages/privacy/index",
        "/pages/consents/index",
    }
)
