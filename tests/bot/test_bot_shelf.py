"""Engines kept as files answer as when they were built, and a file that cannot be trusted is not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import Engine
from bot.shelf import KEPT, Shelf
from faq.schema import Book

QUESTIONS = ("身份证丢了怎么补", "sfz丢了", "结婚要带什么", "今天天气真好", "转人工")


class Builder:
    """Builds the engine of a book and counts how often it was asked to."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.times = 0

    def __call__(self) -> Engine:
        self.times += 1
        return Engine.build(self.book)


@pytest.fixture
def builder(book: Book) -> Builder:
    return Builder(book)


def test_a_kept_engine_answers_as_the_built_one(tmp_path: Path, builder: Builder) -> None:
    built = Shelf(tmp_path).engine("content 1", builder)
    kept = Shelf(tmp_path).engine("content 1", builder)
    assert builder.times == 1
    for question in QUESTIONS:
        assert kept.search(question) == built.search(question)
        assert type(kept.reply(question)) is type(built.reply(question))


def test_other_content_has_another_file(tmp_path: Path, builder: Builder) -> None:
    shelf = Shelf(tmp_path)
    shelf.engine("content 1", builder)
    assert shelf.read("content 2") is None
    shelf.engine("content 2", builder)
    assert builder.times == 2


@pytest.mark.parametrize("spoil", ["cut short", "no pickle", "writable by others"])
def test_a_spoiled_file_is_built_anew(tmp_path: Path, builder: Builder, spoil: str) -> None:
    shelf = Shelf(tmp_path)
    shelf.engine("content", builder)
    [file] = tmp_path.glob("*.index")
    match spoil:
        case "cut short":
            file.write_bytes(file.read_bytes()[:1000])
        case "no pickle":
            file.write_bytes(b"something else")
        case _:
            file.chmod(0o666)
    assert shelf.read("content") is None
    shelf.engine("content", builder)
    assert builder.times == 2
    assert shelf.read("content") is not None


def test_old_files_go(tmp_path: Path, builder: Builder) -> None:
    shelf = Shelf(tmp_path)
    for number in range(KEPT + 2):
        shelf.engine(f"content {number}", builder)
    assert len(list(tmp_path.glob("*.index"))) == KEPT
    assert shelf.read("content 0") is None


def test_a_folder_that_cannot_be_made_costs_the_keeping_only(tmp_path: Path, builder: Builder) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Shelf(tmp_path / "file").engine("content", builder).search("身份证")
