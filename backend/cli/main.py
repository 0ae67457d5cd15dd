"""`yichuang`: the command line. Exit codes: 0 done, 1 a problem the output names, 2 wrong usage."""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

COMMANDS = {
    "demo": "backend.cli.demo.command:demo",
    "serve": "backend.cli.serving:serve",
    "work": "backend.cli.serving:work",
    "init": "backend.cli.data:init",
    "migrate": "backend.cli.data:migrate",
    "backup": "backend.cli.backups:backup",
    "restore": "backend.cli.backups:restore",
    "doctor": "backend.cli.doctor:doctor",
    "reconcile": "backend.cli.reconciling:reconcile",
    "openapi": "backend.cli.documents:openapi",
    "version": "backend.cli.documents:version",
}
GROUPS = {
    "import": "backend.cli.data:importing",
    "export": "backend.cli.data:exporting",
    "admin": "backend.cli.admin:app",
    "faq": "backend.cli.content:app",
}


def build(names: set[str]) -> typer.Typer:
    """The command line with these commands; a module is imported only when its command is wanted."""
    import typer

    app = typer.Typer(
        no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="一窗 · yichuang"
    )

    @app.callback()
    def _several() -> None:
        """Keep the command's name in the usage even when only one is built."""

    for name, place in (COMMANDS | GROUPS).items():
        if name not in names:
            continue
        module, _, attribute = place.partition(":")
        found = getattr(import_module(module), attribute)
        if name in GROUPS:
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def main() -> None:
    """Entry point of the installed command."""
    if sys.argv[1:2] != ["demo"]:
        run(*sys.argv[1:])
        return
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how a demo is ended, at any moment
        from backend.cli.demo import nursery

        nursery.begin()  # its imports are the longest part of a start: they go first
        run(*sys.argv[1:])


def run(*arguments: str) -> None:
    """Run one command line. Only what is asked for is imported: a demo starts in seconds."""
    everything = {*COMMANDS, *GROUPS}
    asked = next(iter(arguments), "")
    build({asked} if asked in everything else everything)(list(arguments))
