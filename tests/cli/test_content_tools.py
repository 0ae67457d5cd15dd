"""The clerk's commands about the content, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from backend.cli.content import app
from bot import Engine
from tests.bot.small_book import small_book
from tests.faq import tiny


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name, data in tiny.FILES.items():
        tiny.dump(tmp_path / "content" / name, data)
    return tmp_path / "content"


def faq(*arguments: object, place: Path | None = None, width: str = "300") -> Result:
    given = [str(one) for one in arguments] + (["--content", str(place)] if place else [])
    return CliRunner(env={"COLUMNS": width}).invoke(app, given, catch_exceptions=False)


def add_ask(workbook: Path, code: str, ask: str) -> None:
    book = openpyxl.load_workbook(workbook)
    book["问法"].append((code, "", ask))
    book.save(workbook)


def test_check_says_what_lint_finds_unless_it_is_quiet(place: Path) -> None:
    tiny.dump(place / "stubs" / "more.yaml", [stub("爷爷奶奶带去行不")])

    assert "更像别的事项:HZ01“爷爷奶奶带去行不行”" in faq("check", place=place).output
    assert "closer_to_other" not in faq("check", "--quiet", place=place).output
    assert faq("check", place=place).exit_code == 0


def stub(alias: str) -> dict[str, Any]:
    return {"code": "ST-002", "name": "托幼", "aliases": [alias], "where": "去幼儿园。", "why": "幼儿园办。"}


def test_lint_tells_place_and_neighbours(place: Path) -> None:
    tiny.dump(place / "stubs" / "more.yaml", [stub("爷爷奶奶带去行不")])
    shown = faq("lint", place=place).output
    [row] = [one for one in json.loads(faq("lint", "--json", place=place).stdout) if one["code"] == "ST-002"]

    assert "stubs/more.yaml:4 ST-002“爷爷奶奶带去行不”" in shown
    assert "更像 HZ01“爷爷奶奶带去行不行”(94%)" in shown
    assert (row["file"], row["line"], row["others"][0]["code"]) == ("stubs/more.yaml", 4, "HZ01")
    assert "没有发现" in faq("lint", "--least", 100, place=place).output


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("带照片吗", "最像的就是这件事"),
        ("照片要自己带吗?", "这件事已经有这个说法了"),
        ("怎么预约", "SVC-BOOK已经有这个说法了"),
        ("怎么预约呢", "它更像 SVC-BOOK"),
    ],
)
def test_near_advises_before_something_is_added(place: Path, text: str, advice: str) -> None:
    shown = faq("near", text, "--item", "HZ01", place=place)

    assert shown.exit_code == 0
    assert advice in shown.output
    assert json.loads(faq("near", text, "--limit", 3, "--json", place=place).stdout)[2]["likeness"] <= 100


def test_out_into_a_workbook_and_back(place: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "内容.xlsx"
    assert "问法 13 行" in faq("export", "--xlsx", workbook, place=place).output
    assert "没有要改的" in faq("import", "--xlsx", workbook, place=place).output
    add_ask(workbook, "HZ01", "满月能领证不")
    before = (place / "asks/GA-HZ/HZ01.yaml").read_bytes()

    tried = faq("import", "--xlsx", workbook, "--dry-run", place=place)
    assert "HZ01 满月能领证不" in tried.output
    assert "新增" in tried.output
    assert (place / "asks/GA-HZ/HZ01.yaml").read_bytes() == before

    assert "已改好 1 个文件" in faq("import", "--xlsx", workbook, place=place).output
    assert (place / "asks/GA-HZ/HZ01.yaml").read_bytes() == before + "- 满月能领证不\n".encode()
    assert "没有要改的" in faq("import", "--xlsx", workbook, place=place).output


def test_a_changed_cell_is_shown_with_what_it_was(place: Path, tmp_path: Path) -> None:
    faq("export", "--xlsx", tmp_path / "a.xlsx", place=place)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["事项"]["D2"].value = "首次领证"
    book["同义词"]["B2"].value = "没了"
    book.save(tmp_path / "a.xlsx")
    shown = faq("import", "--xlsx", tmp_path / "a.xlsx", "--dry-run", place=place).output

    assert "简称:首次办身份证 → 首次领证" in shown
    assert "其他说法:+没了 −丢了" in shown


def test_a_refused_import_names_the_row_and_writes_nothing(place: Path, tmp_path: Path) -> None:
    faq("export", "--xlsx", tmp_path / "a.xlsx", place=place)
    add_ask(tmp_path / "a.xlsx", "HZ01", "满月能领证不")
    add_ask(tmp_path / "a.xlsx", "HZ99", "别的")
    refused = faq("import", "--xlsx", tmp_path / "a.xlsx", place=place)

    assert refused.exit_code == 1
    assert "“问法”第 16 行:没有这个代码:HZ99" in refused.output
    assert "满月" not in (place / "asks/GA-HZ/HZ01.yaml").read_text(encoding="utf-8")


def test_wrong_files_are_named(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("不是表格", encoding="utf-8")
    for arguments, told in (
        (("import", "--xlsx", tmp_path / "a.xlsx"), "请另存为 xlsx"),
        (("import", "--xlsx", tmp_path / "b.xlsx"), "没有这个文件"),
        (("export", "--xlsx", tmp_path / "nowhere" / "a.xlsx"), "没有这个文件夹"),
        (("confusions", tmp_path / "b.jsonl"), "没有这个文件"),
        (("confusions", tmp_path / "a.xlsx"), "JSONL"),
    ):
        result = faq(*arguments, place=place)
        assert result.exit_code == 1, arguments
        assert told in result.output, arguments
    for command in ("check", "lint"):
        assert "找不到这个内容文件夹" in faq(command, place=tmp_path / "nowhere").output


def test_confusions_show_pairs_and_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine.build(small_book())
    monkeypatch.setattr("backend.cli.mistakes.engine_of", lambda content: engine)
    lines = [
        {"text": "身份证丢了怎么办", "action": "ANSWER", "labels": ["JJ04"]},
        {"text": "转人工", "action": "ANSWER", "labels": ["HZ02"]},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    shown = faq("confusions", file).output
    data = json.loads(faq("confusions", file, "--json").stdout)

    assert "1 次(直接答错 1 次) JJ04" in shown
    assert "当成了 HZ03" in shown
    assert "· 身份证丢了怎么办" in shown
    assert "没有找到的:HZ02×1" in shown
    assert [(one["right"], one["wrong"]) for one in data] == [("JJ04", "HZ03"), ("HZ02", "NONE")]
