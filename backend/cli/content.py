"""`faq`: check the content, ask the bot, measure it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import orjson
import typer

from backend.cli import evaluating, mistakes, sheets, wordings
from backend.cli.content_options import AsJson, Content
from backend.cli.engines import engine_of
from backend.cli.output import err, fail, out, print_json
from backend.cli.training import train
from bot.decisions import Context
from faq.checker import check as find_problems
from faq.checker import errors
from faq.problems import ContentError

app = typer.Typer(no_args_is_help=True, help="Content of the guides and the bot that answers from it.")
app.command("train")(train)
app.command("eval")(evaluating.evaluate_files)
app.command("lint")(wordings.lint)
app.command("near")(wordings.near)
app.command("export")(sheets.export_workbook)
app.command("import")(sheets.import_workbook)
app.command("confusions")(mistakes.confusions)


@app.command()
def check(
    content: Content = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="errors only, warnings counted; no lint")] = False,
) -> None:
    """Name every problem of the content with file and line; exit 1 when one is an error."""
    try:
        problems = find_problems(content, lint=not quiet)
    except ContentError as unreadable:
        fail(str(unreadable))
    wrong = errors(problems)
    if as_json:
        print_json([problem.__dict__ for problem in problems])
    else:
        for problem in wrong if quiet else problems:
            out.print(str(problem), highlight=False, markup=False)
        counted = Counter(problem.code for problem in problems if problem.severity == "warning")
        summary = ", ".join(f"{code} {number}" for code, number in sorted(counted.items()))
        err.print(f"{len(wrong)} 个错误,{sum(counted.values())} 个提醒({summary})", highlight=False, markup=False)
    if wrong:
        raise typer.Exit(1)


@app.command()
def ask(
    question: str,
    content: Content = None,
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="show how the bot decided")] = False,
) -> None:
    """Ask the bot one question."""
    decision = engine_of(content).reply(question, Context())
    found = decision.to_dict()
    if not explain:
        found.pop("trace", None)
        found.pop("context", None)
    if as_json:
        print_json(found)
        return
    out.print_json(orjson.dumps(found, default=str).decode(), ensure_ascii=False)
