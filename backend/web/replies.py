"""JSON responses. orjson keeps Chinese as it is; the default encoder would double the payload (trap 0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from pydantic import BaseModel
from sanic import HTTPResponse

JSON = "application/json"
T = TypeVar("T")


@dataclass(frozen=True)
class Cookie:
    """A cookie that scripts cannot read and other sites cannot send. ``max_age`` in seconds; 0 takes it away."""

    name: str
    value: str
    max_age: int
    secure: bool


@dataclass(frozen=True)
class Reply(Generic[T]):
    """A handler's answer that sets cookies. Such a route keeps no idempotency record: a replay would lack them."""

    value: T
    cookies: tuple[Cookie, ...]


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


def cookie_reply(reply: Reply[Any], status: int) -> HTTPResponse:
    """The response of a handler that sets cookies; they go to the API only."""
    response = json_reply(reply.value, status)
    for cookie in reply.cookies:
        response.add_cookie(
            cookie.name,
            cookie.value,
            path="/api",
            secure=cookie.secure,
            max_age=cookie.max_age,
            httponly=True,
            samesite="Strict",
        )
    return response
