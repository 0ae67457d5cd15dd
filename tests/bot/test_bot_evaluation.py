from __future__ import annotations

import json

from bot import Context, Engine
from bot.evaluation import evaluate

LINES = [
    {"id": "1", "text": "身份证丢了怎么办", "action": "ANSWER",
     "labels": ["HZ03"], "facets": ["流程"], "depts": ["GA-HZ"], "tags": ["a"]},
    {"id": "2", "text": "二手房过户", "action": "ANSWER",
     "labels": ["JJ04"], "facets": [], "depts": ["GA-JJ"], "tags": ["a", "b"]},
    {"id": "3", "text": "过户怎么办", "action": "CLARIFY",
     "labels": ["CLARIFY"], "facets": ["流程"], "depts": ["ZX"], "tags": []},
    {"id": "4", "text": "您好", "action": "NONE", "labels": ["NONE"], "facets": [], "depts": ["ZX"], "tags": []},
    {"id": "5", "text": "转人工", "action": "HANDOFF",
     "labels": ["HANDOFF"], "facets": [], "depts": ["ZX"], "tags": []},
]  # fmt: skip


def test_each_line_and_the_summary(engine: Engine) -> None:
    rows, summary = evaluate(engine, LINES)
    assert [row["action"] for row in rows] == ["answer", "answer", "clarify", "smalltalk", "handoff"]
    assert rows[0] | {"score": 0, "us": 0, "candidates": []} == {
        "id": "1", "action": "answer", "item": "HZ03", "facets": ["流程"], "department": "GA-HZ",
        "candidates": [], "score": 0, "us": 0,
    }  # fmt: skip
    assert {"JJ04", "BDC01"} <= set(rows[2]["candidates"])
    assert summary["questions"] == 5
    assert summary["item_accuracy"] == 0.5
    assert summary["precision_when_answering"] == 0.5
    assert summary["clarify_recall"] == summary["handoff_recall"] == 1.0
    assert summary["false_answers"] == 0.0
    assert summary["by_tag"]["b"]["item_accuracy"] == 0.0
    assert summary["by_alias"]["with_alias"]["answerable"] == 2
    assert json.dumps([rows, summary], ensure_ascii=False)


def test_lines_without_labels_give_rows_and_no_figures(engine: Engine) -> None:
    rows, summary = evaluate(engine, [{"id": "x", "text": "身份证丢了"}])
    assert rows[0]["item"] == "HZ03"
    assert summary["item_accuracy"] is None
    assert summary["us_p50"] is not None


def test_a_line_may_be_a_later_turn(engine: Engine) -> None:
    rows, _ = evaluate(engine, [{"id": "x", "text": "多少钱", "context": Context(last_item="HZ02").to_dict()}])
    assert rows[0]["item"] == "HZ02"


def test_no_lines(engine: Engine) -> None:
    assert evaluate(engine, [])[0] == []
