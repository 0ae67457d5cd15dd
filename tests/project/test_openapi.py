"""The committed OpenAPI file, from which both clients take their types, is today's."""

from __future__ import annotations

from pathlib import Path

import orjson

from backend.version import product_version
from backend.web.openapi import document
from backend.wiring import routes

FILE = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def test_the_committed_document_is_todays() -> None:
    today = orjson.loads(orjson.dumps(document(routes(), product_version())))
    assert orjson.loads(FILE.read_bytes()) == today, "run: python3 dev.py api"
