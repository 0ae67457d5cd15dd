from __future__ import annotations

from pathlib import Path

import pytest

from faq.documents import line_of
from faq.loader import book_from_data, load_book
from faq.problems import ContentError
from faq.schema import Book
from tests.faq.tiny import Folder

ITEM = "items/GA-HZ/HZ01.yaml"


def test_it_reads_every_kind_of_file(folder: Folder) -> None:
    book = load_book(folder())

    assert book.centre.name == "小河市政务服务中心"
    assert [row.code for row in book.guides] == ["HZ01"]
    assert [row.code for row in book.services] == ["SVC-BOOK"]
    assert [row.code for row in book.stubs] == ["ST-001"]
    assert book.synonyms == (("丢失", "丢了"),)


def test_the_same_content_has_the_same_version(folder: Folder) -> None:
    assert load_book(folder()).version == load_book(folder()).version


def test_any_change_changes_the_version(folder: Folder) -> None:
    before = load_book(folder()).version
    after = load_book(folder({f"{ITEM}:fee.text": "不收钱"})).version

    assert before != after
    assert len(after) == 12


def test_a_book_survives_the_way_through_plain_data(shipped: Book) -> None:
    data = shipped.model_dump(mode="json", by_alias=True, exclude={"version"})

    assert book_from_data(data) == shipped


def test_data_that_does_not_fit_is_named_by_its_path(shipped: Book) -> None:
    data = shipped.model_dump(mode="json", by_alias=True, exclude={"version"})
    data["guides"][0]["visits"] = "many"

    with pytest.raises(ContentError) as caught:
        book_from_data(data)

    assert caught.value.problems[0].file == "guides.0.visits"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({f"{ITEM}:fee": None}, "missing_field"),
        ({f"{ITEM}:fees": {"text": "免费"}}, "unknown_key"),
        ({f"{ITEM}:handling": "快办件"}, "bad_value"),
        ({f"{ITEM}:code": "身份证"}, "bad_value"),
        ({f"{ITEM}:result": ""}, "missing_field"),
        ({ITEM: "code: HZ01\nname: '没有结束\n"}, "bad_yaml"),
        ({ITEM: "code: HZ01\ncode: HZ02\n"}, "bad_yaml"),
        ({ITEM: "- HZ01\n"}, "not_a_mapping"),
        ({"windows.yaml": "code: W01\n"}, "not_a_list"),
        ({"synonyms.yaml": [["丢失", ""]]}, "bad_value"),
        ({"centre.yaml": None}, "missing_file"),
        ({"notes.yaml": ["随手记"]}, "unknown_file"),
    ],
)
def test_what_cannot_be_read_is_refused(folder: Folder, changes: dict[str, object], code: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_book(folder(changes))

    assert code in {problem.code for problem in caught.value.problems}


def test_a_refusal_names_file_and_line(folder: Folder) -> None:
    place = folder()
    lines = (place / ITEM).read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines, 1) if line.startswith("handling:"))
    lines[number - 1] = "handling: 快办件"
    (place / ITEM).write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        load_book(place)

    assert [(problem.file, problem.line) for problem in caught.value.problems] == [(ITEM, number)]
    assert str(caught.value) == f"{ITEM}:{number} 错误 “handling”只能是 即办件, 承诺件"


def test_all_problems_are_reported_at_once(folder: Folder) -> None:
    changes = {f"{ITEM}:fee": None, "departments.yaml:0.phone": None}

    with pytest.raises(ContentError) as caught:
        load_book(folder(changes))

    assert {problem.file for problem in caught.value.problems} == {ITEM, "departments.yaml"}


def test_a_file_in_another_encoding_is_refused(folder: Folder) -> None:
    place = folder()
    (place / "stubs/elsewhere.yaml").write_bytes("- 代码".encode("gbk"))

    with pytest.raises(ContentError) as caught:
        load_book(place)

    assert caught.value.problems[0].code == "not_utf8"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="找不到"):
        load_book(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("code",), 2),
        (("list",), 3),
        (("list", 1), 5),
        (("list", 1, "name"), 6),
        (("list", 9), 3),
        (("nowhere", 3), 2),
    ],
)
def test_line_of(path: tuple[str | int, ...], line: int) -> None:
    text = "# 说明\ncode: HZ01\nlist:\n  - name: 甲\n  - kind: 乙\n    name: 丙\n"

    assert line_of(text, path) == line
