"""A clerk exports the content, edits the workbook and imports it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from faq.loader import CONTENT
from faq.spreadsheet.plan import Plan, carry_out, export, plan_workbook
from faq.spreadsheet.workbook import NotAWorkbook
from tests.faq.tiny import ITEM, Folder

ITEMS, ASKS, SYNONYMS, BELIEFS, STUBS, SEPARATIONS = "事项", "问法", "同义词", "误解", "别处办", "分辨"
BELIEF = {"belief": "要交钱", "fact": "不交钱。", "asks": ["要钱吗"], "source": "demo"}
FILE = "items/GA-HZ/HZ01.yaml"
Edit = Callable[[Any], None]
"""What the clerk does to the workbook."""


def cell(title: str, row: int, column: str, value: object) -> Edit:
    def edit(book: Any) -> None:
        page = book[title]
        heads = [head.value for head in page[1]]
        page.cell(row, heads.index(column) + 1).value = value

    return edit


def more(title: str, *values: str) -> Edit:
    return lambda book: book[title].append(values)


def less(title: str, row: int) -> Edit:
    return lambda book: book[title].delete_rows(row)


class Clerk:
    """Has exported a folder and edits what came out."""

    def __init__(self, place: Path, workbook: Path) -> None:
        self.place, self.workbook = place, workbook
        export(place, workbook)

    def plan(self, *edits: Edit) -> Plan:
        book = openpyxl.load_workbook(self.workbook)
        for edit in edits:
            edit(book)
        book.save(self.workbook)
        return plan_workbook(self.workbook, self.place)

    def texts(self) -> dict[str, str]:
        return {
            path.relative_to(self.place).as_posix(): path.read_text(encoding="utf-8")
            for path in self.place.rglob("*.yaml")
        }


@pytest.fixture
def clerk(folder: Folder, tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    place = folder({f"{FILE}:misconceptions": [BELIEF]})
    return Clerk(place, tmp_path_factory.mktemp("sheets") / "内容.xlsx")


def test_each_kind_has_its_sheet(clerk: Clerk) -> None:
    book = openpyxl.load_workbook(clerk.workbook)

    assert book.sheetnames == [ITEMS, ASKS, SYNONYMS, BELIEFS, STUBS, SEPARATIONS]
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref
        assert page["A1"].font.bold
    assert [cell.value for cell in book[ITEMS][2]][:4] == ["HZ01", "事项", ITEM["name"], ITEM["short_name"]]
    assert book[ITEMS]["F2"].value == "\n".join(ITEM["aliases"])
    assert "Alt+Enter" in book[ITEMS]["F1"].comment.text
    assert book[ITEMS]["A2"].fill.fgColor.rgb != book[ITEMS]["D2"].fill.fgColor.rgb
    assert book[ITEMS].column_dimensions["F"].width == 30


def test_unchanged_nothing_is_to_do(clerk: Clerk) -> None:
    plan = clerk.plan()

    assert (plan.changes, plan.refusals, plan.files) == ((), (), {})


def test_the_shipped_content_survives_the_round_trip(tmp_path: Path) -> None:
    export(CONTENT, tmp_path / "a.xlsx")
    plan = plan_workbook(tmp_path / "a.xlsx", CONTENT)

    assert (plan.changes, plan.refusals, plan.files) == ((), (), {})


def test_a_sorted_sheet_and_a_missing_sheet_change_nothing(clerk: Clerk) -> None:
    def sort(book: Any) -> None:
        rows = [[cell.value for cell in row] for row in book[ASKS].iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                book[ASKS].cell(number, column).value = value
        del book[STUBS]

    assert clerk.plan(sort, cell(ITEMS, 2, "叫法", "\n".join(reversed(ITEM["aliases"])))).changes == ()


CHANGES: list[tuple[str, list[Edit], str, str, str]] = [
    ("an ask more", [more(ASKS, "HZ01", "", "满月能领证不")], "asks/GA-HZ/HZ01.yaml",
     "- 爷爷奶奶带去行不行\n", "- 爷爷奶奶带去行不行\n- 满月能领证不\n"),
    ("an ask less", [less(ASKS, 2)], "asks/GA-HZ/HZ01.yaml", "- 满十六了去哪办身份证\n", ""),
    ("an ask of a bundle", [more(ASKS, "YJS-BIRTH", "出生一件事", "110 号")], "bundles/YJS-BIRTH.yaml",
     "- 刚当爸要跑哪些地方\n", "- 刚当爸要跑哪些地方\n- 110 号\n"),
    ("a short name", [cell(ITEMS, 2, "简称", "首次领证")], FILE, "short_name: 首次办身份证", "short_name: 首次领证"),
    ("an alias", [cell(ITEMS, 2, "叫法", "\n".join([*ITEM["aliases"][:-1], "新领证"]))], FILE,
     "- 新办身份证\n", "- 新领证\n"),
    ("an alias of a service", [cell(ITEMS, 3, "叫法", "怎么预约\n约号")], "services/SVC-BOOK.yaml",
     "- 怎么预约\n", "- 怎么预约\n- 约号\n"),
    ("a synonym", [cell(SYNONYMS, 2, "其他说法", "丢了\n没了")], "synonyms.yaml", "  - 丢了\n", "  - 丢了\n  - 没了\n"),
    ("a group of synonyms", [more(SYNONYMS, "办理", "办\n弄")], "synonyms.yaml",
     "  - 丢了\n", "  - 丢了\n- [办理, 办, 弄]\n"),
    ("a fact of a misconception", [cell(BELIEFS, 2, "事实", "首次不交钱。")], FILE,
     "fact: 不交钱。", "fact: 首次不交钱。"),
    ("a misconception more", [more(BELIEFS, "HZ01", "", "要排队", "可以预约。", "", "demo")], FILE,
     "  - 要钱吗\n  source: demo\n",
     "  - 要钱吗\n  source: demo\n- belief: 要排队\n  fact: 可以预约。\n  source: demo\n"),
    ("a misconception less", [less(BELIEFS, 2)], FILE, "misconceptions:\n", "misconceptions: []\n"),
    ("a place elsewhere", [cell(STUBS, 2, "去哪里办", "去法院。"), cell(STUBS, 2, "部门", "LY")],
     "stubs/elsewhere.yaml",
     "where: 请到法院。\n  why: 诉讼由法院办。\n", "where: 去法院。\n  why: 诉讼由法院办。\n  department: LY\n"),
    ("a stub more", [more(STUBS, "ST-002", "公证", "", "公证书", "去公证处。", "公证处办。", "")],
     "stubs/elsewhere.yaml", "  why: 诉讼由法院办。\n",
     "  why: 诉讼由法院办。\n- code: ST-002\n  name: 公证\n  aliases:\n    - 公证书\n"
     "  where: 去公证处。\n  why: 公证处办。\n"),
    ("a label", [cell(SEPARATIONS, 2, "选择", "HZ01 去办证\nSVC-BOOK 预约")], "separations.yaml",
     "HZ01: 办证", "HZ01: 去办证"),
    ("the question of a separation", [cell(SEPARATIONS, 2, "问句", "办证还是约号?")], "separations.yaml",
     "ask: 您要办证,还是预约?", "ask: 办证还是约号?"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "file", "before", "after"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_change_goes_to_its_place(clerk: Clerk, edits: list[Edit], file: str, before: str, after: str) -> None:
    texts = clerk.texts()
    plan = clerk.plan(*edits)
    assert plan.refusals == ()
    assert len(plan.changes) == 1
    assert clerk.texts() == texts
    carry_out(plan, clerk.place)

    wanted = texts[file].replace(before, after)
    if before == "misconceptions:\n":
        wanted = wanted[: wanted.index(after) + len(after)]
    assert texts[file] != clerk.texts()[file] == wanted
    assert {name for name, text in clerk.texts().items() if text != texts.get(name)} == {file}
    assert clerk.plan().changes == ()


def test_new_files_lie_where_the_checker_wants_them(clerk: Clerk) -> None:
    plan = clerk.plan(
        more(ASKS, "SVC-BOOK", "", "想约个号"),
        more(STUBS, "ST-002", "公证", "", "", "去公证处。", "公证处办。", "daily-life"),
    )
    carry_out(plan, clerk.place)

    assert clerk.texts()["asks/SVC/SVC-BOOK.yaml"] == "code: SVC-BOOK\nasks:\n  - 想约个号\n"
    assert (
        clerk.texts()["stubs/daily-life.yaml"]
        == "- code: ST-002\n  name: 公证\n  where: 去公证处。\n  why: 公证处办。\n"
    )
    assert clerk.plan().changes == ()


def test_what_somebody_typed_as_a_number_is_text(clerk: Clerk) -> None:
    carry_out(clerk.plan(cell(ITEMS, 3, "叫法", 114.0)), clerk.place)

    assert "- '114'\n" in clerk.texts()["services/SVC-BOOK.yaml"]


def test_text_that_looks_like_a_formula_stays_text(folder: Folder, tmp_path: Path) -> None:
    clerk = Clerk(folder({"asks/GA-HZ/HZ01.yaml:asks.0": "=1+1 等于几"}), tmp_path / "a.xlsx")

    assert openpyxl.load_workbook(clerk.workbook)[ASKS]["C2"].data_type == "s"
    assert plan_workbook(clerk.workbook, clerk.place).changes == ()


def change_head(book: Any) -> None:
    book[STUBS]["E1"].value = "地点"


REFUSED: list[tuple[Edit, str, int, str]] = [
    (more(ITEMS, "HZ09", "事项", "新的", "新的", "", "新"), ITEMS, 5, "自己的文件"),
    (less(ITEMS, 2), ITEMS, 0, "自己的文件"),
    (cell(ITEMS, 2, "收费", "20 元"), ITEMS, 2, "“收费”是灰色的"),
    (cell(ITEMS, 2, "名称", "别的"), ITEMS, 2, "“名称”是灰色的"),
    (cell(ITEMS, 2, "简称", ""), ITEMS, 2, "“简称”不能为空"),
    (cell(ITEMS, 2, "叫法", "甲\n甲"), ITEMS, 2, "不止一次"),
    (cell(ITEMS, 3, "叫法", "怎么预约\n孩子办证"), ITEMS, 3, "HZ01 也有"),
    (more(ASKS, "HZ99", "", "新的"), ASKS, 15, "没有这个代码:HZ99"),
    (more(ASKS, "SVC-BOOK", ITEM["name"], "想约个号"), ASKS, 15, "和名称对不上"),
    (more(ASKS, "HZ01", "", "怎么预约?"), ASKS, 15, "SVC-BOOK 也有"),
    (more(ASKS, "HZ01", "", "照片要自己带吗"), ASKS, 15, "和第 11 行是同一条"),
    (more(ASKS, "HZ01", "", "一行\n两行"), ASKS, 15, "只能写一行"),
    (more(ASKS, "HZ01", "", "=A1"), ASKS, 15, "公式"),
    (cell(ASKS, 2, "问法", date(2026, 1, 1)), ASKS, 2, "不是文字"),
    (cell(BELIEFS, 2, "来源", "S99"), BELIEFS, 2, "没有这个来源:S99"),
    (more(BELIEFS, "SVC-BOOK", "", "要钱", "不要钱。", "", "demo"), BELIEFS, 3, "没有这个代码:SVC-BOOK"),
    (cell(STUBS, 2, "部门", "ZZ"), STUBS, 2, "没有这个部门:ZZ"),
    (more(STUBS, "HZ01", "公证", "", "", "去公证处。", "公证处办。", ""), STUBS, 3, "代码 HZ01 用了两次"),
    (more(STUBS, "ST-002", "公证", "", "", "去公证处。", "公证处办。", "../x"), STUBS, 3, "“文件”"),
    (change_head, STUBS, 1, "少了这些列:去哪里办"),
    (more(SEPARATIONS, "哪一个?", "HZ01 甲\nHZ99 乙"), SEPARATIONS, 3, "没有这个事项:HZ99"),
    (more(SEPARATIONS, "哪一个?", "HZ01"), SEPARATIONS, 3, "代码 空格 说法"),
    (more(SEPARATIONS, "哪一个?", "HZ01 甲"), SEPARATIONS, 3, "2 到 3 个选择"),
]


@pytest.mark.parametrize(("edit", "sheet", "row", "reason"), REFUSED)
def test_a_refusal_names_sheet_row_and_reason(clerk: Clerk, edit: Edit, sheet: str, row: int, reason: str) -> None:
    plan = clerk.plan(edit, more(SYNONYMS, "办理", "办"))

    assert (plan.refusals[0].sheet, plan.refusals[0].row) == (sheet, row), plan.refusals
    assert reason in plan.refusals[0].reason
    assert plan.files == {}


def test_an_error_that_was_there_before_refuses_nothing(folder: Folder, tmp_path: Path) -> None:
    clerk = Clerk(folder({f"{FILE}:related": ["HZ99"]}), tmp_path / "a.xlsx")

    assert clerk.plan(more(SYNONYMS, "办理", "办")).refusals == ()


def test_all_or_nothing_when_the_disk_fails(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = clerk.texts()
    plan = clerk.plan(more(ASKS, "HZ01", "", "满月能领证不"), more(SYNONYMS, "办理", "办"))
    done: list[Path] = []
    replace = __import__("os").replace

    def once(old: Path, new: Path) -> None:
        if done:
            raise OSError("disk full")
        done.append(new)
        replace(old, new)

    monkeypatch.setattr("faq.spreadsheet.plan.os.replace", once)
    with pytest.raises(OSError, match="disk full"):
        carry_out(plan, clerk.place)

    assert clerk.texts() == texts
    assert list(clerk.place.rglob("*.new")) == []


def test_a_file_that_is_no_workbook_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    for content in (b"", b"PK", "代码,问法".encode()):
        (tmp_path / "a.xlsx").write_bytes(content)
        with pytest.raises(NotAWorkbook):
            plan_workbook(tmp_path / "a.xlsx", clerk.place)
