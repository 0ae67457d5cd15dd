"""What is the same for every application of a process is worked out once: a run starts some two thousand of them.

Sanic compiles a finder for its routes and reads each handler's source, Tortoise makes every model's filters, anew for
each application, always with the same result. Nothing here is shared that a test could change.
"""

from __future__ import annotations

import functools
import inspect
from typing import Any

from sanic.mixins.routes import RouteMixin
from sanic_routing import route, router, utils
from sanic_routing.router import BaseRouter
from tortoise.models import MetaInfo


def install() -> None:
    """Do so in this process."""
    BaseRouter._render = _render
    RouteMixin._determine_error_format = _error_format
    MetaInfo.finalise_model = _finalise
    router.path_to_parts = route.path_to_parts = _parts


_only_source = BaseRouter._render
_read_error_format = RouteMixin._determine_error_format
_finalise_model = MetaInfo.finalise_model
_parts = functools.cache(utils.path_to_parts)
_formats: dict[object, str] = {}
_finalised: set[tuple[Any, ...]] = set()


def _render(self: Any, do_compile: bool = True, do_optimize: bool = False) -> None:
    _only_source(self, False, do_optimize)
    if do_compile:
        self._find_route, self._matchers = _compiled(self.find_route_src)


@functools.cache
def _compiled(source: str) -> tuple[Any, Any]:
    """The finder and its patterns; both take the router as an argument and keep nothing."""
    made: dict[str, Any] = {}
    exec(compile(source, "routes", "exec"), vars(router), made)
    return made["find_route"], made.get("matchers")


def _error_format(self: Any, handler: Any) -> str:
    code = getattr(inspect.unwrap(handler), "__code__", None)
    if code is None:
        return _read_error_format(self, handler)
    if code not in _formats:
        _formats[code] = _read_error_format(self, handler)
    return _formats[code]


def _finalise(self: Any) -> None:
    """A model's filters depend on its fields, those of its relations included, and on the kind of database."""
    key = (self._model, self.db.executor_class, *self.fields_map)
    if key not in _finalised:
        _finalise_model(self)
        _finalised.add(key)
