"""JSON responses. orjson keeps Chinese as it is; the default encoder would double the payload (trap 0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from pydantic import BaseModel
from sanic import HTTPResponse

JSON = "application/json"


def encode(value: object) -> bytes:
    """Bytes of a model or of plain JSON values."""
    if isinstance(value, BaseModel):
        return value.model_dump_json().encode()
    return orjson.dumps(value, default=str)


def json_reply(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """A JSON response that no cache keeps."""
    return raw_reply(encode(value), status, headers)


def raw_reply(body: bytes, status: int, headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """A response from bytes that are JSON already; 204 has none."""
    merged: dict[str, Any] = {"Cache-Control": "no-store"} | dict(headers or {})
    if status == 204:
        return HTTPResponse(status=204, headers=merged)
    return HTTPResponse(body, status, merged, JSON)
