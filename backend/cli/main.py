"""`yichuang`: the command line. Exit codes: 0 done, 1 a problem the output names, 2 wrong usage."""

from __future__ import annotations

import typer

from backend.cli import admin, backups, content, data, doctor, documents, serving
from backend.cli.demo import command as demo

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="一窗 · yichuang")
app.command("demo")(demo.demo)
app.command("serve")(serving.serve)
app.command("work")(serving.work)
app.command("init")(data.init)
app.command("migrate")(data.migrate)
app.add_typer(data.importing, name="import")
app.add_typer(data.exporting, name="export")
app.add_typer(admin.app, name="admin")
app.add_typer(content.app, name="faq")
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("doctor")(doctor.doctor)
app.command("openapi")(documents.openapi)
app.command("version")(documents.version)


def main() -> None:
    """Entry point of the installed command."""
    app()
