"""Base classes and types of everything that goes over the wire."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from backend.common.clock import local
from backend.common.text import Count

T = TypeVar("T")


class In(BaseModel):
    """What a client sends: unknown fields are refused. Text was already cleaned by the shared validator."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """What a client receives."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


@lru_cache(maxsize=8_192)
def _on_the_wire(value: datetime) -> str:
    """The same few hundred slots are told again and again."""
    return local(value).isoformat(timespec="seconds")


Instant = Annotated[
    datetime,
    PlainSerializer(_on_the_wire, return_type=str, when_used="json"),
    Field(json_schema_extra={"format": "date-time"}),
]
"""An instant; on the wire with the offset of Shanghai."""


class Page(Out, Generic[T]):
    """One page of a list; ``next`` is the cursor of the following page or null."""

    items: list[T]
    next: str | None = None


class Items(Out, Generic[T]):
    """A short list in one piece."""

    items: list[T]


class Action(Out):
    """A button the server allows now. ``confirm`` is the question to ask before a dangerous one."""

    name: str
    label: str
    kind: str = "default"
    confirm: str | None = None


class Empty(In):
    """A body without fields (`{}`) for verbs that need none."""


class VersionIn(In):
    """The version of the row that the caller saw; refused as stale when it has changed since."""

    version: Count


class Problem(Out):
    """Every refusal: a stable code, one Chinese sentence that says what to do next, facts, the request's id."""

    code: str
    message: str
    details: dict[str, Any]
    request_id: str
