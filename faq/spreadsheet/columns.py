"""The sheets of the workbook: which columns they have, what may be changed in them, what a row is known by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Cell = str | tuple[str, ...]
Cells = Mapping[str, Cell]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``lines`` is a list, one entry a line. What is not ``editable`` is shown in grey and may not differ."""

    title: str
    field: str
    width: int
    note: str = ""
    kind: Literal["text", "lines"] = "text"
    editable: bool = True
    optional: bool = False

    @property
    def empty(self) -> Cell:
        return () if self.kind == "lines" else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``fixed`` says why rows can be neither added nor removed; empty where they can."""

    title: str
    columns: tuple[Column, ...]
    key: Callable[[Cells], Key]
    fixed: str = ""


def by(*fields: str) -> Callable[[Cells], Key]:
    """Rows are known by these fields: sorting a sheet changes nothing."""
    return lambda cells: tuple(str(cells[field]) for field in fields)


def _codes(cells: Cells) -> Key:
    """A separation is known by the items that it separates, so that its question can be reworded."""
    return tuple(sorted(line.split(maxsplit=1)[0] for line in cells["choices"] if line.strip()))


_GREY = "灰色,只供参考。"
_LINES = "一行一个(在格子里换行:Alt+Enter)。"

ITEMS = Sheet(
    "事项",
    (
        Column("代码", "code", 12, _GREY, editable=False),
        Column("类别", "kind", 8, _GREY, editable=False),
        Column("名称", "name", 28, "正式名称。" + _GREY, editable=False),
        Column("简称", "short_name", 16, "群众的叫法,最多 12 个字。"),
        Column("部门", "department", 18, _GREY, editable=False),
        Column("叫法", "aliases", 30, _LINES + "一个叫法只能属于一件事。", "lines"),
        Column("概要", "summary", 40, _GREY, "lines", editable=False),
        Column("材料", "materials", 30, _GREY, "lines", editable=False),
        Column("承诺期限", "promised", 12, _GREY, editable=False),
        Column("收费", "fee", 24, _GREY, editable=False),
        Column("核对日期", "updated", 12, _GREY, editable=False),
    ),
    by("code"),
    fixed="事项要在它自己的文件里新增或删去,表里只能改",
)
ASKS = Sheet(
    "问法",
    (
        Column("代码", "code", 12, "事项、服务或一件事的代码。"),
        Column("名称", "name", 28, _GREY + "新的一行可以不填。", editable=False, optional=True),
        Column("问法", "ask", 60, "群众会怎么说。一行一句,要加就在下面加一行。"),
    ),
    by("code", "ask"),
)
SYNONYMS = Sheet(
    "同义词",
    (
        Column("标准说法", "standard", 18, "一组里的第一个。改了它,就是换了一组。"),
        Column("其他说法", "others", 60, _LINES, "lines"),
    ),
    by("standard"),
)
BELIEFS = Sheet(
    "误解",
    (
        Column("代码", "code", 12, "事项代码。"),
        Column("名称", "name", 28, _GREY + "新的一行可以不填。", editable=False, optional=True),
        Column("误解", "belief", 36, "群众以为是怎样。改了它,就是换了一条。"),
        Column("事实", "fact", 44, "实际是怎样。每句不超过 25 个字。"),
        Column("问法", "asks", 36, _LINES, "lines", optional=True),
        Column("来源", "source", 12, "sources.yaml 里的代码。"),
    ),
    by("code", "belief"),
)
STUBS = Sheet(
    "别处办",
    (
        Column("代码", "code", 12, "ST- 开头,一旦使用就不再改。"),
        Column("名称", "name", 24),
        Column("部门", "department", 12, "最清楚这件事的部门代码。不填就是综合协调科。", optional=True),
        Column("叫法", "aliases", 36, _LINES, "lines", optional=True),
        Column("去哪里办", "where", 44),
        Column("为什么", "why", 44),
        Column(
            "文件",
            "file",
            24,
            _GREY + "新的一行写 stubs 里的文件名,不写就是 elsewhere。",
            editable=False,
            optional=True,
        ),
    ),
    by("code"),
)
SEPARATIONS = Sheet(
    "分辨",
    (
        Column("问句", "ask", 48, "一句话,问清是哪一件。"),
        Column("选择", "choices", 48, "两三行,每行:代码 空格 说法。例:HZ01 第一次办", "lines"),
    ),
    _codes,
)
SHEETS = (ITEMS, ASKS, SYNONYMS, BELIEFS, STUBS, SEPARATIONS)
BY_TITLE = {sheet.title: sheet for sheet in SHEETS}
