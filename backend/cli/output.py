"""How the command line speaks: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import orjson
import typer
from rich.console import Console

from backend.settings import Settings
from backend.web import logs

if TYPE_CHECKING:
    from backend.runtime import Runtime

T = TypeVar("T")

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    err.print(f"[red]✗[/red] {message}", highlight=False)
    raise typer.Exit(1)


def print_json(value: Any) -> None:
    """One JSON document on stdout, for a program."""
    print(orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2).decode())


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end."""
    return asyncio.run(work)


def read_settings(**changes: Any) -> Settings:
    """The settings of the environment, with the command's own options; logging set up."""
    given = {name: value for name, value in changes.items() if value is not None}
    settings = Settings(**given)
    logs.configure(settings.log_level, settings.log_format)
    return settings


@asynccontextmanager
async def runtime(settings: Settings) -> AsyncIterator[Runtime]:
    """The open process, or exit code 1 with the reason. Imported here: it brings the whole product with it."""
    from backend.runtime import NotConfigured, SandboxOutsideDemo, opened

    try:
        async with opened(settings) as open_runtime:
            yield open_runtime
    except (NotConfigured, SandboxOutsideDemo) as problem:
        fail(str(problem))
