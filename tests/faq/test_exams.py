from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from faq import exams

ROOT = Path(__file__).parents[2]


def test_in_a_checkout_they_lie_in_the_tests() -> None:
    files = exams.exam_files()

    assert files == sorted((ROOT / "tests" / "bot" / "questions").glob("*.jsonl"))
    assert len(files) >= 3


def test_in_an_installed_wheel_they_lie_beside_the_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    monkeypatch.setattr(exams, "_INSTALLED", tmp_path)

    assert exams.exam_files() == [tmp_path / "a.jsonl"]


def test_the_wheel_takes_them_along() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]

    assert build["targets"]["wheel"]["force-include"]["tests/bot/questions"] == "faq/questions"


def test_every_question_has_a_number_of_its_own_and_a_label() -> None:
    lines = [json.loads(line) for file in exams.exam_files() for line in file.read_text(encoding="utf-8").splitlines()]

    assert len({line["id"] for line in lines}) == len(lines)
    assert {line["action"] for line in lines} == {"ANSWER", "CLARIFY", "NONE", "HANDOFF"}
