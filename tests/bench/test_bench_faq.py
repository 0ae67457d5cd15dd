"""The pure parts of `bench faq`, and a whole run over something small."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bench.retrieval import figures, live, methods, ours, sets, table, worker
from bench.retrieval.__main__ import arguments, chosen_methods
from bench.retrieval.figures import Price, Quality, Result

RESULT = Result("s", 10, "ours", 7, 3, Quality(0.5, 0.75, 0.6), Price(1.0, 2.0, 0.5, 1.5), 0.25, 12.0, 3.0)


@pytest.mark.parametrize(
    ("found", "right", "at"),
    [
        ([3, 1, 2], {3}, 1),
        ([3, 3, 1], {1}, 2),
        ([3, 1], {2, 1}, 2),
        ([3, 1], {9}, None),
        (list(range(20)), {10}, None),
        ([], {1}, None),
    ],
)
def test_the_place_counts_owners_once_and_ends_at_ten(found: list[int], right: set[int], at: int | None) -> None:
    assert figures.place(found, right) == at


def test_quality_is_shares_of_all_questions() -> None:
    found = figures.quality([1, 1, 3, 4, None])
    assert (found.hit1, found.hit3) == (0.4, 0.6)
    assert found.mrr == pytest.approx((1 + 1 + 1 / 3 + 1 / 4) / 5)
    assert figures.quality([]) == Quality(0, 0, 0)


def test_percentiles_are_of_the_sorted_values() -> None:
    values = [value / 1000 for value in range(100, 0, -1)]
    paid = figures.price(values, [0.0])
    assert (paid.p50_ms, paid.p99_ms) == (pytest.approx(51), pytest.approx(100))
    assert figures.percentile([], 0.5) == 0


def test_a_result_survives_json() -> None:
    flat = json.loads(json.dumps(RESULT.as_json()))
    assert flat["hit1"] == 0.5
    assert flat["cpu_p99_ms"] == 1.5
    assert Result.from_json(flat) == RESULT


def test_the_table_says_when_only_a_sample_was_asked() -> None:
    cells = table.row(RESULT)
    assert cells[0] == "ours"
    assert cells[-1] == "3 of 7"
    assert "training" in cells[8]
    console = Console(width=160, record=True, file=io.StringIO())
    table.show([RESULT], None, console)
    assert "s: 10 entries" in console.export_text()


def test_options() -> None:
    given = arguments(["--sizes", "10,20", "--methods", "bm25"])
    assert given.sizes == [10, 20]
    assert chosen_methods(given.methods) == ["rank_bm25", "bm25s"]
    assert chosen_methods([]) == list(methods.METHODS)


def _public(folder: Path) -> Path:
    items = [{"id": 7, "text": "身份证补领"}, {"id": 9, "text": "二手房过户"}]
    asked = [
        {"qid": 1, "text": "身份证丢了怎么办", "rel": [7], "half": "alias"},
        {"qid": 2, "text": "身份证不见了", "rel": [7], "half": "query"},
    ]
    for name, lines in (("gov_items", items), ("gov_queries", asked)):
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_a_public_set_asks_only_what_is_not_indexed(tmp_path: Path) -> None:
    folder = _public(tmp_path)
    assert sets.names(folder, [10]) == ["gov-names", "gov-aliases"]
    named, aliased = sets.load(folder, "gov-names"), sets.load(folder, "gov-aliases")
    assert named.texts == ("身份证补领", "二手房过户")
    assert aliased.texts == ("身份证补领", "身份证丢了怎么办", "二手房过户")
    assert aliased.owners == (0, 0, 1)
    assert [question.text for question in aliased.questions] == ["身份证不见了"]
    with pytest.raises(ValueError, match="no set"):
        sets.load(folder, "other")


def test_a_cut_keeps_every_right_entry_of_its_questions() -> None:
    texts = tuple(f"问题{number}" for number in range(100))
    questions = tuple(sets.Question(texts[number], frozenset({number, number + 1})) for number in range(0, 100, 2))
    cut = sets._cut(sets.Set("all", texts, tuple(range(100)), questions), 20, "cut")
    assert len(cut.texts) == 20
    assert len(cut.questions) == 5
    for question in cut.questions:
        assert question.text in {cut.texts[owner] for owner in question.right}
    assert sets._cut(sets.Set("all", texts, tuple(range(100)), questions), 20, "cut") == cut


def test_our_content_grows_by_made_up_neighbours() -> None:
    own, grown = sets.load(None, "own"), sets.load(None, "own/2000")
    assert own.has_aliases
    assert len(grown.texts) == 2000
    assert list(grown.owners) == sorted(grown.owners)
    assert sets.neighbour("身份证补领", "房屋过户") == "身份证过户"


SMALL = sets.Set(
    "small",
    ("身份证丢失补领", "身份证丢了去哪里补", "二手房过户登记", "食品经营许可证办理", "社会保障卡挂失补办"),
    (0, 0, 1, 2, 3),
    (sets.Question("房子过户怎么办", frozenset({1})), sets.Question("开饭店办食品许可", frozenset({2}))),
)


@pytest.mark.parametrize("method", [name for name in methods.METHODS if "encoder" not in name])
@pytest.mark.filterwarnings("ignore")
def test_every_method_finds_what_shares_words(method: str) -> None:
    search = methods.METHODS[method](SMALL, None)
    assert search("二手房过户登记")[0] == 1
    assert search("身份证丢了去哪里补")[0] == 0


def test_one_run_over_a_small_set() -> None:
    result = worker.measure(SMALL, "yichuang", None, seconds=1, train_s=0.0)
    assert (result.asked, result.questions) == (2, 2)
    assert result.quality.hit1 == 1
    assert result.price.cpu_p50_ms > 0


def test_training_takes_whole_owners_until_it_has_enough() -> None:
    owners = [("a", ["1", "2"]), ("b", ["3", "4"]), ("c", ["5"])]
    assert list(ours.portion(owners, 3)) == [("a", "1"), ("a", "2"), ("b", "3"), ("b", "4")]


def test_an_alias_is_found_while_others_read() -> None:
    found = live.measure(None, updates=3)
    assert (found.updates, found.missed, found.errors) == (3, 0, 0)
    assert found.reads > 0
