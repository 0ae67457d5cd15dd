"""Alive, ready, figures, and the answer to everything that goes wrong."""

from __future__ import annotations

import pytest

from backend.database import fetch
from tests.support.people import Person
from tests.support.product import Product


async def test_alive_and_ready(anonymous: Person) -> None:
    assert (await anonymous.get("/healthz")).json()["status"] == "ok"
    ready = await anonymous.get("/readyz")
    assert ready.status_code == 200
    assert set(ready.json()["checks"]) == {"database", "migrations", "index", "jobs", "calendar", "places"}


async def test_not_ready_when_jobs_are_stuck(app: Product, anonymous: Person) -> None:
    await fetch(
        "INSERT INTO pgqueuer (priority, status, entrypoint, execute_after)"
        " VALUES (0, 'queued', 'notices.deliver', now() - interval '1 hour')"
    )
    stuck = await anonymous.get("/readyz")
    assert stuck.status_code == 503
    assert not stuck.json()["checks"]["jobs"]["ok"]


async def test_metrics_need_the_token(app: Product, anonymous: Person) -> None:
    assert (await anonymous.get("/metrics")).status_code == 403
    answer = await anonymous.http.get("/metrics", headers={"Authorization": f"Bearer {app.settings.metrics_token}"})
    assert answer.status_code == 200
    assert "yichuang_requests_total" in answer.text


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "code"),
    [
        ("GET", "/api/v1/nothing", b"", 404, "not_found"),
        ("PATCH", "/api/v1/centre", b"", 405, "wrong_method"),
        ("POST", "/api/v1/sessions", b"{", 400, "bad_request"),
        ("POST", "/api/v1/sessions", b"[]", 422, "invalid_input"),
        ("POST", "/api/v1/sessions", b'{"channel": "mp", "code": "a\\u0000b"}', 422, "invalid_input"),
        ("POST", "/api/v1/sessions", b'{"channel": "mp"}', 422, "invalid_input"),
        ("POST", "/api/v1/sessions", b'{"channel": "mp", "code": "x", "more": 1}', 422, "invalid_input"),
        ("POST", "/api/v1/sessions", b'{"a":' * 3000 + b"1" + b"}" * 3000, 400, "bad_request"),
        ("POST", "/api/v1/sessions", b"x" * 1_100_000, 413, "too_large"),
        ("GET", "/api/v1/appointments/not-a-uuid", b"", 401, "not_logged_in"),
    ],
)
async def test_bad_input_gets_one_form_of_answer(
    anonymous: Person, method: str, path: str, content: bytes, status: int, code: str
) -> None:
    answer = await anonymous.http.request(method, path, content=content)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code)
    assert set(body) == {"code", "message", "details", "request_id"}
    assert any("一" <= letter <= "鿿" for letter in body["message"])


async def test_a_malformed_id_names_nothing(citizen: Person) -> None:
    assert (await citizen.get("/api/v1/appointments/not-a-uuid")).status_code == 404


async def test_every_answer_carries_an_id_and_safe_headers(anonymous: Person) -> None:
    answer = await anonymous.get("/api/v1/centre")
    assert answer.headers["X-Request-Id"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
