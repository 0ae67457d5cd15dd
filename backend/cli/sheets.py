"""`faq export` and `faq import`: the content as a workbook. The spreadsheet library is imported only by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from backend.cli.content_options import Content
from backend.cli.output import err, fail, out
from faq.loader import CONTENT
from faq.problems import ContentError

if TYPE_CHECKING:
    from faq.spreadsheet.columns import Cell
    from faq.spreadsheet.comparing import Change
    from faq.spreadsheet.plan import Plan

Workbook = Annotated[Path, typer.Option("--xlsx", help="the workbook")]
_SHOWN = 30
"""Characters of a cell that the table of changes shows."""


def export_workbook(xlsx: Workbook, content: Content = None) -> None:
    """Write the content as a workbook to edit; an existing file is replaced."""
    from faq.spreadsheet.plan import export

    if not xlsx.absolute().parent.is_dir():
        fail(f"没有这个文件夹:{xlsx.absolute().parent}")
    try:
        counts = export(content or CONTENT, xlsx)
    except ContentError as problem:
        fail(str(problem))
    told = "、".join(f"{title} {number} 行" for title, number in counts.items())
    err.print(f"已写好 {xlsx}:{told}", highlight=False)


def import_workbook(
    xlsx: Workbook,
    content: Content = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show the changes and write nothing")] = False,
) -> None:
    """Take an edited workbook over into the content files: all of it, or nothing and the rows to mend."""
    from faq.spreadsheet.plan import carry_out

    folder = content or CONTENT
    plan = _plan(xlsx, folder)
    if plan.changes:
        out.print(_table(plan.changes))
    if plan.refusals:
        for refusal in plan.refusals:
            err.print(f"✗ {refusal}", highlight=False, markup=False)
        fail(f"有 {len(plan.refusals)} 处要改,所以什么都没有写。改好后再导入一次就行。")
    if not plan.changes:
        err.print("表格和现在的内容一样,没有要改的。")
        return
    if dry_run:
        err.print(f"试一试:会改 {len(plan.files)} 个文件,现在什么都没有写。", highlight=False)
        return
    try:
        carry_out(plan, folder)
    except OSError as problem:
        fail(f"文件写不进去,什么都没有改:{problem}")
    err.print(f"已改好 {len(plan.files)} 个文件。请再运行 yichuang faq check。", highlight=False)


def _plan(xlsx: Path, folder: Path) -> Plan:
    from faq.spreadsheet.plan import plan_workbook
    from faq.spreadsheet.workbook import NotAWorkbook

    if not xlsx.is_file():
        fail(f"没有这个文件:{xlsx}")
    try:
        return plan_workbook(xlsx, folder)
    except NotAWorkbook:
        fail(f"读不懂 {xlsx},请另存为 xlsx 格式")
    except ContentError as problem:
        fail(str(problem))


def _table(changes: tuple[Change, ...]) -> Table:
    table = Table("表", "行", "做什么", "哪一条", "改了什么", box=None)
    for change in changes:
        row = str(change.row) if change.row else "—"
        table.add_row(change.sheet.title, row, change.kind, _short(change.name), "\n".join(_details(change)))
    return table


def _details(change: Change) -> list[str]:
    """Only a changed row has details: of the others all is new, or all is gone."""
    return (
        [f"{title}:{_difference(old, new)}" for title, old, new in change.fields()]
        if change.before and change.after
        else []
    )


def _difference(old: Cell, new: Cell) -> str:
    if isinstance(old, str) or isinstance(new, str):
        return f"{_short(str(old)) or '空'} → {_short(str(new)) or '空'}"
    added = [f"+{_short(text)}" for text in new if text not in old]
    removed = [f"−{_short(text)}" for text in old if text not in new]
    return " ".join([*added, *removed])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
