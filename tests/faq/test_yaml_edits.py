"""Every edit is compared with the whole text: nothing else may change."""

from __future__ import annotations

import pytest
import yaml

from faq.loader import CONTENT
from faq.yaml_edits import CannotEdit, Edit, Put, Rows, edited
from faq.yaml_text import Line

ITEM = """\
# 头上的说明
code: HZ01   # 不改
name: '名称'
aliases:
  # 先写常用的
  - 甲
  - 乙  # 少见

  - '110'
# 下面是事实
subjects: [个人, 法人]
fee: {charged: 'yes', text: 20 元}
beliefs:
  - belief: 都要钱
    asks:
      - 要钱吗

  - belief: 都不要钱
    source: S1
"""
LIST = """\
# 一
- code: A
  aliases:
  - x
- code: B
  where: 那里

# 尾
"""
CASES: list[tuple[str, str, list[Edit], str, str]] = [
    ("a plain scalar", ITEM, [Put(("code",), "HZ02")], "code: HZ01   #", "code: HZ02   #"),
    ("a quoted scalar", ITEM, [Put(("name",), "新")], "name: '名称'", "name: 新"),
    ("what looks like a number", ITEM, [Put(("name",), "119")], "name: '名称'", "name: '119'"),
    ("a colon", ITEM, [Put(("name",), "a: b")], "name: '名称'", "name: 'a: b'"),
    ("within a flow", ITEM, [Put(("fee", "text"), "a, b")], "text: 20 元", "text: 'a, b'"),
    ("append", ITEM, [Rows(("aliases",), added=("丙", "丁"))], "  - '110'\n", "  - '110'\n  - 丙\n  - 丁\n"),
    ("remove", ITEM, [Rows(("aliases",), frozenset({1}))], "  - 乙  # 少见\n", ""),
    ("remove the first", ITEM, [Rows(("aliases",), frozenset({0}))], "  - 甲\n", ""),
    ("last away, one new", ITEM, [Rows(("aliases",), frozenset({2}), ("丙",))], "  - '110'\n", "  - 丙\n"),
    ("flow list", ITEM, [Rows(("subjects",), frozenset({0}), ("a,b",))], "[个人, 法人]", "[法人, 'a,b']"),
    ("flow list emptied", ITEM, [Rows(("subjects",), frozenset({0, 1}))], "[个人, 法人]", "[]"),
    ("a list in a list", ITEM, [Rows(("beliefs", 0, "asks"), added=("收费吗",))],
     "要钱吗\n", "要钱吗\n      - 收费吗\n"),
    ("a list emptied", ITEM, [Rows(("beliefs", 0, "asks"), frozenset({0}))], "asks:\n      - 要钱吗\n", "asks: []\n"),
    ("a list begun", ITEM, [Rows(("beliefs", 1, "asks"), added=("真的吗",))],
     "    source: S1\n", "    source: S1\n    asks:\n      - 真的吗\n"),
    ("an entry away", ITEM, [Rows(("beliefs",), frozenset({0}))],
     "  - belief: 都要钱\n    asks:\n      - 要钱吗\n", ""),
    ("an entry more", ITEM, [Rows(("beliefs",), added=({"belief": "b", "asks": ["c"]},))],
     "source: S1\n", "source: S1\n  - belief: b\n    asks:\n      - c\n"),
    ("a field more", ITEM, [Put(("visits",), "一次")], "    source: S1\n", "    source: S1\nvisits: 一次\n"),
    ("inner end before outer end", ITEM,
     [Put(("visits",), "一次"), Rows(("beliefs",), added=("z",)), Put(("beliefs", 1, "fact"), "f")],
     "source: S1\n", "source: S1\n    fact: f\n  - z\nvisits: 一次\n"),
    ("a field away", LIST, [Put((1, "where"), None)], "  where: 那里\n", ""),
    ("no such field to take away", LIST, [Put((0, "where"), None)], "# 一", "# 一"),
    ("list at the margin", LIST, [Rows((0, "aliases"), added=("y",))], "  - x\n", "  - x\n  - y\n"),
    ("a row at the end", LIST, [Rows((), added=({"code": "C"},))], "那里\n", "那里\n- code: C\n"),
    ("a group of words", "- [a, b]\n", [Rows((), added=(Line(["c", "d"]),))], "b]\n", "b]\n- [c, d]\n"),
    ("no line end", "- a", [Rows((), added=("b",))], "- a", "- a\n- b\n"),
    ("everything away", "# c\n- a\n- b\n", [Rows((), frozenset({0, 1}))], "- a\n- b\n", "[]\n"),
    ("Windows line ends", "a:\r\n  - x\r\nb: y\r\n", [Rows(("a",), added=("z",))], "x\r\n", "x\r\n  - z\r\n"),
    ("an empty list begun", "a: []\nb: c\n", [Rows(("a",), added=("x", "y"))], "a: []\n", "a:\n  - x\n  - y\n"),
    ("in a list", "- b: c\n  a: []\n", [Rows((0, "a"), added=("x",))], "  a: []\n", "  a:\n    - x\n"),
    ("an empty file", "[]\n", [Rows((), added=({"a": "b"},))], "[]\n", "- a: b\n"),
    ("folded text", "a: >\n  x\n  y\n\nb: z\n", [Put(("a",), "w")], ">\n  x\n  y\n", "w\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edits", "before", "after"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_an_edit_changes_its_place_alone(text: str, edits: list[Edit], before: str, after: str) -> None:
    assert text.count(before) == 1
    assert edited(text, edits) == text.replace(before, after)
    yaml.safe_load(edited(text, edits))


def test_no_edit_changes_nothing() -> None:
    assert edited("a: b", []) == "a: b"


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: b\n", Rows(("a",), added=("c",))),
        ("- code: A\n  b: c\n", Put((0, "code"), None)),
        ("- - a\n  - b\n", Rows((0,), frozenset({0}))),
        ("a: b\n", Put(("c", "d"), "e")),
    ],
)
def test_what_cannot_be_edited_is_refused(text: str, edit: Edit) -> None:
    with pytest.raises(CannotEdit):
        edited(text, [edit])


@pytest.mark.parametrize("folder", ["asks", "items", "stubs"])
def test_every_shipped_file_can_be_added_to(folder: str) -> None:
    for path in sorted((CONTENT / folder).rglob("*.yaml"))[::12]:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
        place: tuple[str | int, ...] = {"asks": ("asks",), "items": ("aliases",), "stubs": (0, "aliases")}[folder]
        rows = data
        for step in place:
            rows = rows[step]
        rows[:] = [*rows[1:], "新的,说法"]
        assert yaml.safe_load(edited(text, [Rows(place, frozenset({0}), ("新的,说法",))])) == data, path
