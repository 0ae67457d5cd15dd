"""`openapi` and `version`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer

from backend.cli.output import err
from backend.version import product_version
from backend.web.openapi import document
from backend.wiring import routes


def openapi(
    output: Annotated[Path | None, typer.Option(help="file to write; else stdout")] = None,
) -> None:
    """Write the OpenAPI 3.1 document of the API."""
    text = orjson.dumps(document(routes(), product_version()), option=orjson.OPT_INDENT_2).decode() + "\n"
    if output is None:
        print(text, end="")
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    err.print(f"wrote {output}")


def version() -> None:
    """Print the version."""
    print(product_version())
