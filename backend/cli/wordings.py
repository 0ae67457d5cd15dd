"""`faq lint` and `faq near`: which ways of asking lie near each other."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from backend.cli.content_options import AsJson, Content, open_draft
from backend.cli.output import err, out, print_json
from faq.asking import ROLE_NAMES
from faq.near import NOTEWORTHY, Neighbour, Stray, nearest, strays

Least = Annotated[int, typer.Option("--least", min=0, max=100, help="tell only neighbours at least so alike, per cent")]


def lint(content: Content = None, as_json: AsJson = False, least: Least = NOTEWORTHY) -> None:
    """Name the ways of asking that are more like another item's than like their own; the most alike first."""
    found = strays(open_draft(content), least)
    if as_json:
        print_json([_stray(stray) for stray in found])
        return
    for stray in found:
        out.print(f"{_place(stray)} {stray.asked.code}“{stray.asked.text}”", highlight=False, markup=False)
        for other in stray.others:
            out.print(f"    更像 {_neighbour(other)}", highlight=False, markup=False)
        out.print(f"    和本事项最像的只有 {stray.own}%", highlight=False, markup=False)
    err.print(_summary(len(found), least), highlight=False)


def near(
    text: str,
    content: Content = None,
    item: Annotated[str | None, typer.Option("--item", help="the item it is meant for: mark its own wordings")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50)] = 10,
    as_json: AsJson = False,
) -> None:
    """Show the wordings of all items that are nearest to one text, before it is added."""
    found = nearest(open_draft(content), text, limit)
    if as_json:
        print_json([_plain(one) for one in found])
        return
    table = Table("像", "代码", "哪一种", "说法", "在哪里", box=None)
    for one in found:
        code = f"{one.asked.code}(本事项)" if one.asked.code == item else one.asked.code
        table.add_row(f"{one.likeness}%", code, ROLE_NAMES[one.asked.role], one.asked.text, one.asked.row.document.file)
    out.print(table)
    if item is not None:
        err.print(_advice(found, item), highlight=False)


def _advice(found: list[Neighbour], item: str) -> str:
    """One sentence for the clerk: add it or not."""
    if not found:
        return "还没有内容可以比。"
    best = found[0]
    if best.likeness == 100:
        owner = "这件事" if best.asked.code == item else best.asked.code
        return f"{owner}已经有这个说法了,不用再加。"
    if best.asked.code == item:
        return "最像的就是这件事,可以加。"
    return f"它更像 {best.asked.code},机器人可能答错。请换个更清楚的说法。"


def _summary(number: int, least: int) -> str:
    if not number:
        return "没有发现容易混的说法。"
    return f"{number} 个说法更像别的事项(像 {least}% 以上的)。不一定有错:请看一看,能说得更清楚的就改一改。"


def _place(stray: Stray) -> str:
    problem = stray.problem()
    return f"{problem.file}:{problem.line}"


def _neighbour(one: Neighbour) -> str:
    return f"{one.asked.code}“{one.asked.text}”({one.likeness}%)"


def _plain(one: Neighbour) -> dict[str, Any]:
    return {
        "code": one.asked.code,
        "text": one.asked.text,
        "role": one.asked.role,
        "file": one.asked.row.document.file,
        "likeness": one.likeness,
    }


def _stray(stray: Stray) -> dict[str, Any]:
    problem = stray.problem()
    return {
        "code": stray.asked.code,
        "text": stray.asked.text,
        "role": stray.asked.role,
        "file": problem.file,
        "line": problem.line,
        "own": stray.own,
        "others": [_plain(one) for one in stray.others],
    }
