"""The exam is not the textbook: no labelled question is a wording that the bot is built from, nor nearly one.

Otherwise the figures of ``faq eval`` say how well the bot remembers, not how well it understands. What is found is
mended in the question files, never in the content: citizens really say these things.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from rapidfuzz import fuzz, process

from faq.asking import Asked, wordings
from faq.exams import exam_files
from faq.loader import CONTENT, load_draft
from faq.wording import normal

LIKE = 92
"""Per cent of likeness from which a question is nearly a wording of the content."""
SHORT = 8
"""Up to so many characters texts are alike by chance; then only the very same wording counts, and it always does."""


def offenders(texts: dict[str, str], known: dict[str, str]) -> Iterator[str]:
    """Which of ``texts`` (place → question) stand in ``known`` (normal form → place), or nearly do."""
    keys = list(known)
    for place, text in texts.items():
        key = normal(text)
        if key in known:
            yield f"{place} “{text}” = {known[key]}"
        elif len(key) > SHORT and (near := process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=LIKE)):
            yield f"{place} “{text}” ≈ {known[near[0]]} “{near[0]}” ({near[1]:.0f}%)"


def questions() -> dict[str, str]:
    return {
        f"{file.name}:{number}": json.loads(line)["text"]
        for file in exam_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip()
    }


@pytest.fixture(scope="module")
def content() -> list[Asked]:
    return list(wordings(load_draft(CONTENT)))


def test_no_question_is_a_wording_of_the_content(content: list[Asked]) -> None:
    known = {one.key: f"{one.row.document.file} {one.code}" for one in content}
    found = list(offenders(questions(), known))

    assert found == [], "take these lines out of the question files:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("补领 身份证?", "="),
        ("补领身份证吧", ""),
        ("我的身份证昨天在公交车上丢了怎么补", "="),
        ("我的身份证昨天在公交车上丢了怎么补呢", "≈"),
        ("我的身份证昨天在公交车上丢了咋补", ""),
        ("身份证在公交车上被人偷走了怎么补", ""),
    ],
)
def test_what_counts_as_the_same(question: str, found: str) -> None:
    known = {"补领身份证": "A", "我的身份证昨天在公交车上丢了怎么补": "B"}

    assert [line.split("” ")[1][0] for line in offenders({"x:1": question}, known)] == ([found] if found else [])


def test_every_kind_of_wording_is_looked_at(content: list[Asked]) -> None:
    assert {one.role for one in content} == {"name", "alias", "ask", "question", "belief"}
