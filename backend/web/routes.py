"""Declaring routes: a handler's signature says what it takes and returns, its mark who may call it.

    api = Routes("appointments")

    @api.post("/appointments", access=citizen(), status=201, rate="20/minute")
    async def hold(call: Call, body: HoldRequest) -> Appointment: ...

Parameters named ``body`` and ``query`` are pydantic models; every other one after ``call`` is a part of the path.
The return annotation is the response's model; None answers 204; `Reply[Model]` sets cookies as well.
Handlers that stream say ``raw=True`` and return an HTTPResponse themselves.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from backend.web.access import Access
from backend.web.gathering import Gather
from backend.web.replies import Reply

Handler = Callable[..., Awaitable[Any]]
MUTATING = frozenset({"POST", "PUT", "DELETE", "PATCH"})


@dataclass(frozen=True)
class Route:
    """One declared route. ``atomic``: the handler is one transaction with its idempotency record."""

    tag: str
    method: str
    path: str
    access: Access
    handler: Handler
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    parts: dict[str, Any]
    returns: Any
    status: int
    rate: str | None
    atomic: bool
    raw: bool
    keeps_answer: bool
    sets_cookies: bool
    summary: str
    header: str | None = None
    shared: bool = False
    gathered: Gather | None = None

    @property
    def name(self) -> str:
        """The operation's id: slice and verb, e.g. ``appointments.hold``."""
        return f"{self.tag}.{self.handler.__name__}"

    @property
    def is_kept(self) -> bool:
        """Whether its answer is kept for a request that comes again."""
        return self.mutates and self.keeps_answer

    @property
    def mutates(self) -> bool:
        """Whether an Idempotency-Key has a meaning here."""
        return self.method in MUTATING


@dataclass
class Routes:
    """The routes of one slice, gathered by decorators and installed by `backend.app`."""

    tag: str
    prefix: str = "/api/v1"
    routes: list[Route] = field(default_factory=list)

    def get(self, path: str, *, access: Access, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a GET route; options as in `_add`."""
        return self._add("GET", path, access, **options)

    def post(self, path: str, *, access: Access, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a POST route."""
        return self._add("POST", path, access, **options)

    def put(self, path: str, *, access: Access, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a PUT route."""
        return self._add("PUT", path, access, **options)

    def delete(self, path: str, *, access: Access, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a DELETE route."""
        return self._add("DELETE", path, access, **options)

    def _add(
        self,
        method: str,
        path: str,
        access: Access,
        *,
        status: int = 200,
        rate: str | None = None,
        atomic: bool = True,
        raw: bool = False,
        keeps_answer: bool = True,
        header: str | None = None,
        shared: bool = False,
        gathered: Gather | None = None,
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            manners = _Manners(status, rate, atomic, raw, keeps_answer, header, shared, gathered)
            self.routes.append(_route(self.tag, method, self.prefix + path, access, handler, manners))
            return handler

        return declare


@dataclass(frozen=True)
class _Manners:
    """How a route answers: its success status, its rate, whether it is one transaction, whether it streams, whether
    its answer is kept (False where a POST changes nothing), the request header of its own that it reads, and whether
    equal requests of the same moment may share an answer (a GET that does not depend on who asks). ``gathered`` does
    many requests at once where it can (`web.gathering`); the handler does the others."""

    status: int
    rate: str | None
    atomic: bool
    raw: bool
    keeps_answer: bool
    header: str | None
    shared: bool
    gathered: Gather | None


def _route(
    tag: str,
    method: str,
    path: str,
    access: Access,
    handler: Handler,
    manners: _Manners,
) -> Route:
    hints = typing.get_type_hints(handler, include_extras=True)
    names = list(inspect.signature(handler).parameters)[1:]
    returns, sets_cookies = _returned(hints.get("return"))
    return Route(
        tag=tag,
        method=method,
        path=path,
        access=access,
        handler=handler,
        body=hints.get("body"),
        query=hints.get("query"),
        parts={name: hints[name] for name in names if name not in ("body", "query")},
        returns=None if manners.raw else returns,
        status=204 if returns is type(None) and not manners.raw else manners.status,
        rate=manners.rate,
        atomic=manners.atomic and method in MUTATING,
        raw=manners.raw,
        keeps_answer=manners.keeps_answer,
        header=manners.header,
        shared=manners.shared,
        gathered=manners.gathered,
        sets_cookies=sets_cookies,
        summary=(inspect.getdoc(handler) or handler.__name__).split("\n")[0],
    )


def _returned(hint: Any) -> tuple[Any, bool]:
    """The response's model, and whether it comes in a `Reply`."""
    if typing.get_origin(hint) is Reply:
        return typing.get_args(hint)[0], True
    return hint, False
