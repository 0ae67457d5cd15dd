"""The OpenAPI 3.1 document, made from the declared routes: pydantic's schemas are JSON Schema 2020-12 already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from backend.web.routes import Route
from backend.web.schemas import Problem

REF = "#/components/schemas/{model}"
Schemas = dict[Any, Any]
"""JSON Schema by (model, mode); pydantic's own key type is wider than the models we use."""

_PART = re.compile(r"<(\w+)(?::[^>]+)?>")
_SECURITY: dict[str, list[dict[str, list[str]]]] = {
    "citizen": [{"citizen": []}],
    "staff": [{"staff": []}],
    "token": [{"machine": []}],
}


def document(routes: Iterable[Route], version: str) -> dict[str, Any]:
    """The whole document for these routes."""
    routes = sorted(routes, key=lambda route: (route.path, route.method))
    schemas, definitions = _schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        operation = _operation(route, schemas)
        paths.setdefault(_PART.sub(r"{\1}", route.path), {})[route.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "一窗 API", "version": version, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": definitions, "securitySchemes": _schemes()},
    }


def _schemas(routes: list[Route]) -> tuple[Schemas, dict[str, Any]]:
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(Problem, "serialization")]
    for route in routes:
        wanted += [(model, "validation") for model in (route.body,) if model]
        wanted += [(route.returns, "serialization")] if _is_model(route.returns) else []
    schemas, found = models_json_schema(list(dict.fromkeys(wanted)), ref_template=REF)
    return dict(schemas), found.get("$defs", {})


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.tag],
        "summary": route.summary,
        "x-access": {"kind": route.access.kind, "permission": route.access.permission},
        "parameters": [*_path_parameters(route), *_query_parameters(route), *_header_parameters(route)],
        "responses": {
            str(route.status): _response(route, schemas),
            "default": _content("Refusal", schemas[Problem, "serialization"]),
        },
    }
    if route.access.kind in _SECURITY:
        operation["security"] = _SECURITY[route.access.kind]
    if route.body is not None:
        schema = schemas[route.body, "validation"]
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": TypeAdapter(kind).json_schema()}
        for name, kind in route.parts.items()
    ]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema()
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": value}
        for name, value in schema.get("properties", {}).items()
    ]


def _header_parameters(route: Route) -> list[dict[str, Any]]:
    names = [route.header] if route.header else []
    if route.mutates and route.access.kind != "signed":
        names.append("Idempotency-Key")
    schema = {"type": "string", "minLength": 1, "maxLength": 255}
    return [{"name": name, "in": "header", "required": False, "schema": schema} for name in names]


def _response(route: Route, schemas: Schemas) -> dict[str, Any]:
    if _is_model(route.returns):
        return _content(route.summary, schemas[route.returns, "serialization"])
    return {"description": route.summary}


def _content(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _schemes() -> dict[str, Any]:
    return {
        "citizen": {"type": "http", "scheme": "bearer"},
        "staff": {"type": "apiKey", "in": "cookie", "name": "yc_staff"},
        "machine": {"type": "http", "scheme": "bearer"},
    }
